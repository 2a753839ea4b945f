"""The page of the rankings, and each of its tables as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.overview import Ranked, Rankings
from kg.pages.charts import spark
from kg.pages.figures import Naming
from kg.pages.rendering import render
from kg.pages.values import Link
from kg.query import to_csv

TABLES = ("connected", "growing", "pairs", "bridges", "topics", "officials")
"""Names of the rankings, in the order of the page."""
_NUMBERS = {
    "connected": ("partners", "agreements"),
    "growing": ("recentAgreements", "earlierAgreements", "gain"),
    "pairs": ("recentAgreements", "earlierAgreements", "gain"),
    "bridges": ("betweenness", "degree", "neighbours"),
    "topics": ("agreements", "objectives"),
    "officials": ("agreements", "partiesOfThese"),
}
"""Ranking -> the words over its numbers."""
_TITLES = {
    "connected": ("rankConnected", "rankConnectedNote"),
    "growing": ("rankGrowing", "rankGrowingNote"),
    "pairs": ("rankPairs", "rankPairsNote"),
    "bridges": ("rankBridges", "rankBridgesNote"),
    "topics": ("rankTopics", "rankTopicsNote"),
    "officials": ("rankOfficials", "rankOfficialsNote"),
}
"""Ranking -> the words that name and explain it."""
SHOWN = 20
"""Lines of a ranking on the page; the CSV has all."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a ranking: what it is about, its numbers, and the path of its small chart."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    numbers: tuple[int | float, ...]
    years: tuple[int, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking as the page shows it. title, note, heads: keys of words; lines: all, of which the first are shown."""

    name: str
    title: str
    note: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines on the page."""
        return self.lines[:SHOWN]

    @property
    def charted(self) -> bool:
        """Whether the lines have a small chart of years."""
        return any(line.years for line in self.lines)


def rankings_page(naming: Naming, found: Rankings, **extra: Any) -> str:  # noqa: ANN401 - whatever templates show
    """Return the page of the rankings."""
    values = {
        "tables": tuple(_ranking(naming, found, name) for name in TABLES),
        "years": (found.years[0], found.years[-1]) if found.years else (),
        "periods": _periods(found),
        "measured": found.measured,
        "sample": found.sample,
    }
    return render("rankings.html", section="rankings", root="", **values, **extra)


def _periods(found: Rankings) -> tuple[tuple[int, int], ...]:
    """Return first and last year of both periods of growth, the later one first."""
    if not found.years:
        return ()
    last, span = found.years[-1], found.span
    return (last - span + 1, last), (last - 2 * span + 1, last - span)


def ranking_csv(naming: Naming, found: Rankings, name: str) -> str:
    """Return one of TABLES as CSV: ids, names in both languages, the numbers, and each year."""
    ranking = _ranking(naming, found, name)
    ends = 2 if name == "pairs" else 1
    things = [f"{part}{end}" for end in ("", "2")[:ends] for part in ("id", "name_fa", "name_en")]
    years = [str(year) for year in found.years] if name != "bridges" else []
    rows = tuple((place, *_cells(line)) for place, line in enumerate(ranking.lines, 1))
    return to_csv(("rank", *things, *ranking.heads, *years), rows)


def _cells(line: Line) -> Iterator[int | str]:
    for local_id, link in zip(line.ids, line.links, strict=True):
        yield from (local_id, link.label.fa, link.label.en)
    yield from (number if isinstance(number, int) else f"{number:.{_DIGITS}f}" for number in line.numbers)
    yield from line.years


def _ranking(naming: Naming, found: Rankings, name: str) -> Ranking:
    return Ranking(name, *_TITLES[name], _NUMBERS[name], tuple(_lines(naming, found, name)))


def _lines(naming: Naming, found: Rankings, name: str) -> Iterator[Line]:
    if name == "bridges":
        for bridge in found.bridges:
            numbers = (bridge.betweenness, bridge.degree, bridge.neighbours)
            yield Line((bridge.node,), (naming.thing(bridge.node),), numbers, (), "")
        return
    ranked = {
        "connected": found.connected,
        "growing": found.growing,
        "pairs": found.growing_pairs,
        "topics": found.topics,
        "officials": found.officials,
    }
    for item in ranked[name]:
        links = tuple(naming.topic(one) if name == "topics" else naming.thing(one) for one in item.nodes)
        yield Line(item.nodes, links, _numbers(item, name), item.years, spark(item.years))


def _numbers(item: Ranked, name: str) -> tuple[int, ...]:
    if name == "connected":
        return item.other, item.count
    if name in ("growing", "pairs"):
        return item.count, item.other, item.count - item.other
    return item.count, item.other
