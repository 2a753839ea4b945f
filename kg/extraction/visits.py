"""Where an agreement was signed, by a visit: «در سفر وزیر نیرو به مسقط», "when he visited Muscat".

Only where no place is named that it was signed in; a visit that is over or still to come tells nothing. What a language
calls a visit stands in the word sets ``visit``, ``came``, ``visited``, ``another time`` and ``meanwhile``.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.located import located, signings
from kg.extraction.reading import Located
from kg.extraction.words import Words

REACH = 9
"""Most elements between the word for a visit and the place ("visit *of the Iranian energy minister* to Muscat")."""


@dataclass(frozen=True, slots=True)
class _Order:
    """How a language builds it. leads: what stands before the place; apart: what ends the search for the visit.

    ties: kinds of elements that tie the visit to the signing, within so many elements (tied) before it; before, after:
    how many elements on either side are searched for another time; elsewhen: kinds that tell one.
    """

    leads: frozenset[str]
    apart: frozenset[str]
    ties: frozenset[str]
    tied: int
    before: int
    after: int
    elsewhen: frozenset[str]


_ORDERS = {
    "fa": _Order(
        leads=frozenset({"TO"}),
        apart=frozenset({"SAY", "COLON", "STOP", "NOUN", "ACT", "AIM", "IS", "DO", "BECOME"}),
        ties=frozenset({"IN"}),
        tied=3,
        before=3,
        after=2,
        elsewhen=frozenset(),
    ),
    "en": _Order(
        leads=frozenset({"TO", "OF", "IN"}),
        apart=frozenset({"SAY", "REPORT", "STOP", "SEMI", "COLON", "NOUN", "ACT"}),
        ties=frozenset({"DURING", "THAT", "AS", "IN"}),
        tied=14,
        before=4,
        after=0,
        elsewhen=frozenset({"WILL", "AFTER"}),
    ),
}


def place_of_visit(document: Document, made: Draft) -> Located | None:
    """Return the place of a visit told of in the sentence of the signing, a town rather than its state."""
    state: Located | None = None
    for sentence, _ in signings(made):
        for at in (n for n in range(1, len(sentence.elements)) if _visited(sentence, n, document.words)):
            found = located(document, sentence.elements[at], "place.visit")
            if sentence.elements[at].kind != "STATE":
                return found
            state = state or found
    return state


def _visited(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether the element at ``at`` is a place that somebody came to when the agreement was signed."""
    elements, order = sentence.elements, _ORDERS[words.language]
    if elements[at].kind not in ("PLACE", "CAPITAL", "STATE") or _owner(elements, at):
        return False
    if elements[at - 1].key in words.sets["visited"]:
        return _in_time(elements, at - 1, words)
    if elements[at - 1].kind not in order.leads:
        return False
    for back in range(at - 2, max(-1, at - 2 - REACH), -1):
        if elements[back].key in words.sets["visit"] | words.sets["came"]:
            return _in_time(elements, back, words)
        if elements[back].kind in order.apart:
            return False
    return False


def _owner(elements: list[Element], at: int) -> bool:
    """Say whether the place owns what follows ("visited Tehran's museums")."""
    return [e.kind for e in elements[at + 1 : at + 2]] in (["POSS"], ["INST"], ["IHEAD"])


def _in_time(elements: list[Element], visit: int, words: Words) -> bool:
    """Say whether a word ties the visit to the signing («در», "during", "when"), and none makes it another time."""
    order = _ORDERS[words.language]
    near = [*elements[max(0, visit - order.before) : visit + 1], *elements[visit + 1 : visit + 1 + order.after]]
    if any(e.key in words.sets["another time"] or e.kind in order.elsewhen for e in near):
        return False
    clause = elements[max(0, visit - order.tied) : visit]
    return any(e.kind in order.ties or e.key in words.sets["meanwhile"] for e in clause)
