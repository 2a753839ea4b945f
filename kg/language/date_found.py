"""A date form found in a text, before it is read: its numbers and words by the names of the pattern's groups."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language import calendars
from kg.language.dates import DateHit
from kg.language.folding import Folded
from kg.language.lexing import Token
from kg.language.numbers import Number

MONTH_CALENDARS = {"J": calendars.JALALI, "H": calendars.LUNAR, "G": calendars.GREGORIAN, "g": calendars.GREGORIAN}
_PERSIAN = re.compile(r"[\u0600-\u06ff]")
#: How far around a date, in characters, its language is looked for.
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A form found: the text, the tokens of its groups, where it stands in the fold, a triple's separator.

    counted: a unit follows, so that its last number may count something («مهر ۵۰ نفر»).
    """

    folded: Folded
    items: dict[str, Token | Number]
    start: int
    end: int
    separator: str
    counted: bool

    def number(self, group: str) -> Number | None:
        """Return the number of that group, if there is one."""
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
        """Say whether the phrase stands in Persian text."""
        span = self.folded.span(self.start, self.end)
        return bool(_PERSIAN.search(self.folded.original, max(0, span.start - _AROUND), span.end + _AROUND))

    def own_calendar(self) -> str:
        """Return the calendar in which the phrase counts: Jalali for a Persian one, else Gregorian."""
        surface = self.folded.span(self.start, self.end).of(self.folded.original)
        return calendars.JALALI if _PERSIAN.search(surface) else calendars.GREGORIAN

    def hit(self, calendar: str | None, precision: str) -> DateHit:
        """Return a hit with this place and weekday, to be filled."""
        span = self.folded.span(self.start, self.end)
        weekday = self.value("w")
        return DateHit(
            span, span.of(self.folded.original), calendar, precision, weekday=int(weekday) if weekday else None
        )
