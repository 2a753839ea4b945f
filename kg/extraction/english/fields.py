"""Fields of English ministries in a list: "Ministry of Cooperatives, Labor, and Social Welfare".

What a ministry is about is told from a name by the words of all ministries' names in the lexicon.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import Span

MOST = 14
"""Most elements of a list of fields."""

_LINKS = frozenset({"COMMA", "AND"})
_WORDS = frozenset({"WORD", "COOP", "NAME", "IHEAD", "GIVEN"})


def field_lists(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every known ministry or minister joined with the further fields behind it."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        element = elements[at]
        led = element.kind in ("INST", "OFFICE") and element.body is not None and element.body.ikind == "ministry"
        small = text[element.span.start].islower()
        end = fields_end(text, elements, at + 1, words, small=small) if led and _by_field(text, element) else at + 1
        made.append(_joined(text, element, elements[end - 1], words) if end > at + 1 else element)
        at = end
    return made


def _by_field(text: str, element: Element) -> bool:
    return element.span.of(text).lower().startswith(("ministry of ", "minister of "))


def is_field(text: str, element: Element, words: Words, *, small: bool = False) -> bool:
    """Say whether a word names what a ministry is about; small: one without a capital."""
    return element.kind in _WORDS and element.key in words.fields and text[element.span.start].isupper() != small


def fields_end(text: str, elements: list[Element], start: int, words: Words, *, small: bool = False) -> int:
    """Return the index after ", Labor, and Social Welfare" from ``start`` on; ``start`` where no such list stands."""
    end = start
    joined = False
    while end < len(elements) and end - start < MOST:
        if is_field(text, elements[end], words, small=small):
            end += 1
        elif elements[end].kind in _LINKS and end + 1 < len(elements):
            joined = joined or elements[end].kind == "AND"
            end += 1
        else:
            break
    while end > start and elements[end - 1].kind in _LINKS:
        end -= 1
    return end if joined and end > start and elements[start].kind in _LINKS else start


def _joined(text: str, element: Element, last: Element, words: Words) -> Element:
    span = Span(element.span.start, last.span.end)
    parts = span.of(text).split()[1:]
    titled = (part if part in ("and", "of", "for") else part[:1].upper() + part[1:] for part in parts)
    name = " ".join(("Ministry", *titled))
    body = named_body(words.lexicon, name, "institution", "ministry", "en")
    return replace(element, span=span, key=element.key + last.key, body=body)
