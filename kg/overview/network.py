"""Computes the overview of a whole network, once: communities, measures, places and folds."""

from __future__ import annotations

from array import array

import numpy as np

from kg.network import SAMPLE_ABOVE, Arcs, Ints, arcs_of, betweenness
from kg.overview.network_folds import SHOWN, folded, named, whole
from kg.overview.network_groups import MOST, by_size, communities, homes
from kg.overview.network_reading import read_network
from kg.overview.network_values import Edges, Facets, Fold, Folding, NetworkOverview, Nodes, Standing
from kg.store import Store

_WORK = 100_000_000
"""Nodes and edges that are passed for betweenness at most, about (the project's own choice: a minute or two)."""
_SAMPLE = (50, 500)
"""Nodes that betweenness is estimated from, at least and at most."""


def network_overview(store: Store, seed: int = 0, shown: int = SHOWN) -> NetworkOverview:
    """Return the overview of a store's network; the same facts and seed give the same overview.

    shown: nodes above which it is folded.
    """
    return overview_of(*read_network(store), seed=seed, shown=shown)


def overview_of(facets: Facets, nodes: Nodes, edges: Edges, seed: int = 0, shown: int = SHOWN) -> NetworkOverview:
    """Return the overview of a network that was read."""
    source, target = np.array(edges.source, dtype=np.int64), np.array(edges.target, dtype=np.int64)
    degree = np.bincount(np.concatenate((source, target)), minlength=len(nodes))
    standing = _standing(arcs_of(len(nodes), source, target), degree, seed)
    of = communities(nodes, edges, seed)
    count = int(of.max(initial=-1)) + 1
    parts = named(nodes, degree, of, count, MOST - 1)
    if len(nodes) <= shown:
        return NetworkOverview(facets, nodes, edges, standing, whole(nodes, edges, of, parts), None)
    provinces = _by_province(facets, nodes, edges, degree)
    return NetworkOverview(facets, nodes, edges, standing, folded(nodes, edges, degree, of, parts), provinces)


def _by_province(facets: Facets, nodes: Nodes, edges: Edges, degree: Ints) -> Folding:
    """Return the network folded by province; what has none is one part without a name."""
    home = homes(nodes, edges)
    of = by_size(home, len(facets.provinces) + 1)
    names = dict(zip(of.tolist(), home.tolist(), strict=True))
    sizes = np.bincount(of)
    parts = [
        Fold(facets.provinces[names[number]].fa, facets.provinces[names[number]].en, int(size))
        if names[number] >= 0
        else Fold("", "", int(size))
        for number, size in enumerate(sizes)
    ]
    return folded(nodes, edges, degree, of, parts)


def _standing(arcs: Arcs, degree: Ints, seed: int) -> Standing:
    sample = None
    if arcs.count > SAMPLE_ABOVE:
        least, most = _SAMPLE
        sample = max(least, min(most, _WORK // (arcs.count + len(arcs.ends))))
    between = [round(value, 6) for value in betweenness(arcs, sample, seed).tolist()]
    neighbours = np.diff(arcs.starts)
    return Standing(array("i", degree.tolist()), array("i", neighbours.tolist()), array("d", between), sample)
