"""How much of an aim's words a later telling has: the score by which progress is linked, and its threshold.

The score is the share of the aim's telling words that the later words have too, and ``TOPIC`` more where both touch one
topic. A link needs ``SHARED`` words in common and a score of ``THRESHOLD``. Both numbers were set on the pairs of
``tests/graph/data/progress.tsv``, which the tests measure again. Words of two languages are never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.extraction import topics_of
from kg.identity import content
from kg.language import search_text
from kg.lexicon import Lexicon

THRESHOLD, SHARED, TOPIC = 0.7, 2, 0.1
_ENDINGS = ("هایی", "های", "ها", "ی", "s")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text is compared by: its telling words, its topics, its language."""

    words: frozenset[str]
    topics: frozenset[str]
    language: str


@lru_cache(maxsize=4096)
def wording(text: str, language: str, lexicon: Lexicon) -> Wording:
    """Return what an aim or a later telling is compared by."""
    words = frozenset(_stem(word) for word in content(search_text(text)))
    return Wording(words, frozenset(topics_of(text, lexicon)), language)


def overlap(aim: Wording, later: Wording) -> float | None:
    """Return the score of a link between an aim and later words; None where there is no link."""
    shared = aim.words & later.words
    if aim.language != later.language or len(shared) < SHARED:
        return None
    score = len(shared) / len(aim.words) + (TOPIC if aim.topics & later.topics else 0)
    return round(score, 2) if score >= THRESHOLD else None


def _stem(word: str) -> str:
    """Return a word without a plural, an indefinite or an adjective ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
