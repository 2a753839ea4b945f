"""Ministries of texts that never speak of the home state: "Justice Minister N" of Peru heads no ministry of Iran.

The lexicon's ministries are the home state's, whose agencies leave its name out beside one other state. Where a text
speaks of two others and not of it, nobody can say from the title alone whose minister is meant.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.document import Document
from kg.extraction.elements import Body, Element
from kg.extraction.standing import figure

_STATES = ("STATE", "NATIONAL", "CAPITAL")
FEWEST = 2
"""Fewest other states of which such a text speaks."""

_ANYWHERE = frozenset(
    {"ministry", "state", "international-organisation", "news-agency", "company", "other", "parliament"}
)
"""Kinds of known bodies that do not show of which state a text speaks."""

_DEPTH = 5
"""Most steps from a place to the country in which it lies."""


def settle_abroad(document: Document) -> None:
    """Take the home state's ministries from the offices of a text on other states alone, in place."""
    states = {e.body.id: e.body for e in document.all(*_STATES) if e.body and e.body.kind == "state"}
    offices = [office for office in document.all("OFFICE") if _homeless(office)]
    if not offices or len(states) < FEWEST or not _acting(document) or _at_home(document, states):
        return
    for office in offices:
        if office.post:
            office.post = replace(office.post, body=None)


def _acting(document: Document) -> bool:
    """Say whether a sentence begins with a state that acts ("Chile and Uruguay signed", "Peru's Congress")."""
    for sentence in document.sentences:
        kinds = [element.kind for element in sentence.elements]
        at = kinds.index("STATE") if "STATE" in kinds[:OPENING] else len(kinds)
        if kinds[at + 1 : at + 2] in (["AND"], ["POSS"], ["ACT"], ["HAVE"]) and not _LED & set(kinds[:at]):
            return True
    return False


OPENING = 8
"""Within so many elements of a sentence stands the state that acts, behind a dateline."""

_LED = frozenset({"WITH", "FROMP", "TO", "OF", "BY", "FOR", "OFFICE", "PERSON", "ACT"})


def _homeless(office: Element) -> bool:
    """Say whether a title means a ministry of the home state by a name that any state's has."""
    body = office.post.body if office.post else None
    return body is not None and body.known and body.ikind == "ministry"


def _at_home(document: Document, states: dict[str, Body]) -> bool:
    """Say whether the text speaks of the home state: by name, a place, a body of its own or a person."""
    home = document.words.home
    entry = document.words.lexicon.institution_by_id(home)
    if home in states or entry is None or entry.name_en in document.text:
        return True
    if any(element.body and element.body.id == home for element in document.all("PLACE", "CAPITAL")):
        return True
    if any(_inside(document, element.value) for element in document.all("PLACE", "PROVINCE", "CITY")):
        return True
    bodies = [e.body or (e.post.body if e.post else None) for e in document.all("INST", "OFFICE")]
    if any(body.known and body.ikind not in _ANYWHERE for body in bodies if body):
        return True
    figures = (figure(document, e.person) for e in document.all("PERSON") if e.person)
    return any(state is not None and state.id == home for state in figures)


def _inside(document: Document, local_id: str) -> bool:
    """Say whether a place of the lexicon lies in the home country."""
    lexicon = document.words.lexicon
    place = lexicon.place_by_id(local_id)
    for _ in range(_DEPTH):
        if place is None or not place.parent:
            break
        place = lexicon.place_by_id(f"place/{place.parent}")
    return place is not None and f"institution/{place.slug}" == document.words.home
