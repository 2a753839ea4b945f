"""The data files from which the page of the whole network is drawn: all at once, or folded and unfolded bit by bit.

Every file is ``name -> plain JSON value``; all are columns, one entry a node or an edge. Where there are too many
nodes to show, ``data/overview`` has one node for each part, and ``data/overview/c3`` what is in the fourth part, or
its pieces ``c3-0``, ``c3-1`` …, whose files have the nodes. ``data/overview-provinces`` and ``p3`` do the same by
province.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from kg.network import Ints, Points
from kg.overview import KINDS, RELATIONS, Fold, Folding, NetworkOverview
from kg.pages.drawing import one_line
from kg.pages.names import page_href, short_hash

FORMAT: Final = 1
LONGEST: Final = 120
"""Characters of a name that is drawn; the whole is on the page."""
_FOLDED: Final = len(KINDS)
"""The kind of a node that stands for many."""
_MANY: Final = 50_000
"""Nodes up to which one hex digit of a node's id names the file that tells where it is; beyond, two do."""
Columns = dict[str, list[Any]]
Files = Iterator[tuple[str, Any]]


def network_files(overview: NetworkOverview, href: Callable[[str, str], str] = page_href) -> Files:
    """Yield (name, value) of all data files of an overview. href: (kind, local id) -> address of its page."""
    files = _Files(overview, href)
    yield "data/overview", files.top(overview.communities, "c")
    if overview.provinces is not None:
        yield from files.parts(overview.communities, "c")
        yield "data/overview-provinces", files.top(overview.provinces, "p")
        yield from files.parts(overview.provinces, "p")


