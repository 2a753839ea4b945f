"""Bodies whose approval is an event of its own kind, and the bare words that stand for them («مجلس», "lawmakers")."""

from __future__ import annotations

from functools import lru_cache

from kg.extraction.bodies import body_of
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element
from kg.language import skeleton_key
from kg.lexicon import Lexicon

_BARE = ("BARE", "WORD", "OFFICE")
_FOREIGN = ("THIS", "COUNTRY", "STATE", "NATIONAL", "ITS")
"""Kinds beside a bare word that say of which state the body is («مجلس این کشور», "its parliament")."""


def mark_acting(document: Document) -> None:
    """Mark every element that names an acting body of the home state, by its name or by a bare word."""
    known, bare = _bodies(document.words.lexicon, document.words.language)
    home = _at_home(document)
    for sentence in document.sentences:
        for at, element in enumerate(sentence.elements):
            if element.kind in ("INST", "BARE") and element.body and element.body.id in known:
                element.acting = element.body
            elif home and element.key in bare and element.kind in _BARE and not _named(element):
                ours = _ours(document, sentence.elements, at)
                element.acting = bare[element.key] if ours else None


@lru_cache(maxsize=8)
def _bodies(lexicon: Lexicon, language: str) -> tuple[set[str], dict[str, Body]]:
    """Return the ids of the acting bodies, and the bare words of the language with the body of each."""
    known, bare = set[str](), dict[str, Body]()
    for row in lexicon.words("acting-bodies"):
        entry = lexicon.institution_by_id(f"institution/{row['slug']}")
        if entry:
            body = body_of(entry, language)
            known.add(body.id)
            bare |= {skeleton_key(form): body for form in row[f"bare_{language}"].split("|") if form}
    return known, bare


def _at_home(document: Document) -> bool:
    """Say whether the text names the home state, or no state at all."""
    states = {element.body.id for element in document.all("STATE", "NATIONAL") if element.body}
    return not states or document.words.home in states


def _named(element: Element) -> bool:
    return element.body is not None or (element.post is not None and element.post.body is not None)


def _ours(document: Document, elements: list[Element], at: int) -> bool:
    """Say whether nothing beside the word gives it to another state ("the parliament of Armenia")."""
    after = [e for e in elements[at + 1 : at + 3] if e.kind in _FOREIGN]
    if after and elements[at + 1].kind in (*_FOREIGN, "OF"):
        return after[0].body is not None and after[0].body.id == document.words.home
    near = elements[max(0, at - 2) : at] if document.words.language == "en" else []
    before = [e for e in near if e.kind in ("STATE", "NATIONAL", "ITS")]
    return not before or (before[-1].body is not None and before[-1].body.id == document.words.home)
