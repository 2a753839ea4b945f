"""An overview after some articles more: what was placed stays where it is, what is new stands beside its neighbours.

Places and measures then are those of an earlier state, which the overview says (``stale``), until it is computed anew.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, sin

import numpy as np

from kg.overview.network_folds import SPACING
from kg.overview.network_reading import read_network
from kg.overview.network_values import Edges, Facets, Folding, NetworkOverview, Nodes, Standing
from kg.store import Store

_GOLDEN_ANGLE = pi * (3 - 5**0.5)


def differing(overview: NetworkOverview, nodes: Nodes) -> int:
    """Return how many nodes came or went since an overview was computed."""
    return len(set(overview.nodes.id) ^ set(nodes.id))


def renewed(overview: NetworkOverview, store: Store) -> NetworkOverview:
    """Return the network of a store with the places and measures of an earlier overview, marked stale."""
    return renewed_of(overview, *read_network(store))


def renewed_of(overview: NetworkOverview, facets: Facets, nodes: Nodes, edges: Edges) -> NetworkOverview:
    """Return a network that was read with the places and measures of an earlier overview, marked stale."""
    number = {name: at for at, name in enumerate(overview.nodes.id)}
    old = [number.get(name, -1) for name in nodes.id]
    near = _near(edges)
    provinces = overview.provinces
    return replace(
        overview,
        facets=facets,
        nodes=nodes,
        edges=edges,
        standing=_standing(overview.standing, old, near),
        communities=_placed(overview.communities, old, near),
        provinces=None if provinces is None else _placed(provinces, old, near),
        stale=True,
    )


def _near(edges: Edges) -> dict[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for one, two in zip(edges.source, edges.target, strict=True):
        near[one].append(two)
        near[two].append(one)
    return near


def _standing(before: Standing, old: Sequence[int], near: dict[int, list[int]]) -> Standing:
    """Return edges and neighbours as they are, and betweenness as it was."""
    degree = array("i", (len(near.get(at, ())) for at in range(len(old))))
    neighbours = array("i", (len(set(near.get(at, ())) - {at}) for at in range(len(old))))
    between = array("d", (before.betweenness[at] if at >= 0 else 0.0 for at in old))
    return Standing(degree, neighbours, between, before.sample)


def _placed(before: Folding, old: Sequence[int], near: dict[int, list[int]]) -> Folding:
    """Return the folding with new nodes in the part of their first placed neighbour and beside it."""
    like = list(old)
    fresh = [at for at, one in enumerate(old) if one < 0]
    for _ in range(3):
        for at in fresh:
            if like[at] < 0:
                like[at] = next((like[one] for one in sorted(near.get(at, ())) if like[one] >= 0), -1)
    lost = len(before.parts) - 1
    of, within, x, y = (array("i", (column[at] if at >= 0 else 0 for at in like)) for column in _columns_of(before))
    for turn, at in enumerate(fresh):
        if like[at] < 0:
            of[at], within[at] = max(lost, 0), 0
        far, angle = SPACING * (0.7 + turn % 7 * 0.1), turn * _GOLDEN_ANGLE
        x[at] += round(far * cos(angle))
        y[at] += round(far * sin(angle))
    sizes = np.bincount(np.array(of, dtype=np.int64), minlength=len(before.parts)).tolist()
    parts = tuple(replace(part, members=size) for part, size in zip(before.parts, sizes, strict=False))
    return Folding(of, parts, within, x, y)


def _columns_of(folding: Folding) -> tuple[array[int], ...]:
    return folding.of, folding.within, folding.x, folding.y
