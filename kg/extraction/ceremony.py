"""One ceremony for several agreements: a signing without a date or place of its own has those of the others.

«این اسناد شنبه در چابهار امضا شدند» and a set («۹ سند همکاری») date all that are told singly; "on the
sidelines", «همچنین» and "the same day" tie one to the agreement before it. Only what is news is dated so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kg.extraction.called import signed_before
from kg.extraction.dating import dated_in, held_in
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Sentence
from kg.extraction.reading import Event, Located, Report, When
from kg.language import DateHit, search_text
from kg.lexicon import Lexicon

NEWS = 14
"""Most days between a ceremony and the news of it."""

AHEAD = 2
"""So many sentences before an agreement's first one may tie it to the one before it."""

_DATED = ("signing", "exchange", "extension", "initialling")


@dataclass(frozen=True, slots=True)
class _Occasion:
    """When and where agreements were signed together."""

    when: When | None
    place: Located | None


def shared(
    document: Document, told: list[tuple[Draft, Report]], dates: tuple[DateHit, ...], published: str | None
) -> list[Report]:
    """Return the reports; those of signings without a date or place get what they share with the others."""
    told = [
        (draft, _held(document, draft, _renewed(document, draft, one, dates, published), dates, published))
        for draft, one in told
    ]
    if len(told) < 2 and not _plural(document):
        return [one for _, one in told]
    common = _common(document, told, dates)
    made: list[Report] = []
    before: Report | None = None
    for draft, one in told:
        occasion = common or (_of(before) if before and _tied(document, draft) else None)
        made.append(_given(one, occasion, published) if occasion and _undated(one) else one)
        before = made[-1] if _of(made[-1]).when else before
    return made


def _renewed(document: Document, made: Draft, one: Report, dates: tuple[DateHit, ...], published: str | None) -> Report:
    """Return the report with its undated extension or amendment dated by the signing that is news: it was its own.

    The agreement itself is of the date by which it is called ("renewed their memorandum of 2016"), if by one.
    """
    changed = next((event for event in one.events if event.kind in ("extension", "amendment") and not event.date), None)
    signed = next((event for event in one.events if event.kind == "signing" and event.date), None)
    if changed is None or signed is None or one.when is None or not _news(one.when, published):
        return one
    kept = (replace(e, date=signed.date) if e is changed else e for e in one.events if e is not signed)
    called = signed_before(document, made, dates, {changed.kind})
    before = (
        Event(act.event, when.date if when else None, act.rule, document.evidence(act.span), None, None)
        for act, when in called
    )
    events = sorted((*kept, *before), key=lambda event: event.evidence.start)
    return replace(one, when=called[0][1] if called else one.when, events=tuple(events))


def _held(document: Document, made: Draft, one: Report, dates: tuple[DateHit, ...], published: str | None) -> Report:
    """Return the report of an undated signing with the date and place of the ceremony told of around it."""
    first = made.sentences[0].number
    if not _undated(one):
        return one
    for sentence in document.sentences[max(0, first - 1) : first + AROUND]:
        when, place = held_in(document, sentence, dates)
        if when is not None:
            return _given(one, _Occasion(when, place), published)
    return one


AROUND = 4
"""So many sentences from an agreement's first one on may tell of its ceremony."""


def _undated(one: Report) -> bool:
    """Say whether a report tells of a past signing or the like without any date."""
    dated = any(event.date for event in one.events)
    return one.when is None and not dated and any(event.kind in _DATED for event in one.events)


def _of(one: Report | None) -> _Occasion:
    """Return the latest day on which something was done to an agreement, and its place."""
    if one is None or one.when is None:
        return _Occasion(None, None)
    latest = max((event.date for event in one.events if event.date and len(event.date) == 10), default="")
    when = one.when if one.when.date >= latest or not latest else replace(one.when, date=latest)
    return _Occasion(when, one.place if when is one.when else None)


def _given(one: Report, occasion: _Occasion, published: str | None) -> Report:
    """Return a report with the date and place of an occasion, if that is news."""
    if occasion.when is None or not _news(occasion.when, published):
        return one
    act = next(event for event in one.events if event.kind in _DATED)
    events = tuple(_dated(event, occasion.when) if event is act else event for event in one.events)
    return replace(one, when=occasion.when, place=one.place or occasion.place, events=events)


def _dated(event: Event, when: When) -> Event:
    return replace(event, date=when.date)


def _news(when: When, published: str | None) -> bool:
    if not published or when.precision != "day":
        return False
    return 0 <= (date.fromisoformat(published[:10]) - date.fromisoformat(when.date)).days <= NEWS


def _common(document: Document, told: list[tuple[Draft, Report]], dates: tuple[DateHit, ...]) -> _Occasion | None:
    """Return the occasion of a set of agreements, or of a sentence that says it of all of them."""
    for _, one in told:
        if one.set_count is not None and one.when is not None:
            return _of(one)
    for sentence in _plural(document):
        when, place = dated_in(document, sentence, dates)
        if when is not None:
            return _Occasion(when, place)
    return None


def _plural(document: Document) -> list[Sentence]:
    """Return the sentences that tell of the signing of several agreements («این اسناد … امضا شدند»)."""
    marks = _forms(document.words.lexicon, document.words.language, "all")
    return [
        sentence
        for sentence in document.sentences
        if sentence.first("ACT", "RASID") and _holds(sentence.span.of(document.text), marks)
    ]


def _tied(document: Document, made: Draft) -> bool:
    """Say whether a word ties an agreement to the one told of before it («همچنین», "on the sidelines")."""
    marks = _forms(document.words.lexicon, document.words.language, "tie")
    return any(_holds(sentence.span.of(document.text), marks) for sentence in made.sentences[:AHEAD])


@lru_cache(maxsize=16)
def _forms(lexicon: Lexicon, language: str, kind: str) -> tuple[str, ...]:
    rows = lexicon.words("occasions")
    return tuple(f" {search_text(row['form'])} " for row in rows if row["lang"] == language and row["kind"] == kind)


def _holds(text: str, marks: tuple[str, ...]) -> bool:
    padded = f" {search_text(text)} "
    return any(mark in padded for mark in marks)
