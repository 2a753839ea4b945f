"""The page of the timeline, and the page of each year with its agreements by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.overview import Calendar, Survey, Timeline, Year
from kg.pages.charts import TONES, Chart, Stack, chart, toned
from kg.pages.dates import months_of, persian_digits
from kg.pages.figures import ROWS, Group, Naming, list_page, numbered, pages_of, rows_of
from kg.pages.rendering import render
from kg.pages.values import Label
from kg.pages.words import words

CHARTED = 60
"""Years of a chart, the latest; the table has all."""
_FILLED = 8
"""Years without agreements up to which they are drawn as such; a longer stretch is left out and marked."""
_SEASONS = ("spring", "summer", "autumn", "winter")
_QUARTERS = ("quarter1", "quarter2", "quarter3", "quarter4")
_BY = {"status": "statuses", "type": "types"}
_SCHEMES = {"status": "status", "type": "agreement-type"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of agreements with the address of their list, "" where there are none."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A year of the table: its number, all its agreements, each month, each season, and those without a month."""

    year: int
    count: Cell
    months: tuple[Cell, ...]
    seasons: tuple[int, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One calendar. charts: by what they are divided; seasons: words; earlier: years that no chart shows."""

    name: str
    charts: tuple[tuple[str, Chart | None], ...]
    months: tuple[Label, ...]
    seasons: tuple[str, ...]
    lines: tuple[Line, ...]
    undated: int
    earlier: int


def year_address(calendar: str, year: int) -> str:
    """Return the address of the list of a year, without page and extension."""
    return f"timeline/{calendar}-{year}"


def timeline_page(naming: Naming, found: Timeline, **extra: Any) -> str:  # noqa: ANN401 - whatever templates show
    """Return the page of the timeline."""
    orders = {by: _order(found, by) for by in _BY}
    calendars = tuple(_shown(naming, calendar, orders) for calendar in found.calendars)
    return render("timeline.html", section="timeline", root="", total=found.total, calendars=calendars, **extra)


def _order(found: Timeline, by: str) -> tuple[str, ...]:
    """Return the names that have a colour of their own, most agreements first; the same in both calendars."""
    totals = Counter[str]()
    for year in (year for calendar in found.calendars for year in calendar.years):
        totals.update(dict(getattr(year, _BY[by])))
    return tuple(sorted(totals, key=lambda name: (-totals[name], name))[:TONES])


def _shown(naming: Naming, calendar: Calendar, orders: dict[str, tuple[str, ...]]) -> Shown:
    charts = tuple((by, _chart(naming, calendar, by, orders[by])) for by in _BY)
    lines = tuple(_line(calendar.name, year) for year in reversed(calendar.years))
    earlier = max(0, len(calendar.years) - CHARTED)
    names = _SEASONS if calendar.name == "jalali" else _QUARTERS
    return Shown(calendar.name, charts, months_of(calendar.name), names, lines, calendar.undated, earlier)


def _chart(naming: Naming, calendar: Calendar, by: str, order: tuple[str, ...]) -> Chart | None:
    years = calendar.years[-CHARTED:]
    stacks: list[Stack] = []
    gaps: set[int] = set()
    for before, year in zip((None, *years), years, strict=False):
        missing = year.year - before.year - 1 if before else 0
        if missing > _FILLED:
            gaps.add(len(stacks))
        elif before:
            stacks += [Stack(_number(before.year + step), ()) for step in range(1, missing + 1)]
        counts = dict(getattr(year, _BY[by]))
        counts[""] = counts.get("", 0) + year.count - sum(counts.values())
        href = numbered(year_address(calendar.name, year.year), 1)
        stacks.append(Stack(_number(year.year), toned(counts, order), href))
    return chart(stacks, _legend(naming, by, order, stacks), frozenset(gaps))


def _legend(naming: Naming, by: str, order: tuple[str, ...], stacks: list[Stack]) -> list[Label]:
    named = [naming.concept(_SCHEMES[by], slug) if slug else words()["unknown"] for slug in order]
    rest = any(stack.parts[len(order) :] and stack.parts[len(order)] for stack in stacks)
    return [*named, words()["others"]] if rest else named


def _number(value: int) -> Label:
    return Label(persian_digits(value), str(value))


def _line(calendar: str, year: Year) -> Line:
    address = year_address(calendar, year.year)
    months = tuple(_month(address, year, month) for month in range(1, 13))
    seasons = tuple(sum(year.months[first : first + 3]) for first in range(0, 12, 3))
    return Line(year.year, Cell(year.count, numbered(address, 1)), months, seasons, year.count - sum(year.months))


def _month(address: str, year: Year, month: int) -> Cell:
    """Return a month's number and where its first agreement stands: lists begin with the latest month."""
    count = year.months[month - 1]
    before = sum(year.months[month:])
    return Cell(count, f"{numbered(address, before // ROWS + 1)}#m{month:02}" if count else "")


def year_page(
    naming: Naming,
    survey: Survey,
    calendar: str,
    year: Year,
    number: int = 1,
    **extra: Any,  # noqa: ANN401 - whatever templates show
) -> str:
    """Return a page of the list of a year's agreements, the latest month first."""
    address, names = year_address(calendar, year.year), months_of(calendar)
    numbers = survey.of_year(calendar, year.year)[(number - 1) * ROWS : number * ROWS]
    groups = list(_groups(naming, survey, calendar, year, numbers))
    lines = _line(calendar, year)
    stacks = [
        Stack(names[place], (month.count,), month.href.rpartition("/")[2]) for place, month in enumerate(lines.months)
    ]
    values = {"calendar": calendar, "year": year.year, "months": chart(stacks, ()), "fact": "", "left_out": 0}
    pages = pages_of(year.count)
    return list_page(address, number, year.count, groups, pages=pages, section="timeline", **values, **extra)


def _groups(naming: Naming, survey: Survey, calendar: str, year: Year, numbers: list[int]) -> Iterator[Group]:
    names = months_of(calendar)
    for month, found in groupby(numbers, key=lambda number: survey.month(calendar, number)):
        name = names[month - 1] if month else words()["monthUnknown"]
        count = year.months[month - 1] if month else year.count - sum(year.months)
        yield Group(f"m{month:02}", name, count, rows_of(naming.reader, survey, found))
