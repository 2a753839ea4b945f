"""What the shape of a word tells: finite verbs, words that end a name, a name without its marks."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.words import Words


def ends_name(element: Element, words: Words) -> bool:
    """Say whether a word is none that stands in a name or title: a verb, a pronoun, an adverb, half of a verb."""
    return is_verb(element.key) or (element.kind == "WORD" and element.key in words.borders)


def is_verb(key: str) -> bool:
    """Say whether a folded word has the shape of a finite verb (می…, نمی…)."""
    return key.startswith(("می", "نمی")) and key.endswith(("د", "ند", "یم", "م", "ود")) and len(key) > 4


def clean_name(name: str) -> str:
    """Return a name as written, without quotation marks and line breaks."""
    return " ".join("".join(char for char in name if char not in '«»"“”').split())
