"""Positions for drawing, computed once, so that a page is there at once and looks the same every time.

Each connected part is laid out by the forces of Fruchterman and Reingold (1991: edges pull, all nodes push),
written with element-wise numpy only. Above ``EXACT`` nodes a part is laid out community by community and
the communities among themselves, so that time grows with the parts and not with the square of the whole.
Parts are then packed in rows. Coordinates are whole pixels: forces amplify last-bit differences between
processors, rounding hides most of them.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.network.measure import communities_of, undirected

Points = NDArray[np.float64]
Positions = dict[str, tuple[int, int]]

EXACT = 500
"""Nodes up to which every pair is computed, for the time grows with their square."""
SPACING = 110.0
"""Pixels an edge wants to be long: room for a label of a few words."""
_GOLDEN_ANGLE = np.pi * (3 - 5**0.5)


def layout(graph: nx.MultiDiGraph, seed: int = 0) -> Positions:
    """Return node -> (x, y) in whole pixels around the origin; same graph and seed, same positions."""
    names = sorted(graph)
    plain = undirected(graph, names)
    parts = sorted((sorted(part) for part in nx.connected_components(plain)), key=lambda part: (-len(part), part))
    placed = [_part(plain.subgraph(part), part, seed) for part in parts]
    points = _centred(_packed(placed))
    order = [node for part in parts for node in part]
    return {
        names[node]: (round(float(x)), round(float(y)))
        for node, (x, y) in sorted(zip(order, points.tolist(), strict=True))
    }


def _part(plain: nx.Graph, nodes: list[int], seed: int) -> Points:
    """Return positions of a connected part, in the order of ``nodes``."""
    if len(nodes) <= EXACT:
        place = {node: index for index, node in enumerate(nodes)}
        ends = sorted((place[low], place[high]) for low, high in plain.edges())
        return _lying(forces(len(nodes), np.array(ends, dtype=np.int64).reshape(-1, 2), seed))
    return _by_community(plain, nodes, seed)


def _lying(points: Points) -> Points:
    """Turn the positions so that their longest axis lies flat: pages are wider than high."""
    x, y = (points - points.mean(axis=0)).T
    angle = np.arctan2(2 * (x * y).sum(), (x**2).sum() - (y**2).sum()) / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned: Points = (points[:, :, None] * turn[None, :, :]).sum(axis=1)
    return turned


def forces(count: int, edges: NDArray[np.int64], seed: int) -> Points:
    """Return ``count`` positions: edges pull with d²/k, all pairs push, steps cool down."""
    points = _spiral(count, seed)
    if count < 2:
        return points
    at, steps = np.ascontiguousarray(points.T), 120 if count <= 120 else 90
    for step, heat in enumerate(np.linspace(SPACING * count**0.5 / 4, 1.0, steps)):
        move = _push(at, near=step > steps * 0.6) + _pull(at, edges)
        length = np.maximum(np.sqrt((move * move).sum(axis=0)), 1e-9)
        at = at + move * (np.minimum(length, heat) / length)
    return at.T


def _spiral(count: int, seed: int) -> Points:
    """Return a sunflower spiral, slightly disturbed: even, and without the symmetry forces get stuck in."""
    order = np.arange(count, dtype=np.float64)
    radius, angle = SPACING * np.sqrt(order) * 0.7, order * _GOLDEN_ANGLE
    noise = np.random.default_rng(seed).uniform(-1, 1, (count, 2))
    return np.stack((radius * np.cos(angle), radius * np.sin(angle)), axis=1) + noise


def _push(at: Points, *, near: bool) -> Points:
    """Return the push of all pairs: far-reaching to untangle, at the end falling off faster, to even out.

    ``at`` and the result hold a row of x and a row of y.
    """
    apart = at[:, :, None] - at[:, None, :]
    strength = SPACING**2 / np.maximum(apart[0] * apart[0] + apart[1] * apart[1], 1.0)
    if near:
        strength *= np.sqrt(strength)
    push: Points = (apart * strength).sum(axis=2)
    return push


def _pull(at: Points, edges: NDArray[np.int64]) -> Points:
    """Return the pull of the edges on both their ends, shaped like ``at``."""
    apart = at[:, edges[:, 1]] - at[:, edges[:, 0]]
    pull = apart * (np.sqrt((apart * apart).sum(axis=0)) / SPACING)
    ends, count = edges.T.ravel(), at.shape[1]
    return np.stack([np.bincount(ends, np.concatenate((row, -row)), count) for row in pull])


def _by_community(plain: nx.Graph, nodes: list[int], seed: int) -> Points:
    """Lay out each community, then the communities as discs, and put the first inside the second."""
    groups, quotient = _quotient(plain, nodes, seed)
    if len(groups) < 2:
        return _spiral(len(nodes), seed)
    inner = [_centred(_part(_numbered(plain, group), list(range(len(group))), seed)) for group in groups]
    radii = np.array([max(SPACING, float(np.sqrt((points**2).sum(axis=1)).max())) for points in inner])
    outer = _part(quotient, list(range(len(groups))), seed) * float(radii.mean() / SPACING)
    outer = spread(outer, radii + SPACING / 2)
    place = {
        node: outer[number] + inner[number][index]
        for number, group in enumerate(groups)
        for index, node in enumerate(group)
    }
    return np.array([place[node] for node in nodes])


def _quotient(plain: nx.Graph, nodes: list[int], seed: int) -> tuple[list[list[int]], Any]:
    """Return the communities of a part and the graph of their ties."""
    numbered = _numbered(plain, nodes)
    community = communities_of(numbered, seed)
    groups: list[list[int]] = [[] for _ in range(len(set(community.values())))]
    for index, node in enumerate(nodes):
        groups[community[index]].append(node)
    quotient = nx.Graph()
    quotient.add_nodes_from(range(len(groups)))
    ties = {tuple(sorted((community[low], community[high]))) for low, high in numbered.edges()}
    quotient.add_edges_from((low, high) for low, high in sorted(ties) if low != high)
    return groups, quotient


def _numbered(plain: nx.Graph, nodes: list[int]) -> nx.Graph:
    """Return the graph among ``nodes``, renumbered from 0 in their order, edges sorted."""
    place = {node: index for index, node in enumerate(nodes)}
    edges = sorted(
        (place[low], place[high], data) for low, high, data in plain.subgraph(nodes).edges(data="weight", default=1)
    )
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_weighted_edges_from(edges)
    return graph


def spread(centres: Points, radii: Points) -> Points:
    """Push discs apart until none overlap much (at most 200 rounds)."""
    for _ in range(200):
        apart = centres[:, None, :] - centres[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-6)
        lack = np.maximum(radii[:, None] + radii[None, :] - distance, 0.0)
        np.fill_diagonal(lack, 0.0)
        if float(lack.max()) < 1.0:
            break
        centres = centres + (apart * (lack / distance / 2)[:, :, None]).sum(axis=1) * 0.7
    return centres


def _packed(parts: list[Points]) -> Points:
    """Put the parts side by side in rows, largest first, about half as wide again as high."""
    if not parts:
        return np.zeros((0, 2))
    boxes = [points.max(axis=0) - points.min(axis=0) + SPACING * 1.5 for points in parts]
    width = max(float(max(box[0] for box in boxes)), float(sum(box[0] * box[1] for box in boxes) * 1.5) ** 0.5)
    x = y = height = 0.0
    placed = []
    for points, box in zip(parts, boxes, strict=True):
        if x and x + float(box[0]) > width:
            x, y, height = 0.0, y + height, 0.0
        placed.append(points - points.min(axis=0) + np.array([x, y]))
        x, height = x + float(box[0]), max(height, float(box[1]))
    return np.concatenate(placed)


def _centred(points: Points) -> Points:
    if not len(points):
        return points
    centred: Points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    return centred
