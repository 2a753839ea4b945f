"""Fields of English ministries in a list: "Ministry of Cooperatives, Labor, and Social Welfare".

What a ministry is about is told from a name by the words of all ministries' names in the lexicon.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

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


def joint_ministries(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join the first fields of a ministry whose head stands last ("Iranian Industry, Mining and Trade Ministry")."""
    made: list[Element] = []
    for element in elements:
        start = len(made)
        if element.kind in ("INST", "IHEAD") and element.span.of(text).endswith("Ministry"):
            start = _fields_start(text, made, words)
        joined = any(e.kind == "AND" for e in made[start:]) or " and " in element.span.of(text)
        if start == len(made) or not joined:
            made.append(element)
            continue
        first = made[start]
        nation = first.span.of(text).split(maxsplit=1)[0]
        own = skeleton_key(nation) in words.states
        begin = first.span.start + len(nation) + 1 if own else first.span.start
        span = Span(begin, element.span.end)
        name = " ".join(span.of(text).split())
        parts = [Element("NATIONAL", Span(first.span.start, begin - 1), skeleton_key(nation))] if own else []
        for part in parts:
            part.body = words.states[skeleton_key(nation)]
        body = named_body(words.lexicon, name, "institution", "ministry", "en")
        made[start:] = [*parts, Element("INST", span, skeleton_key(name), body=body)]
    return made


def _fields_start(text: str, made: list[Element], words: Words) -> int:
    """Return where the fields begin that end the elements, each with its link behind it; their number without any."""
    start = len(made)
    while start > 1 and made[start - 1].kind in _LINKS and len(made) - start < MOST:
        at = start - 2 if made[start - 2].kind not in _LINKS else start - 3
        if at < 0 or made[at].kind not in ("NAME", "WORD"):
            return start
        field = made[at].span.of(text).split()[-1]
        if not field[:1].isupper() or skeleton_key(field) not in words.fields:
            return start
        start = at
    return start


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
        if is_field(text, elements[end], words, small=small) or _short_field(text, elements[end]):
            end += 1
        elif not small and _described_field(text, elements, end, words):
            end += 2
        elif elements[end].kind in _LINKS and end + 1 < len(elements):
            joined = joined or elements[end].kind == "AND"
            end += 1
        else:
            break
    while end > start and elements[end - 1].kind in _LINKS:
        end -= 1
    return end if joined and end > start and elements[start].kind in _LINKS else start


def _short_field(text: str, element: Element) -> bool:
    """Say whether a field stands in capitals ("Ministry of Science, ICT and Future Planning")."""
    surface = element.span.of(text)
    return element.kind in _WORDS and surface.isupper() and 1 < len(surface) < SHORT


SHORT = 5
"""A field in capitals has fewer letters."""


def _described_field(text: str, elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a capitalised adjective stands before a field ("Future Planning"), behind "and" or a comma."""
    led = at > 0 and elements[at - 1].kind in _LINKS and elements[at].kind == "WORD"
    capital = led and text[elements[at].span.start].isupper()
    return capital and at + 1 < len(elements) and is_field(text, elements[at + 1], words)


def _joined(text: str, element: Element, last: Element, words: Words) -> Element:
    span = Span(element.span.start, last.span.end)
    parts = span.of(text).split()[1:]
    titled = (part if part in ("and", "of", "for") else part[:1].upper() + part[1:] for part in parts)
    name = " ".join(("Ministry", *titled))
    body = named_body(words.lexicon, name, "institution", "ministry", "en")
    return replace(element, span=span, key=element.key + last.key, body=body)
