"""What a sentence says itself, without those that only report it («به گزارش خبرگزاری X»، "according to X")."""

from __future__ import annotations

from kg.extraction.elements import Element, Sentence
from kg.extraction.english.sources import without_sources
from kg.extraction.patterns import encode
from kg.extraction.sources import without_reports

_READERS = {"en": without_sources, "fa": without_reports}


def own_code(sentence: Sentence, language: str) -> str:
    """Return the sentence encoded for patterns, who only reports it as words; one character an element."""
    return _READERS[language](sentence.elements, encode(sentence))


def own_elements(sentence: Sentence, language: str, start: int = 0, end: int | None = None) -> list[Element]:
    """Return the elements from ``start`` to ``end``, without those that only report."""
    pairs = zip(own_code(sentence, language), encode(sentence), sentence.elements, strict=True)
    return [element for own, code, element in [*pairs][start:end] if own == code]