class _Files:
    """What all files of one overview share."""

    def __init__(self, overview: NetworkOverview, href: Callable[[str, str], str]) -> None:
        self._overview, self._href = overview, href
        self._digits = 1 if len(overview.nodes) <= _MANY else 2
        self._ids = [short_hash(name) for name in overview.nodes.id]
        self._source = np.array(overview.edges.source, dtype=np.int64)
        self._target = np.array(overview.edges.target, dtype=np.int64)

    def top(self, folding: Folding, letter: str) -> dict[str, Any]:
        """Return the file that a page begins with."""
        overview = self._overview
        value = {
            "format": FORMAT,
            "folded": overview.folded,
            "leftOut": 0,
            "sample": overview.standing.sample,
            "total": [len(overview.nodes), len(overview.edges)],
            "where": self._digits,
            "facets": self._facets(),
            "communities": [[one_line(one.fa), one_line(one.en), one.members] for one in folding.parts],
            "relations": list(RELATIONS),
        }
        if not overview.folded:
            every = np.arange(len(overview.nodes))
            return value | {"nodes": self._nodes(every, folding), "edges": self._edges(np.arange(len(overview.edges)))}
        return value | self._folds(_column(folding.of), folding, [f"{letter}{n}" for n in range(len(folding.parts))])

    def parts(self, folding: Folding, letter: str) -> Files:
        """Yield the files of all parts and pieces, and where each node is."""
        of, within = _column(folding.of), _column(folding.within)
        names = [f"{letter}{number}" for number in range(len(folding.parts))]
        pieces = np.zeros(len(names), dtype=np.int64)
        np.maximum.at(pieces, of, within)
        place = [names[one] if not pieces[one] else f"{names[one]}-{piece}" for one, piece in
                 zip(of.tolist(), within.tolist(), strict=True)]  # fmt: skip
        for number, members in enumerate(_grouped(of, len(names))):
            if pieces[number]:
                yield f"data/overview/{names[number]}", self._unfolded(members, folding, names, int(pieces[number]) + 1)
            for piece in _grouped(within[members], int(pieces[number]) + 1):
                yield from self._piece(members[piece], folding, place, names)
        yield from self._where(place, "where" if letter == "c" else "wherep")

    def _where(self, place: Sequence[str], name: str) -> Files:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for one, at in zip(self._ids, place, strict=True):
            found[one[: self._digits]][one] = at
        for digits, entries in sorted(found.items()):
            yield f"data/overview/{name}{digits}", entries

    def _piece(self, members: Ints, folding: Folding, place: Sequence[str], names: Sequence[str]) -> Files:
        """Yield the file with the nodes of a part or piece, the edges among them, and those that lead out."""
        own = place[int(members[0])]
        inside = np.zeros(len(place), dtype=bool)
        inside[members] = True
        begins, ends = inside[self._source], inside[self._target]
        leaving = np.flatnonzero(begins != ends)
        part = names[folding.of[int(members[0])]]
        near = np.where(begins[leaving], self._source[leaving], self._target[leaving])
        far = np.where(begins[leaving], self._target[leaving], self._source[leaving]).tolist()
        at = [place[one] if names[folding.of[one]] == part else names[folding.of[one]] for one in far]
        folds = sorted(set(at))
        number = {name: count for count, name in enumerate(folds)}
        edges = self._overview.edges
        outside = {
            "node": np.searchsorted(members, near).tolist(),
            "far": [self._ids[one] for one in far],
            "fold": [number[name] for name in at],
            "relation": [edges.relation[one] for one in leaving.tolist()],
            "key": [short_hash(edges.key[one]) for one in leaving.tolist()],
            "out": [int(one) for one in begins[leaving].tolist()],
        }
        within = self._edges(np.flatnonzero(begins & ends), members)
        value = {"format": FORMAT, "folded": False, "id": own, "folds": folds, "outside": outside}
        yield f"data/overview/{own}", value | {"nodes": self._nodes(members, folding), "edges": within}

    def _unfolded(self, members: Ints, folding: Folding, names: Sequence[str], pieces: int) -> dict[str, Any]:
        """Return the file of a part with pieces: a node for each, and how they hang together and with other parts."""
        number = folding.of[int(members[0])]
        of = np.full(len(folding.of), -1, dtype=np.int64)
        of[members] = _column(folding.within)[members]
        value = self._folds(of, folding, [f"{names[number]}-{piece}" for piece in range(pieces)])
        begins, ends = of[self._source], of[self._target]
        leaving = (begins >= 0) != (ends >= 0)
        near = np.maximum(begins, ends)[leaving]
        far = np.where(begins[leaving] >= 0, self._target[leaving], self._source[leaving])
        one, two, weight = _counted(near, _column(folding.of)[far])
        outside = {"node": one, "fold": two, "weight": weight}
        return {"format": FORMAT, "folded": True, "id": names[number], "folds": list(names), "outside": outside} | value

    def _folds(self, of: Ints, folding: Folding, names: Sequence[str]) -> dict[str, Columns]:
        """Return nodes that stand for many, and weighted edges between them. of: node -> fold, -1 for none."""
        nodes = self._overview.nodes
        groups = _grouped(of, len(names))
        points = np.stack((_column(folding.x), _column(folding.y)), axis=1).astype(np.float64)
        middles = [_middle(points[members]) for members in groups]
        parts = [self._named(members, folding, of) for members in groups]
        days = [[one for at in members.tolist() if (one := nodes.first[at])] for members in groups]
        columns: Columns = {
            "id": list(names),
            "href": ["" for _ in names],
            "kind": [_FOLDED for _ in names],
            "fa": [one_line(part.fa or part.en, LONGEST) for part in parts],
            "en": [_other(part.fa, part.en) for part in parts],
            "x": [middle[0] for middle in middles],
            "y": [middle[1] for middle in middles],
            "radius": [middle[2] for middle in middles],
            "degree": [len(members) for members in groups],
            "members": [len(members) for members in groups],
            "community": [folding.of[int(members[0])] for members in groups],
            "topics": [_union(nodes.topics, members) for members in groups],
            "provinces": [_union(nodes.provinces, members) for members in groups],
            "status": [_union(nodes.statuses, members) for members in groups],
            "from": [min(one, default=0) for one in days],
            "to": [max((nodes.last[at] for at in members.tolist()), default=0) for members in groups],
        }
        return {"nodes": columns, "edges": self._weighted(of)}

    def _named(self, members: Ints, folding: Folding, of: Ints) -> Fold:
        """Return the name of a whole part as it was given, of a piece by its best connected institution."""
        part = folding.parts[folding.of[int(members[0])]]
        if part.members == len(members):
            return part
        nodes, degree = self._overview.nodes, self._overview.standing.degree
        bodies = [at for at in members.tolist() if KINDS[nodes.kind[at]] == "institution"]
        best = max(bodies, key=lambda at: (degree[at], -at), default=None)
        return part if best is None else Fold(nodes.fa[best], nodes.en[best], len(members))

    def _weighted(self, of: Ints) -> Columns:
        one, two = of[self._source], of[self._target]
        use = (one >= 0) & (two >= 0) & (one != two)
        source, target, weight = _counted(np.minimum(one[use], two[use]), np.maximum(one[use], two[use]))
        return {"source": source, "target": target, "weight": weight}

    def _nodes(self, members: Ints, folding: Folding) -> Columns:
        nodes, chosen = self._overview.nodes, members.tolist()
        standing = self._overview.standing
        return {
            "id": [self._ids[at] for at in chosen],
            "href": [self._href(KINDS[nodes.kind[at]], nodes.id[at]) for at in chosen],
            "kind": [nodes.kind[at] for at in chosen],
            "fa": [one_line(nodes.fa[at] or nodes.en[at], LONGEST) for at in chosen],
            "en": [_other(nodes.fa[at], nodes.en[at]) for at in chosen],
            "x": [folding.x[at] for at in chosen],
            "y": [folding.y[at] for at in chosen],
            "degree": [standing.degree[at] for at in chosen],
            "community": [folding.of[at] for at in chosen],
            "topics": [list(nodes.topics[at]) for at in chosen],
            "provinces": [list(nodes.provinces[at]) for at in chosen],
            "status": [list(nodes.statuses[at]) for at in chosen],
            "from": [nodes.first[at] for at in chosen],
            "to": [nodes.last[at] for at in chosen],
        }

    def _edges(self, chosen: Ints, members: Ints | None = None) -> Columns:
        """Return edges, their ends by place in ``members``."""
        source, target, edges = self._source[chosen], self._target[chosen], self._overview.edges
        if members is not None:
            source, target = np.searchsorted(members, source), np.searchsorted(members, target)
        return {
            "source": source.tolist(),
            "target": target.tolist(),
            "relation": [edges.relation[at] for at in chosen.tolist()],
            "key": [short_hash(edges.key[at]) for at in chosen.tolist()],
        }

    def _facets(self) -> dict[str, Any]:
        facets = self._overview.facets
        kinds = [*KINDS, "community"] if self._overview.folded else list(KINDS)
        lists = {"topics": facets.topics, "provinces": facets.provinces, "statuses": facets.statuses}
        named = {name: [[one.slug, one_line(one.fa), one_line(one.en)] for one in all_] for name, all_ in lists.items()}
        return {"kinds": kinds} | named


