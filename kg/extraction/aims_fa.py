"""The aims of a Persian sentence: lists of axes first, else all that introducers, heads and provisions give."""

from __future__ import annotations

from kg.extraction.elements import Sentence
from kg.extraction.helping import helped
from kg.extraction.listings import focused, included, listed, provided
from kg.extraction.objectives import Found, introduced, purposed
from kg.extraction.provisions import obliged, told
from kg.extraction.subjects import headed, plain_subject
from kg.extraction.words import Words


def aims(sentence: Sentence, words: Words) -> list[Found]:
    """Return the aims of a sentence that tells of an agreement."""
    elements = sentence.elements
    axes = listed(elements, words)
    if axes:
        return axes
    held = provided(elements, words) or focused(elements, words) or included(elements, words)
    rest = [*(held or obliged(elements, words)), *told(elements, words), *purposed(elements, words)]
    rest += helped(elements, words)
    goal = headed(elements, words)
    return [*(goal or [*introduced(elements, words), *plain_subject(elements, words)]), *rest]
