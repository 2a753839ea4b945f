"""Reports of different articles that tell of one agreement.

The rule: two reports are of one agreement when they name the same two or more parties, do not stand in one
article, and nothing about their dates conflicts. Reports are joined, by age, to the first cluster with
whose every member they agree, so no weak link ever joins two that conflict, and the result does not depend on
the order in which articles came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.identity.clusters import Cluster, age
from kg.identity.ids import renamed

UNDATED_WINDOW_DAYS = 31
"""An undated report is taken for the same agreement only if the articles appeared within this many days:
the same parties often sign again, and nothing in the texts could defend an older link."""


@dataclass(frozen=True, slots=True, order=True)
class ReportKey:
    """What decides whether two reports are of one agreement. parties: local ids, sorted.

    earliest, latest: bounds of the stated date (ISO days) or None; published: ISO day or None.
    """

    report: str
    article_key: str
    published: str | None
    parties: tuple[str, ...]
    earliest: str | None = None
    latest: str | None = None


def cluster_reports(reports: Iterable[ReportKey]) -> tuple[Cluster, ...]:
    """Return the agreements, sorted by id; every report is in exactly one."""
    blocks: dict[tuple[str, ...], list[ReportKey]] = defaultdict(list)
    for report in reports:
        blocks[report.parties].append(report)
    clusters = [cluster for parties, block in blocks.items() for cluster in _block(parties, block)]
    return tuple(sorted(map(_cluster, clusters)))


def _block(parties: tuple[str, ...], block: list[ReportKey]) -> list[list[ReportKey]]:
    ordered = sorted(block, key=lambda report: (*age(report.published, report.article_key), report.report))
    if len(parties) < 2:
        return [[report] for report in ordered]
    clusters: list[list[ReportKey]] = []
    for report in ordered:
        home = next((one for one in clusters if all(compatible(report, other) for other in one)), None)
        if home is None:
            clusters.append([report])
        else:
            home.append(report)
    return clusters


def compatible(one: ReportKey, other: ReportKey) -> bool:
    """Say whether nothing speaks against one agreement, the parties being the same."""
    if one.article_key == other.article_key:
        return False
    if one.earliest and one.latest and other.earliest and other.latest:
        return one.earliest <= other.latest and other.earliest <= one.latest
    if one.published and other.published:
        apart = date.fromisoformat(one.published) - date.fromisoformat(other.published)
        return abs(apart.days) <= UNDATED_WINDOW_DAYS
    return True


def _cluster(members: list[ReportKey]) -> Cluster:
    names = [renamed(member.report, "agreement") for member in members]
    return Cluster(names[0], tuple(member.report for member in members), tuple(sorted(names[1:])))
