"""The forms a date phrase has, as patterns over token shapes (see ``kg.language.lexing.SHAPES``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.language import calendars
from kg.language.dates import (
    AMBIGUOUS,
    DAY,
    IMPOSSIBLE,
    MISMATCH,
    MONTH,
    STATED,
    UNKNOWN_CALENDAR,
    WEEK,
    YEAR,
    DateHit,
    settle,
)
from kg.language.folding import HARD_BREAK, Folded
from kg.language.lexing import Token, shape_of
from kg.language.numbers import Number, with_numbers
from kg.language.spans import Span

_WEEKDAY = r"(?:(?P<w>[Ww])[.,(]{0,2})?"
_FORMS: tuple[tuple[str, str], ...] = (
    ("triple", rf"(?<!#[/.\-]){_WEEKDAY}(?P<a>#)(?P<sep>[/.\-])(?P<b>#)(?P=sep)(?P<c>#)(?![/.\-]#)(?P<cal>C)?"),
    ("named", rf"{_WEEKDAY}(?P<d>[#on])f?(?P<mon>[JHG])\.?m?(?:[,f]?y?(?P<y>[#n])(?P<cal>C)?|f?(?P<rel>[Rr]))"),
    ("named", rf"{_WEEKDAY}(?P<d>[#on])(?P<mon>g)m?y?(?P<y>[#n])(?P<cal>C)?"),
    ("named", rf"{_WEEKDAY}(?P<mon>G)\.?(?P<d>[#o]),?(?P<y>#)"),
    ("month", r"(?P<mon>[JHG])\.?m?[,f]?(?:y?(?P<y>[#n])(?P<cal>C)?|(?P<rel>[Rr]))"),
    ("named", rf"{_WEEKDAY}(?P<d>[#on])f?(?P<mon>[JHG])\.?m?"),
    ("named", rf"{_WEEKDAY}(?P<mon>G)\.?(?P<d>[#o])"),
    ("month", r"(?P<mon>[JH])m|(?<=i)(?P<g>G)"),
    ("year", r"(?:y(?P<y>[#n])(?P<cal>C)?|(?P<y2>[#n])(?P<cal2>C)|(?<=i)(?P<in>#))"),
    ("ago", r"(?P<n>[#n])?(?P<unit>[dkmy])A"),
    ("weekday", r"(?P<before>[LX])?(?P<w>W)(?P<after>[LX])?"),
    ("relative", r"(?P<r>R|(?<![#n])r)"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FORMS)
_MONTH_CALENDARS = {"J": calendars.JALALI, "H": calendars.LUNAR, "G": calendars.GREGORIAN, "g": calendars.GREGORIAN}
_UNITS = {"d": DAY, "k": WEEK, "m": MONTH, "y": YEAR}
_PERSIAN = re.compile(r"[\u0600-\u06ff]")
#: How far around a date, in characters, its language is looked for.
_AROUND = 60


@dataclass(frozen=True, slots=True)
class _Found:
    """A form found: the text, the tokens of its groups, where it stands in the fold."""

    folded: Folded
    items: dict[str, Token | Number]
    start: int
    end: int
    separator: str

    def number(self, group: str) -> Number | None:
        item = self.items.get(group)
        return item if isinstance(item, Number) else None

    def value(self, *groups: str) -> str:
        """Return the value of the first word among the groups, or ""."""
        for group in groups:
            item = self.items.get(group)
            if isinstance(item, Token):
                return item.value
        return ""

    def persian(self) -> bool:
        span = self.folded.span(self.start, self.end)
        return bool(_PERSIAN.search(self.folded.original, max(0, span.start - _AROUND), span.end + _AROUND))

    def hit(self, calendar: str | None, precision: str, start: int | None = None, end: int | None = None) -> DateHit:
        span: Span = self.folded.span(self.start if start is None else start, self.end if end is None else end)
        weekday = self.value("w")
        return DateHit(
            span, span.of(self.folded.original), calendar, precision, weekday=int(weekday) if weekday else None
        )


def read_dates(folded: Folded) -> tuple[DateHit, ...]:
    """Return the dates of a text in order; an earlier form in the list above wins over a later one."""
    items = with_numbers(folded)
    shape, owner = shape_of(folded, items)
    taken = bytearray(len(shape))
    hits = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(shape):
            if any(taken[match.start() : match.end()]):
                continue
            hit = _READERS[name](_found(folded, items, owner, match))
            if hit:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                hits.append(hit)
    return tuple(sorted(hits, key=lambda hit: hit.span))


def _found(folded: Folded, items: tuple[Token | Number, ...], owner: list[int], match: re.Match[str]) -> _Found:
    groups = {
        name: items[owner[match.start(name)]] for name, text in match.groupdict().items() if text and name != "sep"
    }
    inside = [owner[at] for at in range(match.start(), match.end()) if owner[at] >= 0]
    separator = match.groupdict().get("sep") or ""
    return _Found(folded, groups, items[inside[0]].start, items[inside[-1]].end, separator)


def _triple(found: _Found) -> DateHit | None:
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


def _tight(found: _Found, numbers: list[Number | None]) -> bool:
    """Only a slash may have spaces around it."""
    if found.separator == "/":
        return True
    first, last = numbers[0], numbers[-1]
    return bool(first and last) and HARD_BREAK not in found.folded.breaks[first.start + 1 : last.end]  # type: ignore[union-attr]


def _with_year(found: _Found, hit: DateHit, year: int, month: int, day: int) -> DateHit:
    name = found.value("cal") or _calendar_of_year(year)
    return settle(replace(hit, calendar=name, year=year, month=month, day=day), STATED)


def _year_last(found: _Found, hit: DateHit, values: list[int]) -> DateHit:
    """Day first, as in Persian; English is told apart only where one number cannot be a month."""
    first, second, year = values
    english = _calendar_of_year(year) == calendars.GREGORIAN and not found.persian() and found.separator != "."
    if english and first <= 12 and second <= 12 and first != second:
        return replace(hit, calendar=calendars.GREGORIAN, year=year, problem=AMBIGUOUS)
    if english and second > 12:
        first, second = second, first
    return _with_year(found, hit, year, second, first)


def _two_digits(found: _Found, hit: DateHit, values: list[int]) -> DateHit | None:
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


def _named(found: _Found) -> DateHit | None:
    """«سه‌شنبه ۵ آذر ۱۳۹۸», «۵ آذر», "5 March 2020", "March 5, 2020", «۵ آذر سال جاری»."""
    day, month = found.number("d"), found.items["mon"]
    if day is None or not isinstance(month, Token) or not isinstance(day.value, int) or len(day.digits) > 2:
        return None
    if not 1 <= day.value <= 99 or not _in_company(found, day):
        return None
    hit = replace(found.hit(_MONTH_CALENDARS[month.shape], DAY), month=int(month.value), day=day.value)
    if "y" in found.items:
        return _named_year(found, hit, month.shape == "g")
    return _yearless(found, hit)


def _in_company(found: _Found, day: Number) -> bool:
    """A day set off from its month by a line break or a bracket is none."""
    gap = found.folded.original[found.folded.span(day.start, day.end).end : found.folded.span(day.start, found.end).end]
    return "\n\n" not in gap


def _named_year(found: _Found, hit: DateHit, strict: bool) -> DateHit | None:
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


def _year(found: _Found, group: str, two_digits: bool) -> int | None:
    """Return the year a number can be: 1000–2599, or, as two digits, one of the Jalali 1300s and 1400s."""
    number = found.number(group)
    if number is None or not isinstance(number.value, int):
        return None
    if two_digits and len(number.digits) == 2:
        return _century(number.value)
    return number.value if 1000 <= number.value <= 2599 and len(number.digits) in (0, 4) else None


def _yearless(found: _Found, hit: DateHit) -> DateHit | None:
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


def _month(found: _Found) -> DateHit | None:
    """«آذر ۱۳۹۸», «آذر ۹۸», «آذرماه», "March 2020", "in March", «آذر سال جاری»."""
    month = found.items.get("mon") or found.items["g"]
    if not isinstance(month, Token):
        return None
    hit = replace(found.hit(_MONTH_CALENDARS[month.shape], MONTH), month=int(month.value))
    if "y" not in found.items:
        return _yearless(found, hit)
    number = found.number("y")
    plain_day = number is not None and len(number.digits) == 2 and 10 <= int(number.value) <= 31
    year = None if plain_day else _year(found, "y", hit.calendar == calendars.JALALI)
    return _dated(hit, year, found.value("cal")) if year is not None else None


def _year_only(found: _Found) -> DateHit | None:
    """«سال ۱۳۹۸», «۱۳۹۸ شمسی», «سال ۹۸», "in 2019"."""
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


def _ago(found: _Found) -> DateHit | None:
    """«سه روز پیش», «سال قبل», "two months ago"; not «سه روز پیش از …», nor «روز قبل» (of what?)."""
    number, kind = found.number("n"), _UNITS[found.items["unit"].shape]
    value = number.value if number else 1
    if not isinstance(value, int) or not 0 < value <= 1000 or (number is None and kind == DAY):
        return None
    if found.folded.text.startswith("از", found.end):
        return None
    return replace(found.hit(_own_calendar(found), kind), relative=kind, offset=-value)


def _weekday(found: _Found) -> DateHit:
    """«سه‌شنبه», «سه‌شنبه گذشته», "on Monday", "next Friday"."""
    shapes = {found.items[group].shape for group in ("before", "after") if group in found.items}
    offset = -1 if "L" in shapes else 1 if "X" in shapes else 0
    return replace(found.hit(_own_calendar(found), DAY), relative="weekday", offset=offset)


def _relative(found: _Found) -> DateHit:
    """«امروز», «روز گذشته», «سال جاری», "last month"."""
    kind, _, offset = found.value("r").partition(":")
    return replace(found.hit(_own_calendar(found), kind), relative=kind, offset=int(offset))


def _own_calendar(found: _Found) -> str:
    """A Persian phrase counts in the Jalali calendar, an English one in the Gregorian."""
    surface = found.folded.span(found.start, found.end).of(found.folded.original)
    return calendars.JALALI if _PERSIAN.search(surface) else calendars.GREGORIAN


_READERS: dict[str, Callable[[_Found], DateHit | None]] = {
    "triple": _triple, "named": _named, "month": _month, "year": _year_only,
    "ago": _ago, "weekday": _weekday, "relative": _relative,
}  # fmt: skip
