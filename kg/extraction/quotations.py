"""English sentences with every quotation as one element, so that what stands around it can be read.

Straight and curly marks are paired within a paragraph; a word or two in quotation marks is no quotation.
"""

from __future__ import annotations

import re

from kg.extraction.document import Document
from kg.extraction.elements import Element
from kg.language import Span

SHORTEST = 12
"""Fewest characters of a quotation."""

QUOTED = "QUOTED"
"""The class of an element that is a whole quotation; its span has no marks and no closing comma."""

_MARK = re.compile(r"[\"“”]|\n\n")
_ENDS = " ,\n"


def quotations(text: str) -> list[Span]:
    """Return the quotations of a text with their marks, in order."""
    made: list[Span] = []
    opened: int | None = None
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        if mark == "\n\n":
            opened = None
        elif mark == "“" or (mark == '"' and opened is None):
            opened = at
        elif opened is not None:
            if at - opened > SHORTEST:
                made.append(Span(opened, at + 1))
            opened = None
    return made


def inside(text: str, span: Span) -> Span:
    """Return what stands between the marks of a quotation, without blanks and the comma that closes it."""
    start, end = span.start + 1, span.end - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)


def units(document: Document) -> list[tuple[int, list[Element]]]:
    """Return the sentences as elements, each quotation one of them; a sentence goes on behind one that ends in it.

    Each with the number of the sentence in which it begins.
    """
    quoted = quotations(document.text)
    made: list[tuple[int, list[Element]]] = []
    at = 0
    for sentence in document.sentences:
        while at < len(quoted) and quoted[at].end <= sentence.span.start:
            at += 1
        here = quoted[at:]
        goes_on = bool(made) and bool(here) and here[0].start < sentence.span.start
        elements = _masked(document.text, sentence.elements, here, sentence.span.end)
        if goes_on:
            made[-1][1].extend(elements)
        else:
            made.append((sentence.number, elements))
    return made


def _masked(text: str, elements: list[Element], quoted: list[Span], end: int) -> list[Element]:
    made: list[Element] = []
    spans = iter(quoted)
    span = next(spans, None)
    for element in elements:
        while span is not None and span.end <= element.span.start:
            span = next(spans, None)
        if span is None or element.span.end <= span.start:
            made.append(element)
        elif element.span.start == span.start:
            made.append(Element(QUOTED, inside(text, span)))
    return made
