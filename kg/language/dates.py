"""Dates of Persian and English news in four reckonings, with exact spans; resolved only against the publication date.

A date that does not exist, or that could mean two days, is reported with a problem code and has no ISO form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kg.language import calendars
from kg.language.spans import Span

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
STATED, RESOLVED = "stated", "resolved"
#: Problem codes. All but the last leave ``iso`` empty.
IMPOSSIBLE, AMBIGUOUS, UNKNOWN_CALENDAR, MISMATCH, WRONG_WEEKDAY = (
    "IMPOSSIBLE_DATE", "AMBIGUOUS_DATE", "CALENDAR_UNKNOWN", "CALENDAR_MISMATCH", "WEEKDAY_MISMATCH",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date phrase.

    calendar: jalali, hijri-lunar, gregorian, shahanshahi or None (not known); precision: day, week, month or year.
    year, month, day: as written, in that calendar (a two-digit Jalali year is completed); None when not written.
    iso: Gregorian ``2019-11-26``, ``2019-11`` or ``2019``; a Jalali or lunar month or year has the ISO form of its
    first day. earliest, latest: first and last Gregorian day it can mean. weekday: 1 (Monday) to 7 when named.
    relative: None, or what settles it: ``day`` ``week`` ``month`` ``year`` (``offset`` units from the publication
    date), ``weekday`` (offset 0: the latest one, -1: before, 1: after), ``yearless`` (nearest such day or month).
    basis: stated, resolved or None. uncertain: a lunar day may be one day off.
    problem: None or a code; with WEEKDAY_MISMATCH the date stands although its weekday is wrong.
    """

    span: Span
    surface: str
    calendar: str | None
    precision: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    iso: str | None = None
    earliest: str | None = None
    latest: str | None = None
    weekday: int | None = None
    relative: str | None = None
    offset: int = 0
    basis: str | None = None
    uncertain: bool = False
    problem: str | None = None


def settle(hit: DateHit, basis: str) -> DateHit:
    """Give a hit whose year (and month and day, as far as precise) is known its ISO form, or its problem."""
    if hit.calendar is None or hit.year is None:
        return replace(hit, problem=UNKNOWN_CALENDAR)
    if not calendars.plausible(hit.calendar, hit.year):
        return replace(hit, problem=MISMATCH)
    if hit.precision == DAY:
        made = calendars.to_gregorian(hit.calendar, hit.year, hit.month or 0, hit.day or 0)
        return _on(hit, made, basis) if made else replace(hit, problem=IMPOSSIBLE)
    ends = calendars.span_of(hit.calendar, hit.year, hit.month) if (hit.month or 1) in range(1, 13) else None
    if ends is None:
        return replace(hit, problem=IMPOSSIBLE)
    iso = ends[0].isoformat()[: 7 if hit.precision == MONTH else 4]
    uncertain = hit.calendar == calendars.LUNAR
    first, last = ends[0].isoformat(), ends[1].isoformat()
    return replace(hit, iso=iso, earliest=first, latest=last, basis=basis, uncertain=uncertain)


def _on(hit: DateHit, day: date, basis: str) -> DateHit:
    uncertain = hit.calendar == calendars.LUNAR
    near = 1 if uncertain else 0
    first, last = (date.fromordinal(day.toordinal() + step).isoformat() for step in (-near, near))
    made = replace(
        hit, iso=day.isoformat(), earliest=first, latest=last, basis=basis, uncertain=uncertain, problem=None
    )
    if hit.weekday and not uncertain and day.isoweekday() != hit.weekday:
        return replace(made, problem=WRONG_WEEKDAY)
    return made
