"""Whether two reports name one signatory: the same name, or a surname alone beside the full name of its bearer."""

from __future__ import annotations

from functools import lru_cache

from kg.identity.name_tables import given_names
from kg.identity.people import SURNAME_ONLY, compare_people, person_codes
from kg.identity.person_parts import Person, person

NOTHING_LEFT_OUT = 0.9
"""Names that compare above this have all their words in common, spelling aside."""


def surname_codes(name: str) -> tuple[str, ...]:
    """Return codes of which two names of one person share at least one."""
    return person_codes(name)


@lru_cache(maxsize=16384)
def same_person(one: str, other: str) -> bool:
    """Say whether two written names can be one person's: both sign the same agreement, so a surname is enough."""
    found = compare_people(one, other)
    return found.same or found.total == SURNAME_ONLY or _surname_of(one, other) or _surname_of(other, one)


def _surname_of(surname: str, full: str) -> bool:
    """Say whether a name of several words is the whole surname of the other, and no name of another bearer.

    «نمونه نیا» beside «نادر نمونه‌نیا»: taken with the other's given names, it is the other's name.
    """
    whole, alone = person(full), person(surname)
    given, family = _texts(whole)[: whole.given], "".join(_texts(whole)[whole.given :])
    words = _texts(alone)
    if len(words) < 2 or not given or (words[0] in given_names() and "".join(words) != family):
        return False
    return compare_people(" ".join([*given, surname]), full).total > NOTHING_LEFT_OUT


def _texts(name: Person) -> list[str]:
    return [word.text for word in name.words]
