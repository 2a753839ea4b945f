"""Whether two names may be one institution's: "Energy Ministry" and "Ministry of Energy".

Only to propose doubtful pairs: where the lexicon knows both names, the lexicon decides which body each means. The
names must hold the same meanings in any order; only words that say nothing of their own may be left out.
"""

from __future__ import annotations

from kg.identity.institution_parts import Body, body, label
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
        return NameScore(float(same), same, (f"lexicon: {', '.join(sorted({first.slug, second.slug}))}",))
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
    first, second = one.strong - other.strong, other.strong - one.strong
    if len(first) > len(other.others) or len(second) > len(one.others):
        return _other(one, other, (*map(label, sorted(first)), *map(label, sorted(second))))
    cost, alone = _paired(_rest(one, first), _rest(other, second))
    if alone:
        return _other(one, other, alone)
    telling = one.telling & other.telling or len(one.others) > len(second) or first or second
    if not telling or _exchanged(one, other):
        return _other(one, other, ())
    omitted = [label(row) for row in sorted(_omissible(one) ^ _omissible(other))]
    total = round(max(_LEAST_SAME, 1 - _STEP * cost - _LEFT_OUT * len(omitted)), 2)
    return NameScore(total, True, tuple(f"left out: {text}" for text in omitted) or ("the same words",))


def _omissible(name: Body) -> frozenset[int]:
    return name.weak | name.forms | name.levels


def _exchanged(one: Body, other: Body) -> bool:
    """Say whether each name has a level or form that the other has not: «شورای شهر», «شورای استان»."""
    pairs = ((one.levels, other.levels), (one.forms, other.forms))
    return any(first - second and second - first for first, second in pairs)


def _rest(name: Body, rows: frozenset[int]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return the words of a name that have no equal in the other: those of these rows, and those of no row."""
    return tuple(name.written[row] for row in sorted(rows)), name.others


Rest = tuple[tuple[Word, ...], tuple[Word, ...]]


def _paired(one: Rest, other: Rest) -> tuple[int, tuple[str, ...]]:
    """Pair words that sound alike; return the cost and the words left over.

    A word of the table is only taken for one that is not in it: a slip of the pen.
    """
    cost, rest = 0, [list(one[1]), list(other[1])]
    alone: list[str] = []
    for known, against in ((one[0], rest[1]), (other[0], rest[0])):
        for some in known:
            found = _taken(some, against)
            if found is None:
                alone.append(some.text)
            cost += found or 0
    left = []
    for some in rest[0]:
        found = _taken(some, rest[1])
        if found is None:
            left.append(some)
        cost += found or 0
    if left and rest[1] and (whole := word_cost(_joined(left), _joined(rest[1]))) is not None:
        return cost + whole, tuple(alone)
    return cost, (*alone, *(some.text for some in (*left, *rest[1])))


def _joined(parts: list[Word]) -> Word:
    return word("".join(part.text for part in parts))


def _taken(some: Word, against: list[Word]) -> int | None:
    """Take the word that sounds most like this one out of a list and return its cost, None when there is none."""
    costs = [(cost, at) for at, other in enumerate(against) if (cost := word_cost(some, other)) is not None]
    if not costs:
        return None
    cost, at = min(costs)
    del against[at]
    return cost


def _other(one: Body, other: Body, alone: tuple[str, ...]) -> NameScore:
    alike = len(one.strong & other.strong)
    size = max(len(one.strong) + len(one.others), len(other.strong) + len(other.others), 1)
    total = round(_MOST_OTHER * min(1.0, alike / size), 2)
    return NameScore(total, False, tuple(f"only in one: {text}" for text in alone) or ("nothing telling in common",))
