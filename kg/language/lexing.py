"""Lexing for the small grammars: digits, number words, calendar and unit words as tokens over the fold.

The grammars of numbers, dates, durations and counts are regular expressions over the tokens' *shapes*: one
character for each token, ``·`` for any other text between two tokens (see ``SHAPES``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Protocol

import ahocorasick

from kg.language.folding import HARD_BREAK, NONE, PARTING, SOFT_BREAK, Folded, fold
from kg.language.matching import forms, may_break
from kg.language.tables import word_rows

#: Shape of each kind of word. Digits are ``#``; «و» between two tokens is ``&``; punctuation stands for itself.
SHAPES = {
    "cardinal": "n", "weak": "v", "ordinal": "o", "scale": "s", "half": "h", "andhalf": "q",
    "open-cardinal": "N", "open-scale": "S",
    "jalali": "J", "hijri-lunar": "H", "gregorian": "G", "weak-gregorian": "g",
    "weekday": "W", "weak-weekday": "w", "calendar": "C", "relative": "R", "relative-unit": "r",
    "last": "L", "next": "X", "ago": "A", "of": "f", "in": "i", "this": "t",
    "year": "y", "month": "m", "day": "d", "week": "k", "season": "Q", "same-year": "Z",
    "year-adjective": "Y", "month-adjective": "M", "day-adjective": "D", "week-adjective": "K",
    "count": "u", "classifier": "c", "lead": "l",
}  # fmt: skip
OTHER = "·"
_PUNCTUATION = frozenset(",/-.'%()")
#: Which token may directly follow which inside one written word («دویستهزار», «سهساله», «آذرماه»).
_GLUE = {
    "n": "sSYMDKymdku", "v": "sSYMDK", "N": "nvoshNS", "S": "nvoshN", "s": "YMDKymd", "h": "sS",
    "J": "my", "H": "m", "G": "m", "W": "LX",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its shape, where it stands in the fold, and the value of its word (digits: themselves)."""

    shape: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Word:
    borders: bytes
    shape: str
    value: str
    latin: bool


@lru_cache(maxsize=1)
def lex(folded: Folded) -> tuple[Token, ...]:
    """Return the tokens of a text in order, without overlaps; remembers the text last lexed."""
    words = _longest(_closed(folded, _word_hits(folded)))
    return tuple(sorted([*words, *_digits(folded)], key=_start))


class Shaped(Protocol):
    """What has a shape and a place in the fold: a token, or a number put together from tokens."""

    @property
    def shape(self) -> str:
        """The one character that stands for it."""

    @property
    def start(self) -> int:
        """Where it begins in the fold."""

    @property
    def end(self) -> int:
        """Where it ends in the fold."""


def shape_of(folded: Folded, tokens: Sequence[Shaped]) -> tuple[str, list[int]]:
    """Return the text's shape, and for each of its characters the index of its token (-1: no token)."""
    shape: list[str] = []
    owner: list[int] = []
    before = 0
    for number, token in enumerate(tokens):
        if token.start > before or folded.breaks[token.start] == PARTING:
            between = folded.text[before : token.start] if token.start - before <= 3 else ""
            shape.extend(_between(between))
            owner.extend([-1] * (len(shape) - len(owner)))
        shape.append(token.shape)
        owner.append(number)
        before = token.end
    return "".join(shape), owner


def _between(between: str) -> str:
    if between in ("و", "and"):
        return "&"
    if between == "":
        return OTHER
    if all(char in _PUNCTUATION for char in between):
        return between
    return OTHER


_DIGITS = re.compile(r"[0-9]+")


