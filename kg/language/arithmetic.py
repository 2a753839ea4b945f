"""Exact arithmetic with days: the days a Jalali date covers, and a day a duration later in its own calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.language.calendars import GREGORIAN, JALALI, days_in_month, parts, span_of, to_gregorian

_JALALI = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)
_MONTHS = 12


def jalali_span(written: str) -> tuple[str, str] | None:
    """Return the first and last Gregorian ISO day of a Jalali year, month or day; None where there is none.

    >>> jalali_span("1390")
    ('2011-03-21', '2012-03-19')
    >>> jalali_span("1390-12-30") is None
    True
    """
    found = _JALALI.fullmatch(written)
    if found is None:
        return None
    year, month, number = (int(part) if part else None for part in found.groups())
    if number is not None:
        made = to_gregorian(JALALI, year or 0, month or 0, number)
        return (made.isoformat(), made.isoformat()) if made else None
    if month is not None and not 1 <= month <= _MONTHS:
        return None
    span = span_of(JALALI, year or 0, month)
    return (span[0].isoformat(), span[1].isoformat()) if span else None


def duration_length(duration: str) -> tuple[int, int] | None:
    """Return an ISO 8601 duration of years, months, weeks and days as (months, days); None for any other.

    >>> duration_length("P1Y6M"), duration_length("P12M"), duration_length("PT3H")
    ((18, 0), (12, 0), None)
    """
    found = _DURATION.fullmatch(duration)
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years * _MONTHS + months, weeks * 7 + days


def day_after(iso: str, duration: str, calendar: str) -> str | None:
    """Return the day that lies a duration after a Gregorian ISO day, counted in the given calendar.

    Years and months are counted first, days and weeks then. Where the month reached is too short, its last day is
    meant (31 January and a month: 28 or 29 February; 30 Esfand and a year: 29 Esfand). None where the duration is
    not of days, weeks, months and years, or the result lies outside the calendar.

    >>> day_after("2021-10-04", "P3Y", "gregorian"), day_after("2021-10-04", "P3Y", "jalali")
    ('2024-10-04', '2024-10-03')
    """
    length = duration_length(duration)
    if length is None or calendar not in (GREGORIAN, JALALI):
        return None
    months, days = length
    year, month, number = parts(calendar, date.fromisoformat(iso))
    year, month = year + (month - 1 + months) // _MONTHS, (month - 1 + months) % _MONTHS + 1
    longest = days_in_month(calendar, month, year)
    for candidate in range(min(number, longest), 0, -1):
        made = to_gregorian(calendar, year, month, candidate)
        if made is not None:
            return _plus(made, days)
    return None


def _plus(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None
