"""Sentences of Persian and English news texts, with exact spans.

A sentence ends at «.», «؟», «!», «…» with its closing quotes, at a blank line, and at a line break after a headline,
a list item or a line that is done. A full stop inside numbers, after initials, abbreviations («ه.ش», "Mr.") and list
numbers («۱.») ends nothing; nor do points for the rest of a list («و ...») or the line break of wrapped text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise
from operator import attrgetter

from kg.language.folding import skeleton_key
from kg.language.spans import Span
from kg.language.tables import word_rows

#: A line of at most this many characters without a full stop can be a headline.
HEADLINE = 150
#: Inside the text, a line of at least this many characters is no headline.
LONG = 80
#: Wrapped text has at least three lines, none longer than this, all but the last nearly as long as the longest.
WRAP = 110
_GAP = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_END = re.compile(
    r"(?P<stop>[.!?؟…۔。]{1,9}(?:[\"'»”’)\]]{1,3})?)(?P<after>[" + _GAP + r"]|\Z)"
    r"|(?P<glued>(?<=[\u0600-\u06ff]{2})[.؟!](?=[\u0621-\u064a\u066e-\u06d3«]{2}))"
    r"|(?P<line>\r\n|[\n\r\u2028\u2029\u0085\v\f])"
)
_LINE = re.compile(r"\r\n|[\n\r\u2028\u2029\u0085\v\f]")
_ITEM = re.compile(r"[" + _GAP + r"]*(?:[•●▪◾■◦*✅🔹🔸–—-]|[0-9۰-۹٠-٩]{1,3}[.)\-–ـ]|[(]?[0-9۰-۹٠-٩a-zآ-ی]{1,3}[)])")
_AND = re.compile(r"(?:[\s،,]و|\sand)\s?\Z")
_WORD_BEFORE = re.compile(r"[^\s«»\"“”()\[\],،؛;:]{1,12}\Z")


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences' spans in order: no surrounding whitespace, together all that is not whitespace."""
    return tuple(_spans(text))


