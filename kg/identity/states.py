"""Which state a body belongs to. News say «ایران و قزاقستان» where the central banks of both have signed.

The lexicon has a column for the body above, but none for the state; the names tell it: «بانک ملی قزاقستان»,
«دانشگاه کابل». A body of the lexicon whose names tell of no other state is taken for an Iranian one, since that is what
nearly all such bodies are; a wrong guess does no harm as long as the other party's state must fit too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.language import search_text
from kg.lexicon import Institution, Lexicon

HOME = "institution/iran"
_OF_MANY = frozenset({"international-organisation", "state"})
_LONGEST = 4


def states_of(parties: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return (party, its state) where one can be told. parties: local ids with the names they are written by."""
    found = {(party, _state(lexicon, party, name)) for party, name in parties}
    return tuple(sorted((party, state) for party, state in found if state))


@lru_cache(maxsize=16384)
def _state(lexicon: Lexicon, party: str, name: str) -> str:
    known = lexicon.institution_by_id(party)
    if known and known.kind in _OF_MANY:
        return ""
    if known and known.province:
        return HOME
    named = {state for text in (name, *(known.names if known else ())) for state in _named(lexicon, text)}
    if len(named) > 1:
        return ""
    return min(named) if named else HOME if known else ""


def _named(lexicon: Lexicon, text: str) -> set[str]:
    words = search_text(text).split()
    runs = (" ".join(words[at : at + size]) for size in range(1, _LONGEST + 1) for at in range(len(words) - size + 1))
    forms = _forms(lexicon)
    return {forms[run] for run in runs if run in forms}


@lru_cache(maxsize=8)
def _forms(lexicon: Lexicon) -> dict[str, str]:
    """Return the state that each name, adjective and capital stands for."""
    found: dict[str, str] = {}
    for state in (body for body in lexicon.institutions if body.kind == "state"):
        for form in _written(lexicon, state):
            found.setdefault(search_text(form), state.id)
    return found


def _written(lexicon: Lexicon, state: Institution) -> list[str]:
    capital = lexicon.place_by_id(f"place/{state.capital}") if state.capital else None
    cities = [capital.name_fa, capital.name_en] if capital else []
    return [form for form in (*state.names, *state.adjectives_fa, *state.adjectives_en, *cities) if form]
