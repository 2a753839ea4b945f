"""When two names or phrases count as the same: strictly, leniently, or by the length they share.

Names are compared squashed: without spaces, joiners, punctuation, bracketed abbreviations, honorifics and case, letters
of Arabic and Persian keyboards made one. That keeps differences of spelling out of the scores, and no others.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.8
SHARED = 0.5
SHORTEST_PART = 5

_LETTERS = str.maketrans("يىكةۀۂأإآؤئ", "ییکهههاااوی", "\u0640\u0621\u200c\u200e\u200f")
_TITLES = (
    "دکتر", "مهندس", "آقای", "خانم", "سردار", "سرهنگ", "سرتیپ", "امیر", "پروفسور", "جناب", "سرکار",
    r"حجت\s*الاسلام(?:\s*والمسلمین)?", r"حجه\s*الاسلام", r"آیت\s*الله",
    r"dr\.?", r"mrs?\.?", r"ms\.?", r"eng\.?", r"prof\.?",
)  # fmt: skip
_HONORIFICS = re.compile(rf"(?:(?:{'|'.join(_TITLES)})\s+)+".translate(_LETTERS))
_SAYYED = re.compile(r"سیده?\s*")
_BRACKETED = re.compile(r"\([^)]*\)")


@lru_cache(maxsize=1 << 16)
def squash(name: str, *, person: bool = False) -> str:
    """Return the letters and digits of a name that count; of a ``person`` without honorifics and «سید»."""
    letters = unicodedata.normalize("NFKC", name).translate(_LETTERS).lower()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()
    if not letters.startswith("("):
        letters = _BRACKETED.sub(" ", letters).strip()
    if person:
        letters = _without(_SAYYED, _without(_HONORIFICS, letters))
    return re.sub(r"\W+", "", letters.removeprefix("the "))


def _without(opening: re.Pattern[str], text: str) -> str:
    found = opening.match(text)
    return text[found.end() :] if found else text


def same(one: str, other: str, *, person: bool = False) -> bool:
    """Tell whether two names are the same once squashed (strict)."""
    letters = squash(one, person=person)
    return bool(letters) and letters == squash(other, person=person)


@lru_cache(maxsize=1 << 16)
def close(one: str, other: str, *, person: bool = False) -> bool:
    """Tell whether two names are the same, one holds the other, or they are 0.8 alike (lenient)."""
    left, right = squash(one, person=person), squash(other, person=person)
    if not left or not right:
        return False
    if left == right or (min(len(left), len(right)) >= SHORTEST_PART and (left in right or right in left)):
        return True
    return SequenceMatcher(None, left, right).ratio() >= ALIKE


@lru_cache(maxsize=1 << 16)
def overlap(one: str, other: str) -> float:
    """Return the longest common part of two phrases as a share of the longer one, 0 to 1."""
    left, right = squash(one), squash(other)
    if not left or not right:
        return 0.0
    common = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return common.size / max(len(left), len(right))
