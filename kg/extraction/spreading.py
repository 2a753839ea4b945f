"""Plural heads of institutions («بانک‌های ملت و تجارت»): the head goes with each member of the list behind it.

Only bodies that the lexicon knows, and bodies of places, are restored: «شرکت‌های داخلی و خارجی» names none.
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.words import Words, named_body
from kg.language import Span

LONGEST = 5
"""Most elements in the name of one member."""

_SINGULAR = {"وزارتخانه": "وزارت"}
_OF_PLACES = frozenset({"municipality", "governorate", "county-governorate"})
_INSIDE = frozenset({"WORD", "GIVEN", "NATIONAL", "PLACE", "CAPITAL", "AND", "COMMA", "COOP", "STATE", "HON"})
_GLUE = frozenset({"AND", "COMMA"})


def spread(text: str, elements: list[Element], at: int, words: Words) -> tuple[list[Element], int]:
    """Return the bodies that a plural head at ``at`` names, glued as a list, and the index behind them; [] for none."""
    head = elements[at]
    made: list[Element] = []
    begin = start = at + 2
    while True:
        end, body = _member(text, elements, begin, head, words)
        if body is None:
            return (made, start) if len(made) > 1 else ([], at)
        if made:
            made.append(elements[begin - 1])
        made.append(body)
        start = end
        if end >= len(elements) or elements[end].kind not in _GLUE:
            return (made, end) if len(made) > 1 else ([], at)
        begin = end + 1


def _member(text: str, elements: list[Element], begin: int, head: Element, words: Words) -> tuple[int, Element | None]:
    """Return the longest member that begins here and the index behind it."""
    word = _SINGULAR.get(head.key, head.span.of(text))
    end = begin
    while end < len(elements) and end - begin < LONGEST and elements[end].kind in _INSIDE:
        end += 1
    stops = [stop for stop in range(end, begin, -1) if elements[stop - 1].kind not in _GLUE]
    for stop in stops:
        span = Span(elements[begin].span.start, elements[stop - 1].span.end)
        name = f"{word} {span.of(text)}"
        placed = stop == begin + 1 and head.value in _OF_PLACES and elements[begin].kind in ("PLACE", "CAPITAL")
        if placed or words.lexicon.institution(name):
            party = head.extra[1] or "institution"
            body = named_body(words.lexicon, name, party, head.value, words.language)
            first = head.span.start if elements[begin - 1].kind == "WORD" else span.start
            return stop, Element("INST", Span(first, span.end), body=body)
    return begin, None
