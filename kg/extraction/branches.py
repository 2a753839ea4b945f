"""What goes on in the name of a body: its branch at a place, a number, a preposition, the martyr whose name it bears.

A place right behind a body that works all over the country names its branch there, a body of its own («کمیته امداد
استان گلستان», «دانشگاه آزاد اسلامی مشهد»).
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.wording import ends_name
from kg.extraction.words import Words

_WHOLE = frozenset(
    {"ministry", "state", "international-organisation", "news-agency", "governorate", "municipality", "parliament"}
)
"""Kinds of bodies that have no branches, or whose name holds its place already."""

_PLACES = frozenset({"PLACE", "CAPITAL"})
_REGIONS = frozenset({"PROVINCE", "COUNTY", "CITY"})
_GOVERNED = {"FROMP": "takes from", "WITH": "takes with", "TO": "takes to"}
"""Prepositions that go on in a name -> the set of the words behind which they do."""


def branch_end(text: str, elements: list[Element], at: int, words: Words) -> int:
    """Return the index behind the branch that a known body at ``at`` is named with, ``at`` if it is named alone."""
    body = elements[at].body
    if elements[at].kind != "INST" or body is None or not body.known or body.ikind in _WHOLE:
        return at
    longer = _longer(elements, at, words)
    if longer > at:
        return longer
    end = _behind_blessing(elements, at + 1, words)
    end += end < len(elements) and (elements[end].kind in _REGIONS or elements[end].key in words.sets["district"])
    if end >= len(elements) or not _place(text, elements[end], words):
        return at
    return end + 1 + any(element.key in words.sets["greater"] for element in elements[end + 1 : end + 2])


def _longer(elements: list[Element], at: int, words: Words) -> int:
    """Return the end of a company's longer name that opens like a known one («با شرکت X Y قرارداد …»), else ``at``."""
    body = elements[at].body
    if not at or elements[at - 1].kind != "WITH" or body is None or body.kind != "company":
        return at
    end = at + 1
    while end < min(at + LONGEST, len(elements)) and _unknown(elements, end, at, words):
        end += 1
    return end if end > at + 1 and end < len(elements) and elements[end].kind in _AFTER else at


LONGEST = 4
"""Most elements of a company's name that begins like a known one, that one counted as one."""

_AFTER = frozenset({"NOUN", "FOR", "AIM", "ACT", "IN", "COMMA", "AND", "RA", "ONE"})


def _unknown(elements: list[Element], at: int, start: int, words: Words) -> bool:
    element = elements[at]
    plain = element.kind in ("WORD", "GIVEN") and element.key not in words.everyday and not ends_name(element, words)
    return plain or (element.kind == "IHEAD" and at > start + 1)


def in_region(elements: list[Element], at: int) -> bool:
    """Say whether a known body is named as that of the province or county at hand («کمیته امداد استان»)."""
    body = elements[at].body
    whole = elements[at].kind != "INST" or body is None or not body.known or body.ikind in _WHOLE
    return not whole and at + 1 < len(elements) and elements[at + 1].kind in _REGIONS - {"CITY"}


def placed_end(text: str, elements: list[Element], at: int, words: Words) -> int:
    """Return the index behind a place at ``at``, with «استان» or alone, ``at`` where none stands."""
    region = at < len(elements) and elements[at].kind in _REGIONS | {"COUNTRY"}
    named = at + region < len(elements) and _place(text, elements[at + region], words)
    return at + region + named


def _place(text: str, element: Element, words: Words) -> bool:
    """Say whether an element names a place, be it by a word that elsewhere is none («مشهد», «گلستان»)."""
    plain = element.kind in ("WORD", "GIVEN") and bool(words.lexicon.places_named(element.span.of(text)))
    return element.kind in _PLACES or plain


def _behind_blessing(elements: list[Element], at: int, words: Words) -> int:
    """Return the index behind «(ره)», or ``at`` where there is none."""
    kinds = [element.kind for element in elements[at : at + 3]]
    blessed = kinds[:1] == ["LP"] and kinds[2:] == ["RP"] and elements[at + 1].key in words.sets["blessing"]
    return at + 3 if blessed else at


def governed(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a preposition at ``at`` goes on in a name («معاونت پیشگیری از وقوع جرم»)."""
    led = _GOVERNED.get(elements[at].kind)
    if led is None or not 0 < at < len(elements) - 1:
        return False
    return elements[at - 1].key in words.sets[led] and elements[at + 1].kind == "WORD"


def martyr(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether «شهید» at ``at`` leads to the name that a body bears («مجتمع شهید X»)."""
    named = at + 1 < len(elements) and elements[at + 1].kind in ("WORD", "GIVEN", "PLACE")
    return named and elements[at].kind == "HON" and elements[at].key in words.sets["martyr"]


def numbered(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a number at ``at`` belongs to the word before it («شهرداری منطقه دو تهران»)."""
    return at > 0 and elements[at].kind in ("ONE", "NUM") and elements[at - 1].key in words.sets["numbered"]
