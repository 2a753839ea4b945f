"""The body that the holder of an English title stands for: "Oil Minister", "mayor of Baku", "Environment chief"."""

from __future__ import annotations

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element
from kg.extraction.words import Words
from kg.language import Span, skeleton_key


def headed_body(text: str, head: Element, parts: list[Element], words: Words) -> Body | None:
    """Return the body that the holder of a title stands for, by the words of the title; None where it names none."""
    owners = [part for part in parts if part.kind == "INST" and not _bracketed_field(text, head, part)]
    named = [part.body for part in owners if part.body]
    body = next((one for one in named if one.known), named[0] if named else None)
    if body is not None or head.value == "-":
        return body
    state = next((part.body for part in parts if part.kind in ("STATE", "NATIONAL") and part.body), None)
    if parts[-1].kind == "IHEAD" and parts[-1] is not head:
        return None
    naming = ("NAME", "WORD", "COOP", "INST", *(("PLACE", "CAPITAL") if head.value == TOWN else ()))
    names = [_unbracketed(text, part) for part in parts if part.kind in naming and text[part.span.start].isupper()]
    own, rest = _nation(" ".join(" ".join(names).split()), words)
    joint = _joint_field(text, head, parts, words)
    state = state or own
    field = joint or rest or _small_words(text, head, parts)
    if head.value == "=":
        return _headed(field, state, words) if field else state
    if not field:
        return (
            named_body(words.lexicon, f"{head.value} of {state.name}", "institution", "other", "en") if state else None
        )
    for name in (f"{head.value} of {field}", f"{field} {head.value}"):
        if words.lexicon.institution(name) and (state is None or state.id == words.home):
            return named_body(words.lexicon, name, "institution", "ministry", "en")
    owner = f" of {state.name}" if state else ""
    name = f"{field} {head.value}" if head.value == TOWN else f"{head.value} of {field}{owner}"
    return named_body(words.lexicon, name, "institution", "ministry", "en")


def _bracketed_field(text: str, head: Element, part: Element) -> bool:
    """Say whether a body is but a minister's field with the ministry's abbreviation ("Rural Development (MARD)")."""
    known = part.body is not None and part.body.known
    return head.value == "Ministry" and not known and part.span.of(text).endswith(")")


def _unbracketed(text: str, part: Element) -> str:
    return part.span.of(text).partition(" (")[0] if part.kind == "INST" else part.span.of(text)


TOWN = "Municipality"
"""Target of the head whose title names a city."""


def _nation(names: str, words: Words) -> tuple[Body | None, str]:
    """Return the state whose adjective opens the words of a title, and the rest ("New Zealander Trade")."""
    parts = names.split()
    for length in (2, 1):
        state = words.states.get(skeleton_key(" ".join(parts[:length]))) if len(parts) > length else None
        if state is not None:
            return state, " ".join(parts[length:])
    return None, names


def _joint_field(text: str, head: Element, parts: list[Element], words: Words) -> str:
    """Return "Transport and Urban Development" before the head of its minister, without the state; "" elsewhere."""
    links = [n for n, part in enumerate(parts) if part.kind in ("AND", "COMMA") and part.span.start < head.span.start]
    if not links or links[0] == 0:
        return ""
    named = Span(parts[links[0] - 1].span.start, head.span.start).of(text).split()
    return " ".join(named[1:] if skeleton_key(named[0]) in words.states else named)


def _headed(field: str, state: Body | None, words: Words) -> Body:
    """Return the body of a head: one so called, else the home body that has the field («Environment chief»)."""
    home = state is None or state.id == words.home
    forms = (f"{field} {kind}" for kind in _BODIES) if home and words.lexicon.institution(field) is None else ()
    name = next((form for form in forms if words.lexicon.institution(form)), field)
    return named_body(words.lexicon, name, "company", "company", "en")


_BODIES = ("Department", "Organization", "Administration")
"""What a head's body is called where his title names its field alone."""


def _small_words(text: str, head: Element, parts: list[Element]) -> str:
    """Return the field of a ministry in lower case ("minister of public health"), with capitals; "" for others."""
    if head.value != "Ministry":
        return ""
    small = [part.span.of(text) for part in parts if part.kind in ("WORD", "COOP", "AND")]
    return " ".join(word if word == "and" else word[:1].upper() + word[1:] for word in small)
