"""Agreements by year and month, in both calendars."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.overview.figure_values import MONTHS, Calendar, Timeline, Year
from kg.overview.survey import CALENDARS, Survey, counted


def timeline(survey: Survey) -> Timeline:
    """Return the agreements by time. An agreement counts in a year only where its year is certain."""
    return Timeline(len(survey.ids), tuple(_calendar(survey, name) for name in CALENDARS))


def _calendar(survey: Survey, name: str) -> Calendar:
    found: dict[int, list[int]] = defaultdict(list)
    for number, year in enumerate(survey.years[name]):
        if year is not None:
            found[year].append(number)
    years = tuple(_year(survey, name, year, found[year]) for year in sorted(found))
    return Calendar(name, years, len(survey.ids) - sum(year.count for year in years))


def _year(survey: Survey, name: str, year: int, numbers: list[int]) -> Year:
    months = Counter(survey.month(name, number) for number in numbers)
    return Year(
        year,
        len(numbers),
        tuple(months[month] for month in range(1, MONTHS + 1)),
        counted(survey.statuses[number] for number in numbers),
        counted(survey.types[number] for number in numbers),
    )
