"""Whether two names may be one person's: «حسین امیرعبداللهیان» and "Hossein Amir-Abdollahian".

Words are matched in order, by their sounds. The same name needs the same first given name (or its initial) and a
surname word in common; a word may be left out, but only in one of the two names. A surname alone says who is meant
only beside an office, so it is never the same name here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.identity.name_tables import LATIN, MIXED, NameScore, endings_apart, words
from kg.identity.person_parts import Person, Word, person, word
from kg.identity.sounds import allowance, sound_cost

SAME_FROM = 0.7
"""The least total of names that are taken for one."""
SURNAME_ONLY = 0.6
"""The total of a surname and a full name with that surname."""
_SURNAME_ALIKE, _GIVEN_ALIKE = 0.3, 0.2
_STEP, _INITIAL, _LEFT_OUT = 0.04, 0.08, 0.1
_MOST_LEFT_OUT = 2
_JOINS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))

Lost = tuple[float, tuple[str, ...]]
"""What an alignment takes from the total, and why."""


class _Place(NamedTuple):
    """Where a matching stands: the next word of each name; skipped: words left out, of the other name when negative.

    family: whether a surname word has been matched.
    """

    at: int
    by: int
    skipped: int
    family: bool


def person_codes(name: str) -> tuple[str, ...]:
    """Return the codes of a name, sorted: two names that compare as the same always share one.

    Codes are bare consonants of surname words, the same for both scripts; they are for finding candidates.
    """
    return tuple(sorted(person(name).codes))


def compare_people(one: str, other: str) -> NameScore:
    """Say whether two names may be one person's; symmetric, and 1 for a name and itself."""
    first, second = person(one), person(other)
    if one == other or (first.key and first.key == second.key):
        return NameScore(1.0, True, ("the same spelling",))
    if first.codes.isdisjoint(second.codes):
        return NameScore(0.0, False, ("no surname in common",))
    pair = (first, second) if (first.key, one) <= (second.key, other) else (second, first)
    scores = [_compare(*turned) for turned in _turns(*pair)]
    return max(scores, key=lambda score: score.total)


def _turns(one: Person, other: Person) -> list[tuple[Person, Person]]:
    pairs = [(one, other)]
    if one.turned:
        pairs.append((one.turned, other))
    if other.turned:
        pairs.append((one, other.turned))
    return pairs


def _compare(one: Person, other: Person) -> NameScore:
    if not one.words or not other.words:
        return NameScore(0.0, False, ("a name without letters",))
    lost = _whole(one, other) or _aligned(one, other, _Place(0, 0, 0, False))
    if lost is not None:
        total = round(max(SAME_FROM, 1 - lost[0]), 2)
        return NameScore(total, True, lost[1] or ("the same sounds",))
    return _different(one, other)


def _whole(one: Person, other: Person) -> Lost | None:
    """Match names that are one when their words are joined."""
    joined = ["".join(part.text for part in name.words) for name in (one, other)]
    return (0.0, ()) if joined[0] == joined[1] else None


def _aligned(one: Person, other: Person, place: _Place) -> Lost | None:
    """Match the words from a place on; None when they cannot be matched."""
    if place.at == len(one.words) and place.by == len(other.words):
        return (0.0, ()) if place.family else None
    return min([*_matches(one, other, place), *_gaps(one, other, place)], default=None)


def _matches(one: Person, other: Person, place: _Place) -> list[Lost]:
    """Match the next words, one or several joined."""
    at, by, skipped, family = place
    given = at < one.given and by < other.given
    found = []
    for here, there in _JOINS:
        if at + here > len(one.words) or by + there > len(other.words):
            continue
        near = _near(one.words[at : at + here], other.words[by : by + there], given)
        if near is None:
            continue
        reaches = at + here > one.given or by + there > other.given
        rest = _aligned(one, other, _Place(at + here, by + there, skipped, family or reaches))
        if rest is not None:
            found.append((near[0] + rest[0], near[1] + rest[1]))
            if near[0] == 0:
                break
    return found


def _gaps(one: Person, other: Person, place: _Place) -> list[Lost]:
    """Leave the next word out of one of the names."""
    at, by, skipped, family = place
    found = []
    if at < len(one.words) and 0 <= skipped < _MOST_LEFT_OUT and _omissible(one, at, by):
        found.append((one.words[at].text, _aligned(one, other, _Place(at + 1, by, skipped + 1, family))))
    if by < len(other.words) and -_MOST_LEFT_OUT < skipped <= 0 and _omissible(other, by, at):
        found.append((other.words[by].text, _aligned(one, other, _Place(at, by + 1, skipped - 1, family))))
    return [(_LEFT_OUT + rest[0], (f"left out: {text}", *rest[1])) for text, rest in found if rest is not None]


def _omissible(name: Person, at: int, by: int) -> bool:
    """Say whether a word may be left out: a surname, or «محمد» beside another given name."""
    if at >= name.given:
        return at > 0 and name.words[at].text not in endings_apart()
    leading = name.given > 1 and name.words[at].text in words("name-words", "leading")
    return leading and (at > 0 or by == 0)


def _near(one: tuple[Word, ...], other: tuple[Word, ...], given: bool) -> Lost | None:
    if len(one) == len(other) == 1:
        first, second = one[0], other[0]
        if given and 1 in (len(first.text), len(second.text)) and first.text != second.text:
            return _initial(first, second)
    else:
        first, second = _join(one), _join(other)
    cost = word_cost(first, second)
    if cost is None:
        return None
    return (_STEP * cost, (f"{first.text} like {second.text}",)) if first.text != second.text else (0.0, ())


def _join(parts: tuple[Word, ...]) -> Word:
    return parts[0] if len(parts) == 1 else word("".join(part.text for part in parts))


_INITIALS = {"sS", "kx", "gq", "ck", "kq"}


def _initial(one: Word, other: Word) -> Lost | None:
    first, second = one.sounds[:1], other.sounds[:1]
    scripts = one.script if one.script == other.script else MIXED
    pair = (second, first) if scripts == MIXED and one.script == LATIN else (first, second)
    if one.text[0] == other.text[0] or {first + second, second + first} & _INITIALS or not sound_cost(*pair, scripts):
        return (_INITIAL, (f"initial: {min(one.text, other.text, key=len)}",))
    return None


@lru_cache(maxsize=16384)
def word_cost(one: Word, other: Word) -> int | None:
    """Return what taking one word for the other costs, None when they are different names."""
    if one.text == other.text:
        return 0
    if one.known is not None and other.known is not None:
        return 0 if one.known == other.known else None
    if one.code != other.code:
        return None
    scripts = one.script if one.script == other.script else MIXED
    first, second = (other, one) if scripts == MIXED and one.script == LATIN else (one, other)
    cost = sound_cost(first.sounds, second.sounds, scripts)
    return cost if cost <= allowance(max(len(one.sounds), len(other.sounds))) else None


def _different(one: Person, other: Person) -> NameScore:
    alone = 1 in (len(one.words), len(other.words))
    for first in one.words[one.given :]:
        for second in other.words[other.given :]:
            if word_cost(first, second) is not None:
                if alone:
                    return NameScore(SURNAME_ONLY, False, (f"a surname alone: {second.text}",))
                return NameScore(_SURNAME_ALIKE, False, (f"other given names beside {second.text}",))
    return NameScore(_GIVEN_ALIKE, False, ("other surnames",))
