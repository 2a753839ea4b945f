"""For which state an office-holder acts: where states are the parties, or the agreement binds "the two countries"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import body_of
from kg.extraction.counted import state_at_end
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Body
from kg.extraction.reading import Party
from kg.extraction.words import Words


def as_states(document: Document, made: Draft, listed: dict[str, Party]) -> dict[str, Party]:
    """Return the states for which ministers sign where the agreement binds "the two countries", else the parties."""
    served = [(party, _state_of_minister(document, party)) for party in listed.values()]
    states = {state.id: (party, state) for party, state in served if state is not None}
    if len(states) < 2 or len(states) != len(listed) or not _binds_countries(made, len(states), document.words):
        return listed
    return {key: replace(party, name=state.name, kind="state", id=state.id) for key, (party, state) in states.items()}


def _state_of_minister(document: Document, party: Party) -> Body | None:
    """Return the state of a ministry that only its minister stands for, None for other parties."""
    if not party.via_office or party.kind != "institution":
        return None
    lexicon = document.words.lexicon
    entry = lexicon.institution_by_id(party.id)
    home = lexicon.institution_by_id(document.words.home)
    if entry is not None and entry.kind == "ministry" and state_at_end(party.name, document.words) is None:
        return body_of(home, document.words.language) if home else None
    return state_at_end(party.name, document.words)


def _binds_countries(made: Draft, number: int, words: Words) -> bool:
    """Say whether so many countries are the subject behind "according to the agreement, …"."""
    countries = tuple(words.sets["country"])
    for sentence in made.sentences:
        elements = sentence.elements
        for at, element in enumerate(elements):
            counted = element.kind == "PARTIES" and element.value == str(number) and element.key.endswith(countries)
            led = [e.kind for e in elements[max(0, at - FRAME) : at]]
            if counted and led[-1:] == ["COMMA"] and "BASIS" in led and "NOUN" in led[led.index("BASIS") :]:
                return True
    return False


FRAME = 7
"""Most elements of "according to the agreement," with its comma."""
