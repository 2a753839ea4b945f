"""The calendars of Iranian news and their days: Jalali, lunar Hijri, Gregorian, and the years 2535–2537 شاهنشاهی.

Nothing is rolled over: a day that does not exist has no date. Jalali days are converted by persiantools (strict).
Lunar days follow the tabular civil calendar: cycle of 30 years with 11 leap years (2, 5, 7, 10, 13, 16, 18, 21, 24,
26, 29), epoch 16 July 622 Julian, as in Reingold and Dershowitz, *Calendrical Calculations*, ch. 7; observed months
differ by a day, so every lunar day is uncertain by ±1 and a thirtieth day is accepted in every month.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from persiantools import jdatetime

_jalali_date: Any = jdatetime.JalaliDate

JALALI, LUNAR, GREGORIAN, SHAHANSHAHI = "jalali", "hijri-lunar", "gregorian", "shahanshahi"
#: What is added to a Jalali year to count from the accession of Cyrus.
SHAHANSHAHI_OFFSET = 1180
#: Ordinal (``date.toordinal``) of the day before 1 Muharram of year 1.
_LUNAR_EPOCH = 227014
#: Gregorian years below this are taken for a year of another calendar.
FIRST_GREGORIAN_YEAR = 1600
#: Years a news text can mean in each calendar; a year outside belongs to another calendar.
_YEARS = {
    JALALI: range(1, 1600), LUNAR: range(1, 1650), GREGORIAN: range(FIRST_GREGORIAN_YEAR, 3000),
    SHAHANSHAHI: range(2400, 2700),
}  # fmt: skip


def plausible(name: str, year: int) -> bool:
    """Say whether a year can be one of the named calendar."""
    return year in _YEARS[name]


def to_gregorian(name: str, year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day, or None when the day does not exist in its calendar or is out of range."""
    try:
        if name == GREGORIAN:
            return date(year, month, day) if year >= FIRST_GREGORIAN_YEAR else None
        if name == LUNAR:
            return _from_lunar(year, month, day)
        shift = SHAHANSHAHI_OFFSET if name == SHAHANSHAHI else 0
        return _from_jalali(year - shift, month, day)
    except (ValueError, OverflowError):
        return None


def span_of(name: str, year: int, month: int | None) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a month or a year, or None when there is none."""
    first = to_gregorian(name, year, month or 1, 1)
    after = to_gregorian(name, *_next(year, month), 1)
    return (first, after - timedelta(days=1)) if first and after else None


def days_in_month(name: str, month: int, year: int | None = None) -> int:
    """Return the greatest day a month can have, in that year or (None) in any."""
    if name == LUNAR:
        return 30
    if name == GREGORIAN:
        return calendar.monthrange(year if year and year > 0 else 2000, month)[1]
    return 31 if month <= 6 else 30


def to_jalali(iso: str) -> str:
    """Return the Jalali form ``1400-07-20`` of a Gregorian ISO day. Raises ValueError for anything else."""
    day = _jalali_date.to_jalali(date.fromisoformat(iso))
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def jalali_parts(day: date) -> tuple[int, int, int]:
    """Return year, month and day of a day in the Jalali calendar."""
    made = _jalali_date.to_jalali(day)
    return made.year, made.month, made.day


def lunar_parts(day: date) -> tuple[int, int, int]:
    """Return year, month and day of a day in the tabular lunar calendar."""
    since = day.toordinal() - _LUNAR_EPOCH - 1
    year = (30 * since + 10646) // 10631
    left = since - ((year - 1) * 354 + (3 + 11 * year) // 30)
    month = min(12, (2 * left) // 59 + 1)
    while _month_start(month) > left:
        month -= 1
    return year, month, left - _month_start(month) + 1


def parts(name: str, day: date) -> tuple[int, int, int]:
    """Return year, month and day of a Gregorian day in the named calendar."""
    if name == GREGORIAN:
        return day.year, day.month, day.day
    if name == LUNAR:
        return lunar_parts(day)
    year, month, number = jalali_parts(day)
    return year + (SHAHANSHAHI_OFFSET if name == SHAHANSHAHI else 0), month, number


def _next(year: int, month: int | None) -> tuple[int, int]:
    if month is None or month == 12:
        return year + 1, 1
    return year, month + 1


def _from_jalali(year: int, month: int, day: int) -> date:
    made = _jalali_date(year, month, day).to_gregorian()
    return date(made.year, made.month, made.day)


def _from_lunar(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9000 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + _month_start(month) + day
    return date.fromordinal(_LUNAR_EPOCH + days)


def _month_start(month: int) -> int:
    """Days of the year before a month: months have 30 and 29 days in turn."""
    return (59 * (month - 1) + 1) // 2
