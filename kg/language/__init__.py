"""Text: the fold and its index, sentences, numbers, dates, durations, counts and names found in it."""

from kg.language.folding import Folded, fold, search_text, skeleton_key
from kg.language.matching import Match, Matcher, longest
from kg.language.spans import Span
from kg.language.splitting import sentences

__all__ = [
    "Folded",
    "Match",
    "Matcher",
    "Span",
    "fold",
    "longest",
    "search_text",
    "sentences",
    "skeleton_key",
]
