"""An agreement that only its verb names: «X و Y در زمینه … به توافق رسیدند»."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extraction.elements import CORE, Element
from kg.language import Span, skeleton_key

ACCORD = "accord"
"""Value of the verbs that have the agreement's noun in them."""

_ACTED = "بهتوافق"
_NOUN = re.compile("توافق|تفاهم")
_VERBS = ("DECIDED", "ACT")
_CLOSING = frozenset({"STOP", "AND", "SEMI", "COMMA", "QUOTE", "SIGN"})
_LEADING = frozenset({"AIM", "FOR", "ON"})


def name_accords(text: str, elements: list[Element]) -> list[Element]:
    """Return the elements, «به توافق رسیدند» behind two bodies and a subject read word by word.

    Where «که» or «تا» follows, the verb leads to a decision and stays one.
    """
    at = next((n for n, e in enumerate(elements) if e.kind in _VERBS and _accord(e)), None)
    if at is None or not _concludes(elements, at):
        return elements
    return [*elements[:at], *_apart(text, elements[at]), *elements[at + 1 :]]


def _accord(element: Element) -> bool:
    """Say whether a verb has the noun of an accord in it («توافق کردند», «به توافق نهایی رسیدند»)."""
    return (element.kind == "DECIDED" and element.value == ACCORD) or (
        element.kind == "ACT" and element.key.startswith(_ACTED)
    )


def _concludes(elements: list[Element], at: int) -> bool:
    """Say whether two bodies agree on a subject here, and nothing follows from the verb."""
    before, after = elements[:at], elements[at + 1 : at + 2]
    bodies = sum(element.kind in CORE for element in before)
    subject = any(element.kind in _LEADING for element in before)
    named = any(e.kind == "NOUN" for e in before) or any(
        b.kind == "NOUN" and a.kind not in ("THIS", "BASIS") for a, b in pairwise(elements[at:])
    )
    return bodies > 1 and subject and not named and all(element.kind in _CLOSING for element in after)


def _apart(text: str, verb: Element) -> list[Element]:
    """Return «به», the noun and the verb of an accord as elements of their own."""
    found = _NOUN.search(text, verb.span.start, verb.span.end)
    if found is None:
        return [verb]
    noun = Element("NOUN", Span(*found.span()), found[0], "agreement", extra=("weak", ""))
    rest = Span(found.end() + 1, verb.span.end)
    led = [Element("TO", Span(verb.span.start, found.start() - 1), "به")] if found.start() > verb.span.start else []
    return [*led, noun, Element("RASID", rest, skeleton_key(rest.of(text)))]
