"""Sources of Persian news: «به گزارش روابط عمومی X، …», «به نقل از X», «به خبرگزاری X گفت».

The body that only reports takes no part in the agreement, and neither do those between whom somebody mediates or who
only advise it («به توصیه X»): no rule of the parties sees them.
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.patterns import code

MOST = 16
"""Most elements of «به گزارش …» before its comma."""

NEAR = 5
"""Within so many elements a source stands that no comma closes."""

DATELINE = 5
"""Among so many first elements of a sentence a news agency may stand in a dateline («تهران - ایرنا - …»)."""

_DASHES = frozenset({"DASH", "SLASH"})
_MARK = "QUOTED"
_REPORTING = frozenset({"INST", "BARE"})
_ADVISING = frozenset({"OFFICE", "PERSON", "INST", "STATE"})
_SIDES = frozenset({"INST", "STATE", "CAPITAL"})
_ENDING = frozenset({"COMMA", "COLON", "STOP", "NOUN", "BETWEEN", "PERSON", "OFFICE", "ACT", "SAY"})


def without_reports(elements: list[Element], encoded: str) -> str:
    """Return the classes of the elements with those of reporting bodies replaced."""
    quoted = reporting(elements)
    return "".join([code(_MARK) if at in quoted else char for at, char in enumerate(encoded)]) if quoted else encoded


def reporting(elements: list[Element]) -> set[int]:
    """Return the indexes of the bodies that only report, mediate or advise."""
    quoted: set[int] = set()
    for at, element in enumerate(elements):
        if element.kind == "REPORT":
            quoted.update(_reporting(elements, at + 1))
        elif element.kind == "BETWEEN" and at > 0 and elements[at - 1].kind == "MEDIATE":
            quoted.update(_mediated(elements, at + 1))
        elif element.kind == "TO" and any(map(is_agency, elements[at + 1 : at + 2])):
            quoted.add(at + 1)
        elif at < DATELINE and is_agency(element) and _dashed(elements, at):
            quoted.add(at)
        elif element.kind == "ACCORDING":
            quoted.update(_saying(elements, at + 1))
        elif element.kind == "ADVISED":
            quoted.update(_advising(elements, at + 1))
    return quoted


def _advising(elements: list[Element], start: int) -> range:
    """Return where the one stands who advised, ordered or asked («به توصیه وزیر بهداشت», «به دستور [سمت] N»)."""
    kinds = [element.kind for element in elements[start : start + 2]]
    titled = sorted(kinds) == ["OFFICE", "PERSON"]
    return range(start, start + (2 if titled else int(set(kinds[:1]) <= _ADVISING)))


def _dashed(elements: list[Element], at: int) -> bool:
    """Say whether what stands at ``at`` is set off from the text («تهران - ایرنا - …», «ایسنا/قم …»)."""
    return any(element.kind in _DASHES for element in (*elements[at - 1 : at], *elements[at + 1 : at + 2]))


def _saying(elements: list[Element], start: int) -> list[int]:
    """Return the index of the person by whose words something is so, up to the comma behind («به گفته N، …»)."""
    near = range(start, min(start + NEAR, len(elements)))
    stop = next((n for n in near if elements[n].kind in ("COMMA", "COLON")), 0)
    return [n for n in range(start, stop) if elements[n].kind == "PERSON"]


def is_agency(element: Element) -> bool:
    """Say whether an element names a news agency: what is told or sent to it makes it no party."""
    return element.body is not None and element.body.ikind == "news-agency"


def _mediated(elements: list[Element], at: int) -> range:
    """Return where the two stand between whom somebody mediates («میانجی میان X و Y»)."""
    kinds = [element.kind for element in elements[at : at + 3]]
    return range(at, at + 3) if kinds[1:2] == ["AND"] and {*kinds[:1], *kinds[2:]} <= _SIDES else range(0)


def _reporting(elements: list[Element], start: int) -> list[int]:
    """Return the indexes of the bodies that report: all up to a comma, else the first one alone."""
    stop = start
    while stop < min(start + MOST, len(elements)) and elements[stop].kind not in _ENDING:
        stop += 1
    bodies = [n for n in range(start, stop) if elements[n].kind in _REPORTING]
    closed = stop < len(elements) and elements[stop].kind in ("COMMA", "COLON")
    return bodies if closed else [n for n in bodies[:1] if n < start + NEAR]
