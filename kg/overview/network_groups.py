"""Communities of a whole network: of the institutions by networkx, all other nodes join those they belong with.

Louvain's method over everything takes minutes at 100,000 nodes, and an agreement says which institutions belong
together anyway: so it sees institutions alone, tied by the agreements they share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.network import communities_of
from kg.overview.network_values import KINDS, Edges, Nodes

Ints = NDArray[np.int64]
MOST = 150
"""Communities at most (the project's own choice: more can be told apart by nobody); the smallest beyond are one."""
_ALL_PAIRS = 8
"""Parties up to which each pair of an agreement is a tie; of more, each and the next: pairs grow with the square."""
_AGREEMENT, _INSTITUTION, _OFFICIAL = range(len(KINDS))


def communities(nodes: Nodes, edges: Edges, seed: int = 0) -> Ints:
    """Return node -> community, 0 the largest; what belongs with nothing large is in the last of MOST."""
    kind = np.array(nodes.kind, dtype=np.int64)
    source, target = np.array(edges.source, dtype=np.int64), np.array(edges.target, dtype=np.int64)
    found = np.full(len(kind), -1, dtype=np.int64)
    bodies = np.flatnonzero(kind == _INSTITUTION)
    _set_bodies(found, bodies, _parties(kind, source, target), seed)
    _join_all(found, kind, source, target)
    _set_rest(found, source, target)
    return by_size(found, MOST)


def homes(nodes: Nodes, edges: Edges) -> Ints:
    """Return node -> province, its own or that of most of its neighbours; -1 for what has none."""
    kind, found = np.array(nodes.kind, dtype=np.int64), np.array(nodes.home, dtype=np.int64)
    _join_all(found, kind, np.array(edges.source, dtype=np.int64), np.array(edges.target, dtype=np.int64))
    return found


def by_size(found: Ints, most: int) -> Ints:
    """Return the groups renumbered, the largest is 0, equals by first node; those from ``most`` - 1 on are one."""
    names, first, group, sizes = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return rank[group] if len(names) <= most else np.minimum(rank[group], most - 1)


def _parties(kind: Ints, source: Ints, target: Ints) -> list[list[int]]:
    """Return the institutions of each agreement, ascending."""
    own = (kind[source] == _INSTITUTION) & (kind[target] == _AGREEMENT)
    parties: dict[int, set[int]] = defaultdict(set)
    for body, deal in zip(source[own].tolist(), target[own].tolist(), strict=True):
        parties[deal].add(body)
    return [sorted(parties[deal]) for deal in sorted(parties)]


def _ties(bodies: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(bodies, 2) if len(bodies) <= _ALL_PAIRS else pairwise(bodies)


def _set_bodies(found: Ints, bodies: Ints, parties: Iterable[list[int]], seed: int) -> None:
    """Give each institution the community that networkx finds it in."""
    number = {node: place for place, node in enumerate(bodies.tolist())}
    ties = Counter((number[one], number[two]) for deal in parties for one, two in _ties(deal))
    plain = nx.Graph()
    plain.add_nodes_from(range(len(number)))
    plain.add_weighted_edges_from((one, two, weight) for (one, two), weight in sorted(ties.items()))
    for place, community in communities_of(plain, seed).items():
        found[bodies[place]] = community


def _join_all(found: Ints, kind: Ints, source: Ints, target: Ints) -> None:
    for one in (_AGREEMENT, _OFFICIAL, _AGREEMENT, _OFFICIAL):
        _join(found, (kind == one) & (found < 0), source, target)


def _join(found: Ints, chosen: NDArray[np.bool_], source: Ints, target: Ints) -> None:
    """Put the chosen nodes into the community that most of their neighbours are in, of equals the larger."""
    one, two = np.concatenate((source, target)), np.concatenate((target, source))
    use = chosen[one] & (found[two] >= 0)
    if not use.any():
        return
    wide = int(found.max()) + 1
    codes, votes = np.unique(one[use] * wide + found[two[use]], return_counts=True)
    node, community = codes // wide, codes % wide
    order = np.lexsort((community, -votes, node))
    first = order[np.unique(node[order], return_index=True)[1]]
    found[node[first]] = community[first]


def _set_rest(found: Ints, source: Ints, target: Ints) -> None:
    """Make a community of each part that no institution belongs to."""
    rest = set(np.flatnonzero(found < 0).tolist())
    plain = nx.Graph()
    plain.add_nodes_from(sorted(rest))
    ends = zip(source.tolist(), target.tolist(), strict=True)
    plain.add_edges_from(pair for pair in ends if pair[0] in rest and pair[1] in rest)
    start = int(found.max(initial=-1)) + 1
    for number, part in enumerate(sorted(map(sorted, nx.connected_components(plain)))):
        found[part] = start + number
