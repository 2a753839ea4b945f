"""The part of a network around one node, nearest first, never more than a page can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import networkx as nx

from kg.errors import UsageError

LIMIT = 300
"""Nodes of one drawing at most (the project's own choice)."""
_REACH = {"agreement": 1, "institution": 2, "official": 2}


def reach(node: str) -> int:
    """Return how many steps around a node are shown, 0 for what is no node of the network.

    Around an agreement those who take part; around an institution or official also who else took part.
    """
    return _REACH.get(node.partition("/")[0], 0)


def passed(ring: Iterable[str], centre: str) -> list[str]:
    """Return the nodes of a ring from which the next is reached: agreements, for a body leads to all it ever did."""
    return [node for node in ring if node == centre or node.startswith("agreement/")]


def first_of(found: Mapping[str, int], room: int, date: Callable[[str], str]) -> list[str]:
    """Return the first nodes of a ring: most edges to the ring before, then the latest, then by id.

    ``found``: node -> edges to the ring before. Dates are asked for only where there is no room for all.
    """
    names = sorted(found)
    if len(names) > room:
        names.sort(key=date, reverse=True)
    return sorted(names, key=lambda name: -found[name])[:room]


def kinds_of(names: Iterable[str]) -> Counter[str]:
    """Return how many of these nodes there are of each kind."""
    return Counter(name.partition("/")[0] for name in names)


def neighbourhood(graph: nx.MultiDiGraph, node: str, limit: int = LIMIT) -> nx.MultiDiGraph:
    """Return a copy of what lies within ``reach`` of a node, directions aside; at most ``limit`` nodes.

    ``graph["left_out"]`` of the copy counts by kind what was within reach and did not fit. Raises UsageError for a
    node the graph does not have.
    """
    if node not in graph:
        raise UsageError(f"the network has no node {node}", expected="a local id such as institution/…")
    kept, ring, seen = [node], [node], {node}
    left_out: Counter[str] = Counter()
    for _ in range(reach(node)):
        inner = (near for one in passed(ring, node) for near in _around(graph, one))
        found = Counter(near for near in inner if near not in seen)
        seen.update(found)
        ring = first_of(found, max(0, limit - len(kept)), lambda name: str(graph.nodes[name]["date"]))
        left_out += kinds_of(found.keys() - set(ring))
        kept += ring
    return _copied(graph, kept, left_out)


def _around(graph: nx.MultiDiGraph, node: str) -> list[str]:
    """Return the other end of each edge of a node."""
    return [*(end for _, end in graph.out_edges(node)), *(start for start, _ in graph.in_edges(node))]


def _copied(graph: nx.MultiDiGraph, kept: list[str], left_out: Counter[str]) -> nx.MultiDiGraph:
    """Return nodes in the given order with the edges among them, sharing nothing with the original."""
    part = graph.__class__(left_out=left_out, at_least=False, centre=kept[0])
    part.add_nodes_from((name, dict(graph.nodes[name])) for name in kept)
    inside = set(kept)
    for source in kept:
        for _, target, key, data in graph.out_edges(source, keys=True, data=True):
            if target in inside:
                part.add_edge(source, target, key=key, **data)
    return part
