"""Names that their place makes names: in quotation marks, as Persian agencies write them, and in lists of persons.

«نام»، [سمت] becomes one element, known or not; «N و M از طرف A» is a list of persons where M is one.
"""

from __future__ import annotations

from kg.extraction.elements import Element, Person
from kg.extraction.unknown_names import familiar, own_word
from kg.extraction.wording import clean_name, is_verb
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

LONGEST = 6
"""Most elements of a name in quotation marks."""

_NAMED = frozenset({"WORD", "GIVEN", "NATIONAL", "PLACE", "PERSON", "CAPITAL", "BARE"})
_PARTING = frozenset({"COMMA", "LP"})


def join_quoted(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with each quoted name, its quotation marks and its honorifics as one PERSON element."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        end = closing(elements, at)
        name = _name(text, elements, at, end, words) if end else None
        if name is None:
            made.append(elements[at])
            at += 1
            continue
        while made and made[-1].kind == "HON":
            name.span = Span(made.pop().span.start, name.span.end)
        made.append(name)
        at = end + 1
    return made


def closing(elements: list[Element], at: int) -> int:
    """Return where the quotation that opens at ``at`` closes, 0 where none does within the length of a name."""
    if elements[at].kind != "QUOTE":
        return 0
    near = range(at + 2, min(at + LONGEST + 2, len(elements)))
    return next((n for n in near if elements[n].kind == "QUOTE"), 0)


def _name(text: str, elements: list[Element], start: int, end: int, words: Words) -> Element | None:
    inner = [element for element in elements[start + 1 : end] if element.kind != "HON"]
    span = Span(elements[start].span.start, elements[end].span.end)
    if len(inner) == 1 and inner[0].kind == "PERSON" and inner[0].person:
        return Element("PERSON", span, inner[0].key, person=inner[0].person, name=inner[0].name or inner[0].span)
    if len(inner) < 2 or not all(_namely(element, words) for element in inner):
        return None
    if not _vouched(elements, start, end, inner, words):
        return None
    name = Span(inner[0].span.start, inner[-1].span.end)
    key = skeleton_key(name.of(text))
    first = inner[0].person.key if inner[0].person else inner[0].key
    person = Person(clean_name(name.of(text)), key, "".join(e.key for e in inner[1:]) or key.removeprefix(first))
    return Element("PERSON", span, key, person=person, name=name)


def _namely(element: Element, words: Words) -> bool:
    return element.kind in _NAMED and element.key not in words.actions and not is_verb(element.key)


def _vouched(elements: list[Element], start: int, end: int, inner: list[Element], words: Words) -> bool:
    """Say whether an office stands beside the quotation marks, or another person in a list with it."""
    personal = inner[0].kind in ("GIVEN", "PERSON") or inner[0].key in words.given
    strange = all(e.kind != "WORD" or e.key not in words.everyday for e in inner)
    told = personal or familiar(inner[-1], words)
    after = elements[end + 1 : end + 3]
    if (_office(after) and (told or strange)) or (personal and strange and len(inner) < LONGEST):
        return True
    before = elements[max(0, start - 2) : start][::-1]
    honoured = bool(before) and before[0].kind == "HON"
    return told and (honoured or _office(before) or _listed(elements, start, end))


def _office(beside: list[Element]) -> bool:
    kinds = [element.kind for element in beside]
    return kinds[:1] == ["OFFICE"] or (len(kinds) == 2 and kinds[0] in _PARTING and kinds[1] == "OFFICE")


def _listed(elements: list[Element], start: int, end: int) -> bool:
    """Say whether «و» or a comma joins the quotation with a person («A»، «B» و «C»)."""
    joined = ("AND", "COMMA")
    after = [e.kind for e in elements[end + 1 : end + 4]]
    before = [e.kind for e in elements[max(0, start - 3) : start]][::-1]
    return any(row[:1] and row[0] in joined and "PERSON" in row[1:] for row in (after, before))


def join_listed(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names that stand in a list with a person («N و M»), read from its end."""
    made = list(elements)
    for at in range(len(elements) - 1, -1, -1):
        length = _listed_length(made, at, words) if elements[at].kind == "GIVEN" else 0
        if length:
            made[at : at + length] = [_joined(text, made[at : at + length])]
    return made


def _listed_length(elements: list[Element], at: int, words: Words) -> int:
    """Return the length of a given name with one or two own words before «و» and a person or «از طرف», else 0."""
    if at and elements[at - 1].kind not in _BEFORE:
        return 0
    placed = _placed_length(elements, at, words)
    if placed:
        return placed
    for length in (2, 3):
        parts, after = elements[at + 1 : at + length], [e.kind for e in elements[at + length : at + length + 2]]
        if len(parts) < length - 1 or not all(own_word(part, words) for part in parts):
            return 0
        if after[:1] in (["REP"], ["AS"]) or (after[:1] in (["AND"], ["COMMA"]) and after[1:] == ["PERSON"]):
            return length
    return 0


def _placed_length(elements: list[Element], at: int, words: Words) -> int:
    """Return the length of a given name with a place for surname («مجید ماسوله‌ای») before a comma and an office."""
    for length in (2, 3):
        parts, after = elements[at + 1 : at + length], [e.kind for e in elements[at + length : at + length + 2]]
        tail = all(part.kind == "WORD" and part.key in words.sets["parted ending"] for part in parts[1:])
        if parts[:1] and parts[0].kind in ("PLACE", "CAPITAL") and tail and after == ["COMMA", "OFFICE"]:
            return length
    return 0


_BEFORE = frozenset(
    {"AND", "COMMA", "RA", "BYSIGN", "WITHSIGN", "BY", "PRESENCE", "CEREMONY", "COLON", "SIGN", "HON", "PARTIES"}
)


def _joined(text: str, parts: list[Element]) -> Element:
    span = Span(parts[0].span.start, parts[-1].span.end)
    key = skeleton_key(span.of(text))
    person = Person(clean_name(span.of(text)), key, "".join(part.key for part in parts[1:]))
    return Element("PERSON", span, key, person=person, name=span)
