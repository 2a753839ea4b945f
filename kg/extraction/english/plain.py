"""Elements without what says nothing of its own: "the" before a state's name, the short form behind an agreement."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.sources import is_agency
from kg.language import Span


def plain(text: str, elements: list[Element]) -> list[Element]:
    """Return the elements without "the" of "the Republic of X" and "(MOU)" of "memorandum of understanding (MOU)".

    A sport before a head is a word of its name ("Football Federation"), so is "General" ("General Administration"), and
    "according to" an agency names a source.
    """
    made: list[Element] = []
    at = 0
    while at < len(elements):
        if _short_form(text, elements, at):
            at += 3
            continue
        following = elements[at + 1].kind if at + 1 < len(elements) else ""
        if _address(text, elements, at):
            made.append(replace(elements[at], span=Span(elements[at].span.start, elements[at + 2].span.end)))
            at += 3
            continue
        also = _also_known(text, elements, at)
        if also:
            first, last = elements[at], elements[also]
            named = at + 3 + (elements[at + 1].kind == "ALSO")
            made += [replace(first, kind="LP"), *elements[named:also], replace(last, kind="RP")]
            at = also + 1
            continue
        general = elements[at].kind == "HON" and elements[at].key == "general"
        if (elements[at].kind == "SPORT" or general) and following == "IHEAD":
            made.append(replace(elements[at], kind="WORD", value=""))
        elif elements[at].kind != "THE" or following != "STATE":
            made.append(_sourced(elements, at))
        at += 1
    return made


def _address(text: str, elements: list[Element], at: int) -> bool:
    """Say whether the address of a site stands at ``at`` ("…, dolat.ir reported"), whose full stop ends nothing."""
    if [e.kind for e in elements[at : at + 3]] != ["WORD", "STOP", "WORD"]:
        return False
    span = Span(elements[at].span.start, elements[at + 2].span.end)
    return span.of(text).rpartition(".")[2].lower() in _DOMAINS and not any(map(str.isspace, span.of(text)))


_DOMAINS = frozenset({"ir", "com", "org", "net", "info", "gov"})


def _also_known(text: str, elements: list[Element], at: int) -> int:
    """Return where the comma stands that closes ", known as RAI," behind a name, 0 where no such bracket opens here."""
    if elements[at].kind != "COMMA":
        return 0
    opening = [(e.kind, e.key) for e in elements[at : at + 4] if e.kind != "ALSO"][:3]
    if len(opening) < len(_KNOWN) or opening[1][1] != "known" or opening[2][0] != "AS":
        return 0
    begin = at + len(_KNOWN) + (elements[at + 1].kind == "ALSO")
    end = begin
    while end < len(elements) and end - at <= SHORT and text[elements[end].span.start].isupper():
        end += 1
    closed = end > begin and end < len(elements) and elements[end].kind == "COMMA"
    return end if closed and at > 0 and text[elements[at - 1].span.start].isupper() else 0


_KNOWN = (",", "known", "as")

SHORT = 7
"""Most elements of ", known as …" before the comma that closes it."""


def _sourced(elements: list[Element], at: int) -> Element:
    """Return "according to" as what names a source where a news agency follows, and not an agreement."""
    element = elements[at]
    if element.kind != "BASIS" or not element.key.startswith("accordingto"):
        return element
    behind = [e for e in elements[at + 1 : at + 3] if e.kind != "THE"][:1]
    return replace(element, kind="SOURCE") if any(map(is_agency, behind)) else element


def _short_form(text: str, elements: list[Element], at: int) -> bool:
    """Say whether an abbreviation in brackets stands at ``at``, right behind the agreement that it abbreviates."""
    kinds = [element.kind for element in elements[max(0, at - 1) : at + 3]]
    return at > 0 and kinds == ["NOUN", "LP", "NOUN", "RP"] and elements[at + 1].span.of(text)[:2].isupper()
