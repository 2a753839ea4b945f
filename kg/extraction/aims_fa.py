"""The aims of a Persian sentence: lists of axes first, else all that introducers, heads and provisions give."""

from __future__ import annotations

from kg.extraction.elements import Sentence
from kg.extraction.objectives import Found, headed, introduced, plain_subject, terms
from kg.extraction.provisions import focused, obliged, told
from kg.extraction.words import Words


def aims(sentence: Sentence, words: Words) -> list[Found]:
    """Return the aims of a sentence that tells of an agreement."""
    elements = sentence.elements
    listed = terms(elements, words)
    if listed:
        return listed
    rest = [*obliged(elements, words), *focused(elements), *told(elements, words)]
    goal = headed(elements, words)
    return [*(goal or [*introduced(elements, words), *plain_subject(elements, words)]), *rest]
