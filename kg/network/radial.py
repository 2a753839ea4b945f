"""Positions around one node: rings by distance, each neighbour near those it is linked to.

One pass over nodes and edges, so that a page costs a millisecond where forces cost half a second. The order on a ring
is the barycentre heuristic of layered drawing (Sugiyama, Tagawa and Toda 1981) taken around a circle.
"""

from __future__ import annotations

from collections import Counter, deque
from math import atan2, cos, pi, sin

import networkx as nx

from kg.network.place import Positions

RING = 190.0
"""Pixels between two rings, and between neighbours on a ring at least ``ARC``: room for a label."""
ARC = 105.0
ROWS = 4
"""Rows in which a full ring is staggered at most, so that it does not become a thin circle far away."""
WIDE = 1.35
"""Pages are wider than high, labels too."""


def radial(graph: nx.MultiDiGraph) -> Positions:
    """Return node -> (x, y) in whole pixels, the graph's ``centre`` at the origin; no two nodes share a place.

    What is not linked to the centre stands on the outermost ring.
    """
    if not graph:
        return {}
    near = {node: sorted({*graph.successors(node), *graph.predecessors(node)}) for node in sorted(graph)}
    placed, radius = {graph.graph["centre"]: (0.0, 0.0)}, 0.0
    angles = {graph.graph["centre"]: 0.0}
    for ring in _rings(near, graph.graph["centre"]):
        order = _first(ring, near) if len(angles) == 1 else _by_barycentre(ring, near, angles)
        radius = _set(order, radius, placed, angles)
    return {node: (round(x), round(y)) for node, (x, y) in placed.items()}


def _rings(near: dict[str, list[str]], centre: str) -> list[list[str]]:
    """Return the nodes by their distance from the centre, what cannot be reached last."""
    steps, queue = {centre: 0}, deque([centre])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    last = max(steps.values()) + 1
    rings: list[list[str]] = [[] for _ in range(last)]
    for node in near:
        if node != centre:
            rings[steps.get(node, last) - 1].append(node)
    return [ring for ring in rings if ring]


def _first(ring: list[str], near: dict[str, list[str]]) -> list[str]:
    """Return the first ring in an order that brings together who shares a neighbour further out."""
    shared = Counter(other for node in ring for other in near[node])
    inside = set(ring)

    def key(node: str) -> tuple[int, str, str]:
        outer = [other for other in near[node] if other not in inside and shared[other] < len(ring)]
        best = max(outer, key=lambda other: (shared[other], other), default="")
        return -shared[best] if best else 0, best, node

    return sorted(ring, key=key)


def _by_barycentre(ring: list[str], near: dict[str, list[str]], angles: dict[str, float]) -> list[str]:
    """Return a ring in the order of the mean direction of what each node is linked to further in."""

    def mean(node: str) -> float:
        inner = [angles[other] for other in near[node] if other in angles]
        return atan2(sum(map(sin, inner)), sum(map(cos, inner))) % (2 * pi) if inner else 2 * pi

    return sorted(ring, key=lambda node: (round(mean(node), 6), node))


def _set(order: list[str], radius: float, placed: dict[str, tuple[float, float]], angles: dict[str, float]) -> float:
    """Place a ring outside ``radius``, in several rows when it is full; return how far it reaches."""
    rows = min(ROWS, 1 + int(len(order) * ARC / (2 * pi * (radius + RING) * 1.6)))
    inner = max(radius + RING, len(order) * ARC / (2 * pi * rows))
    for at, node in enumerate(order):
        angle = 2 * pi * at / len(order)
        far = inner + (at % rows) * RING * 0.6
        placed[node], angles[node] = (WIDE * far * cos(angle), far * sin(angle)), angle
    return inner + (rows - 1) * RING * 0.6
