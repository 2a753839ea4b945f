"""Positions around one node: rings by distance, each neighbour near those it is linked to.

One pass over nodes and edges, so that a page costs a millisecond where forces cost half a second. The order on a ring
is the barycentre heuristic of layered drawing (Sugiyama, Tagawa and Toda 1981) taken around a circle.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import accumulate
from math import atan2, cos, pi, sin

import networkx as nx

from kg.network.place import Positions

RING = 125.0
"""Pixels between two rings, and between neighbours on a ring at least ``ARC``: room for a label."""
ARC = 62.0
ROWS = 4
"""Rows in which a full ring is staggered at most, so that it does not become a thin circle far away."""
WIDE = 2.1
"""Drawings are wider than high, and so are labels: as much further apart are things that stand side by side."""


def radial(graph: nx.MultiDiGraph) -> Positions:
    """Return node -> (x, y) in whole pixels, the graph's ``centre`` at the origin; no two nodes share a place.

    What is not linked to the centre stands on the outermost ring.
    """
    if not graph:
        return {}
    near = {node: sorted({*graph.successors(node), *graph.predecessors(node)}) for node in sorted(graph)}
    centre = graph.graph["centre"]
    placed, angles, radius = {centre: (0.0, 0.0)}, {centre: 0.0}, 0.0
    for ring in _rings(near, centre):
        wanted = _first(ring, near, centre) if len(angles) == 1 else _by_barycentre(ring, near, angles)
        radius = _set(wanted, radius, placed, angles)
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


def _first(ring: list[str], near: dict[str, list[str]], centre: str) -> dict[str, float]:
    """Return node of the first ring -> the direction in which it should stand, by rising direction.

    Who shares a neighbour further out stands together, and each has the more room the more hangs on it alone.
    """
    order, inside = _together(ring, near), {*ring, centre}
    parents = Counter(other for node in ring for other in near[node] if other not in inside)
    weights = [1 + sum(1 / parents[other] for other in near[node] if other in parents) for node in order]
    ends = accumulate(weights)
    return {
        node: 2 * pi * (end - weight / 2) / sum(weights) for node, weight, end in zip(order, weights, ends, strict=True)
    }


def _together(ring: list[str], near: dict[str, list[str]]) -> list[str]:
    """Return the first ring in an order that brings together who is linked or shares a neighbour further out."""
    shared = Counter(other for node in ring for other in near[node])
    inside = set(ring)

    def key(node: str) -> tuple[int, str, str]:
        outer = [other for other in near[node] if other not in inside and shared[other] < len(ring)]
        best = max(outer, key=lambda other: (shared[other], other), default="")
        return -shared[best] if best else 0, best, node

    return _chained(sorted(ring, key=key), near)


def _chained(ring: list[str], near: dict[str, list[str]]) -> list[str]:
    """Return a ring with each node beside those of the same ring that it is linked to, as far as a line can have it."""
    place = {node: at for at, node in enumerate(ring)}
    linked = {node: sorted((other for other in near[node] if other in place), key=place.__getitem__) for node in ring}
    order: dict[str, None] = {}
    for start in sorted(ring, key=lambda node: len(linked[node]) > 1):  # a chain begins at its end
        waiting = [start] if linked[start] else []
        while waiting:
            node = waiting.pop()
            if node not in order:
                order[node] = None
                waiting += reversed(linked[node])
    chains = list(order)
    return chains + [node for node in ring if node not in order]


def _by_barycentre(ring: list[str], near: dict[str, list[str]], angles: dict[str, float]) -> dict[str, float]:
    """Return node -> the mean direction of what it is linked to further in, by rising direction."""

    def mean(node: str) -> float:
        inner = [angles[other] for other in near[node] if other in angles]
        if not inner:
            return 2 * pi
        return round(atan2(sum(map(sin, inner)), sum(map(cos, inner))) % (2 * pi), 6)

    return dict(sorted(((node, mean(node)) for node in ring), key=lambda pair: (pair[1], pair[0])))


def _set(
    wanted: dict[str, float], radius: float, placed: dict[str, tuple[float, float]], angles: dict[str, float]
) -> float:
    """Place a ring outside ``radius``, in several rows when it is full; return how far it reaches."""
    count = len(wanted)
    rows = min(ROWS, 1 + int(count * ARC / (2 * pi * (radius + RING) * 1.6)))
    inner = max(radius + RING, count * ARC / (2 * pi * rows))
    for at, (node, angle) in enumerate(_spread(wanted, min(2 * pi / count, ARC / inner)).items()):
        far = inner + (at % rows) * RING * 0.6
        placed[node], angles[node] = (WIDE * far * cos(angle), far * sin(angle)), angle
    return inner + (rows - 1) * RING * 0.6


def _spread(wanted: dict[str, float], gap: float) -> dict[str, float]:
    """Return node -> direction, in the same order around the circle, each at least ``gap`` from the next.

    As near as possible to the directions wanted: neighbours that are too close are pooled around their mean (isotonic
    regression by pooling adjacent violators, Ayer et al. 1955), beginning behind the widest gap.
    """
    names, found = list(wanted), list(wanted.values())
    widest = max(range(len(found)), key=lambda at: ((found[at] - found[at - 1]) % (2 * pi), -at))
    names = names[widest:] + names[:widest]
    turned = found[widest:] + [angle + 2 * pi for angle in found[:widest]]
    pools: list[tuple[float, int]] = []
    for at, angle in enumerate(turned):
        total, size = angle - at * gap, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / size:
            before, more = pools.pop()
            total, size = total + before, size + more
        pools.append((total, size))
    starts = [total / size for total, size in pools for _ in range(size)]
    if starts[-1] - starts[0] > 2 * pi - len(starts) * gap:  # all around: evenly
        gap, starts = 2 * pi / len(starts), [starts[0]] * len(starts)
    return {name: start + at * gap for at, (name, start) in enumerate(zip(names, starts, strict=True))}
