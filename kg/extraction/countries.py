"""States named by reference: «کشورش», "his country" is that of who speaks, «این کشور» the only one just spoken of.

«کشورمان» is the home state, unless another state's office-holder says so in the same sentence. Only where a party
stands: at the beginning of a clause, or behind «با» and "with". «سفیر X در این کشور» names a place.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.counted import state_of, state_served
from kg.extraction.document import Document
from kg.extraction.elements import REFERENCE, Body, Element, Sentence
from kg.extraction.standing import home_state
from kg.extraction.words import Words
from kg.language import Span

REACH = 3
"""So many sentences before the reference are looked through."""

_OPENS = frozenset({"COMMA", "COLON", "THAT", "QUOTE", "STOP", "TIME", "SAY", "WITH", "BETWEEN"})
"""What stands before a reference that can be a party."""

_NAMING = frozenset({"STATE", "NATIONAL", "CAPITAL", "OFFICE"})


def settle_countries(document: Document) -> None:
    """Turn each reference to a country into a STATE with its body, in place; before the classes are settled."""
    for sentence in document.sentences:
        found = list(_references(sentence, document.words))
        for start, end, whose in found[::-1]:
            body = _referred(document, sentence, start, whose)
            if body is not None:
                last = sentence.elements[end - 1]
                span = Span(sentence.elements[start].span.start, last.span.end)
                sentence.elements[start:end] = [Element("STATE", span, last.key, REFERENCE, body)]


def _references(sentence: Sentence, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield where references stand in the elements, and whose country is meant: own, ours or this."""
    elements = sentence.elements
    for at, element in enumerate(elements):
        if at and elements[at - 1].kind not in _OPENS:
            continue
        following = elements[at + 1].key if at + 1 < len(elements) else ""
        if element.key in words.sets["our country"]:
            yield at, at + 1, "ours"
        elif element.key in words.sets["own country"]:
            yield at, at + 1, "own"
        elif element.kind in ("ITS", "THIS") and following in words.sets["a country"]:
            yield at, at + 2, "own" if element.kind == "ITS" else "this"


def _referred(document: Document, sentence: Sentence, at: int, whose: str) -> Body | None:
    before = sentence.elements[:at]
    said = any(element.kind == "SAY" for element in before)
    if whose == "this":
        return _only(document, sentence, before)
    speaker = next((element for element in before if element.kind == "OFFICE"), None) if said else None
    state = _state(document, speaker, document.words) if speaker else None
    if whose == "ours":
        return state or home_state(document.words)
    return state or (None if speaker else _only(document, sentence, before))


def _only(document: Document, sentence: Sentence, before: list[Element]) -> Body | None:
    """Return the one state of which the sentences up to a reference speak, None where they speak of several."""
    told = document.sentences[max(0, sentence.number - REACH) : sentence.number]
    named = [e for one in told for e in one.elements if e.kind in _NAMING] + [e for e in before if e.kind in _NAMING]
    states = {state.id: state for e in named if (state := _state(document, e, document.words)) is not None}
    return next(iter(states.values())) if len(states) == 1 else None


def _state(document: Document, element: Element, words: Words) -> Body | None:
    found = state_of(element, words)
    if found is not None and found.kind == "state":
        return found
    post = element.post
    return state_served(document, [post], post.body) if post and post.body else None
