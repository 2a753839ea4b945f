"""Reports of different articles that tell of one agreement: compared block by block, joined under constraints.

Strong links join clusters in descending order of score, unless any two reports across them are in conflict or judged
different; so nothing is merged through a weak link. Judgements come first: "same" joins whatever the score says, but
never against a "different". The result is a function of the set of reports, not of their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from kg.identity.blocking import BLOCK_CAP, block_keys
from kg.identity.clusters import Cluster, age
from kg.identity.conflicts import conflict
from kg.identity.ids import renamed
from kg.identity.keys import ReportKey
from kg.identity.parts import Score
from kg.identity.scoring import score

MOST_AGAINST = -1.0
"""Mean of what speaks against a pair, across two groups, down to which they may be joined: one strong link does not
outweigh many reports that tell of something else."""
WITNESSES = 12
"""Reports of a group, the earliest, that are asked; all of them must be without conflict."""
Pair = tuple[str, str]
"""Two reports' local ids, sorted."""


@dataclass(frozen=True, slots=True)
class Links:
    """Scores of the pairs that are the same or doubtful, and the blocks that were not used: key and size."""

    scores: Mapping[Pair, Score]
    capped: tuple[tuple[str, int], ...]


def link(reports: Iterable[ReportKey]) -> Links:
    """Compare all reports that share a block within the cap."""
    blocks: dict[str, list[ReportKey]] = defaultdict(list)
    for report in reports:
        for key in block_keys(report):
            blocks[key].append(report)
    used = [block for block in blocks.values() if len(block) <= BLOCK_CAP]
    capped = sorted((key, len(block)) for key, block in blocks.items() if len(block) > BLOCK_CAP)
    return Links(_scores(used), tuple(capped))


def _scores(blocks: Iterable[list[ReportKey]]) -> dict[Pair, Score]:
    seen: dict[Pair, Score | None] = {}
    for block in blocks:
        for one, other in combinations(block, 2):
            pair = pair_of(one.report, other.report)
            if pair not in seen:
                found = score(one, other)
                seen[pair] = None if found.verdict == "different" else found
    return {pair: found for pair, found in sorted(seen.items()) if found is not None}


def pair_of(one: str, other: str) -> Pair:
    """Return the two ids, sorted."""
    return (one, other) if one <= other else (other, one)


def cluster_reports(
    reports: Iterable[ReportKey],
    links: Mapping[Pair, Score],
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> tuple[Cluster, ...]:
    """Return the agreements, sorted by id; every report is in exactly one.

    Of all reports or of one connected component of strong links and "same" judgements: the clusters are alike.
    """
    groups = _Groups({report.report: report for report in reports}, links, {pair_of(*pair) for pair in different})
    groups.judge(same)
    strong = sorted((-found.total, pair) for pair, found in links.items() if found.verdict == "same")
    for _, pair in strong:
        groups.join(pair)
    return tuple(sorted(map(_cluster, groups.members())))


def refused(same: Collection[Pair], different: Collection[Pair]) -> tuple[Pair, ...]:
    """Return the "same" judgements that were not followed because others make the two different."""
    names = {name for pair in same for name in pair}
    keys = {name: ReportKey(name, name, None, ()) for name in names}
    return _Groups(keys, {}, {pair_of(*pair) for pair in different}).judge(same)


class _Groups:
    """The clusters as they grow: every report knows its group, every group its members."""

    def __init__(self, reports: Mapping[str, ReportKey], links: Mapping[Pair, Score], different: set[Pair]) -> None:
        self._reports, self._links = reports, links
        self._group = {name: [name] for name in reports}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def judge(self, same: Iterable[Pair]) -> tuple[Pair, ...]:
        """Join what was judged the same; return the judgements that a "different" refuses."""
        against = []
        for pair in sorted({pair_of(*pair) for pair in same}):
            if all(name in self._reports for name in pair) and not self._try(pair, judged=True):
                against.append(pair)
        return tuple(against)

    def join(self, pair: Pair) -> None:
        """Join the groups of the two unless something across them forbids it."""
        if all(name in self._reports for name in pair):
            self._try(pair, judged=False)

    def _try(self, pair: Pair, *, judged: bool) -> bool:
        one, other = (self._group[name] for name in pair)
        if one is other:
            return True
        if self._judged_apart(one, other) or not (judged or self._alike(one, other)):
            return False
        small, large = sorted((one, other), key=len)
        large += small
        self._group.update(dict.fromkeys(small, large))
        return True

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

    def _score(self, one: str, other: str) -> Score:
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