class Sentences:
    """The sentences of one text, found only as far as they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found = list[Span]()
        self._rest = _spans(text)

    def at(self, offset: int) -> Span | None:
        """Return the last sentence that begins at or before an offset, else the first; None where there is none."""
        while not self._found or self._found[-1].start <= offset:
            span = next(self._rest, None)
            if span is None:
                break
            self._found.append(span)
        place = bisect_right(self._found, offset, key=_start)
        return self._found[max(0, place - 1)] if self._found else None


_start = attrgetter("start")


def _spans(text: str) -> Iterator[Span]:
    for start, end in pairwise(chain([0], _cuts(text), [len(text)])):
        span = _trimmed(text, start, end)
        if span.start < span.end:
            yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    end -= len(part) - len(part.rstrip())
    return Span(min(end, start + len(part) - len(part.lstrip())), end)


def _cuts(text: str) -> Iterator[int]:
    """Yield the offsets at which a sentence ends."""
    lines: _Lines | None = None
    last = 0
    for found in _END.finditer(text):
        if found["line"]:
            lines = lines or _Lines(text)
            ends, at = lines.ends(found.end(), last), found.end()
        else:
            ends = bool(found["glued"]) or _stops(text, found, last)
            at = found.end("stop") if found["stop"] else found.end()
        if ends:
            last = at
            yield at


def _stops(text: str, found: re.Match[str], last: int) -> bool:
    """Say whether a full stop, followed by a gap, ends a sentence."""
    if found["stop"] != ".":
        return not _and_so_on(text, found)
    before = _WORD_BEFORE.search(text, max(last, found.start() - 12), found.start())
    word = before.group() if before else ""
    if not word:
        return bool(text[last : found.start()].strip()[-1:])
    if word.isdecimal():
        start = before.start() if before else 0
        return (
            bool(text[max(last, start - 40) : start].strip())
            and _LINE.search(text, max(last, start - 2), start) is None
        )
    if (len(word) == 1 and word.isupper()) or ("." in word and _small_follows(text, found.end("stop"))):
        return False
    return word.strip(".").lower() not in _words("abbreviation") and _words_key(word) not in _words("abbreviation")


def _and_so_on(text: str, found: re.Match[str]) -> bool:
    """Say whether points stand for what a list leaves out, and its sentence goes on («بازدید و ... متعهد شدند»)."""
    points = len(found["stop"]) > 1 or found["stop"] == "…"
    listed = points and not found["stop"].strip(".…") and _AND.search(text, max(0, found.start() - 5), found.start())
    return bool(listed) and bool(found["after"]) and _LINE.match(found["after"]) is None


def _small_follows(text: str, end: int) -> bool:
    """Say whether a small Latin letter follows: letters with full stops end no sentence there ("Bicep S.A. signed")."""
    rest = text[end : end + 3].lstrip()
    return rest[:1].isascii() and rest[:1].islower()


def _words_key(word: str) -> str:
    return word.lower().replace("\u200c", "")


@cache
def _words(kind: str) -> frozenset[str]:
    found = (word for kind_, word in word_rows("sentence-words", 2) if kind_ == kind)
    return frozenset(skeleton_key(w) if kind != "abbreviation" else w for w in found)


class _Lines:
    """The text's lines, to judge its line breaks."""

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0, *(found.end() for found in _LINE.finditer(text))]
        ends = [*(found.start() for found in _LINE.finditer(text)), len(text)]
        self._lines = list(zip(starts, ends, strict=True))
        self._number = {start: number for number, start in enumerate(starts)}
        self._wrapped = self._wrapped_lines()

    def ends(self, start: int, last: int) -> bool:
        """Say whether the line break before the line that begins at ``start`` ends the sentence since ``last``."""
        number = self._number[start]
        above, below = self._line(number - 1), self._line(number)
        if not above.strip() or not below.strip():
            return True
        if _ITEM.match(below):
            return True
        if self._goes_on(above.rstrip(), below.lstrip()):
            return False
        if self._wrapped[number] or self._unfinished(number):
            return False
        return start - last <= HEADLINE or _last_word(above) in _words("verb")

    def _unfinished(self, number: int) -> bool:
        """Say whether the line before is too long for a headline inside the text, and only this one closes it."""
        above, below = self._line(number - 1), self._line(number)
        opening = number < 2 or _ITEM.match(above) or len(above) < LONG
        return not opening and below.rstrip()[-1] in ".؟!?" and _last_word(above) not in _words("verb")

    def _line(self, number: int) -> str:
        start, end = self._lines[number]
        return self._text[start:end]

    def _goes_on(self, above: str, below: str) -> bool:
        """Say whether a line's end or the next one's beginning shows that the sentence goes on."""
        if above[-1] in "،,;؛:(«" or _last_word(above) in _words("joiner"):
            return True
        if "a" <= below[0] <= "z" or below[0] in "،,;؛:.)»":
            return True
        return len(below) <= 40 and len(below.split()) <= 3 and below.rstrip()[-1] in ".؟!?"

    def _wrapped_lines(self) -> list[bool]:
        """Say for each line whether it stands in a paragraph wrapped at a fixed width."""
        wrapped = [False] * len(self._lines)
        first = 0
        for number in range(len(self._lines) + 1):
            if number < len(self._lines) and self._line(number).strip():
                continue
            widths = [end - start for start, end in self._lines[first:number]]
            if len(widths) >= 3 and max(widths) <= WRAP and min(widths[:-1]) >= 0.75 * max(widths) >= 30:
                wrapped[first:number] = [True] * len(widths)
            first = number + 1
        return wrapped


def _last_word(line: str) -> str:
    words = line[-40:].split()
    return skeleton_key(words[-1]) if words else ""
