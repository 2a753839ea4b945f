"""The name of an institution as a bag of meanings, the same for both languages.

Words that the table ``institution-words`` knows become its rows; other words are kept by their sounds.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.identity.name_tables import rows
from kg.identity.person_parts import Word, word
from kg.language import search_text, skeleton_key

HEAD, WORD, WEAK, LEVEL, STOP = "head", "word", "weak", "level", "stop"
_LONGEST = 7
_PLURALS = ("های", "ها", "ی", "s")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʻʼ"))


@dataclass(frozen=True, slots=True)
class Body:
    """A name taken apart. meanings: rows of the table, counted; others: words that stand in no row, in order."""

    key: str
    meanings: Counter[int]
    others: tuple[Word, ...]
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


@lru_cache(maxsize=65536)
def body(name: str) -> Body:
    """Take the name of an institution apart."""
    plain = name.translate(_APOSTROPHES)
    outside = re.sub(r"\([^)]*\)|«|»", " ", plain)
    texts = search_text(outside if search_text(outside) else plain).split()
    meanings: Counter[int] = Counter()
    others: list[Word] = []
    at = 0
    while at < len(texts):
        size, meaning = _longest(texts, at)
        if meaning is None:
            others.append(word(texts[at]))
        elif kinds()[meaning] != STOP:
            meanings[meaning] += 1
        at += size
    return Body(skeleton_key(name), meanings, tuple(others), _initials(texts), _short(outside))


def _longest(texts: list[str], at: int) -> tuple[int, int | None]:
    for size in range(min(_LONGEST, len(texts) - at), 0, -1):
        meaning = _meanings().get("".join(texts[at : at + size]))
        if meaning is not None:
            return size, meaning
    for ending in _PLURALS:
        stem = texts[at].removesuffix(ending)
        if stem != texts[at] and len(stem) > 2 and stem in _meanings():
            return 1, _meanings()[stem]
    return 1, None


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
