"""Text: the fold and its index, sentences, numbers, dates, durations, counts and names found in it."""

from kg.language.arithmetic import day_after, duration_length, jalali_span
from kg.language.calendars import to_jalali
from kg.language.collating import ALPHABET, alphabetical
from kg.language.date_forms import find_dates
from kg.language.dates import DateHit
from kg.language.folding import Folded, fold, search_text, skeleton_key
from kg.language.matching import Match, Matcher, Place, longest
from kg.language.numbers import NumberHit, find_numbers
from kg.language.quantities import CountHit, DurationHit, find_counts, find_durations
from kg.language.resolving import resolve, settle_year
from kg.language.spans import Span
from kg.language.splitting import Sentences, sentences
from kg.language.wording import fold_version, search_words

__all__ = [
    "ALPHABET",
    "CountHit",
    "DateHit",
    "DurationHit",
    "Folded",
    "Match",
    "Matcher",
    "NumberHit",
    "Place",
    "Sentences",
    "Span",
    "alphabetical",
    "day_after",
    "duration_length",
    "find_counts",
    "find_dates",
    "find_durations",
    "find_numbers",
    "fold",
    "fold_version",
    "jalali_span",
    "longest",
    "resolve",
    "search_text",
    "search_words",
    "sentences",
    "settle_year",
    "skeleton_key",
    "to_jalali",
]
