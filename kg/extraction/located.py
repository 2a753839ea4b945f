"""What every search for a place shares: the signings it starts from, and the place found, as the text names it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.reading import Located
from kg.language import Span

MOST_ACTS = 30
"""So many acts of one agreement are searched for a place."""

_PLACED = ("signing", "exchange", "initialling", "extension", "amendment")


def signings(made: Draft) -> Iterator[tuple[Sentence, Span]]:
    """Yield where a text tells that the agreement was signed, exchanged or changed: the sentence, and the act in it."""
    for act in made.acts[:MOST_ACTS]:
        sentence = next((s for s in made.sentences if s.span.covers(act.span)), None)
        if sentence is not None and act.event in _PLACED and act.time != "future":
            yield sentence, act.span


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
