"""Dates, places, durations, counts and sums of money of an agreement, each with the span that says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.reading import Amount, Located, Stated, When
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

_SCALES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9, "تریلیون": 10**12, "همت": 10**13}
_SCALES |= {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_IRR, _TOMAN = ("IRR", 1), ("IRR", 10)
_CURRENCIES = {
    "ریال": _IRR, "ریالی": _IRR, "تومان": _TOMAN, "تومانی": _TOMAN, "rials": _IRR, "tomans": _TOMAN,
    "دلار": ("USD", 1), "دلاری": ("USD", 1), "dollars": ("USD", 1), "یورو": ("EUR", 1), "یورویی": ("EUR", 1),
    "euros": ("EUR", 1), "یوان": ("CNY", 1), "yuan": ("CNY", 1), "ین": ("JPY", 1), "yen": ("JPY", 1),
    "درهم": ("AED", 1), "پوند": ("GBP", 1), "روپیه": ("INR", 1), "روبل": ("RUB", 1), "لیر": ("TRY", 1),
}  # fmt: skip
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
_AFTER = re.compile(r"[\s\u200c]*([^\W\d_]+)(?:[\s\u200c]+([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Quantities:
    """All dates, durations, counts and numbers of a text, found once."""

    dates: tuple[DateHit, ...]
    durations: tuple[DurationHit, ...]
    counts: tuple[CountHit, ...]
    numbers: tuple[NumberHit, ...]


def quantities(document: Document) -> Quantities:
    """Return what a text holds of dates, durations, counts and numbers."""
    folded = fold(document.text)
    return Quantities(find_dates(folded), find_durations(folded), find_counts(folded), find_numbers(folded))


def when(document: Document, made: Draft, found: Quantities, published: str | None) -> When | None:
    """Return the date of signing: the date phrase nearest to an act in a sentence that signs or concludes."""
    best: tuple[int, int, DateHit] | None = None
    for act in made.acts[:MOST_ACTS]:
        sentence = next((s for s in made.sentences if s.span.covers(act.span)), None)
        if sentence is None or act.negative:
            continue
        for hit in found.dates:
            if not sentence.span.covers(hit.span):
                continue
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
        for hit in found.durations:
            if sentence.span.covers(hit.span) and _is_term(sentence, hit.span, document):
                return Stated(hit.iso8601, "duration.term", document.evidence(hit.span))
    return None


def _is_term(sentence: Sentence, span: Span, document: Document) -> bool:
    beside = any(0 <= span.start - e.span.end <= 12 for e in sentence.elements if e.kind == "NOUN")
    before = search_text(document.text[max(0, span.start - TERM_REACH) : span.end])
    after = search_text(document.text[span.start : span.end + TERM_REACH])
    rows = [row for row in document.words.lexicon.words("terms") if row["lang"] == document.words.language]
    led = any(search_text(row["form"]) in (before if row["where"] == "before" else after) for row in rows)
    return beside or led


def count(document: Document, made: Draft, found: Quantities, unit: str) -> Stated | None:
    """Return the number of articles or notes that the text gives the agreement."""
    for sentence in made.sentences:
        if not sentence.first("NOUN"):
            continue
        for hit in found.counts:
            if hit.unit == unit and sentence.span.covers(hit.span):
                return Stated(str(hit.value), f"count.{unit}", document.evidence(hit.span))
    return None


def amounts(document: Document, made: Draft, found: Quantities) -> tuple[Amount, ...]:
    """Return the sums of money in sentences that name the agreement, as stated; toman is rial × 10 exactly."""
    listed: dict[tuple[str, str], Amount] = {}
    for sentence in made.sentences:
        if not sentence.first("NOUN") or sentence.first("SAY"):
            continue
        for hit in found.numbers:
            if sentence.span.covers(hit.span):
                amount = _amount(document, hit)
                if amount:
                    listed.setdefault((amount.amount, amount.currency), amount)
    return tuple(listed.values())


def _amount(document: Document, hit: NumberHit) -> Amount | None:
    text = document.text
    value, end = Decimal(str(hit.value)), hit.span.end
    sign = text[max(0, hit.span.start - 1) : hit.span.start]
    after = _AFTER.match(text, end)
    first, second = (after[1] or "", after[2] or "") if after else ("", "")
    if first in _SCALES and after:
        value, end, first = value * _SCALES[first], after.end(1), second
        if "همت" in text[hit.span.end : end]:
            return _sum(document, Span(hit.span.start, end), value, "IRR")
    if sign in _SIGNS:
        return _sum(document, Span(hit.span.start - 1, end), value, _SIGNS[sign])
    if first in _CURRENCIES and after:
        currency, factor = _CURRENCIES[first]
        end = after.end(2) if after[2] and first == after[2] else after.end(1)
        return _sum(document, Span(hit.span.start, end), value * factor, currency)
    return None


def _sum(document: Document, span: Span, value: Decimal, currency: str) -> Amount:
    plain = format(value.normalize(), "f")
    return Amount(plain, currency, span.of(document.text), "value.number-currency", document.evidence(span))


def place(document: Document, made: Draft) -> Located | None:
    """Return where it was signed: a place after «در» in a sentence with an act, before or after the noun."""
    for act in made.acts[:MOST_ACTS]:
        sentence = next((s for s in made.sentences if s.span.covers(act.span)), None)
        if sentence is None or act.event not in ("signing", "exchange", "initialling"):
            continue
        for at, element in enumerate(sentence.elements[:-1]):
            target = sentence.elements[at + 1]
            if element.kind == "IN" and _is_place(target) and _around(sentence, at, act.span):
                return _located(document, target, "place.in")
    return None


def _is_place(element: Element) -> bool:
    return element.kind in ("PLACE", "CAPITAL")


def _around(sentence: Sentence, at: int, act: Span) -> bool:
    """Say whether no introducer of an aim stands between the place and the act."""
    place = sentence.elements[at].span
    low, high = min(place.start, act.start), max(place.start, act.start)
    between = [e for e in sentence.elements if low < e.span.start < high]
    return len(between) <= 14 and all(e.kind not in ("AIM", "SAY", "COLON", "DECIDED") for e in between)


def _located(document: Document, element: Element, rule: str) -> Located:
    lexicon = document.words.lexicon
    surface = element.span.of(document.text)
    known = lexicon.place_by_id(element.value) if element.value else lexicon.place(surface)
    name = (
        known.name_fa
        if known and document.words.language == "fa"
        else known.name_en
        if known and known.name_en
        else surface
    )
    return Located(" ".join(name.split()), known.id if known else None, rule, document.evidence(element.span))


def places_concerned(document: Document, made: Draft, provinces: set[str]) -> tuple[Located, ...]:
    """Return the provinces and cities the agreement is about: those of its parties, and those its subject names."""
    listed: dict[str, Located] = {}
    for sentence in made.sentences:
        if not sentence.first("NOUN"):
            continue
        for element in sentence.all("PLACE"):
            concerned = element.value in provinces or sentence.first("TOPICHEAD", "TERMS")
            at = sentence.elements.index(element)
            framed = at > 0 and sentence.elements[at - 1].kind == "IN" and not element.extra
            if concerned and not framed and element.value not in listed:
                listed[element.value] = _located(document, element, "place.concerned")
    return tuple(listed.values())
