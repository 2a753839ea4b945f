"""The head of a news text: its title line, the byline («ساری-رقیه سامع») and the dateline ("TEHRAN –")."""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.reading import Evidence, Heading

TITLE = 200
"""Most characters of a title line."""


def heading(document: Document) -> Heading:
    """Return what the text's head says about itself; parts that it does not have are None."""
    title = _title(document)
    byline, dateline = None, None
    for sentence in document.sentences[:12]:
        place, person = _signed_line(document, sentence)
        if place is not None:
            dateline = document.evidence(place.span)
            byline = document.evidence(person.name or person.span) if person is not None else None
            break
    return Heading(title, byline, dateline)


def _title(document: Document) -> Evidence | None:
    for sentence in document.sentences[:3]:
        line = sentence.span.of(document.text)
        if any(char.isalpha() for char in line):
            end = document.text.find("\n", sentence.span.start)
            is_line = sentence.span.end <= (end if end >= 0 else len(document.text))
            closed = line.rstrip().endswith((".", "؟", "!", ":"))
            return document.evidence(sentence.span) if is_line and not closed and len(line) <= TITLE else None
    return None


def _signed_line(document: Document, sentence: Sentence) -> tuple[Element | None, Element | None]:
    """Return place and person of a line that holds a place, a dash and at most a name; or of a leading "PLACE –"."""
    elements = sentence.elements
    kinds = sentence.kinds
    if len(kinds) >= 2 and kinds[0] in ("PLACE", "CAPITAL") and kinds[1] in ("DASH", "COLON"):
        if kinds[2:] == ("PERSON",):
            return elements[0], elements[2]
        if document.words.language == "en" or kinds[1] == "DASH":
            return elements[0], None
    return None, None


def byline_person(document: Document, found: Heading) -> str:
    """Return the key of the person in the byline, who is neither signatory nor official; "" without one."""
    if found.byline is None:
        return ""
    for holding in document.holdings.values():
        if holding.person.name == found.byline.text and not holding.posts:
            return holding.person.key
    return ""
