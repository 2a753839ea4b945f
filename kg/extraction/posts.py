"""Posts: a title's words as an office with the body that it belongs to, and whether its holder stands for it."""

from __future__ import annotations

from kg.extraction.bodies import body_of, home_body, named_body
from kg.extraction.elements import Body, Element, Post
from kg.extraction.wording import clean_name
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

REGION = frozenset({"PROVINCE", "COUNTY", "CITY", "COUNTRY"})
"""Classes of the words for a region, which may stand before its name."""

_RESTORED = {"وزارت": "ministry", "استانداری": "governorate", "شهرداری": "municipality", "سفارت": "embassy"}
"""Kinds of the bodies that a title's words name behind the head noun of bodies."""


def office_of(text: str, head: Element, parts: list[Element], words: Words) -> Element:
    """Return the OFFICE element of a head and the parts of its title."""
    span = Span(head.span.start, parts[-1].span.end if parts else head.span.end)
    title = clean_name(span.of(text))
    capacity = next((part.value for part in parts if part.kind == "CAPACITY"), "")
    capacity = capacity or next((told for key, told in words.capacities.items() if head.key.startswith(key)), "holder")
    body, stands = _body(text, head, parts, words)
    post = Post(title, head.key, body, stands, head.extra[1] == "pl", capacity)
    named = tuple(clean_name(part.span.of(text)) for part in parts if part.kind == "INST")
    return Element("OFFICE", span, head.key, "sport" if head.value == "-sport" else "", post=post, extra=named)


def _body(text: str, head: Element, parts: list[Element], words: Words) -> tuple[Body | None, bool]:
    """Return the body that the title belongs to, and whether its holder stands for it."""
    stands = head.extra[0] == "yes"
    last = parts[-1] if parts else None
    if head.value.startswith("@"):
        body = _elected(text, head, last, words)
        return body, body is not None and body.ikind != "parliament" and _sent(parts)
    if head.value.startswith("-") or last is None:
        return ((last.body or (last.post.body if last.post else None)) if last else None), False
    deputyship = _deputyship(text, head, parts, words)
    if deputyship:
        return deputyship, True
    if last.post or head.value.startswith("="):
        whole = last.kind in ("INST", "STATE") and len(parts) <= 2
        joined = [part.kind for part in parts[-2:-1]] == ["AND"]
        return (last.post.body, last.post.stands and joined) if last.post else (last.body, stands and whole)
    if last.kind in ("INST", "BARE"):
        return last.body, stands and len(parts) == 1
    return _restored(text, head, parts, words), stands


def _sent(parts: list[Element]) -> bool:
    """Say whether «نماینده X» is sent by a body or a state, and by nobody inside it."""
    return len(parts) == 1 and parts[0].kind in ("STATE", "INST")


def _restored(text: str, head: Element, parts: list[Element], words: Words) -> Body:
    """Return the body that the title's words name behind the head noun of bodies («وزیر سابق نیرو» → «وزارت نیرو»)."""
    rest = clean_name(Span(parts[0].span.start, parts[-1].span.end).of(text))
    rest = " ".join(word for word in rest.split() if word != "استان" and skeleton_key(word) not in words.capacities)
    return of_field(head.value, rest, words)


def _elected(text: str, head: Element, last: Element | None, words: Words) -> Body | None:
    """Return the body of a title that names it or only the place it represents («نماینده تهران», of the parliament)."""
    if last is None or last.kind not in REGION | {"PLACE", "CAPITAL", "WORD"}:
        return (last.post.body if last.post else last.body) if last else None
    elected = last.kind != "WORD" or " " in clean_name(head.span.of(text))
    return named_body(words.lexicon, head.value[1:], "institution", "parliament", words.language) if elected else None


def _deputyship(text: str, head: Element, parts: list[Element], words: Words) -> Body | None:
    """Return the deputyship that is a known body of its own («معاون علمی … رئیس جمهور» → «معاونت علمی …»)."""
    own = head.value.removeprefix("=")
    if own == head.value or not own:
        return None
    rest = clean_name(Span(parts[0].span.start, parts[-1].span.end).of(text))
    for name in (rest, rest.replace("رئیس جمهوری", "ریاست جمهوری"), rest.replace("رئیس‌جمهور", "ریاست جمهوری")):
        if words.lexicon.institution(f"{own} {name}"):
            return named_body(words.lexicon, f"{own} {name}", "institution", "organisation", words.language)
    return None


def of_field(target: str, named: str, words: Words) -> Body:
    """Return the body of one state that is about the field shared by a list («وزارت نفت X»)."""
    name = f"{target} {named}"
    own = home_body(words.lexicon, name) if words.lexicon.institution(name) is None else None
    ikind = _RESTORED.get(target, "other")
    return body_of(own) if own else named_body(words.lexicon, name, "institution", ikind, words.language)
