"""Turns a network into what vis-network draws, through pyvis.

pyvis builds nodes, edges and options and nothing else: its own pages ask other hosts for files, run scripts from
labels and drop parallel edges (of undirected networks). Positions are computed beforehand and physics is off. What all
drawings share (``shared_drawing``) is written once; a drawing keeps of each node and edge one row, so that a page's
data stay small.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.network import Positions
from kg.pages.names import page_href, short_hash
from kg.pages.values import Label

NAME = 160
"""Characters of a name in a drawing: the canvas shows three lines, the list below it the whole of these."""
_HIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
"""Controls that would reorder or break a line of canvas text; pages show labels as printed, canvases do not."""
_GROUPS: dict[str, dict[str, Any]] = {
    "institution": {"shape": "dot"},
    "official": {"shape": "triangle"},
    "agreement": {"shape": "square"},
}
_RELATIONS: dict[str, dict[str, Any]] = {
    "participation": {"width": 2},
    "signature": {"width": 1.5, "dashes": [6, 4]},
    "tenure": {"width": 1.5, "dashes": [2, 4]},
}
_KINDS, _LINKS = tuple(_GROUPS), tuple(_RELATIONS)
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "interaction": {"hover": True, "keyboard": False, "hideEdgesOnDrag": True, "tooltipDelay": 3600000},
    "nodes": {
        "borderWidth": 1.5,
        "font": {"face": "Vazirmatn", "size": 15, "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 11, "maxVisible": 19}},
    },
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "smooth": False, "selectionWidth": 2},
    "groups": _GROUPS,
}
"""Colours are those of the style sheet, so that they follow the reader's light or dark."""

Labels = Callable[[str], Label]
"""Local id -> its name."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a drawing calls a node or an edge (``id``, of its local id), and where a node's page lies (``href``)."""

    id: Callable[[str], str] = short_hash
    href: Callable[[str, str], str] = page_href


HASHES = Naming()
"""The naming of written sites."""


def drawing(graph: nx.MultiDiGraph, positions: Positions, label: Labels, naming: Naming = HASHES) -> dict[str, Any]:
    """Return the data of one drawing as plain JSON values: ``nodes``, ``edges``, ``leftOut``.

    A node is [kind, name, x, y, label] with the place of its kind in ``shared_drawing``; then its English label where
    that differs, else "", and the address of its page where that is not kind/name.html. An edge is [from, to,
    relation, name] with places of nodes and of the relation. leftOut: kind -> how many near nodes are not in it;
    atLeast: whether there are even more of them.
    """
    net, addresses = _network(), {}
    for node, kind in graph.nodes(data="kind"):
        addresses[node] = naming.href(kind, node)
        x, y = positions[node]
        name = label(node)
        net.add_node(addresses[node], label=name.any or " ", group=kind, x=x, y=y, en=name.en, name=naming.id(node))
    for source, target, key, relation in graph.edges(keys=True, data="relation"):
        net.add_edge(addresses[source], addresses[target], id=naming.id(key), relation=relation)
    places = {node["id"]: place for place, node in enumerate(net.nodes)}
    return {
        "nodes": [_node(node) for node in net.nodes],
        "edges": [_edge(edge, places) for edge in net.edges],
        "leftOut": dict(sorted(graph.graph.get("left_out", {}).items())),
        "atLeast": graph.graph.get("at_least", False),
    }


def shared_drawing() -> dict[str, Any]:
    """Return what all drawings share: vis-network's options, kinds, relations and their looks."""
    net = _network()
    net.set_options(json.dumps(_OPTIONS))
    options = json.loads(net.get_network_data()[-1])
    return {"options": options, "kinds": list(_KINDS), "relations": list(_LINKS), "looks": _RELATIONS}


def _network() -> Any:  # noqa: ANN401 - pyvis has no types
    from pyvis.network import Network  # noqa: PLC0415 - brings IPython, a sixth of a second

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


def _node(node: dict[str, Any]) -> list[Any]:
    """Return the row of one of pyvis' nodes."""
    kind, address, label, english = node["group"], node["id"], one_line(node["label"], NAME), one_line(node["en"], NAME)
    plain = address.startswith(f"{kind}/") and address.endswith(".html")
    name = address[len(kind) + 1 : -len(".html")] if plain else node["name"]
    row = [_KINDS.index(kind), name, node["x"], node["y"], label]
    if not plain:
        return [*row, "" if english == label else english, address]
    return row if english in ("", label) else [*row, english]


def _edge(edge: dict[str, Any], places: dict[str, int]) -> list[Any]:
    """Return the row of one of pyvis' edges."""
    return [places[edge["from"]], places[edge["to"]], _LINKS.index(edge["relation"]), edge["id"]]


def one_line(text: str, longest: int = 0) -> str:
    """Return a text on one line without controls that would reorder it; cut where longer (0: as long as it is)."""
    plain = " ".join(_HIDDEN.sub(" ", text[: longest * 4] if longest else text).split())
    return plain if not longest or len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
