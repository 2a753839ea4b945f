"""Reading the forms of dates that name a day, month or year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.language import calendars
from kg.language.date_found import MONTH_CALENDARS, Found
from kg.language.dates import (
    AMBIGUOUS,
    DAY,
    IMPOSSIBLE,
    MISMATCH,
    MONTH,
    STATED,
    UNKNOWN_CALENDAR,
    YEAR,
    DateHit,
    settle,
)
from kg.language.folding import HARD_BREAK
from kg.language.lexing import Token
from kg.language.numbers import Number


def _triple(found: Found) -> DateHit | None:
    """``1399/07/20``, ``20/7/1400``, ``99/7/20``, ``2021-10-04``."""
    numbers = [found.number(group) for group in "abc"]
    texts = [number.digits for number in numbers if number]
    if len(texts) != 3 or not _tight(found, numbers):
        return None
    sizes = tuple(len(text) for text in texts)
    values = [int(text) for text in texts]
    hit = found.hit(None, DAY)
    if sizes[0] == 4 and max(sizes[1:]) <= 2:
        return _with_year(found, hit, values[0], values[1], values[2])
    if sizes[2] == 4 and max(sizes[:2]) <= 2:
        return _year_last(found, hit, values)
    return _two_digits(found, hit, values) if max(sizes) <= 2 else None


def _tight(found: Found, numbers: list[Number | None]) -> bool:
    """Only a slash may have spaces around it."""
    if found.separator == "/":
        return True
    first, last = numbers[0], numbers[-1]
    return bool(first and last) and HARD_BREAK not in found.folded.breaks[first.start + 1 : last.end]  # type: ignore[union-attr]


def _with_year(found: Found, hit: DateHit, year: int, month: int, day: int) -> DateHit:
    name = found.value("cal") or _calendar_of_year(year)
    return settle(replace(hit, calendar=name, year=year, month=month, day=day), STATED)


def _year_last(found: Found, hit: DateHit, values: list[int]) -> DateHit:
    """Day first, as in Persian; English is told apart only where one number cannot be a month."""
    first, second, year = values
    english = _calendar_of_year(year) == calendars.GREGORIAN and not found.persian() and found.separator != "."
    if english and first <= 12 and second <= 12 and first != second:
        return replace(hit, calendar=calendars.GREGORIAN, year=year, problem=AMBIGUOUS)
    if english and second > 12:
        first, second = second, first
    return _with_year(found, hit, year, second, first)


def _two_digits(found: Found, hit: DateHit, values: list[int]) -> DateHit | None:
    """``99/7/20`` is a Jalali date in a Persian text; year first or last must be plain from the numbers."""
    first, month, last = values
    if found.separator != "/" or not found.persian() or not 1 <= month <= 12:
        return None
    year_first, year_last = last in range(1, 32), first in range(1, 32)
    if not (year_first or year_last):
        return None
    hit = replace(hit, calendar=calendars.JALALI)
    if year_first and year_last:
        return replace(hit, problem=AMBIGUOUS)
    year, day = (first, last) if year_first else (last, first)
    return settle(replace(hit, year=_century(year), month=month, day=day), STATED)


def _century(year: int) -> int:
    """Complete a two-digit Jalali year: 30–99 are of the 1300s, 00–29 of the 1400s."""
    return year + (1300 if year >= 30 else 1400)


def _calendar_of_year(year: int) -> str | None:
    """Tell the calendar from the year alone; 1435–1500 may be lunar now or solar to come."""
    if 1200 <= year <= 1434:
        return calendars.JALALI
    if calendars.FIRST_GREGORIAN_YEAR <= year <= 2199:
        return calendars.GREGORIAN
    return calendars.SHAHANSHAHI if 2500 <= year <= 2599 else None


def _named(found: Found) -> DateHit | None:
    """«سه‌شنبه ۵ آذر ۱۳۹۸», «۵ آذر», "5 March 2020", "March 5, 2020", «۵ آذر سال جاری»."""
    day, month = found.number("d"), found.items["mon"]
    if day is None or not isinstance(month, Token) or not isinstance(day.value, int) or len(day.digits) > 2:
        return None
    if not 1 <= day.value <= 99 or not _in_company(found, day):
        return None
    hit = replace(found.hit(MONTH_CALENDARS[month.shape], DAY), month=int(month.value), day=day.value)
    if "y" in found.items:
        return _named_year(found, hit, month.shape == "g")
    return _yearless(found, hit)


def _latin(found: Found) -> DateHit | None:
    """Read "Tir 14, 1401", "Aban 22": a Jalali month in Latin letters, after the English manner."""
    return None if found.own_calendar() == calendars.JALALI else _named(found)


def _in_company(found: Found, day: Number) -> bool:
    """Say whether day and month stand together, with no blank line between."""
    gap = found.folded.original[found.folded.span(day.start, day.end).end : found.folded.span(day.start, found.end).end]
    return "\n\n" not in gap


def _named_year(found: Found, hit: DateHit, strict: bool) -> DateHit | None:
    year = _year(found, "y", hit.calendar == calendars.JALALI)
    if year is None:
        return None
    if strict and year < 1000:
        return None
    return _dated(hit, year, found.value("cal"))


def _dated(hit: DateHit, year: int, marked: str) -> DateHit:
    """Give a hit with a named month its year, unless the calendar's mark contradicts the month's name."""
    calendar = hit.calendar
    if calendar == calendars.JALALI and 2500 <= year <= 2599:
        calendar = calendars.SHAHANSHAHI
    if marked and marked != calendar:
        return replace(hit, year=year, problem=MISMATCH)
    return settle(replace(hit, calendar=calendar, year=year), STATED)


def _year(found: Found, group: str, two_digits: bool) -> int | None:
    """Return the year a number can be: 1000–2599, or, as two digits, one of the Jalali 1300s and 1400s."""
    number = found.number(group)
    if number is None or not isinstance(number.value, int):
        return None
    if two_digits and len(number.digits) == 2:
        return None if found.counted else _century(number.value)
    return number.value if 1000 <= number.value <= 2599 and len(number.digits) in (0, 4) else None


def _yearless(found: Found, hit: DateHit) -> DateHit | None:
    """Leave the year to the publication date; a day the month can never have is refused here already."""
    relative = found.value("rel")
    kind, _, offset = relative.partition(":")
    if relative and kind != YEAR:
        return None
    limit = calendars.days_in_month(hit.calendar or "", hit.month or 1)
    if hit.day is not None and hit.day > limit:
        return replace(hit, problem=IMPOSSIBLE) if hit.day <= 39 else None
    if relative:
        return replace(hit, relative=YEAR, offset=int(offset))
    return replace(hit, relative="yearless")


def _month(found: Found) -> DateHit | None:
    """«آذر ۱۳۹۸», «آذر ۹۸», «آذرماه», "March 2020", "in March", «آذر سال جاری»."""
    month = found.items.get("mon") or found.items["g"]
    if not isinstance(month, Token):
        return None
    hit = replace(found.hit(MONTH_CALENDARS[month.shape], MONTH), month=int(month.value))
    if "y" not in found.items:
        return _yearless(found, hit)
    number = found.number("y")
    plain_day = number is not None and len(number.digits) == 2 and 10 <= int(number.value) <= 31
    year = None if plain_day else _year(found, "y", hit.calendar == calendars.JALALI)
    return _dated(hit, year, found.value("cal")) if year is not None else None


def _year_only(found: Found) -> DateHit | None:
    """«سال ۱۳۹۸», «۱۳۹۸ شمسی», «سال ۹۸», «پاییز ۱۳۹۴», "in 2019"."""
    group = next(name for name in ("y", "y2", "in") if name in found.items)
    marked = found.value("cal", "cal2")
    number = found.number(group)
    lunar = marked == calendars.LUNAR and number is not None and isinstance(number.value, int)
    year = int(number.value) if lunar and number else _year(found, group, group == "y")
    if year is None or (group == "in" and not 1600 <= year <= 2199):
        return None
    name = marked or (calendars.JALALI if number and len(number.digits) == 2 else _calendar_of_year(year))
    hit = replace(found.hit(name, YEAR), year=year)
    return settle(hit, STATED) if name else replace(hit, problem=UNKNOWN_CALENDAR)


def _safar(found: Found) -> DateHit | None:
    """Read «۲۸ صفر ۱۴۴۳»: the name of the second lunar month is also the word for zero."""
    day, zero, year = found.number("d"), found.number("zero"), _year(found, "y", False)
    if not (day and zero and zero.value == 0 and year) or len(day.digits) > 2 or isinstance(day.value, Decimal):
        return None
    hit = replace(found.hit(calendars.LUNAR, DAY), year=year, month=2, day=day.value)
    return settle(hit, STATED)


READERS = {
    "triple": _triple, "named": _named, "latin": _latin, "month": _month, "season": _year_only, "year": _year_only,
    "safar": _safar,
}  # fmt: skip
