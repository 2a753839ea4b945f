"""Where one can jump to in a list: a year of either calendar, or the letter that names begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language import ALPHABET, search_text
from kg.pages import Label, Row, When, persian_digits, words

DATED = ("agreement", "article")
"""Kinds of things whose list is in the order of dates."""
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Stop:
    """One place to jump to. id: of its line; address: of that line; count: rows that belong to it."""

    id: str
    address: str = ""
    count: int = 0

    @property
    def language(self) -> str:
        """The language whose calendar it is of, "" for what both languages show."""
        return self.id[:2] if self.id[:3] in ("fa-", "en-") else ""

    @property
    def label(self) -> Label:
        """What it is called."""
        if self.id == UNDATED:
            return words()["noDate"]
        told = self.id.partition("-")[2]
        return Label(persian_digits(told), told) if self.language else Label(chr(int(told, 16)), chr(int(told, 16)))


def stops_of(kind: str, row: Row) -> tuple[str, str]:
    """Return the ids of the stops a row belongs to: its Jalali and Gregorian year, "" for one not known, or its letter.

    A letter, and "undated", stand for both calendars and come first.
    """
    if kind not in DATED:
        return f"l-{ord(initial(row.link.label)):x}", ""
    jalali, gregorian = _year(row.when, "fa"), _year(row.when, "en")
    return (jalali, gregorian) if jalali or gregorian else (UNDATED, "")


def _year(when: When | None, language: str) -> str:
    label = when and (when.jalali if language == "fa" else when.gregorian)
    year = re.search(r"\d{4}", label.en) if label else None
    return f"{language}-{year[0]}" if year else ""


def initial(label: Label) -> str:
    """Return the letter under which a name stands, ``#`` for a name that begins with none."""
    letter = next(iter(search_text(label.fa) or search_text(label.en)), "#")
    if letter in ALPHABET:
        return letter
    return letter.upper() if "a" <= letter <= "z" else "#"
