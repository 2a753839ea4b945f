"""Where an agreement was signed, by a visit: "signed during his trip to Muscat", "when he visited Muscat".

Only where no place is named that it was signed in; a visit that is over or still to come tells nothing.
"""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.located import located, signings
from kg.extraction.reading import Located

REACH = 8
"""Most elements between the word for a visit and the place ("visit *of the Iranian energy minister* to Muscat")."""

_VISITS = frozenset({"visit", "trip", "tour", "journey", "stay", "stopover"})
_DONE = frozenset({"visited", "visits", "visiting"})
_CAME = frozenset({"travelled", "traveled", "arrived", "came", "flew"})
_OTHERWISE = frozenset(
    {
        "ahead",
        "before",
        "next",
        "upcoming",
        "forthcoming",
        "previous",
        "last",
        "earlier",
        "returning",
        "return",
        "cancelled",
    }
)
_LEADS = frozenset({"TO", "OF", "IN"})
_APART = frozenset({"SAY", "REPORT", "STOP", "SEMI", "COLON", "NOUN", "ACT"})


def place_of_visit(document: Document, made: Draft) -> Located | None:
    """Return the place of a visit told of in the sentence of the signing, a town rather than its state."""
    state: Located | None = None
    for sentence, _ in signings(made):
        for at in (n for n in range(len(sentence.elements)) if _visited(sentence, n)):
            found = located(document, sentence.elements[at], "place.visit")
            if sentence.elements[at].kind != "STATE":
                return found
            state = state or found
    return state


def _visited(sentence: Sentence, at: int) -> bool:
    """Say whether the element at ``at`` is a place that somebody came to."""
    elements = sentence.elements
    if elements[at].kind not in ("PLACE", "CAPITAL", "STATE") or at == 0 or _owner(elements, at):
        return False
    if elements[at - 1].key in _DONE:
        return _in_time(elements, at - 1)
    if elements[at - 1].kind not in _LEADS:
        return False
    for back in range(at - 2, max(-1, at - 2 - REACH), -1):
        if elements[back].key in _CAME | _VISITS:
            return _in_time(elements, back)
        if elements[back].kind in _APART:
            return False
    return False


def _owner(elements: list[Element], at: int) -> bool:
    """Say whether the place owns what follows ("visited Tehran's museums")."""
    return [e.kind for e in elements[at + 1 : at + 2]] in (["POSS"], ["INST"], ["IHEAD"])


def _in_time(elements: list[Element], visit: int) -> bool:
    """Say whether a word ties the visit to the signing ("during", "when", "who"), and none makes it another time."""
    near = elements[max(0, visit - 4) : visit + 1]
    if any(e.key in _OTHERWISE or e.kind in ("WILL", "AFTER") for e in near):
        return False
    return any(e.kind in _TIES or e.key in _TYING for e in elements[max(0, visit - CLAUSE) : visit])


CLAUSE = 14
"""Most elements of a clause on a visit before its word ("when N, the secretary of X, *visited* …")."""

_TIES = frozenset({"DURING", "THAT", "AS", "IN"})
_TYING = frozenset({"while", "who", "following", "onthesidelinesof"})
