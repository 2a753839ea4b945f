"""Whether two reports name one signatory: the same name, or a surname alone beside the full name of its bearer."""

from __future__ import annotations

from functools import lru_cache

from kg.identity.people import SURNAME_ONLY, compare_people, person_codes


def surname_codes(name: str) -> tuple[str, ...]:
    """Return codes of which two names of one person share at least one."""
    return person_codes(name)


@lru_cache(maxsize=65536)
def same_person(one: str, other: str) -> bool:
    """Say whether two written names can be one person: both sign the same agreement, so a surname is enough."""
    found = compare_people(one, other)
    return found.same or found.total == SURNAME_ONLY
