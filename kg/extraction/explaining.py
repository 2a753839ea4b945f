"""Why a reading says what it says: each sentence with what was recognised, which rule fired, and what was dropped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.document import Document
from kg.extraction.elements import Element
from kg.extraction.reading import Aim, Dropped, Evidence, OfficeHeld, Reading, Report, Stated
from kg.extraction.topics import scores
from kg.lexicon import Lexicon

_PLAIN = frozenset({"WORD", "COMMA", "STOP", "SIGN", "QUOTE", "DASH", "SLASH", "NUM"})
"""Classes that say nothing of their own: words no list knows, and marks."""


@dataclass(frozen=True, slots=True, order=True)
class Recognised:
    """A piece of a sentence with its class. means: the body, office, person or value it stands for, or ""."""

    start: int
    end: int
    kind: str
    means: str


@dataclass(frozen=True, slots=True, order=True)
class Fired:
    """A fact with its span. what: party, signatory, objective …; agreement: number of its report, None if of none.

    why: what the value rests on beside the quote, such as the scored key words of an aim's topics.
    """

    start: int
    end: int
    what: str
    value: str
    rule: str
    agreement: int | None
    why: str


@dataclass(frozen=True, slots=True, order=True)
class Explained:
    """One sentence of an article: used or the reason why not, what was recognised, what fired, what was dropped."""

    start: int
    end: int
    used: bool
    reason: str | None
    recognised: tuple[Recognised, ...]
    fired: tuple[Fired, ...]
    dropped: tuple[Dropped, ...]


def explanation(document: Document, reading: Reading, lexicon: Lexicon) -> tuple[Explained, ...]:
    """Return the sentences of a document with all that its reading took from them, in the order of the text."""
    ends = [use.end for use in reading.sentences]
    fired: list[list[Fired]] = [[] for _ in ends]
    dropped: list[list[Dropped]] = [[] for _ in ends]
    recognised: list[list[Recognised]] = [[] for _ in ends]
    for fact in sorted(_facts(reading, lexicon)):
        fired[_within(ends, fact.start)].append(fact)
    for one in reading.dropped:
        dropped[_within(ends, one.start)].append(one)
    for sentence in document.sentences:
        told = [_recognised(element) for element in sentence.elements if element.kind not in _PLAIN]
        recognised[_within(ends, sentence.span.start)] += told
    return tuple(
        Explained(use.start, use.end, use.used, use.reason, tuple(known), tuple(facts), tuple(left))
        for use, known, facts, left in zip(reading.sentences, recognised, fired, dropped, strict=True)
    )


def _within(ends: list[int], start: int) -> int:
    """Return the number of the sentence in which something starts; a list's items are parts of one sentence."""
    return min(bisect_left(ends, start + 1), len(ends) - 1)


def _recognised(element: Element) -> Recognised:
    means = element.value
    if element.body:
        means = element.body.name
    elif element.post:
        means = f"{element.post.title} → {element.post.body.name}" if element.post.body else element.post.title
    elif element.person:
        means = element.person.name
    return Recognised(element.span.start, element.span.end, element.kind, means)


def _facts(reading: Reading, lexicon: Lexicon) -> Iterator[Fired]:
    for number, report in enumerate(reading.reports):
        yield from _of_report(number, report, lexicon)
    for official in reading.officials:
        yield _fired(("official", official.person, official.rule), official.evidence, None)
        yield from (_office(office, official.rule, None) for office in official.offices)
    for said in reading.statements:
        yield _fired(("statement", f"{said.speaker} ({said.stance})", said.rule), said.evidence, said.report)


def _of_report(number: int, report: Report, lexicon: Lexicon) -> Iterator[Fired]:
    def fired(what: str, value: str, rule: str, *quotes: Evidence) -> Iterator[Fired]:
        yield from (_fired((what, value, rule), quote, number) for quote in quotes)

    for party in report.parties:
        yield from fired(party.role, party.name, party.rule, party.evidence, *party.mentions)
    for signer in report.signatories:
        yield from fired("signatory", signer.person, signer.rule, signer.evidence)
        yield from (_office(office, signer.rule, number) for office in signer.offices)
    for what, aims in (("objective", report.objectives), ("purpose", report.purpose), ("subject", report.subject)):
        yield from (_aim(what, aim, number, lexicon) for aim in aims)
    for amount in report.values:
        yield from fired("value", f"{amount.amount} {amount.currency}", amount.rule, amount.evidence)
    for event in report.events:
        told = " ".join(filter(None, (event.kind, event.date, event.by and f"by {event.by}")))
        yield from fired("event", told, event.rule, event.evidence)
    for link in report.links:
        yield from fired(link.kind, link.name, link.rule, link.evidence)
    yield from _plain(number, report)


def _plain(number: int, report: Report) -> Iterator[Fired]:
    """Yield the values of which a report has one, and the places."""
    if report.when:
        yield _fired(("date", report.when.date, report.when.rule), report.when.evidence, number)
    if report.place:
        yield _fired(("place", report.place.name, report.place.rule), report.place.evidence, number)
    for place in report.places_concerned:
        yield _fired(("place concerned", place.name, place.rule), place.evidence, number)
    for name in ("type", "status", "duration", "article_count", "note_count", "set_count"):
        stated: Stated | None = getattr(report, name)
        if stated:
            yield _fired((name.replace("_", " "), stated.value, stated.rule), stated.evidence, number)


def _office(office: OfficeHeld, rule: str, number: int | None) -> Fired:
    body = f" → {office.institution}" if office.institution else ""
    return _fired(("office", f"{office.title}{body} ({office.capacity})", rule), office.evidence, number)


def _aim(what: str, aim: Aim, number: int, lexicon: Lexicon) -> Fired:
    """Return an aim with the topics given to it, each with the key words that speak for it and their points."""
    found = scores(aim.evidence.text, lexicon)
    told = [
        f"{slug} {sum(found[slug].values())} ({', '.join(f'{word} {points}' for word, points in found[slug].items())})"
        for slug in aim.topics
    ]
    return _fired((what, aim.text, aim.rule), aim.evidence, number, "; ".join(told))


def _fired(said: tuple[str, str, str], quote: Evidence, number: int | None, why: str = "") -> Fired:
    """Return a fact of what it is, its value and its rule, at its quote."""
    return Fired(quote.start, quote.end, *said, number, why)