def _digits(folded: Folded) -> list[Token]:
    """Return the runs of digits, parted at spaces; signs that hold several digits («½», «⑫») make none."""
    tokens: list[Token] = []
    for found in _DIGITS.finditer(folded.text):
        written = folded.span(*found.span()).of(folded.original)
        if any(char.isnumeric() and not char.isdecimal() for char in written):
            continue
        inside = range(found.start() + 1, found.end())
        cuts = [found.start(), *(at for at in inside if folded.breaks[at] >= HARD_BREAK), found.end()]
        tokens += [Token("#", a, b, folded.text[a:b]) for a, b in pairwise(cuts)]
    return tokens


def _word_hits(folded: Folded) -> list[Token]:
    """Return the word hits that start at a border or directly after a token they may be glued to."""
    borders = folded.borders
    ends: dict[int, set[str]] = {}
    hits = []
    for last, (length, words) in _automaton().iter(folded.text):
        start, end = last + 1 - length, last + 1
        glued = ends.get(start)
        if not (borders[start] or glued):
            continue
        for word in words:
            open_ended = borders[end] or word.shape in _GLUE  # else nothing can come of it
            if open_ended and _fits(folded, start, end, word, glued):
                hits.append(Token(word.shape, start, end, word.value))
                ends.setdefault(end, set()).add(word.shape)
    return hits


def _fits(folded: Folded, start: int, end: int, word: _Word, glued: set[str] | None) -> bool:
    if not folded.borders[start] and not any(word.shape in _GLUE.get(left, "") for left in glued or ()):
        return False
    broken = folded.breaks.count(NONE, start + 1, end) < end - start - 1
    if broken and not may_break(folded, start, end, word.borders):
        return False
    if word.latin and word.shape in "Ggw":
        return folded.original[folded.span(start, start + 1).start].isupper()
    return True


def _closed(folded: Folded, hits: list[Token]) -> list[Token]:
    """Return the hits that end at a border or directly before one that may be glued to them."""
    borders = folded.borders
    starts: dict[int, set[str]] = {}
    kept = []
    for hit in sorted(hits, key=_start, reverse=True):
        following = starts.get(hit.end)
        glued = following is not None and any(right in _GLUE.get(hit.shape, "") for right in following)
        if glued or (borders[hit.end] and not _plural(folded, hit.end)):
            kept.append(hit)
            starts.setdefault(hit.start, set()).add(hit.shape)
    return kept


_start = attrgetter("start")


def _plural(folded: Folded, end: int) -> bool:
    """«ده‌ها», «شنبه‌ها»: with the plural's ending after a ZWNJ it is another word."""
    return folded.breaks[end] == SOFT_BREAK and folded.text.startswith("ها", end)


def _longest(hits: list[Token]) -> list[Token]:
    kept: list[Token] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.shape)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


@cache
def _automaton() -> ahocorasick.Automaton:
    found: dict[str, list[_Word]] = {}
    listed = _vocabulary()
    for written, (word, kind, value) in zip(forms([word for word, *_ in listed]), listed, strict=True):
        latin = word[0].isascii()
        shape = "G" if latin and kind == "weak-gregorian" else SHAPES[kind]
        for key, borders in written:
            found.setdefault(key, []).append(_Word(borders, shape, value, latin))
    made = ahocorasick.Automaton()
    for key, words in found.items():
        made.add_word(key, (len(key), tuple(words)))
    made.make_automaton()
    return made


def _vocabulary() -> list[tuple[str, str, str]]:
    """Return all words with kind and value; number words also with a following «و» or "and"."""
    words = []
    for kind, value, word in word_rows("numbers", 3):
        words.append((word, kind, value))
        if kind in ("cardinal", "weak"):
            words.append((f"{word} و", "open-cardinal", value))
        if kind == "scale":
            words.append((f"{word} {'and' if word.isascii() else 'و'}", "open-scale", value))
    for kind, value, word in word_rows("calendar", 3):
        words.append((word, kind, value))
    for kind, value, word in word_rows("units", 3):
        name = {"time": value, "time-adjective": f"{value}-adjective"}.get(kind, kind)
        words.append((word, name, value))
    return [row for row in words if fold(row[0]).text]
