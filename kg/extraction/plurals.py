"""A head noun that stands once for a list: «بانک‌های ملی، صادرات و تجارت», «دانشگاه‌های تهران و شیراز»."""

from __future__ import annotations

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element
from kg.extraction.words import Words
from kg.language import Span

LONGEST = 6
"""Most elements of one member of the list, its own «و» and commas included."""

MOST = 12
"""Most members of a list."""

_SINGULAR = {"وزارتخانه": "وزارت"}
"""Heads whose names begin with another word."""

_PLACED = frozenset({"university", "municipality", "governorate", "organisation", "other", "company", "association"})
_PARTS = frozenset({"WORD", "PLACE", "GIVEN", "NATIONAL", "CAPITAL", "INST", "ADJ", "STATE", "AND", "COMMA"})


def spread_heads(text: str, elements: list[Element], head: int, words: Words) -> tuple[list[Element], int]:
    """Return one INST element a member, with commas between, and where the list ends; [] where it is no such list."""
    made: list[Element] = []
    at, start = head + 2, elements[head].span.start
    while len(made) < 2 * MOST:
        body, length = _member(text, elements, head, at, words)
        if body is None:
            break
        span = Span(start, elements[at + length - 1].span.end)
        made.append(Element("INST", span, "", body=body, extra=(span.of(text),)))
        at += length
        if at + 1 >= len(elements) or elements[at].kind not in ("AND", "COMMA"):
            break
        made.append(elements[at])
        start, at = elements[at + 1].span.start, at + 1
    if made and made[-1].kind != "INST":
        made.pop()
        at -= 1
    return (made, at) if len(made) > 2 else ([], head)


def _member(text: str, elements: list[Element], head: int, at: int, words: Words) -> tuple[Body | None, int]:
    """Return the longest known body that the head and what stands at ``at`` name, or a place's, and its length."""
    singular = elements[head].span.of(text)
    singular = _SINGULAR.get(singular.replace("\u200c", ""), singular)
    for length in range(min(LONGEST, len(elements) - at), 0, -1):
        parts = elements[at : at + length]
        if {part.kind for part in parts} <= _PARTS and parts[-1].kind not in ("AND", "COMMA"):
            name = f"{singular} {Span(parts[0].span.start, parts[-1].span.end).of(text)}"
            body = named_body(words.lexicon, name, *_kinds(elements[head]), words.language)
            if body.known or (length == 1 and parts[0].kind in ("PLACE", "CAPITAL") and body.ikind in _PLACED):
                return body, length
    return None, 0


def _kinds(head: Element) -> tuple[str, str]:
    party = head.extra[1] if len(head.extra) > 1 and head.extra[1] else "institution"
    return party, head.value or "other"
