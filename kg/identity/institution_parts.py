"""The name of an institution as a set of meanings, the same for both languages.

Words that the table ``institution-words`` knows become its rows; other words are kept by their sounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.identity.name_tables import rows
from kg.identity.person_parts import Word, word
from kg.language import search_text, skeleton_key

HEAD, WORD, WEAK, FORM, LEVEL, STOP = "head", "word", "weak", "form", "level", "stop"
_LONGEST = 7
_PLURALS = ("های", "ها", "ی", "s")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʻʼ"))


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A name taken apart: the rows of the table that it holds, by their kinds, and the words that stand in no row.

    strong: heads and words that tell which body; telling: those that are no heads; weak, forms, levels: what may be
    left out.
    written: how each row's words are written here; initials: what the name may be shortened to; short: the name
    itself where it may be an abbreviation.
    """

    key: str
    strong: frozenset[int]
    telling: frozenset[int]
    weak: frozenset[int]
    forms: frozenset[int]
    levels: frozenset[int]
    others: tuple[Word, ...]
    written: dict[int, Word]
    initials: frozenset[str]
    short: str


@cache
def kinds() -> tuple[str, ...]:
    """Return the kind of each row of the table."""
    return tuple(kind for kind, _, _ in rows("institution-words", 3))


@cache
def _meanings() -> dict[str, int]:
    found: dict[str, int] = {}
    for at, (_, *cells) in enumerate(rows("institution-words", 3)):
        for form in "|".join(cells).split("|"):
            found.setdefault(skeleton_key(form), at)
    found.pop("", None)
    return found


def label(meaning: int) -> str:
    """Return the first form of a row, for people to read."""
    _, persian, english = rows("institution-words", 3)[meaning]
    return (persian or english).partition("|")[0]


@lru_cache(maxsize=16384)
def body(name: str) -> Body:
    """Take the name of an institution apart."""
    plain = name.translate(_APOSTROPHES)
    outside = re.sub(r"\([^)]*\)|«|»", " ", plain)
    texts = search_text(outside if search_text(outside) else plain).split()
    written, others = _read(texts)
    held = {kind: frozenset(row for row in written if kinds()[row] == kind) for kind in (HEAD, WORD, WEAK, FORM, LEVEL)}
    strong = held[HEAD] | held[WORD]
    rest = (tuple(others), written, _initials(texts), _short(outside))
    return Body(skeleton_key(name), strong, held[WORD], held[WEAK], held[FORM], held[LEVEL], *rest)


def _read(texts: list[str]) -> tuple[dict[int, Word], list[Word]]:
    """Return the rows that words stand in, with what stands there, and the words that stand in none."""
    written: dict[int, Word] = {}
    others: list[Word] = []
    at = 0
    while at < len(texts):
        size, row = _longest(texts, at)
        if row is None:
            others.append(word(texts[at]))
        elif kinds()[row] != STOP:
            written[row] = word("".join(texts[at : at + size]))
        at += size
    return written, others


def _longest(texts: list[str], at: int) -> tuple[int, int | None]:
    """Return how many words from a place on the longest row takes, and the row; numbers and cases do not matter."""
    for size in range(min(_LONGEST, len(texts) - at), 0, -1):
        some = texts[at : at + size]
        meaning = _meanings().get("".join(some))
        if meaning is None:
            meaning = _stems().get("".join(map(_stem, some)))
        if meaning is not None:
            return size, meaning
    return 1, None


@cache
def _stems() -> dict[str, int]:
    """Return what stands in the rows by the stems of its words."""
    found: dict[str, int] = {}
    for at, (_, *cells) in enumerate(rows("institution-words", 3)):
        for form in "|".join(cells).split("|"):
            found.setdefault("".join(map(_stem, search_text(form).split())), at)
    found.pop("", None)
    return found


def _stem(text: str) -> str:
    """Return a word without the ending of its plural or of the words that depend on it."""
    for ending in _PLURALS:
        stem = text.removesuffix(ending)
        if stem != text and len(stem) > 2 and (ending != "ی" or stem[-1] in "او"):
            return stem
    return text


def _initials(texts: list[str]) -> frozenset[str]:
    """Return what the name may be shortened to: the first letters of all words, or of those that say something."""
    telling = [text for text in texts if kinds()[_meanings().get(text, 0)] != STOP]
    made = {"".join(text[0] for text in some) for some in (texts, telling)}
    return frozenset(one for one in made if len(one) > 2)


def _short(name: str) -> str:
    """Return the name folded when it is one short word, which may be an abbreviation; else nothing."""
    texts = search_text(name.replace(".", "")).split()
    latin = name.isascii() and name.strip().replace(".", "").isupper()
    fits = len(texts) == 1 and 2 < len(texts[0]) <= 7 and (latin or not name.isascii())
    return texts[0] if fits else ""
