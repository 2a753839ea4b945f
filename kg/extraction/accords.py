"""An agreement that only its verb names: «X و Y در زمینه … به توافق رسیدند»."""

from __future__ import annotations

from kg.extraction.elements import CORE, Element
from kg.language import Span

ACCORD = "accord"
"""Value of the verbs that have the agreement's noun in them."""

_CLOSING = frozenset({"STOP", "AND", "SEMI", "COMMA", "QUOTE", "SIGN"})
_LEADING = frozenset({"AIM", "FOR"})


def name_accords(text: str, elements: list[Element]) -> list[Element]:
    """Return the elements, «به توافق رسیدند» behind two bodies and a subject read word by word.

    Where «که» or «تا» follows, the verb leads to a decision and stays one.
    """
    at = next((n for n, e in enumerate(elements) if e.kind == "DECIDED" and e.value == ACCORD), None)
    if at is None or not _concludes(elements, at):
        return elements
    return [*elements[:at], *_apart(text, elements[at]), *elements[at + 1 :]]


def _concludes(elements: list[Element], at: int) -> bool:
    """Say whether two bodies agree on a subject here, and nothing follows from the verb."""
    before, after = elements[:at], elements[at + 1 : at + 2]
    bodies = sum(element.kind in CORE for element in before)
    subject = any(element.kind in _LEADING for element in before)
    named = any(element.kind == "NOUN" for element in elements)
    return bodies > 1 and subject and not named and all(element.kind in _CLOSING for element in after)


def _apart(text: str, verb: Element) -> list[Element]:
    """Return «به», the noun and the verb of an accord as elements of their own."""
    words = verb.span.of(text).split()
    if len(words) < 3:
        return [verb]
    noun = verb.span.start + text[verb.span.start :].index(words[1], len(words[0]))
    end = noun + len(words[1])
    led = Element("TO", Span(verb.span.start, verb.span.start + len(words[0])), words[0])
    named = Element("NOUN", Span(noun, end), words[1], "agreement", extra=("weak", ""))
    return [led, named, Element("RASID", Span(end + 1, verb.span.end), words[-1])]
