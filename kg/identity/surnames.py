"""Whether two reports of like parties can mean one signatory: by the consonants of the name, across the two scripts.

This asks less than the identity of a person does: beside the same bodies and a near day a surname is enough, and a
slip in its vowels is none. Everything else in this room asks ``same_person`` and ``surname_codes`` only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language import search_text

_SOUNDS = {
    "b": "بb", "p": "پp", "t": "تطt", "s": "سصثs", "j": "جj", "c": "چ", "h": "حهh", "x": "خ", "d": "دd", "z": "ذزضظz",
    "J": "ژ", "r": "رr", "S": "ش", "q": "غقqگg", "f": "فf", "k": "کkc", "l": "لl", "m": "مm", "n": "نn", "v": "وvw",
}  # fmt: skip
_SOUND_OF = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters}
_DIGRAPHS = (("sch", "ش"), ("sh", "ش"), ("ch", "چ"), ("kh", "خ"), ("gh", "ق"), ("zh", "ژ"), ("ph", "f"))
_WEAK = re.compile(r"[vh]|f$")
"""What one script writes and the other does not: و as a vowel, a silent ه; the end of -ov, -اف."""
_TITLES = frozenset("سید سیده دکتر مهندس حاج ایتالله حجتالاسلام dr mr mrs ms seyed seyyed sayyid al el".split())
_ARTICLE = 6
"""Letters from which a word that begins with ال is taken for one with the Arabic article («المحروقی», not «الهام»)."""
_TELLING = 3
"""Consonants that a surname alone must have to stand for a whole name."""


@lru_cache(maxsize=65536)
def _consonants(name: str) -> str:
    words = (word for word in search_text(name).split() if word not in _TITLES)
    return "".join(_code(word.removeprefix("ال") if len(word) >= _ARTICLE else word) for word in words)


def _code(word: str) -> str:
    for written, letter in _DIGRAPHS:
        word = word.replace(written, letter)
    sounds = "".join(_SOUND_OF.get(letter, "") for letter in word)
    return re.sub(r"(.)\1+", r"\1", _WEAK.sub("", sounds) or sounds)


def surname_codes(name: str) -> tuple[str, ...]:
    """Return the codes of a name; two names that can be of one person share one."""
    code = _consonants(name)[-_TELLING:]
    return (code,) if code else ()


def same_person(one: str, other: str) -> bool:
    """Say whether two written names can be one person: alike by consonants, or the one the other's surname."""
    shorter, longer = sorted((_consonants(one), _consonants(other)), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) >= _TELLING and longer.endswith(shorter)))
