"""Full text: names and texts of a store by the words in them, in one SQLite file beside the quads."""

from __future__ import annotations

from kg.textindex.asking import MOST_WORDS, Asked, Phrase, read_search
from kg.textindex.excerpts import Excerpt, excerpt, holds, places
from kg.textindex.hits import Hit
from kg.textindex.index import PARTS, TextIndex
from kg.textindex.kinds import KINDS, kind_of

__all__ = [
    "KINDS",
    "MOST_WORDS",
    "PARTS",
    "Asked",
    "Excerpt",
    "Hit",
    "Phrase",
    "TextIndex",
    "excerpt",
    "holds",
    "kind_of",
    "places",
    "read_search",
]
