"""A head noun that stands once for a list: «بانک‌های ملی، صادرات و تجارت», «دانشگاه‌های تهران و شیراز».

What stands between head and place belongs to each member: «بانک‌های مرکزی ایران و X», «وزارتخانه‌های نیروی X و ایران».
"""

from __future__ import annotations

from kg.extraction.bodies import body_of, home_body, named_body
from kg.extraction.elements import Body, Element
from kg.extraction.words import HOME, Words
from kg.language import Span

LONGEST = 6
"""Most elements of one member of the list, its own «و» and commas included."""

MOST = 12
"""Most members of a list."""

_SINGULAR = {"وزارتخانه": "وزارت"}
"""Heads whose names begin with another word."""

_PLACED = frozenset({"university", "municipality", "governorate", "organisation", "other", "company", "association"})
_PARTS = frozenset(
    {"WORD", "PLACE", "GIVEN", "NATIONAL", "CAPITAL", "INST", "ADJ", "STATE", "AND", "COMMA", "IHEAD", "COOP"}
)
_WHERE = frozenset({"STATE", "PLACE", "CAPITAL"})


def spread_heads(text: str, elements: list[Element], head: int, words: Words) -> tuple[list[Element], int]:
    """Return one INST element a member, with commas between, and where the list ends; [] where it is no such list."""
    made: list[Element] = []
    at, start = head + 2, elements[head].span.start
    shared = _shared(text, elements, head, words)
    while len(made) < 2 * MOST:
        body, length = _placed(text, elements, head, at, shared, words) or _member(text, elements, head, at, words)
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


def _shared(text: str, elements: list[Element], head: int, words: Words) -> str | None:
    """Return the words between a plural head and the first place of its list, None where they name no known body.

    One member must be known: «شرکت‌های نفتی ایران و X» are no two bodies, «گمرک‌های ایران و X» are.
    """
    first = next((n for n in range(head + 2, head + 2 + LONGEST) if _kind(elements, n) in _WHERE), head + 1)
    kinds = {part.kind for part in elements[head + 2 : first]}
    alone = first == head + 2 and _kind(elements, first) != "STATE"
    if first < head + 2 or alone or not kinds <= _PARTS or _kind(elements, first + 1) not in ("AND", "COMMA"):
        return None
    shared = Span(elements[head + 2].span.start, elements[first].span.start).of(text).strip()
    ends = (n for n in range(first, first + 2 * MOST, 2) if _kind(elements, n) in _WHERE)
    return shared if any(_at_place(text, elements, head, n, shared, words).known for n in ends) else None


def _kind(elements: list[Element], at: int) -> str:
    return elements[at].kind if at < len(elements) else ""


def _at_place(text: str, elements: list[Element], head: int, at: int, shared: str, words: Words) -> Body:
    """Return the body that the head and the shared words name at the place at ``at``."""
    name = " ".join(f"{_one(text, elements[head])} {shared} {elements[at].span.of(text)}".split())
    own = home_body(words.lexicon, name, HOME) if words.lexicon.institution(name) is None else None
    return body_of(own) if own else named_body(words.lexicon, name, *_kinds(elements[head]), words.language)


def _placed(  # noqa: PLR0913, PLR0917
    text: str, elements: list[Element], head: int, at: int, shared: str | None, words: Words
) -> tuple[Body, int] | None:
    """Return the body of the next member where the list shares words, and its length; a city's must be known."""
    first = at == head + 2
    if first and shared is not None:
        at = next(n for n in range(at, len(elements)) if elements[n].kind in _WHERE)
    if shared is None or _kind(elements, at) not in _WHERE | {"WORD"}:
        return None
    body = _at_place(text, elements, head, at, shared, words)
    return (body, at - head - 1 if first else 1) if body.known or elements[at].kind == "STATE" else None


def _one(text: str, head: Element) -> str:
    """Return the head noun in the form in which it begins the name of one body."""
    singular = head.span.of(text)
    return _SINGULAR.get(singular.replace("\u200c", ""), singular)


def _member(text: str, elements: list[Element], head: int, at: int, words: Words) -> tuple[Body | None, int]:
    """Return the longest known body that the head and what stands at ``at`` name, or a place's, and its length."""
    singular = _one(text, elements[head])
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
