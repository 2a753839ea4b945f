"""Positions of thousands of nodes by forces: edges pull, and all nodes push through a mesh.

The push is what Fruchterman and Reingold (1991) let every pair exert; here nodes are counted in the cells of a mesh and
the push of all cells on all is one convolution, done by Fourier transform (the particle-mesh method of Hockney and
Eastwood 1981), so that a step costs about as much as the edges and not as the pairs. What lies in one cell is then
set apart pair by pair.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.network.place import SPACING, Points, forces, spread

Ints = NDArray[np.int64]

STEPS = 70
_GOLDEN_ANGLE = np.pi * (3 - 5**0.5)
_EXACT = 150
"""Nodes up to which a part is placed by all pairs, which gives fewer crossings; stars need no forces at all."""
_ROOM = 1.5
"""How much more room discs have than they cover."""
_FINEST = 256
"""Cells along a side of the mesh at most."""


def mesh_layout(start: Points, source: Ints, target: Ints, spacing: float, group: Ints | None = None) -> Points:
    """Return positions, two columns, that forces lead to from ``start``; nodes lie about ``spacing`` pixels apart.

    source, target: edges by number of node; each may be there once or several times. group: a number for each node;
    those of one keep together. Parts without an edge between them are placed on their own, the small ones around the
    largest.
    """
    if not len(start):
        return start
    part = components(len(start), source, target)
    sizes = np.bincount(part)
    group = part if group is None else group
    order = np.argsort(part, kind="stable")
    edges = np.argsort(part[source], kind="stable")
    at = np.zeros((len(start), 2))
    of_edges = np.split(edges, np.cumsum(np.bincount(part[source], minlength=len(sizes)))[:-1])
    radii = []
    for own, members in zip(of_edges, np.split(order, np.cumsum(sizes)[:-1]), strict=True):
        one, two = np.searchsorted(members, source[own]), np.searchsorted(members, target[own])
        placed = _by_forces(start[members], one, two, spacing, group[members])
        at[members] = centred(placed)
        far = np.sqrt((at[members] ** 2).sum(axis=1))
        radii.append(float(np.quantile(far, 0.98)) + spacing * 0.7)
    return at + around_first(radii)[part]


def _by_forces(start: Points, source: Ints, target: Ints, spacing: float, group: Ints) -> Points:
    count = len(start)
    degree = np.bincount(np.concatenate((source, target)), minlength=count)
    if count < 3 or (count <= _EXACT and len(np.unique(degree)) < 3 and degree.min() == 1):
        at = np.zeros((count, 2))
        at[np.argsort(-degree, kind="stable")] = spiral(count, spacing)
        return at
    if count <= _EXACT:
        return forces(count, np.stack((source, target), axis=1), 0) * (spacing / SPACING)
    at = start.T.copy()
    ease = _ease(count, source, target) * np.where(group[source] == group[target], 1.0, 0.15)
    _, group = np.unique(group, return_inverse=True)
    sizes = np.bincount(group)
    for heat in np.geomspace(spacing * count**0.5 / 8, spacing / 4, STEPS):
        move = _push(at, spacing) + _pull(at, source, target, ease, spacing) - at * 0.02
        for axis in (0, 1):
            move[axis] += ((np.bincount(group, at[axis]) / sizes)[group] - at[axis]) * 0.15
        length = np.maximum(np.sqrt((move * move).sum(axis=0)), 1e-9)
        at = at + move * (np.minimum(length, heat) / length)
        at = at - (at.max(axis=1) + at.min(axis=1))[:, None] / 2
    return apart(_gathered(centred(at.T)), spacing * 0.75)


def _gathered(points: Points) -> Points:
    """Return the points with those far outside brought nearer, so that a few do not make all others small."""
    far = np.sqrt((points**2).sum(axis=1))
    usual = max(float(np.quantile(far, 0.85)), 1e-6)
    nearer = np.where(far > usual, usual + (far - usual) * 0.35, far)
    gathered: Points = points * (nearer / np.maximum(far, 1e-6))[:, None]
    return gathered


def components(count: int, source: Ints, target: Ints) -> Ints:
    """Return for each node the number of the connected part it is in, 0 the largest, equals by their first node."""
    least = np.arange(count)
    while True:
        low = np.minimum(least[source], least[target])
        fresh = least.copy()
        np.minimum.at(fresh, least[source], low)
        np.minimum.at(fresh, least[target], low)
        fresh = fresh[fresh]
        if (fresh == least).all():
            break
        least = fresh
    names, part, sizes = np.unique(least, return_inverse=True, return_counts=True)
    rank = np.empty(len(names), dtype=np.int64)
    rank[np.lexsort((names, -sizes))] = np.arange(len(names))
    return rank[part]


def around_first(radii: Sequence[float]) -> Points:
    """Return middles of discs: the first at the origin, the others around it like the seeds of a sunflower.

    Discs of like size do not touch; ``radii`` should descend from the second on.
    """
    size = np.array(radii, dtype=np.float64)
    area = np.cumsum(size**2) * _ROOM - size[:1].sum() ** 2 * (_ROOM - 1) + size**2 * 0.5
    far = np.sqrt(area)
    angle = np.arange(len(size)) * _GOLDEN_ANGLE
    far[:1] = 0.0
    return np.stack((far * np.cos(angle), far * np.sin(angle)), axis=1)


def centred(points: Points) -> Points:
    """Return the points with the middle of their extent at the origin."""
    return points - (points.max(axis=0) + points.min(axis=0)) / 2 if len(points) else points


def spiral(count: int, spacing: float) -> Points:
    """Return a sunflower: ``count`` places around the origin, evenly ``spacing`` apart."""
    order = np.arange(count, dtype=np.float64)
    radius, angle = spacing * 0.6 * np.sqrt(order), order * _GOLDEN_ANGLE
    return np.stack((radius * np.cos(angle), radius * np.sin(angle)), axis=1)


def apart(points: Points, least: float, rounds: int = 30) -> Points:
    """Return the points moved until few are nearer to each other than ``least``; only near pairs are looked at."""
    at = points.copy()
    for _ in range(rounds):
        one, two = _near_pairs(at, least)
        between = at[one] - at[two]
        distance = np.sqrt((between * between).sum(axis=1))
        close = distance < least * 0.98
        if not close.any():
            break
        one, two, between, distance = one[close], two[close], between[close], distance[close]
        same = distance < 1e-6
        angle = (one[same] * 0.7 + two[same] * 1.3) * _GOLDEN_ANGLE
        between[same] = np.stack((np.cos(angle), np.sin(angle)), axis=1) * 1e-3
        distance = np.maximum(distance, 1e-3)
        move = between * ((least - distance) / distance * 0.35)[:, None]
        for axis in (0, 1):
            change = np.bincount(one, move[:, axis], len(at)) - np.bincount(two, move[:, axis], len(at))
            at[:, axis] += np.clip(change, -least, least)
    return at


def _near_pairs(at: Points, least: float) -> tuple[Ints, Ints]:
    """Return pairs of points in the same or neighbouring cells of side ``least``, each once, some a point."""
    cells = np.floor((at - at.min(axis=0)) / least).astype(np.int64)
    wide = int(cells[:, 1].max()) + 3
    code = (cells[:, 0] + 1) * wide + cells[:, 1] + 1
    order = np.argsort(code, kind="stable")
    ordered, pairs = code[order], [(order[:0], order[:0])]
    for step in (0, 1, wide - 1, wide, wide + 1):
        first = np.searchsorted(ordered, ordered + step, side="left")
        if step == 0:
            first = np.arange(len(order)) + 1
        size = np.searchsorted(ordered, ordered + step, side="right") - first
        for next_one in range(min(int(size.max(initial=0)), 12)):
            has = size > next_one
            pairs.append((order[has], order[first[has] + next_one]))
    return np.concatenate([one for one, _ in pairs]), np.concatenate([two for _, two in pairs])


def _ease(count: int, source: Ints, target: Ints) -> Points:
    """Return how strongly each edge pulls at its ends: less at a node with many, else hubs swallow all around them."""
    degree = np.maximum(np.bincount(np.concatenate((source, target)), minlength=count), 1)
    both = np.stack((1 / np.sqrt(degree[source]), 1 / np.sqrt(degree[target])))
    return np.maximum(both, 0.05)


def _pull(at: Points, source: Ints, target: Ints, ease: Points, spacing: float) -> Points:
    """Return the pull of the edges on both their ends, shaped like ``at``: a row of x and a row of y."""
    between = at[:, target] - at[:, source]
    between = between * (np.sqrt((between * between).sum(axis=0)) / spacing)
    count = at.shape[1]
    return np.stack(
        [np.bincount(source, row * ease[0], count) - np.bincount(target, row * ease[1], count) for row in between]
    )


def _push(at: Points, spacing: float) -> Points:
    """Return the push of all nodes on each other, spacing² / distance, taken over a mesh."""
    count = at.shape[1]
    side = int(2 ** np.clip(np.ceil(np.log2(max(count, 4)) / 2 + 1), 4, np.log2(_FINEST)))
    low = at.min(axis=1)
    cell = max(float((at.max(axis=1) - low).max()) / (side - 2), 1e-6)
    place = (at - low[:, None]) / cell + 0.5
    corner = np.floor(place).astype(np.int64)
    part = place - corner
    shares = [
        ((corner[0] + dx) * side + corner[1] + dy,
         (part[0] if dx else 1 - part[0]) * (part[1] if dy else 1 - part[1]))
        for dx in (0, 1) for dy in (0, 1)
    ]  # fmt: skip
    mass = sum(np.bincount(cells, share, side * side) for cells, share in shares)
    field = _field(np.asarray(mass).reshape(side, side)) * (spacing**2 / cell)
    flat = field.reshape(2, -1)
    pushed: Points = sum((flat[:, cells] * share for cells, share in shares), np.zeros_like(at))
    return pushed


def _field(mass: Points) -> Points:
    """Return the push at each cell by the mass in all cells, in units of cells."""
    side = len(mass)
    steps = np.fft.fftfreq(2 * side, 1 / (2 * side))
    x, y = steps[:, None], steps[None, :]
    far = np.maximum(x * x + y * y, 0.5)
    kernels = np.stack((x / far, y / far))
    wide = (2 * side, 2 * side)
    pushed = np.fft.irfft2(np.fft.rfft2(kernels) * np.fft.rfft2(mass, wide), wide)
    return np.ascontiguousarray(pushed[:, :side, :side])


def discs(radii: Sequence[float], source: Ints, target: Ints) -> Points:
    """Return the middles of discs that lie apart, those with an edge near each other, those without one around."""
    size = np.array(radii, dtype=np.float64)
    part = components(len(size), source, target)
    middles, outer = np.zeros((len(size), 2)), []
    for number in range(int(part.max(initial=-1)) + 1):
        members = np.flatnonzero(part == number)
        own = part[source] == number
        one, two = np.searchsorted(members, source[own]), np.searchsorted(members, target[own])
        middles[members] = _tight(size[members], one, two)
        outer.append(float((np.sqrt((middles[members] ** 2).sum(axis=1)) + size[members]).max()))
    return middles + around_first(outer)[part] if outer else middles


def _tight(size: Points, source: Ints, target: Ints) -> Points:
    """Return the middles of connected discs: by forces, then as near as they go, then pushed off each other."""
    count = len(size)
    if count < 2:
        return np.zeros((count, 2))
    at = _by_forces(spiral(count, 100.0), source, target, 100.0, np.zeros(count, dtype=np.int64))
    between = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
    np.fill_diagonal(between, np.inf)
    nearest = (between / (size[:, None] + size[None])).min(axis=1)
    return centred(spread(at / float(np.median(nearest)), size))
