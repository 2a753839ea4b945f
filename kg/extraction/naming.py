"""Agreements with a name of their own ("JCPOA"): the notes of their nouns say which, and which body they bind."""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.parties import Member
from kg.language import Span, skeleton_key

SAME = "one and the same: "
"""Note of a noun that names one agreement wherever it stands, before the name."""

OF = "; of "
"""Before the slug of a body that such an agreement is known to bind, in the same note, and of the other parties."""

MANY = "many"
"""Stands in place of the slug where most states are bound."""

REACH = 3
"""So many sentences before "the deal" are looked through for its name."""


def own_name(noun: Element | None) -> str:
    """Return the name of the one agreement that a noun means, "" for a common noun."""
    note = noun.extra[1] if noun is not None and len(noun.extra) > 1 else ""
    return note.removeprefix(SAME).partition(OF)[0] if note.startswith(SAME) else ""


def of_many(noun: Element) -> bool:
    """Say whether a noun names a treaty of most states: who is spoken of beside it is not party to it by that."""
    return _bound(noun) == [MANY]


def known_parties(noun: Element) -> frozenset[str]:
    """Return the ids of the parties that a named agreement is known to have, none where that is not known."""
    return frozenset(f"institution/{slug}" for slug in _bound(noun) if slug != MANY)


def _bound(noun: Element) -> list[str]:
    """Return the slugs of the parties in a noun's note."""
    note = noun.extra[1] if len(noun.extra) > 1 else ""
    listed = note.partition(OF)[2] if note.startswith(SAME) else ""
    return listed.split(", ") if listed else []


def meant(document: Document, sentence: Sentence, noun: Element) -> str:
    """Return the name of the agreement that "the deal" means: that of its sentence or one shortly before, else ""."""
    near = document.sentences[max(0, sentence.number - REACH) : sentence.number + 1]
    named = [other for one in near[::-1] for other in one.all("NOUN") if other is not noun]
    return next((name for other in named if (name := own_name(other))), "")


def bound_body(document: Document, nouns: list[Element], known: set[str]) -> Member | None:
    """Return the body that a named agreement binds where the text names it and no claim did, else None."""
    named = [noun for noun in nouns if own_name(noun)]
    slug = next((_bound(noun)[0] for noun in named if _bound(noun)), "")
    if not slug or slug == MANY or f"institution/{slug}" in known:
        return None
    for element in document.all("STATE", "NATIONAL"):
        if element.body and element.body.id == f"institution/{slug}":
            return Member(element.span, element.body, named=True)
    return next((member for noun in named if (member := _inside(document, noun, slug))), None)


def _inside(document: Document, noun: Element, slug: str) -> Member | None:
    """Return the state that opens the noun itself ("Iranian nuclear deal")."""
    first = noun.span.of(document.text).split()[0]
    body = document.words.states.get(skeleton_key(first))
    span = Span(noun.span.start, noun.span.start + len(first))
    return Member(span, body, named=True) if body and body.id == f"institution/{slug}" else None
