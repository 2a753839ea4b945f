"""Agreements called by a date: «تفاهم‌نامه بهمن ۹۷», "the 2016 memorandum", "renewed their memorandum of 2016".

What is told to have been done to one later is not of that date; its signing is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.extraction.acts import NOUN, Act
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Sentence
from kg.extraction.reading import When
from kg.extraction.settled_dates import when_of
from kg.language import DateHit, Span

_BESIDE = re.compile(r"\s*(?:of|مورخ|مورخه|در تاریخ)?\s*")
"""What may stand between an agreement and the date by which it is named («تفاهم‌نامه بهمن ۹۷», "deal of May 2015")."""


def named_date(document: Document, made: Draft, dates: tuple[DateHit, ...]) -> When | None:
    """Return the date that stands right behind the agreement's noun, if its year is stated, or its year alone."""
    hits = (_behind(document, noun.span, dates) for noun in made.nouns)
    hit = next((one for one in hits if one is not None), None)
    years = (_year_of(document, noun.span) for noun in made.nouns)
    return when_of(document, hit, "date.name") or next((year for year in years if year), None)


def _behind(document: Document, noun: Span, dates: Sequence[DateHit]) -> DateHit | None:
    """Return the first stated date right behind a noun, part of what its agreement is called by."""
    low, high = (bisect_right(dates, edge, key=lambda one: one.span.start) for edge in (noun.end - 1, noun.end + NEAR))
    hit = next((one for one in dates[low:high] if one.basis == "stated"), None)
    return hit if hit and _BESIDE.fullmatch(document.text, noun.end, hit.span.start) else None


def _year_of(document: Document, noun: Span) -> When | None:
    """Return the bare year of "the memorandum of 2016", "their 2016 memorandum"; None in Persian, which says «سال»."""
    before = _YEAR_BEFORE.search(document.text[max(0, noun.start - NEAR) : noun.start])
    behind = None if before else _YEAR_BEHIND.match(document.text, noun.end)
    found = before or behind
    if found is None:
        return None
    start = found.start(1) + (max(0, noun.start - NEAR) if before else 0)
    span = Span(start, start + len(found[1]))
    year = found[1]
    days = (f"{year}-01-01", f"{year}-12-31")
    return When(year, year, "gregorian", "year", "stated", "date.name", document.evidence(span), *days)


_YEAR_BEFORE = re.compile(r"\b(?:the|their|its|a)\s+((?:19|20)\d\d)\s+\Z", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"\s+of\s+((?:19|20)\d\d)(?=\s*(?:[.,;)]|\Z|(?:and|on|between|with|for|to|in|that|which)\b))")


NEAR = 12
"""Most characters between the noun and its date."""


def of_name(document: Document, sentence: Sentence, acts: list[Act], hit: DateHit) -> bool:
    """Say whether an agreement is called by a date, and what is told was done later («قرارداد ۹۸ را تمدید کرد»)."""
    later = all(act.event in _LATER for act in acts)
    nouns = (at for at, element in enumerate(sentence.elements) if element.kind == "NOUN")
    return later and any(_called_by(document, sentence, at, (hit,)) for at in nouns)


def _called_by(document: Document, sentence: Sentence, at: int, dates: Sequence[DateHit]) -> DateHit | None:
    """Return the month or year by which the noun at an index is called, which the verb does not follow.

    «این قرارداد سال ۹۹ تمدید شد» and «قرارداد سال ۹۹ تمدید شد» tell when it was renewed.
    """
    elements = sentence.elements
    hit = _behind(document, elements[at].span, dates)
    if hit is None or hit.precision not in ("month", "year") or elements[max(0, at - 1)].kind == "THIS":
        return None
    after = next((e.kind for e in elements if e.span.start >= hit.span.end), "ACT")
    return None if after in ("ACT", "RASID", "IN", "BYACT", "STOP") else hit


_LATER = ("extension", "amendment", "ratification", "termination", "suspension", "withdrawal", "accession")
"""What is done to an agreement that is there already."""


def signed_before(
    document: Document, made: Draft, dates: tuple[DateHit, ...], told: set[str]
) -> list[tuple[Act, When | None]]:
    """Return the signing of an agreement called by its date, to which only later acts are told to have been done."""
    if not told or not told <= set(_LATER):
        return []
    own = {noun.span for noun in made.nouns}
    for sentence in made.sentences:
        for at, noun in enumerate(sentence.elements):
            when = _name_of(document, sentence, at, dates) if noun.kind == "NOUN" and noun.span in own else None
            if when is not None:
                low, high = sorted((noun.span, Span(when.evidence.start, when.evidence.end)))
                return [(Act("signing", "past", False, Span(low.start, high.end), NOUN), when)]
    return []


def _name_of(document: Document, sentence: Sentence, at: int, dates: tuple[DateHit, ...]) -> When | None:
    """Return the month or year by which the noun at an index is called, or None."""
    called = when_of(document, _called_by(document, sentence, at, dates), "date.name")
    return called or _year_of(document, sentence.elements[at].span)
