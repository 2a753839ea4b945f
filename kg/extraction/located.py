"""A place as the text names it, with its id where the lexicon knows it."""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.elements import Element
from kg.extraction.reading import Located

MOST_ACTS = 30
"""So many acts of one agreement are searched for a place."""


def located(document: Document, element: Element, rule: str) -> Located:
    """Return a place by its name in the language of the text, with its id where the lexicon knows it."""
    lexicon = document.words.lexicon
    surface = element.span.of(document.text)
    known = lexicon.place_by_id(element.value) if element.value else lexicon.place(surface)
    name = (
        known.name_fa
        if known and document.words.language == "fa"
        else known.name_en
        if known and known.name_en
        else surface
    )
    return Located(" ".join(name.split()), known.id if known else None, rule, document.evidence(element.span))
