"""Reports of different articles that tell of one agreement: scored pairs, joined under constraints.

Strong links join clusters in descending order of score, unless any two reports across them are in conflict or judged
different; so nothing is merged through a weak link. Judgements come first: "same" joins whatever the score says, but
never against a "different". The result is a function of the set of reports, not of their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest

from kg.identity.clusters import Cluster, age
from kg.identity.conflicts import conflict
from kg.identity.ids import renamed
from kg.identity.keys import ReportKey
from kg.identity.parts import Weighed
from kg.identity.scoring import score

MOST_AGAINST = -1.2
"""Mean of what speaks against a pair, across two groups, down to which they may be joined: one strong link does not
outweigh many reports that tell of something else."""
WITNESSES = 12
"""Reports of a group, the earliest, that are asked; all of them must be without conflict."""
Pair = tuple[str, str]
"""Two reports' local ids, sorted."""


def pair_of(one: str, other: str) -> Pair:
    """Return the two ids, sorted."""
    return (one, other) if one <= other else (other, one)


def cluster_reports(
    reports: Iterable[ReportKey],
    links: Mapping[Pair, Weighed],
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> tuple[Cluster, ...]:
    """Return the agreements, sorted by id; every report is in exactly one.

    Of all reports or of one connected component of strong links and "same" judgements: the clusters are alike.
    """
    groups = _Groups({report.report: report for report in reports}, links, {pair_of(*pair) for pair in different})
    for pair in sorted({pair_of(*pair) for pair in same}):
        groups.join(pair, judged=True)
    strong = sorted((-found.total, pair) for pair, found in links.items() if found.verdict == "same")
    for _, pair in strong:
        groups.join(pair)
    return tuple(sorted(map(_cluster, groups.members())))


class _Groups:
    """The clusters as they grow: every report knows its group, every group its members."""

    def __init__(self, reports: Mapping[str, ReportKey], links: Mapping[Pair, Weighed], different: set[Pair]) -> None:
        self._reports, self._links = reports, links
        self._group = {name: [name] for name in reports}
        self._refused: set[frozenset[tuple[str, int]]] = set()
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, pair: Pair, *, judged: bool = False) -> None:
        """Join the groups of the two unless something across them forbids it; a judgement only another can forbid."""
        if not all(name in self._reports for name in pair):
            return
        one, other = (self._group[name] for name in pair)
        if one is other:
            return
        state = frozenset(((one[0], len(one)), (other[0], len(other))))
        if not judged and state in self._refused:
            return
        if self._judged_apart(one, other) or not (judged or self._alike(one, other)):
            self._refused.add(state)
            return
        small, large = sorted((one, other), key=len)
        large += small
        self._group.update(dict.fromkeys(small, large))

    def _judged_apart(self, one: list[str], other: list[str]) -> bool:
        return bool(self._apart) and any(
            self._group.get(name) is other for member in one for name in self._apart.get(member, ())
        )

    def _alike(self, one: list[str], other: list[str]) -> bool:
        """Say whether nothing across the groups is in conflict, nor what they tell different on the whole."""
        reports = self._reports
        if any(conflict(reports[mine], reports[theirs]) for mine in one for theirs in other):
            return False
        scores = [self._score(mine, theirs) for mine in self._witnesses(one) for theirs in self._witnesses(other)]
        return sum(found.against for found in scores) >= MOST_AGAINST * len(scores)

    def _witnesses(self, group: list[str]) -> list[str]:
        return nsmallest(WITNESSES, group, key=lambda name: _age(self._reports[name]))

    def _score(self, one: str, other: str) -> Weighed:
        pair = pair_of(one, other)
        return self._links.get(pair) or score(self._reports[pair[0]], self._reports[pair[1]])

    def members(self) -> list[list[ReportKey]]:
        """Return the groups, members earliest first."""
        groups = {id(group): group for group in self._group.values()}
        return [sorted((self._reports[name] for name in group), key=_age) for group in groups.values()]


def _age(report: ReportKey) -> tuple[str, str, str]:
    return (*age(report.published, report.article_key), report.report)


def _cluster(members: list[ReportKey]) -> Cluster:
    names = [renamed(member.report, "agreement") for member in members]
    return Cluster(names[0], tuple(member.report for member in members), tuple(sorted(names[1:])))
