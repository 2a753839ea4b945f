"""Parties that the sentence after an agreement's names: «… امضا شد. بر این اساس، X با Y … همکاری خواهد کرد»."""

from __future__ import annotations

from kg.extraction.acts import acts_of
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence

CARRIED = 3
"""Within so many sentences before stands the agreement that «بر این اساس» refers to."""


def carried(document: Document, sentence: Sentence) -> tuple[Sentence, Element] | None:
    """Return the sentence and the agreement's noun from which one that opens with «بر این اساس» goes on, or None."""
    opens = sentence.elements[:1]
    if not opens or opens[0].kind != "BASIS" or opens[0].value != "it":
        return None
    before = document.sentences[max(0, sentence.number - CARRIED) : sentence.number]
    return next(((one, noun) for one in reversed(before) if (noun := _concluded(one)) is not None), None)


def _concluded(sentence: Sentence) -> Element | None:
    """Return the first noun of a sentence that tells that an agreement was concluded, or None."""
    noun = sentence.first("NOUN")
    strong = noun is not None and noun.extra[:1] == ("strong",)
    return noun if strong and any(not act.negative for act in acts_of(sentence)) else None