def _other(fa: str, en: str) -> str:
    """Return the English name where it differs from what stands for the Persian one."""
    return one_line(en, LONGEST) if fa and en and fa != en else ""


def _column(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _grouped(of: Ints, count: int) -> list[Ints]:
    """Return the places of each number from 0 to ``count`` - 1, ascending."""
    order = np.argsort(of, kind="stable")
    bounds = np.searchsorted(of[order], np.arange(count + 1)).tolist()
    return [order[start:end] for start, end in pairwise(bounds)]


def _counted(one: Ints, two: Ints) -> tuple[list[int], list[int], list[int]]:
    """Return the pairs that occur, sorted, and how often each."""
    wide = int(two.max(initial=0)) + 1
    codes, weight = np.unique(one * wide + two, return_counts=True)
    return (codes // wide).tolist(), (codes % wide).tolist(), weight.tolist()


def _union(sets: Sequence[tuple[int, ...]], members: Ints) -> list[int]:
    return sorted({one for at in members.tolist() for one in sets[at]})


def _middle(points: Points) -> tuple[int, int, int]:
    """Return the middle of what points take up, and how far the farthest is from it."""
    middle = np.rint((points.max(axis=0) + points.min(axis=0)) / 2)
    far = np.sqrt(((points - middle) ** 2).sum(axis=1)).max()
    return int(middle[0]), int(middle[1]), int(np.ceil(far))
