"""How a word of a name sounds, in one sign a sound for both scripts, and how far two words are apart.

Persian writes no short vowels and several letters for one sound; Latin spellings of one Persian name differ in both.
The tables ``sounds`` and ``sound-costs`` say how letters are read and which sounds are taken for one another.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate

from kg.identity.name_tables import ANOTHER, LATIN, MIXED, PERSIAN, rows

MISSING = "-"
_VOWELS = str.maketrans("", "", "AOJWYyEHaeiouIUvh")
_ALIKE = str.maketrans("czZjgqxpf", "jjjjkkkbv")
_LATIN_VOWELS = frozenset("aeiouIU")
_SHORT, _LONG, _LONGEST = 4, 7, 10


def script(word: str) -> str:
    """Return the script of a folded word: ``fa`` when its first letter is Arabic, else ``en``."""
    return PERSIAN if "\u0600" <= word[:1] <= "\u08ff" else LATIN


@lru_cache(maxsize=16384)
def sounds(word: str) -> str:
    """Return the sounds of a folded word; in Latin a sound that follows itself is one."""
    kind, made, at = script(word), "", 0
    longest = max(map(len, _letters(kind)))
    while at < len(word):
        for size in range(min(longest, len(word) - at), 0, -1):
            read = _read(kind, word[at : at + size], at, len(word))
            if read is not None:
                made += read
                at += size
                break
        else:
            made += word[at]
            at += 1
    return re.sub(r"(.)\1+", r"\1", made) if kind == LATIN else made


def _read(kind: str, letters: str, at: int, length: int) -> str | None:
    places = _letters(kind).get(letters)
    if places is None:
        return None
    if at == 0 and "start" in places:
        return places["start"]
    if 0 < at == length - len(letters) and "end" in places:
        return places["end"]
    return places.get("any")


@cache
def _letters(kind: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for which, where, letters, read in rows("sounds", 4):
        if which == kind:
            found.setdefault(letters, {})[where] = read
    return found


@lru_cache(maxsize=16384)
def sound_code(heard: str) -> str:
    """Return the bare consonants of sounds, those that are taken for one another as one; ``-`` when there are none."""
    return re.sub(r"(.)\1+", r"\1", heard.translate(_VOWELS).translate(_ALIKE)) or MISSING


def allowance(heard: int) -> int:
    """Return what two spellings of a word of so many sounds may cost: short names differ by a letter."""
    return sum(heard >= least for least in (_SHORT, _LONG, _LONGEST))


def sound_cost(one: str, other: str, scripts: str) -> int:
    """Return what it costs to take one word's sounds for the other's; in mixed scripts the first is Persian."""
    costs = _costs(scripts)
    lefts, adds = _missing(one, scripts, False), _missing(other, scripts, True)
    line = [0, *accumulate(adds)]
    for sound, left in zip(one, lefts, strict=True):
        previous, line = line, [line[0] + left]
        for at, against in enumerate(other):
            change = 0 if sound == against else costs.get((sound, against), ANOTHER)
            line.append(min(previous[at] + change, previous[at + 1] + left, line[at] + adds[at]))
    return line[-1]


@lru_cache(maxsize=16384)
def _missing(word: str, scripts: str, second: bool) -> tuple[int, ...]:
    """Return what it costs that each sound of a word is missing in the other: nothing where it is doubled.

    The first and the last vowel of a Latin spelling stand for a letter in every other spelling; only beside a
    Persian one may a last e be silent.
    """
    costs = _costs(scripts)
    pairs = [(MISSING, sound) if second else (sound, MISSING) for sound in word]
    found = [0 if at and word[at - 1] == word[at] else costs.get(pair, ANOTHER) for at, pair in enumerate(pairs)]
    last = len(word) - (2 if scripts == LATIN and word.endswith("H") else 1)
    for end in (0, last):
        if 0 <= end < len(word) and word[end] in _LATIN_VOWELS:
            found[end] = 1 if end and scripts == MIXED and word[end] == "e" else ANOTHER
    return tuple(found)


@cache
def _costs(scripts: str) -> dict[tuple[str, str], int]:
    """Return (sound, other) -> cost, both ways round unless the scripts are mixed."""
    found: dict[tuple[str, str], int] = {}
    for which in ("any", scripts):
        for kind, one, other, cost in rows("sound-costs", 4):
            if kind == which:
                found[one, other] = int(cost)
                if scripts != MIXED or kind == "any":
                    found[other, one] = int(cost)
    return found
