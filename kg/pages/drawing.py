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

from kg.network import Positions
from kg.pages.names import page_href, short_hash
from kg.pages.values import Label

_ISOLATE, _END = "\u2068", "\u2069"
_HIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
"""Controls that would reorder or break a line of canvas text; pages show labels as printed, canvases do not."""
_LINE, _LINES = 24, 3

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


Labels = Callable[[str], Label]
"""Local id -> its name."""
HASHES = Naming()
"""The naming of written sites."""


def drawing(graph: nx.MultiDiGraph, positions: Positions, label: Labels, naming: Naming = HASHES) -> dict[str, Any]:
    """Return the data of one drawing as plain JSON values: ``nodes``, ``edges``, ``leftOut``.

    Nodes have a ``kind``, edges a ``relation``; what all drawings share is in ``shared_drawing``.
    """
    net = _network()
    for node, kind in graph.nodes(data="kind"):
        x, y = positions[node]
        look = {"size": _size(graph.degree(node)) + (6 if node == graph.graph.get("centre") else 0)}
        net.add_node(naming.id(node), x=x, y=y, **look, **_node(naming.href(kind, node), kind, label(node)))
    drawn: Counter[tuple[str, str]] = Counter()
    for source, target, key, relation in graph.edges(keys=True, data="relation"):
        ends = (min(source, target), max(source, target))
        net.add_edge(naming.id(source), naming.id(target), **_edge(naming.id(key), relation, drawn[ends]))
        drawn[ends] += 1
    nodes, edges, *_ = net.get_network_data()
    for node in nodes:
        del node["shape"]  # pyvis writes a default, the look of the group counts
    for edge in edges:
        del edge["arrows"]
    return {"nodes": nodes, "edges": edges, "leftOut": graph.graph.get("left_out", 0)}


def shared_drawing() -> dict[str, Any]:
    """Return what all drawings share: vis-network's ``options``, and the look of each ``relation``."""
    net = _network()
    net.set_options(json.dumps(_OPTIONS))
    return {"options": json.loads(net.get_network_data()[-1]), "relations": _EDGES}


def _network() -> Any:  # noqa: ANN401 - pyvis has no types
    from pyvis.network import Network  # noqa: PLC0415 - brings IPython, half a second

    net = Network(directed=True)
    net.node_ids = _Ids()
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


def _node(href: str, kind: str, name: Label) -> dict[str, Any]:
    """Return what a node shows; ``label`` is the name to begin with, ``en`` the English one where it differs."""
    persian, english = canvas_label(name.any), canvas_label(name.en or name.fa)
    labels = {"label": persian, "en": english} if english != persian else {"label": persian}
    return {"group": kind, "href": href, **labels}


def _edge(name: str, relation: str, before: int) -> dict[str, Any]:
    """Return what an edge shows; the second and later edges between two nodes are bent, so that all are seen."""
    bent = {"smooth": {"type": "curvedCW", "roundness": round(0.12 * before, 2)}} if before else {}
    return {"id": name, "relation": relation, **bent}


def _size(degree: int) -> float:
    return float(round(min(40.0, 10 + 4 * degree**0.5), 1))


def one_line(text: str, longest: int = 0) -> str:
    """Return a text on one line without controls that would reorder it; cut where longer (0: as long as it is)."""
    plain = " ".join(_HIDDEN.sub(" ", text[: longest * 4] if longest else text).split())
    return plain if not longest or len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def canvas_label(text: str) -> str:
    r"""Return a label for a canvas: at most three lines, each isolated, so that Persian and Latin keep their order.

    >>> canvas_label("وزارت نیرو") == "\u2068وزارت نیرو\u2069"
    True
    """
    plain = one_line(text) or "—"
    lines = textwrap.wrap(plain[: _LINE * (_LINES + 2)], _LINE)
    if len(lines) > _LINES or len(plain) > _LINE * (_LINES + 2):
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LINE - 1].rstrip() + "…"]
    return "\n".join(f"{_ISOLATE}{line}{_END}" for line in lines)
