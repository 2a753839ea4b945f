"""English names joined with what stands beside them: a group's head, a possessive, the form of a company, a nation."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Element
from kg.extraction.english.glue import capital
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

GROUP = 3
"""Most words between a company's name and the head that closes the name of its group."""


def of_nation(text: str, parts: list[Element], words: Words) -> bool:
    """Say whether a nation's adjective opens a name without a head, which it only describes ("Dutch Fokker Air")."""
    if len(parts) < 3 or parts[0].kind != "NATIONAL":
        return False
    surface = " ".join(Span(parts[0].span.start, parts[-1].span.end).of(text).split())
    if words.lexicon.institution(surface) is not None:
        return False
    return not any(e.kind in ("IHEAD", "OHEAD", "GIVEN") for e in parts) or _without_nation(text, parts)


def _without_nation(text: str, parts: list[Element]) -> bool:
    """Say whether the text names a company or the like without its nation, too ("Iranian X Company … X Company")."""
    if parts[1].kind not in ("WORD", "NAME", "GIVEN") or parts[-1].kind != "IHEAD":
        return False
    nation = parts[0].span.of(text)
    rest = Span(parts[1].span.start, parts[-1].span.end).of(text)
    return re.search(rf"(?<!{re.escape(nation)} )(?<![\w-]){re.escape(rest)}(?!\w)", text) is not None


def group_end(text: str, elements: list[Element], at: int) -> int:
    """Return the index after "Automotive Group" or "AG" behind a known company's name, 0 where no such head follows."""
    body = elements[at].body
    if elements[at].kind != "INST" or body is None or body.kind != "company":
        return 0
    end = at + 1
    while end < len(elements) and end - at <= GROUP and elements[end].kind == "WORD" and capital(text, elements[end]):
        end += 1
    headed = end < len(elements) and elements[end].kind == "IHEAD" and capital(text, elements[end])
    return end + 1 if headed and elements[end].value == "company" else 0


def group(text: str, named: Element, head: Element, start: int | None = None) -> Element:
    """Return a known body with the head of its group, or with the form of company that stands at ``start``."""
    span = Span(named.span.start if start is None else start, head.span.end)
    name = " ".join(span.of(text).split())
    if len(name.split()) == len(named.span.of(text).split()) + 1:
        return replace(named, span=span)
    return replace(
        named, span=span, key=skeleton_key(name), body=replace(named.body, name=name) if named.body else None
    )


def owned(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join a possessive inside a name ("Grand People’s Study House"); a state's own possessive stays apart."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        kinds = [e.kind for e in elements[at : at + 3]]
        known = kinds[2:] == ["INST"] and (body := elements[at + 2].body) is not None and body.known
        if kinds in (["NAME", "POSS", "NAME"], ["NAME", "POSS", "INST"]) and not known:
            first, last = elements[at], elements[at + 2]
            span = Span(first.span.start, last.span.end)
            made.append(replace(first, span=span, name=span) if last.kind == "NAME" else last)
            at += 3
        elif [e.kind for e in elements[at : at + 5]] == ["INST", "POSS", "NAME", "AND", "IHEAD"]:
            span = Span(elements[at].span.start, elements[at + 4].span.end)
            name = " ".join(span.of(text).split())
            owned = named_body(words.lexicon, name, "institution", "research-institute", "en")
            made.append(replace(elements[at], span=span, key=skeleton_key(name), body=owned))
            at += 5
        elif kinds[:2] == ["NAME", "INST"] and elements[at].key in words.sets["company form"]:  # "PJSC Gazprom"
            made.append(group(text, elements[at + 1], elements[at + 1], elements[at].span.start))
            at += 2
        else:
            made.append(elements[at])
            at += 1
    return made
