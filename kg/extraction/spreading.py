"""Titles whose plural head stands once for a list: «استانداران A و B», «وزیران نفت ایران و X»."""

from __future__ import annotations

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element, Post
from kg.extraction.posts import of_field, office_of
from kg.extraction.wording import clean_name
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

SPREAD = "spread"
"""Value of an office whose head stands once for a list («روسای جمهور X و Y»)."""

_FIELD = frozenset({"WORD", "NATIONAL", "COOP", "ADJ", "NOMACT", "SPORT", "AND", "COMMA"})
_LINKS = ("AND", "COMMA")

MOST = 8
"""Most elements of a field and its state («علوم، تحقیقات و فناوری X»)."""


def spread_office(text: str, head: Element, after: list[Element], length: int, words: Words) -> list[Element]:
    """Return «استانداران A، B و C» as one office for each member, the elided head restored; [] for no such list."""
    members, end = _members(text, after, length, words)
    if len(members) < 2:
        return []
    spread: list[Element] = []
    for number, parts in enumerate(members):
        spread.append(_member(text, head, members, number, words))
        span = Span(head.span.start if not number else parts[0].span.start, parts[-1].span.end)
        spread[-1].span = span
        if number + 1 < len(members):
            spread.append(Element("COMMA", Span(span.end, span.end), "،"))
    return [*spread, *after[end:]]


def _members(text: str, after: list[Element], length: int, words: Words) -> tuple[list[list[Element]], int]:
    """Return the elements of each member of the list behind a plural head, and where the list ends."""
    members, at = [after[:length]], length
    stated = [e.kind for e in after[length + 1 : length + 2]] == ["STATE"]
    kind = "STATE" if stated and _ends_in_state(text, after[length - 1], words) else after[length - 1].kind
    fielded = bool(_field(text, members[0]))
    while kind in ("PLACE", "STATE", "INST") and at + 1 < len(after) and after[at].kind in _LINKS:
        size = 1 if _like(text, after[at + 1], kind, words) else _own_field(after, at + 1) if fielded else 0
        if not size:
            break
        members.append(after[at + 1 : at + 1 + size])
        at += 1 + size
    return members, at


def _own_field(after: list[Element], start: int) -> int:
    """Return the length of a field and its state that begin here («انرژی X» in «وزیران نیروی ایران و انرژی X»)."""
    end = next((n for n in range(start, min(start + MOST, len(after))) if after[n].kind not in _FIELD), start)
    stated = start < end < len(after) and after[end].kind == "STATE" and after[start].kind not in _LINKS
    return end + 1 - start if stated else 0


def _member(text: str, head: Element, members: list[list[Element]], number: int, words: Words) -> Element:
    """Return the office of one member: its own field, else the one that stands before the first member's state."""
    parts, first = members[number], members[0]
    singular = Element("OHEAD", head.span, skeleton_key(head.extra[2]), head.value, (None), extra=("yes", "sg", ""))
    field = _field(text, parts) or _field(text, first)
    named = clean_name(f"{field} {parts[-1].span.of(text)}")
    post = office_of(text, singular, parts, words).post
    body = of_field(head.value, named, words) if field else post.body if post else None
    if number and first[-1].kind == "INST" and parts[-1].kind == "STATE":
        named = f"{_without_state(text, first[-1])} {named}"
        body = named_body(words.lexicon, named, "institution", "other", words.language)
    restored = Post(clean_name(f"{head.extra[2]} {named}"), singular.key, body)
    return Element("OFFICE", head.span, singular.key, SPREAD, post=restored)


def _ends_in_state(text: str, element: Element, words: Words) -> bool:
    """Say whether a body's name closes with its state («گمرک ایران» in «رؤسای گمرک ایران و X»)."""
    last = element.span.of(text).split()[-1] if element.kind == "INST" else ""
    return skeleton_key(last) in words.states


def _without_state(text: str, body: Element) -> str:
    return clean_name(body.span.of(text).rpartition(" ")[0])


def _like(text: str, element: Element, kind: str, words: Words) -> bool:
    """Say whether an element can stand in the list: of the same class, or a province's name that is also a word."""
    province = kind == "PLACE" and element.kind == "WORD"
    return element.kind == kind or (province and words.lexicon.place(element.span.of(text), "province") is not None)


def _field(text: str, parts: list[Element]) -> str:
    """Return the words between a plural head and its first state («نفت» in «وزیران نفت ایران و X»), "" without."""
    plain = len(parts) > 1 and parts[-1].kind == "STATE" and all(part.kind in _FIELD for part in parts[:-1])
    return Span(parts[0].span.start, parts[-2].span.end).of(text) if plain else ""
