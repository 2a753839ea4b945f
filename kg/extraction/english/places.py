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
            if element.kind == "HERE" and _around(sentence, at, act, document.words, behind=1):
                return _at_dateline(document)
            named = _named_at(sentence.elements, at, document.words) if element.kind == "IN" else at
            if named > at and _place_at(sentence, at, named, act) and _around(sentence, at, act, document.words):
                found = located(document, sentence.elements[named], "place.in")
                if not _aimed(sentence, at, act):
                    return found
                aimed = aimed or found
    return aimed or _closing(document, made) or place_of_visit(document, made) or _of_occasion(document, made)


def _of_occasion(document: Document, made: Draft) -> Located | None:
    """Return the place of the ceremony, or that the lead names for all agreements or for those who met to sign them."""
    if not any(True for _ in signings(made)):
        return None
    first = (made.claims[0].sentence if made.claims else made.sentences[0]).number
    for sentence in document.sentences[first : first + CEREMONY]:
        at = _ceremony_at(sentence)
        if at:
            return located(document, sentence.elements[at], "place.in")
    for sentence in document.sentences[max(0, first - OCCASION) : first + 1]:
        told = sentence.number < LEAD_REACH or {"NOUN", "ACT"} <= set(sentence.kinds)
        at = _occasion_at(document, sentence) if told else 0
        if at:
            return located(document, sentence.elements[at], "place.in")
    return None


OCCASION = 12
"""So many sentences before its first one may tell of the meeting at which an agreement was signed with others."""

CEREMONY = 3
"""In so many sentences from its first one on the ceremony of an agreement is told of."""

LEAD_REACH = 2
"""Sentences of the lead."""


def _ceremony_at(sentence: Sentence) -> int:
    """Return where the place behind "the signing ceremony in X" stands, 0 where none does."""
    kinds = sentence.kinds
    places = (n + 2 for n in range(len(kinds) - 2) if tuple(kinds[n : n + 2]) == ("CEREMONY", "IN"))
    return next((n for n in places if _is_place(sentence.elements[n])), 0)


def _occasion_at(document: Document, sentence: Sentence) -> int:
    """Return where "signed four agreements … in X" or "N and M met in X" names a place, 0 where none does."""
    elements = sentence.elements
    signed = _several_signed(document, elements)
    for at in range(1, len(elements) - 1):
        placed = elements[at].kind == "IN" and _is_place(elements[at + 1])
        if placed and _met_at(elements, at, document.words):
            return at + 1
        if placed and signed and _around(sentence, at, signed, document.words):
            return at + 1
    return 0


def _several_signed(document: Document, elements: list[Element]) -> Span | None:
    """Return the act by which several agreements were signed at once ("inked two memorandums of understanding")."""
    for at, element in enumerate(elements):
        nouns = [e for e in elements[at + 1 : at + SEVERAL] if e.kind == "NOUN"]
        if element.kind == "ACT" and element.value.startswith("signing:") and nouns:
            first = nouns[0].span.of(document.text).split()[0]
            return element.span if first.endswith(("s", "da")) else None
    return None


SEVERAL = 6
"""Within so many elements behind the act stands what was signed."""


def _met_at(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether "N met (M) in X" stands before the "in" at ``at``."""
    met = next((n for n in range(at - 1, max(0, at - MET), -1) if elements[n].key in words.sets["met"]), 0)
    between = {e.kind for e in elements[met + 1 : at]}
    persons = sum(e.kind == "PERSON" for e in elements[:at])
    return bool(met) and between <= _MEETING and persons > 1


MET = 7
"""Within so many elements "met his counterpart N in X" ends."""

_MEETING = frozenset({"WITH", "OFFICE", "PERSON", "STATE", "POSS", "ITS", "COMMA"})


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
    behind = at > 0 and (elements[at - 1].span == act or _met(elements, at) or _signer(elements, at))
    region = after[:1] == ["PROVINCE"] or (after[:1] == ["AND"] and after[2:] == ["PROVINCE"])
    if seat or (region and not behind):
        return False
    return _is_place(elements[named]) or (elements[named].kind == "STATE" and behind)


def _signer(elements: list[Element], at: int) -> bool:
    """Say whether the last of those by whom it was signed stands before "in Germany", which closes the clause."""
    by = any(e.kind == "BY" for e in elements[:at])
    closed = [e.kind for e in elements[at + 2 : at + 3]] in ([], ["COMMA"], ["STOP"], ["ON"])
    return by and closed and elements[at - 1].kind == "PERSON"


def _met(elements: list[Element], at: int) -> bool:
    """Say whether the "in" at ``at`` tells where something was held: "during a meeting in Germany"."""
    return any(e.kind == "DURING" for e in elements[max(0, at - 7) : at])


def _around(sentence: Sentence, at: int, act: Span, words: Words, behind: int = 2) -> bool:
    """Say whether the act is near and no introducer of an aim stands between. behind: where a day may follow."""
    found = sentence.elements[at].span
    low, high = min(found.start, act.start), max(found.start, act.start)
    inside = [e for e in sentence.elements if low < e.span.start < high]
    between = [e.kind for e in inside[: _held(inside, words)]]
    verbs = {"WILL", "IS"} if found.start < act.start else {"WILL"}
    barred = _BETWEEN | verbs
    if [e.kind for e in sentence.elements[at + behind : at + behind + 2]] == ["ON", "TIME"]:
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
