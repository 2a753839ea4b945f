"""How a word of a name sounds, in one sign a sound for both scripts, and how far two words are apart.

Persian writes no short vowels and several letters for one sound; Latin spellings of one Persian name differ in both.
The tables ``sounds`` and ``sound-costs`` say how letters are read and which sounds are taken for one another.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.identity.name_tables import ANOTHER, LATIN, MIXED, PERSIAN, rows

MISSING = "-"
_VOWELS = str.maketrans("", "", "AOWYEHaeiouIUvh")
_ALIKE = str.maketrans("czZjgqxpf", "jjjjkkkbv")
_SHORT, _LONG, _LONGEST = 4, 7, 10


def script(word: str) -> str:
    """Return the script of a folded word: ``fa`` when its first letter is Arabic, else ``en``."""
    return PERSIAN if "\u0600" <= word[:1] <= "\u08ff" else LATIN


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """Return the sounds of a folded word; a sound that follows itself is one."""
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
    return re.sub(r"(.)\1+", r"\1", made)


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


@lru_cache(maxsize=65536)
def sound_code(heard: str) -> str:
    """Return the bare consonants of sounds, those that are taken for one another as one; ``-`` when there are none."""
    return re.sub(r"(.)\1+", r"\1", heard.translate(_VOWELS).translate(_ALIKE)) or MISSING


def allowance(heard: int) -> int:
    """Return what two spellings of a word of so many sounds may cost: short names differ by a letter."""
    return sum(heard >= least for least in (_SHORT, _LONG, _LONGEST))


def sound_cost(one: str, other: str, scripts: str) -> int:
    """Return what it costs to take one word's sounds for the other's; in mixed scripts the first is Persian."""
    costs = _costs(scripts)
    line = [0]
    for sound in other:
        line.append(line[-1] + costs.get((MISSING, sound), ANOTHER))
    for sound in one:
        left = costs.get((sound, MISSING), ANOTHER)
        previous, line = line, [line[0] + left]
        for at, against in enumerate(other):
            change = 0 if sound == against else costs.get((sound, against), ANOTHER)
            added = costs.get((MISSING, against), ANOTHER)
            line.append(min(previous[at] + change, previous[at + 1] + left, line[at] + added))
    return line[-1]


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
