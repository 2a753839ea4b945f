"""Where an agreement was signed, in English: "signed in Baghdad", "signed in Germany", "signed here on Tuesday".

A place inside an aim ("to build a plant in Kashan"), a province and the seat of a speaker are none.
"""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.english.ends import dated
from kg.extraction.located import located, signings
from kg.extraction.reading import Located
from kg.extraction.visits import place_of_visit
from kg.extraction.words import Words
from kg.language import Span

AROUND = 24
"""Most elements between an act and the place where it was done."""

_BETWEEN = frozenset({"AIM", "SAY", "COLON", "DECIDED", "TO", "PROVIDES", "WHEREBY", "THAT", "REPORT", "SEMI"})


def place_of_signing(document: Document, made: Draft) -> Located | None:
    """Return where an English text says that the agreement was signed: best where no aim stands between."""
    aimed: Located | None = None
    for sentence, act in signings(made):
        for at, element in enumerate(sentence.elements):
            if element.kind == "HERE" and _around(sentence, at, act, document.words):
                return _at_dateline(document)
            named = _named_at(sentence.elements, at, document.words) if element.kind == "IN" else at
            if named > at and _place_at(sentence, at, named, act) and _around(sentence, at, act, document.words):
                found = located(document, sentence.elements[named], "place.in")
                if not _aimed(sentence, at, act):
                    return found
                aimed = aimed or found
    return aimed or _closing(document, made) or place_of_visit(document, made)


def _named_at(elements: list[Element], at: int, words: Words) -> int:
    """Return where the place behind "in" is named: "the Omani capital Muscat", "Oman's capital, Muscat", else next."""
    end = at + 1
    while end < len(elements) and end - at <= LEAD and elements[end].kind in _TELLING:
        end += 1
    towns = words.sets["town"]
    told = any(e.key in towns for e in elements[at + 1 : end])
    parted = end < len(elements) and elements[end].kind == "COMMA" and elements[end - 1].key in towns
    end += parted
    named = end < len(elements) and _is_place(elements[end])
    province = [e.kind for e in elements[end + 1 : end + 2]] == ["PROVINCE"]
    return end if named and (told or province) else at + 1


LEAD = 6
"""Most words before a place that tell what it is ("in the southern Iranian port city of …")."""

_TELLING = frozenset({"THE", "NATIONAL", "STATE", "POSS", "WORD", "OF", "ADJ", "PROVINCE"})


def _closing(document: Document, made: Draft) -> Located | None:
    """Return the place that closes a list of agreements ("…, a protocol on customs in Ashgabat on Monday")."""
    for sentence in (one for one in made.sentences if one.lead is not None):
        kinds = [*sentence.kinds, "STOP"]
        for at in range(len(kinds) - 2):
            placed = kinds[at] == "IN" and _is_place(sentence.elements[at + 1])
            if placed and (kinds[at + 2] in ("STOP", "COMMA") or dated(sentence.elements, at + 2)):
                return located(document, sentence.elements[at + 1], "place.in")
    return None


def _aimed(sentence: Sentence, at: int, act: Span) -> bool:
    """Say whether the place stands behind what the agreement is on ("an agreement on the joint filling … in Karaj")."""
    between = [e for e in sentence.elements if act.end <= e.span.start < sentence.elements[at].span.start]
    noun = next((n for n, e in enumerate(between) if e.kind == "NOUN"), None)
    return noun is not None and any(e.kind in ("ON", "FOR", "INCLUDES") for e in between[noun:])


def _is_place(element: Element) -> bool:
    return element.kind in ("PLACE", "CAPITAL")


def _place_at(sentence: Sentence, at: int, named: int, act: Span) -> bool:
    """Say whether the "in" at ``at`` leads a place of signing; a state or province only right behind the act."""
    elements = sentence.elements
    if named >= len(elements):
        return False
    after = [e.kind for e in elements[named + 1 : named + 4]]
    seat = at > 0 and elements[at - 1].kind == "OFFICE" and {"SAY", "REPORT"} & set(after[:2])
    behind = at > 0 and (elements[at - 1].span == act or _met(elements, at))
    region = after[:1] == ["PROVINCE"] or (after[:1] == ["AND"] and after[2:] == ["PROVINCE"])
    if seat or (region and not behind):
        return False
    return _is_place(elements[named]) or (elements[named].kind == "STATE" and behind)


def _met(elements: list[Element], at: int) -> bool:
    """Say whether the "in" at ``at`` tells where something was held: "during a meeting in Germany"."""
    return any(e.kind == "DURING" for e in elements[max(0, at - 7) : at])


def _around(sentence: Sentence, at: int, act: Span, words: Words) -> bool:
    """Say whether the act is near and no introducer of an aim stands between."""
    found = sentence.elements[at].span
    low, high = min(found.start, act.start), max(found.start, act.start)
    inside = [e for e in sentence.elements if low < e.span.start < high]
    between = [e.kind for e in inside[: _held(inside, words)]]
    verbs = {"WILL", "IS"} if found.start < act.start else {"WILL"}
    barred = _BETWEEN | verbs
    if [e.kind for e in sentence.elements[at + 2 : at + 4]] == ["ON", "TIME"]:
        barred -= {"TO", "AIM"}
    return len(between) <= AROUND and not barred & set(between)


def _held(between: list[Element], words: Words) -> int:
    """Return how many elements stand before "which was held", which tells of the meeting; all where it tells none."""
    for at in range(max(0, len(between) - HELD), len(between) - 2):
        if [e.kind for e in between[at : at + 2]] == ["THAT", "IS"]:
            return at if any(e.key in words.sets["held"] for e in between[at + 2 :]) else len(between)
    return len(between)


HELD = 4
"""Most elements of "that was being held", right before the place."""


def _at_dateline(document: Document) -> Located | None:
    """Return the place of the dateline ("SARI – …"), which "here" means."""
    for sentence in document.sentences[:3]:
        if sentence.kinds[1:2] == ("DASH",) and _is_place(sentence.elements[0]):
            return located(document, sentence.elements[0], "place.here")
    return None
