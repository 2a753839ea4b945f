"""Folds a network that is too large to show at once into parts, and large parts into pieces, and places them all.

Each part gets a disc of its own with room for all its nodes, so that it can be unfolded where it stands.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from kg.network import Ints, Points, centred, discs, mesh_layout, spiral
from kg.overview.network_values import KINDS, Edges, Fold, Folding, Nodes

SHOWN = 10_000
"""Nodes up to which the whole network is shown at once."""
PIECE = 3_000
"""Nodes of one piece at most."""
SPACING = 60.0
"""Pixels between two nodes, about."""
_INSTITUTION = KINDS.index("institution")


def whole(nodes: Nodes, edges: Edges, of: Ints, parts: Sequence[Fold]) -> Folding:
    """Return parts without folds: all nodes placed by forces at once, those of a part near each other at first."""
    source, target = _ends(edges)
    sizes = [part.members for part in parts]
    start = np.zeros((len(of), 2))
    centres = discs([SPACING * max(size, 1) ** 0.5 for size in sizes], *_ties(of, source, target)[:2])
    for part, members in enumerate(_grouped(of, len(parts))):
        start[members] = centres[part] + spiral(len(members), SPACING)
    return _folding(of, parts, np.zeros(len(of), dtype=np.int64), mesh_layout(start, source, target, SPACING, of))


def folded(nodes: Nodes, edges: Edges, degree: Ints, of: Ints, parts: Sequence[Fold]) -> Folding:
    """Return parts with their pieces; each piece is placed by its own forces on a disc of its own."""
    source, target = _ends(edges)
    hub = _hubs(nodes, degree, of, source, target)
    within = np.zeros(len(of), dtype=np.int64)
    points = np.zeros((len(of), 2))
    inside = of[source] == of[target]
    radii = []
    groups = _grouped(of, len(parts))
    by_part = _grouped(of[source[inside]], len(parts))
    ends = source[inside], target[inside]
    for part, members in enumerate(groups):
        within[members] = _pieces(members, hub, degree, nodes.first)
        own = ends[0][by_part[part]], ends[1][by_part[part]]
        points[members] = _placed(members, within[members], *(_renumbered(members, one) for one in own))
        radii.append(_radius(points[members]))
    centres = discs(radii, *_ties(of, source, target)[:2])
    return _folding(of, parts, within, points + centres[of])


def _folding(of: Ints, parts: Sequence[Fold], within: Ints, points: Points) -> Folding:
    x, y = np.rint(points.T).astype(np.int64)
    return Folding(_column(of), tuple(parts), _column(within), _column(x), _column(y))


def _column(values: Ints) -> array[int]:
    return array("i", values.astype(np.int32).tobytes())


def named(nodes: Nodes, degree: Ints, of: Ints, count: int, nameless: int = -1) -> tuple[Fold, ...]:
    """Return the parts, each named after its best connected institution; one may be without a name."""
    parts = []
    kind = np.array(nodes.kind, dtype=np.int64)
    for number, members in enumerate(_grouped(of, count)):
        bodies = members[kind[members] == _INSTITUTION]
        best = int(bodies[np.argmax(degree[bodies])]) if len(bodies) and number != nameless else -1
        parts.append(Fold(nodes.fa[best], nodes.en[best], len(members)) if best >= 0 else Fold("", "", len(members)))
    return tuple(parts)


def _ends(edges: Edges) -> tuple[Ints, Ints]:
    return np.array(edges.source, dtype=np.int64), np.array(edges.target, dtype=np.int64)


def _grouped(of: Ints, count: int) -> list[Ints]:
    """Return the places of each number from 0 to ``count`` - 1, ascending."""
    order = np.argsort(of, kind="stable")
    return np.split(order, np.searchsorted(of[order], np.arange(1, count))) if count else []


def _ties(of: Ints, source: Ints, target: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of different parts with edges between them, and how many."""
    low, high = np.minimum(of[source], of[target]), np.maximum(of[source], of[target])
    other, wide = low != high, int(of.max(initial=0)) + 1
    codes, weights = np.unique(low[other] * wide + high[other], return_counts=True)
    return codes // wide, codes % wide, weights


def _renumbered(members: Ints, ends: Ints) -> Ints:
    return np.searchsorted(members, ends)


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max(initial=0.0)) + SPACING


def _hubs(nodes: Nodes, degree: Ints, of: Ints, source: Ints, target: Ints) -> Ints:
    """Return for each node the best connected institution of its part beside it or one step further, else itself."""
    count, kind = len(of), np.array(nodes.kind, dtype=np.int64)
    rank = np.full(count, -1, dtype=np.int64)
    bodies = np.flatnonzero(kind == _INSTITUTION)
    order = bodies[np.lexsort((-bodies, degree[bodies]))]
    rank[order] = np.arange(len(order))
    own = rank.copy()
    for _ in range(2):
        before = own.copy()
        for one, two in ((source, target), (target, source)):
            use = (of[one] == of[two]) & (kind[one] != _INSTITUTION) & (rank[one] < 0)
            use &= before[one] < 0
            np.maximum.at(own, one[use], before[two[use]])
    return np.where(own >= 0, order[own] if len(order) else -1, np.arange(count))


def _pieces(members: Ints, hub: Ints, degree: Ints, first: Sequence[int]) -> Ints:
    """Return for each member the piece it is in: whole hubs together while they fit, larger ones cut by time."""
    found = np.zeros(len(members), dtype=np.int64)
    if len(members) <= PIECE:
        return found
    hubs, days = hub[members], np.array(first, dtype=np.int64)[members]
    order = np.lexsort((members, days, hubs, -degree[hubs]))
    starts = np.flatnonzero(np.diff(hubs[order], prepend=-1))
    piece, held = 0, 0
    for start, end in zip(starts.tolist(), [*starts.tolist()[1:], len(members)], strict=True):
        for run in np.array_split(order[start:end], -(-(end - start) // PIECE)):
            if held + len(run) > PIECE:
                piece, held = piece + 1, 0
            found[run] = piece
            held += len(run)
    return found


def _placed(members: Ints, within: Ints, source: Ints, target: Ints) -> Points:
    """Return the places of one part around its middle; source, target: edges by place in ``members``."""
    points = np.zeros((len(members), 2))
    pieces = int(within.max(initial=0)) + 1
    groups, inside = _grouped(within, pieces), within[source] == within[target]
    source_in, target_in = source[inside], target[inside]
    radii = []
    for group, edges in zip(groups, _grouped(within[source_in], pieces), strict=True):
        ends = _renumbered(group, source_in[edges]), _renumbered(group, target_in[edges])
        placed = mesh_layout(spiral(len(group), SPACING), *ends, SPACING)
        points[group] = centred(placed)
        radii.append(_radius(points[group]))
    centres = discs(radii, *_ties(within, source, target)[:2])
    return centred(points + centres[within])
