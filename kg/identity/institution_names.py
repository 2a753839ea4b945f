"""Whether two names may be one institution's: "Energy Ministry" and "Ministry of Energy".

Only to propose doubtful pairs: where the lexicon knows both names, the lexicon decides which body each means. The
names must hold the same meanings in any order; only words that say nothing of their own may be left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.identity.institution_parts import HEAD, LEVEL, WEAK, Body, body, is_listed, kinds, label
from kg.identity.name_tables import NameScore
from kg.identity.people import word_cost
from kg.identity.person_parts import Word, word
from kg.lexicon import Institution, Lexicon

_STEP, _LEFT_OUT, _SHORTENED = 0.04, 0.05, 0.8
_LEAST_SAME, _MOST_OTHER = 0.7, 0.6


def compare_institutions(one: str, other: str) -> NameScore:
    """Say whether two names may be one institution's; symmetric, and 1 for a name and itself."""
    first, second = body(one), body(other)
    if one == other or (first.key and first.key == second.key):
        return NameScore(1.0, True, ("the same spelling",))
    pair = (first, second) if (first.key, one) <= (second.key, other) else (second, first)
    if pair[0].short in pair[1].initials or pair[1].short in pair[0].initials:
        return NameScore(_SHORTENED, True, (f"short for it: {pair[0].short or pair[1].short}",))
    return _compare(*pair)


def resolve_institutions(lexicon: Lexicon, one: str, other: str) -> NameScore:
    """Compare names with the lexicon: it decides on those it knows, and lends the aliases of one that it knows."""
    first, second = lexicon.institution(one), lexicon.institution(other)
    if first and second:
        same = first.id == second.id
        return NameScore(float(same), same, (f"lexicon: {first.slug}, {second.slug}",))
    if first or second:
        known, unknown = (first, other) if first else (second, one)
        return _with_aliases(known, unknown) if known else compare_institutions(one, other)
    return compare_institutions(one, other)


def _with_aliases(known: Institution, name: str) -> NameScore:
    """Compare a name with those of a known body; a Persian one with the Persian ones.

    An English "Department" is an «اداره» and an «اداره کل», which Persian tells apart.
    """
    names = sorted(filter(None, known.names))
    own = names if name.isascii() else [alias for alias in names if not alias.isascii()] or names
    return max((compare_institutions(alias, name) for alias in own), key=lambda score: score.total)


def _compare(one: Body, other: Body) -> NameScore:
    shared = one.meanings & other.meanings
    first, second = _rest(one, shared), _rest(other, shared)
    cost, alone = _paired(first.strong, second.strong)
    telling = sum(count for meaning, count in shared.items() if kinds()[meaning] not in (HEAD, WEAK, LEVEL))
    matched = len(first.strong) - len(alone[0])
    strong = [part.text for part in (*alone[0], *alone[1])]
    if strong or (first.level and second.level) or not (telling or matched):
        return _other(one, other, sum(shared.values()) + matched, tuple(f"only in one: {text}" for text in strong))
    omitted = sorted((*first.weak, *second.weak))
    total = round(max(_LEAST_SAME, 1 - _STEP * cost - _LEFT_OUT * len(omitted)), 2)
    return NameScore(total, True, tuple(f"left out: {text}" for text in omitted) or ("the same words",))


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a name has that the other has not: words that may be left out, words that may not; whether a level is."""

    weak: tuple[str, ...]
    strong: tuple[Word, ...]
    level: bool


def _rest(name: Body, shared: Counter[int]) -> _Rest:
    left = sorted((name.meanings - shared).elements())
    weak = tuple(label(row) for row in left if kinds()[row] in (WEAK, LEVEL))
    strong = tuple(name.written[row] for row in left if kinds()[row] not in (WEAK, LEVEL))
    return _Rest(weak, (*name.others, *strong), any(kinds()[row] == LEVEL for row in left))


def _paired(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[int, tuple[list[Word], list[Word]]]:
    """Pair words that sound alike, each alone or all of them joined; return the cost and the words left over."""
    rest, alone, cost = list(other), list[Word](), 0
    for first in one:
        costs = [(found, at) for at, second in enumerate(rest) if (found := _cost(first, second)) is not None]
        if not costs:
            alone.append(first)
            continue
        found, at = min(costs)
        cost += found
        del rest[at]
    if alone and rest:
        joined = [word("".join(part.text for part in parts)) for parts in (alone, rest)]
        whole = _cost(*joined)
        if whole is not None:
            return cost + whole, ([], [])
    return cost, (alone, rest)


def _cost(one: Word, other: Word) -> int | None:
    """Return the cost of a word for another; two words that the table knows are never taken for each other."""
    if is_listed(one.text) and is_listed(other.text):
        return None
    return word_cost(one, other)


def _other(one: Body, other: Body, alike: int, strong: tuple[str, ...]) -> NameScore:
    size = max(one.meanings.total() + len(one.others), other.meanings.total() + len(other.others), 1)
    total = round(_MOST_OTHER * min(1.0, alike / size), 2)
    return NameScore(total, False, strong or ("nothing telling in common",))
