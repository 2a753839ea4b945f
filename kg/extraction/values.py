"""Dates, durations and counts of an agreement, each with the span that says it; ``money`` and ``places`` the rest."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Sentence
from kg.extraction.reading import Stated, When
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
    fold,
    resolve,
    search_text,
)

MOST_ACTS = 30
"""So many acts of one agreement are searched for a date or place."""

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
    folded = fold(document.text)
    return Quantities(
        Placed(find_dates(folded)),
        Placed(find_durations(folded)),
        Placed(find_counts(folded)),
        Placed(find_numbers(folded)),
    )


def when(document: Document, made: Draft, found: Quantities, published: str | None) -> When | None:
    """Return the date of signing: the date phrase nearest to an act in a sentence that signs or concludes."""
    best: tuple[int, int, DateHit] | None = None
    for act in made.acts[:MOST_ACTS]:
        sentence = next((s for s in made.sentences if s.span.covers(act.span)), None)
        if sentence is None or act.negative:
            continue
        for hit in found.dates.inside(sentence.span):
            settled = resolve(hit, published) if hit.basis != "stated" else hit
            if settled.iso is None or (settled.calendar is None and settled.basis != "resolved"):
                document.drop("date", hit.span, settled.problem or "RELATIVE_WITHOUT_PUBLICATION_DATE")
                continue
            distance = abs(hit.span.start - act.span.start)
            key = (0 if settled.precision == "day" else 1, distance, settled)
            if best is None or key[:2] < best[:2]:
                best = key
    if best is None:
        return None
    hit = best[2]
    precision = hit.precision if hit.precision in ("day", "month", "year") else "day"
    return When(
        hit.iso or "", hit.surface, hit.calendar or "gregorian", precision, hit.basis or "stated", "date.near-act",
        document.evidence(hit.span), hit.earliest or "", hit.latest or "",
    )  # fmt: skip


def duration(document: Document, made: Draft, found: Quantities) -> Stated | None:
    """Return the term of the agreement: a duration beside its noun, or led by a word for a term («به مدت ۳ سال»)."""
    for sentence in made.sentences:
        for hit in found.durations.inside(sentence.span):
            if _is_term(sentence, hit.span, document):
                return Stated(hit.iso8601, "duration.term", document.evidence(hit.span))
    return None


def _is_term(sentence: Sentence, span: Span, document: Document) -> bool:
    beside = any(0 <= span.start - e.span.end <= 12 for e in sentence.elements if e.kind == "NOUN")
    before = search_text(document.text[max(0, span.start - TERM_REACH) : span.end])
    after = search_text(document.text[span.start : span.end + TERM_REACH])
    rows = [row for row in document.words.lexicon.words("terms") if row["lang"] == document.words.language]
    sides = {"before": before, "after": after}
    led = any(search_text(row["form"]) in sides.get(row["where"], "") for row in rows)
    return beside or led


def count(document: Document, made: Draft, found: Quantities, unit: str) -> Stated | None:
    """Return the number of articles or notes that the text gives the agreement."""
    for sentence in made.sentences:
        if not sentence.first("NOUN"):
            continue
        for wanted in (unit, _STANDS_FOR.get(unit, unit)):
            for hit in found.counts.inside(sentence.span):
                if hit.unit == wanted:
                    return Stated(str(hit.value), f"count.{wanted}", document.evidence(hit.span))
    return None
