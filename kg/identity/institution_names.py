"""Whether two names may be one institution's: "Energy Ministry" and "Ministry of Energy".

Only to propose doubtful pairs: where the lexicon knows both names, the lexicon decides which body each means. The
names must hold the same meanings in any order; only words that say nothing of their own may be left out.
"""

from __future__ import annotations

from collections import Counter

from kg.identity.institution_parts import HEAD, LEVEL, WEAK, Body, body, kinds, label
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
    scores = [compare_institutions(alias, name) for alias in sorted(filter(None, known.names))]
    return max(scores, key=lambda score: score.total)


def _compare(one: Body, other: Body) -> NameScore:
    shared = one.meanings & other.meanings
    cost, left = _paired(one.others, other.others)
    lost = [_left(one.meanings - shared), _left(other.meanings - shared)]
    telling = sum(count for meaning, count in shared.items() if kinds()[meaning] not in (HEAD, WEAK, LEVEL))
    matched = len(one.others) - len(left[0])
    strong = [*left[0], *left[1], *lost[0][1], *lost[1][1]]
    omitted = [*lost[0][0], *lost[1][0]]
    levels = all(any(kinds()[meaning] == LEVEL for meaning in part) for part in (lost[0][2], lost[1][2]))
    if strong or levels or not (telling or matched):
        return _other(one, other, sum(shared.values()) + matched, tuple(strong))
    total = round(max(_LEAST_SAME, 1 - _STEP * cost - _LEFT_OUT * len(omitted)), 2)
    return NameScore(total, True, tuple(f"left out: {text}" for text in sorted(omitted)) or ("the same words",))


def _left(meanings: Counter[int]) -> tuple[list[str], list[str], list[int]]:
    """Return what may be left out, what may not, and all of it as rows."""
    rows = sorted(meanings.elements())
    weak = [label(row) for row in rows if kinds()[row] in (WEAK, LEVEL)]
    strong = [label(row) for row in rows if kinds()[row] not in (WEAK, LEVEL)]
    return weak, strong, rows


def _paired(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[int, tuple[list[str], list[str]]]:
    """Pair unknown words that sound alike; return the cost and the texts of the words left over in each name."""
    rest = list(other)
    cost, alone = 0, []
    for first in one:
        costs = [(found, at) for at, second in enumerate(rest) if (found := word_cost(first, second)) is not None]
        if not costs:
            alone.append(first)
            continue
        found, at = min(costs)
        cost += found
        del rest[at]
    joined = [word("".join(part.text for part in parts)) for parts in (alone, rest)] if alone and rest else []
    if joined and (whole := word_cost(*joined)) is not None:
        return cost + whole, ([], [])
    return cost, ([part.text for part in alone], [part.text for part in rest])


def _other(one: Body, other: Body, alike: int, strong: tuple[str, ...]) -> NameScore:
    size = max(one.meanings.total() + len(one.others), other.meanings.total() + len(other.others), 1)
    total = round(_MOST_OTHER * min(1.0, alike / size), 2)
    return NameScore(total, False, tuple(f"only in one: {text}" for text in strong) or ("nothing telling in common",))
