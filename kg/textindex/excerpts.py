"""Where the words of a search stand in a text as printed, and a piece of it around them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language import search_words
from kg.textindex.asking import Asked, Phrase

AROUND = 60
"""Characters shown before the first word found."""
LENGTH = 240
"""Characters of an excerpt: three lines of a table."""

Word = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text exactly as printed. start: its offset in that text; marks: (start, end) of the words found.

    Offsets are code points; those of the marks count from the start of the piece.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]
    whole: bool


def places(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the text says what was asked, as (start, end), sorted; () when a group is not found in it."""
    words = search_words(text)
    at: dict[str, list[int]] = {}
    for number, (word, _, _) in enumerate(words):
        at.setdefault(word, []).append(number)
    found = set[tuple[int, int]]()
    for group in asked.loose:
        here = {place for phrase in group for place in _of(phrase, words, at)}
        if not here:
            return ()
        found |= here
    return tuple(sorted(found))


def holds(asked: Asked, text: str) -> bool:
    """Say whether a text has all that was asked, in whatever way it is written."""
    return bool(places(asked, text))


def _of(phrase: Phrase, words: list[Word], at: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Return the places of one phrase."""
    size, fixed = len(phrase.words), phrase.words[:-1] if phrase.open else phrase.words
    if fixed:
        starts = at.get(fixed[0], [])
    else:
        starts = [number for number, (word, _, _) in enumerate(words) if word.startswith(phrase.words[-1])]
    return [
        (words[start][1], words[start + size - 1][2])
        for start in starts
        if start + size <= len(words) and _stands(phrase, words, start)
    ]


def _stands(phrase: Phrase, words: list[Word], start: int) -> bool:
    for step, wanted in enumerate(phrase.words):
        word, last = words[start + step][0], step == len(phrase.words) - 1
        if not (word == wanted or (last and phrase.open and word.startswith(wanted))):
            return False
    return True


def excerpt(asked: Asked, text: str, length: int = LENGTH) -> Excerpt:
    """Return the piece of a text in which most of what was asked stands together, cut between words.

    Where nothing of it is found the piece is the beginning, without marks.
    """
    found = places(asked, text)
    start = _best(found, length) if found else 0
    start, end = _borders(text, max(0, start - AROUND) if start > AROUND else 0, length)
    marks = tuple((one - start, two - start) for one, two in _apart(found) if start <= one and two <= end)
    return Excerpt(text[start:end], start, marks, whole=(start, end) == (0, len(text)))


def _best(found: tuple[tuple[int, int], ...], length: int) -> int:
    """Return the first place from which on the most places fit into an excerpt; the earliest of equals."""
    room = length - AROUND
    best, most, last = found[0][0], 0, 0
    for number, (start, _) in enumerate(found):
        last = max(last, number)
        while last < len(found) and found[last][1] <= start + room:
            last += 1
        if last - number > most:
            best, most = start, last - number
    return best


def _borders(text: str, start: int, length: int) -> tuple[int, int]:
    """Return the ends of a piece so that no word is cut, unless a word is longer than the piece."""
    end = min(len(text), start + length)
    if start:
        gap = text.find(" ", start, min(end, start + AROUND))
        start = gap + 1 if gap >= 0 else start
    if end < len(text):
        gap = text.rfind(" ", start + length // 2, end)
        end = gap if gap > start else end
    return start, end


def _apart(found: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return the places with those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart
