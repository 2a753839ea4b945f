"""Settling relative and yearless dates against the publication date, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.language import calendars
from kg.language.dates import DAY, MONTH, RESOLVED, WEEK, WRONG_WEEKDAY, DateHit, settle


def resolve(hit: DateHit, published: str | None) -> DateHit:
    """Return the hit settled against the publication date (ISO day).

    It is unchanged when it is stated, has a problem, or there is no publication date. The year, month and day
    then filled in are those of the hit's calendar.

    Raises ValueError when ``published`` is not an ISO day.
    """
    if hit.relative is None or hit.problem or hit.iso or not published:
        return hit
    day = date.fromisoformat(published[:10])
    try:
        return _HOW[hit.relative](hit, day)
    except (OverflowError, ValueError):
        return hit


def settle_year(hit: DateHit, known: DateHit) -> DateHit:
    """Return a day or month without a year in the year of another date, that of the hit's own calendar."""
    calendar = hit.calendar or calendars.GREGORIAN
    if known.calendar == calendar and known.year:
        return settle(replace(hit, year=known.year), RESOLVED)
    day = date.fromisoformat(known.earliest or "")
    return settle(replace(hit, year=calendars.parts(calendar, day)[0]), RESOLVED)


def _by_days(hit: DateHit, day: date) -> DateHit:
    return _filled(hit, day + timedelta(days=hit.offset))


def _by_weekday(hit: DateHit, day: date) -> DateHit:
    """Take the latest such weekday up to the publication day; the one before or after it when the text says so."""
    wanted = hit.weekday or day.isoweekday()
    if hit.offset > 0:
        return _filled(hit, day + timedelta(days=(wanted - day.isoweekday() - 1) % 7 + 1))
    back = (day.isoweekday() - wanted) % 7
    if hit.offset < 0 and back == 0:
        back = 7
    return _filled(hit, day - timedelta(days=back))


def _by_weeks(hit: DateHit, day: date) -> DateHit:
    """Give a week its days, which have no ISO form here, or take the weekday named in it.

    A week begins on Saturday in Iran's calendar, on Monday in the Gregorian one.
    """
    first = 6 if hit.calendar == calendars.JALALI else 1
    start = day - timedelta(days=(day.isoweekday() - first) % 7) + timedelta(days=7 * hit.offset)
    if hit.weekday:
        return _filled(hit, start + timedelta(days=(hit.weekday - first) % 7))
    end = start + timedelta(days=6)
    return replace(hit, earliest=start.isoformat(), latest=end.isoformat(), basis=RESOLVED)


def _by_months(hit: DateHit, day: date) -> DateHit:
    year, month, _ = calendars.parts(hit.calendar or calendars.GREGORIAN, day)
    months = year * 12 + month - 1 + hit.offset
    return settle(replace(hit, year=months // 12, month=months % 12 + 1), RESOLVED)


def _by_years(hit: DateHit, day: date) -> DateHit:
    year, _, _ = calendars.parts(hit.calendar or calendars.GREGORIAN, day)
    return settle(replace(hit, year=year + hit.offset), RESOLVED)


def _nearest(hit: DateHit, day: date) -> DateHit:
    """Take the year in which a yearless day or month is nearest to the publication day.

    A weekday named must fit it; if it fits none of the three years around, the date stays open with its problem.
    """
    year, _, _ = calendars.parts(hit.calendar or calendars.GREGORIAN, day)
    tries = [settle(replace(hit, year=year + step), RESOLVED) for step in (0, -1, 1)]
    known = [made for made in tries if made.earliest]
    fitting = [made for made in known if made.problem != WRONG_WEEKDAY]
    if not fitting:
        return replace(hit, problem=WRONG_WEEKDAY if known else tries[0].problem)
    return min(fitting, key=lambda made: _distance(made, day))


def _distance(hit: DateHit, day: date) -> int:
    first, last = date.fromisoformat(hit.earliest or ""), date.fromisoformat(hit.latest or "")
    return 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))


def _filled(hit: DateHit, day: date) -> DateHit:
    year, month, number = calendars.parts(hit.calendar or calendars.GREGORIAN, day)
    return settle(replace(hit, precision=DAY, year=year, month=month, day=number), RESOLVED)


_HOW = {
    DAY: _by_days, WEEK: _by_weeks, MONTH: _by_months, "year": _by_years,
    "weekday": _by_weekday, "yearless": _nearest,
}  # fmt: skip
