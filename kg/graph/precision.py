"""Which of several values only say one thing more or less precisely, and which contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kg.graph.choice import Said
from kg.graph.dates import Bounds
from kg.language import duration_length
from kg.lexicon import Lexicon
from kg.ontology.terms import ATYPE

_MANY_KINDS = frozenset({ATYPE("other"), ATYPE("cooperation-document")})


def precise(name: str, said: Sequence[Said], lexicon: Lexicon, base_iri: str) -> list[Said]:
    """Return the values that no other value says more precisely. name: the report's property."""
    if name == "reportedPlace":
        wider = {place for one in said for place in _around(one.value.value.removeprefix(base_iri), lexicon)}
        return [one for one in said if one.value.value.removeprefix(base_iri) not in wider]
    if name == "reportedType":
        return [one for one in said if not _vague(one)] or list(said)
    return list(said)


def _vague(said: Said) -> bool:
    """Say whether a type is a word for many kinds: a document, a cooperation document, and in English an agreement."""
    return said.value in _MANY_KINDS or (said.language == "en" and said.value == ATYPE("agreement"))


def contradict(name: str, said: Sequence[Said]) -> bool:
    """Say whether values of which none is vaguer than another differ."""
    if name == "reportedDuration":
        return len({duration_length(one.value.value) or one.value for one in said}) > 1
    return len({one.value for one in said}) > 1


def apart(days: Sequence[Bounds]) -> bool:
    """Say whether two of the spans of days have no day in common.

    >>> apart([Bounds("2021-10-01", "2021-10-31"), Bounds("2021-10-04", "2021-10-04")])
    False
    """
    return any(one.latest < other.earliest or other.latest < one.earliest for one, other in combinations(days, 2))


def _around(local_id: str, lexicon: Lexicon) -> set[str]:
    """Return the places that a place lies in, itself excepted."""
    found: set[str] = set()
    place = lexicon.place_by_id(local_id)
    while place is not None and place.parent and f"place/{place.parent}" not in found:
        found.add(f"place/{place.parent}")
        place = lexicon.place_by_id(f"place/{place.parent}")
    return found
