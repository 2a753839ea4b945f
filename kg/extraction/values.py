"""Durations and counts of an agreement, each with the span that says it.

``dating``, ``money`` and ``places`` read the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Sentence
from kg.extraction.reading import Stated
from kg.language import (
    CountHit,
    DateHit,
    DurationHit,
    NumberHit,
    Span,
    find_counts,
    find_dates,
    find_durations,
    find_numbers,
    search_text,
)

TERM_REACH = 28
"""A word for a term («مدت», "valid for") is looked for within so many characters of a duration."""


_STANDS_FOR = {"article": "clause"}
"""Where a text counts no articles, the «بند» of its agreement are its articles."""


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Hit = TypeVar("Hit", bound=_Spanned)


class Placed(Generic[Hit]):
    """Hits in the order of the text, to be asked for a stretch of it without looking through all of them."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits
        self.starts = [hit.span.start for hit in hits]

    def inside(self, span: Span) -> tuple[Hit, ...]:
        """Return the hits that lie in a stretch of the text."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return tuple(hit for hit in self.hits[low:high] if hit.span.end <= span.end)


@dataclass(frozen=True, slots=True)
class Quantities:
    """All dates, durations, counts and numbers of a text, found once."""

    dates: Placed[DateHit]
    durations: Placed[DurationHit]
    counts: Placed[CountHit]
    numbers: Placed[NumberHit]


def quantities(document: Document) -> Quantities:
    """Return what a text holds of dates, durations, counts and numbers."""
    folded = document.folded
    return Quantities(
        Placed(find_dates(folded)),
        Placed(find_durations(folded)),
        Placed(find_counts(folded)),
        Placed(find_numbers(folded)),
    )


def duration(document: Document, made: Draft, found: Quantities) -> Stated | None:
    """Return the term of the agreement: a duration beside its noun, or led by a word for a term («به مدت ۳ سال»)."""
    for sentence in made.sentences:
        for hit in found.durations.inside(sentence.span):
            if _is_term(sentence, hit, document):
                return Stated(hit.iso8601, "duration.term", document.evidence(hit.span))
    return None


def _is_term(sentence: Sentence, hit: DurationHit, document: Document) -> bool:
    """Say whether a duration is the agreement's; days and weeks only where a word for a term leads them."""
    span = hit.span
    before = search_text(document.text[max(0, span.start - TERM_REACH) : span.start])
    following = search_text(document.text[span.end : span.end + TERM_REACH]).split()[:1]
    sets = document.words.sets
    if sets["recurring"].intersection(before.split()[-1:]) or sets["elapsed"].intersection(following):
        return False
    nouns = [e for e in sentence.elements if e.kind in ("NOUN", "REFERS")]
    behind = any(0 <= span.start - e.span.end <= 12 for e in nouns) and before.split()[-1:] != ["از"]
    adjective = any(0 <= e.span.start - span.end <= 24 for e in nouns) and _attributive(document, span)
    long = "D" not in hit.iso8601 and "W" not in hit.iso8601
    return (long and (behind or adjective)) or _led(document, span)


def _led(document: Document, span: Span) -> bool:
    rows = [row for row in document.words.lexicon.words("terms") if row["lang"] == document.words.language]
    before = search_text(document.text[max(0, span.start - TERM_REACH) : span.end])
    after = search_text(document.text[span.start : span.end + TERM_REACH])
    sides = {"before": f" {before} ", "after": f" {after} "}
    return any(f" {search_text(row['form'])} " in sides.get(row["where"], "") for row in rows)


def _attributive(document: Document, span: Span) -> bool:
    """Say whether a duration stands before its noun as an adjective ("a three-year executive programme")."""
    return document.words.language == "en" and "-" in span.of(document.text)


def count(document: Document, made: Draft, found: Quantities, unit: str) -> Stated | None:
    """Return the number of articles or notes that the text gives the agreement."""
    for sentence in made.sentences:
        spoken = sentence.first("SAY") is not None
        if not sentence.first("NOUN") and (spoken or not sentence.first("TERMS", "IT", "REFERS", "THIS")):
            continue
        for wanted in (unit, _STANDS_FOR.get(unit, unit)):
            for hit in found.counts.inside(sentence.span):
                if hit.unit == wanted:
                    return Stated(str(hit.value), f"count.{wanted}", document.evidence(hit.span))
    return None
