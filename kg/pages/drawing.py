"""Turns a network into what vis-network draws, through pyvis.

pyvis builds the data (nodes, edges, options) and nothing else: its own pages ask other hosts for files, run scripts
from labels and drop parallel edges (of undirected networks). Here ids are hashes, labels are plain text wrapped in
bidi isolates, positions are computed beforehand and physics is off.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.network import Measures, Positions
from kg.pages.names import page_href, short_hash

_ISOLATE, _END = "\u2068", "\u2069"
_HIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
"""Controls that would reorder or break a line of canvas text; pages show labels as printed, canvases do not."""
_LINE, _LINES = 24, 3

MANY_EDGES = 1500
"""Edges above which they are drawn thin and faint, so that nodes and labels stay visible."""
_SHAPES = {"institution": "dot", "official": "triangle", "agreement": "square"}
_GROUPS = {
    "institution": {"shape": "dot", "color": {"background": "#0f766e", "border": "#0b5952"}},
    "official": {"shape": "triangle", "color": {"background": "#b45309", "border": "#8a3f06"}},
    "agreement": {"shape": "square", "color": {"background": "#4f5bd5", "border": "#3a45ab"}},
}
_EDGES: dict[str, dict[str, Any]] = {
    "participation": {"color": "#0f766e", "width": 2},
    "signature": {"color": "#b45309", "width": 1.5, "dashes": [6, 4]},
    "tenure": {"color": "#8b95a5", "width": 1, "dashes": [2, 4]},
}
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "interaction": {"hover": True, "keyboard": False, "hideEdgesOnDrag": True, "tooltipDelay": 3600000},
    "nodes": {
        "borderWidth": 1.5,
        "font": {"face": "Vazirmatn", "size": 15, "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 7, "maxVisible": 19}},
    },
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "smooth": False, "selectionWidth": 2},
    "groups": _GROUPS,
}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a drawing calls a node or an edge (``id``, of its local id), and where a node's page lies (``href``)."""

    id: Callable[[str], str] = short_hash
    href: Callable[[str, str], str] = page_href


HASHES = Naming()
"""The naming of written sites."""


def drawing(
    graph: nx.MultiDiGraph, positions: Positions, measures: Measures | None = None, naming: Naming = HASHES
) -> dict[str, Any]:
    """Return the data of one drawing as plain JSON values: ``nodes``, ``edges``, ``options``, ``leftOut``."""
    net = _network(graph, positions, measures, naming)
    nodes, edges, _, _, _, options = net.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "leftOut": graph.graph.get("left_out", 0),
    }


def _network(graph: nx.MultiDiGraph, positions: Positions, measures: Measures | None, naming: Naming) -> Any:  # noqa: ANN401 - pyvis has no types
    from pyvis.network import Network  # noqa: PLC0415 - brings IPython, half a second

    net = Network(directed=True)
    net.node_ids = _Ids()
    net.set_options(json.dumps(_OPTIONS))
    community = {item.node: item.community for item in measures} if measures else {}
    centre = graph.graph.get("centre")
    for node, data in graph.nodes(data=True):
        extra = {"community": community[node]} if node in community else {}
        x, y = positions[node]
        size = _size(graph.degree(node)) + (6 if node == centre else 0)
        net.add_node(
            naming.id(node),
            x=x,
            y=y,
            size=size,
            **_node(naming.href(data["kind"], node), data),
            **extra,
            borderWidth=4 if node == centre else 1.5,
        )
    drawn: Counter[tuple[str, str]] = Counter()
    faint = graph.number_of_edges() > MANY_EDGES
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = (min(source, target), max(source, target))
        look = _edge(naming.id(key), data, drawn[ends], faint)
        net.add_edge(naming.id(source), naming.id(target), **look)
        drawn[ends] += 1
    return net


class _Ids(list[str]):
    """pyvis looks every node up in a list, once for each end of each edge; this list looks up in a set."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def append(self, item: str) -> None:
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


def _node(href: str, data: dict[str, str]) -> dict[str, Any]:
    """Return what a node shows; ``fa`` and ``en`` are its labels, ``label`` the one to begin with."""
    persian = canvas_label(data["label_fa"] or data["label_en"])
    english = canvas_label(data["label_en"] or data["label_fa"])
    kind = data["kind"]
    labels = {"label": persian, "en": english} if english != persian else {"label": persian}
    return {"group": kind, "shape": _SHAPES[kind], "href": href, **labels}


def _edge(name: str, data: dict[str, str], before: int, faint: bool) -> dict[str, Any]:
    """Return what an edge shows; the second and later edges between two nodes are bent, so that all are seen."""
    look = dict(_EDGES[data["relation"]])
    if faint:
        look |= {"color": {"color": look["color"], "opacity": 0.2}, "width": 1}
    if before:
        look["smooth"] = {"type": "curvedCW", "roundness": round(0.12 * before, 2)}
    return {"id": name, "relation": data["relation"], **look}


def _size(degree: int) -> float:
    return float(round(min(40.0, 10 + 4 * degree**0.5), 1))


def canvas_label(text: str) -> str:
    r"""Return a label for a canvas: at most three lines, each isolated, so that Persian and Latin keep their order.

    >>> canvas_label("وزارت نیرو") == "\u2068وزارت نیرو\u2069"
    True
    """
    plain = " ".join(_HIDDEN.sub(" ", text).split()) or "—"
    lines = textwrap.wrap(plain[: _LINE * (_LINES + 2)], _LINE)
    if len(lines) > _LINES or len(plain) > _LINE * (_LINES + 2):
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LINE - 1].rstrip() + "…"]
    return "\n".join(f"{_ISOLATE}{line}{_END}" for line in lines)
