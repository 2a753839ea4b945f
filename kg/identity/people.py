"""Whether two reports name the same person: by the sounds of the surname, across the two scripts.

Everything else in this room asks ``same_person`` and ``surname_codes`` only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language import search_text

_SOUNDS = {
    "b": "بb", "p": "پp", "t": "تطt", "s": "سصثs", "j": "جj", "c": "چ", "h": "حهh", "x": "خ", "d": "دd", "z": "ذزضظz",
    "r": "رr",
    "J": "ژ", "S": "ش", "q": "غقqg", "f": "فf", "k": "کkc", "g": "گ", "l": "لl", "m": "مm", "n": "نn", "v": "وvw",
}  # fmt: skip
_SOUND_OF = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters}
_DIGRAPHS = (("sch", "ش"), ("sh", "ش"), ("ch", "چ"), ("kh", "خ"), ("gh", "ق"), ("zh", "ژ"), ("ph", "f"))
_WEAK = re.compile("[vh]")
"""Letters that one script writes and the other does not: و as a vowel, a silent ه."""


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(code for word in search_text(name).split() if (code := _code(word)))


def _code(word: str) -> str:
    for written, letter in _DIGRAPHS:
        word = word.replace(written, letter)
    sounds = "".join(_SOUND_OF.get(letter, "") for letter in word).replace("g", "q")
    strong = _WEAK.sub("", sounds[:-1] + sounds[-1:].replace("h", "")) if len(sounds) > 2 else sounds
    return re.sub(r"(.)\1+", r"\1", strong or sounds)


def surname_codes(name: str) -> tuple[str, ...]:
    """Return codes of which two names of one person share at least one."""
    words = _words(name)
    return words[-1:]


def same_person(one: str, other: str) -> bool:
    """Say whether two written names can be one person: surnames sound alike and no given name differs."""
    first, second = _words(one), _words(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    given, further = set(first[:-1]), set(second[:-1])
    return not given or not further or bool(given & further)
