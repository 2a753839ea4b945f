"""The part of a network around one node, nearest first, never more than a page can show."""

from __future__ import annotations

import networkx as nx

from kg.errors import UsageError

LIMIT = 300
"""Nodes of one drawing at most (the project's own choice)."""


def neighbourhood(graph: nx.MultiDiGraph, node: str, limit: int = LIMIT, radius: int = 2) -> nx.MultiDiGraph:
    """Return a copy of what lies within ``radius`` steps of a node, directions aside; at most ``limit``.

    Nearer nodes come first, among equals those with more edges, then by id. ``graph["left_out"]`` of the copy
    counts what was within the radius and did not fit. Raises UsageError for a node the graph does not have.
    """
    if node not in graph:
        raise UsageError(f"the network has no node {node}", expected="a local id such as institution/…")
    kept, ring, left_out = [node], [node], 0
    seen = {node}
    for _ in range(radius):
        found = sorted({near for inner in ring for near in _around(graph, inner)} - seen)
        seen.update(found)
        ring = sorted(found, key=lambda name: (-graph.degree(name), name))[: max(0, limit - len(kept))]
        left_out += len(found) - len(ring)
        kept += ring
    return copied(graph, kept, left_out)


def _around(graph: nx.MultiDiGraph, node: str) -> set[str]:
    return {*graph.successors(node), *graph.predecessors(node)}


def copied(graph: nx.MultiDiGraph, kept: list[str], left_out: int) -> nx.MultiDiGraph:
    """Return nodes in the given order with the edges among them, sharing nothing with the original."""
    part = graph.__class__(left_out=left_out, centre=next(iter(kept), ""))
    part.add_nodes_from((name, dict(graph.nodes[name])) for name in kept)
    inside = set(kept)
    for source in kept:
        for _, target, key, data in graph.out_edges(source, keys=True, data=True):
            if target in inside:
                part.add_edge(source, target, key=key, **data)
    return part
