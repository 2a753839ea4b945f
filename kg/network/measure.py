"""How central each node is and which community it belongs to, as plain frozen values.

Directions are dropped and parallel edges become weights: cooperation has no direction. Nodes are numbered
before networkx sees them, since its sets of strings would follow the hash seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.network.paths import arcs_of, betweenness

SAMPLE_ABOVE = 2000
"""Nodes above which betweenness is estimated from a seeded sample; exact it takes nodes × edges steps."""
SAMPLE_SIZE = 500
"""Nodes of the sample."""


@dataclass(frozen=True, slots=True, order=True)
class NodeMeasure:
    """How one node stands.

    degree counts edges, neighbours distinct nodes; betweenness is the share of shortest paths that pass it
    (0–1, six places); community is a number, 0 the largest.
    """

    node: str
    degree: int
    neighbours: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Measures:
    """All nodes by id; ``sample`` is the number of nodes betweenness was estimated from, None when exact."""

    nodes: tuple[NodeMeasure, ...]
    communities: int
    sample: int | None

    def __iter__(self) -> Iterator[NodeMeasure]:
        return iter(self.nodes)

    def by_node(self) -> dict[str, NodeMeasure]:
        """Return node id -> its measure."""
        return {measure.node: measure for measure in self.nodes}


def measures(graph: nx.MultiDiGraph, seed: int = 0) -> Measures:
    """Return degree, betweenness and community of every node; the same seed gives the same values."""
    names = sorted(graph)
    plain = undirected(graph, names)
    sample = SAMPLE_SIZE if len(names) > SAMPLE_ABOVE else None
    ends = np.array(sorted(plain.edges), dtype=np.int64).reshape(-1, 2)
    between = betweenness(arcs_of(len(names), ends[:, 0], ends[:, 1]), sample, seed)
    community = communities_of(plain, seed)
    rows = (
        NodeMeasure(
            node=name,
            degree=graph.degree(name),
            neighbours=plain.degree(number),
            betweenness=round(float(between[number]), 6),
            community=community[number],
        )
        for number, name in enumerate(names)
    )
    return Measures(tuple(rows), len(set(community.values())), sample)


def undirected(graph: nx.MultiDiGraph, names: list[str]) -> nx.Graph:
    """Return the undirected weighted graph over node numbers, edges in sorted order, no loops."""
    number = {name: place for place, name in enumerate(names)}
    weights: dict[tuple[int, int], int] = {}
    for source, target in graph.edges():
        low, high = sorted((number[source], number[target]))
        if low != high:
            weights[low, high] = weights.get((low, high), 0) + 1
    plain = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_weighted_edges_from((low, high, weight) for (low, high), weight in sorted(weights.items()))
    return plain


def communities_of(plain: nx.Graph, seed: int) -> dict[int, int]:
    """Return node number -> community, communities numbered by size, then by their first node."""
    if not plain:
        return {}
    found = nx.community.louvain_communities(plain, weight="weight", seed=seed)
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return {node: place for place, group in enumerate(ordered) for node in group}
