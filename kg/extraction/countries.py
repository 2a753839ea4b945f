"""States named by reference: «کشورش», «این کشور», "his country" find the state of the speaker or the one named last.

Only where a party stands: at the beginning of a clause, or behind «با» and "with". «سفیر X در این کشور» names a place.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.counted import state_of, state_served
from kg.extraction.document import Document
from kg.extraction.elements import REFERENCE, Body, Element, Sentence
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
        for start, end, own in found[::-1]:
            body = _referred(document, sentence, start, own=own)
            if body is not None:
                last = sentence.elements[end - 1]
                span = Span(sentence.elements[start].span.start, last.span.end)
                sentence.elements[start:end] = [Element("STATE", span, last.key, REFERENCE, body)]


def _references(sentence: Sentence, words: Words) -> Iterator[tuple[int, int, bool]]:
    """Yield where references stand in the elements, and whether the speaker's own country is meant."""
    elements = sentence.elements
    for at, element in enumerate(elements):
        if at and elements[at - 1].kind not in _OPENS:
            continue
        if element.key in words.sets["own country"]:
            yield at, at + 1, True
            continue
        following = elements[at + 1].key if at + 1 < len(elements) else ""
        if element.kind in ("ITS", "THIS") and following in words.sets["a country"]:
            yield at, at + 2, element.kind == "ITS"


def _referred(document: Document, sentence: Sentence, at: int, *, own: bool) -> Body | None:
    """Return the state of the office-holder named last for one's own country, else the state named last."""
    words = document.words
    told = document.sentences[max(0, sentence.number - REACH) : sentence.number]
    for elements in (sentence.elements[:at], *(one.elements for one in told[::-1])):
        for element in elements[::-1]:
            state = _state(document, element, words) if element.kind in _NAMING else None
            if state is not None and (element.kind == "OFFICE" or not own):
                return state
    return None


def _state(document: Document, element: Element, words: Words) -> Body | None:
    found = state_of(element, words)
    if found is not None and found.kind == "state":
        return found
    post = element.post
    return state_served(document, [post], post.body) if post and post.body else None
