"""The life of an agreement as its page shows it: acts, the statuses that began with them, and the terms that run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.ontology.terms import AGR
from kg.pages.dates import when
from kg.pages.life_values import Stage
from kg.pages.nodes import Node
from kg.pages.parts import date_of, first_concept, first_slug, parts
from kg.pages.plain import duration_words
from kg.pages.reader import Reader
from kg.pages.values import Label, When
from kg.pages.words import words

_SORTS = ("act", "status", "term")
_TERM_RULES = {
    "term.entry-into-force": "termFromForce",
    "term.signing": "termFromSigning",
    "term.extension": "termExtended",
    "term.extension-without-end": "termWithoutEnd",
}


def stages(reader: Reader, agreement: Node) -> tuple[Stage, ...]:
    """Return the steps by their days, those without a day last; a status stands with the act that began it."""
    acts = [_act(reader, item) for item in parts(reader, agreement, "hasEvent")]
    found = _with_statuses(acts, [_status(reader, item) for item in _ordered(reader, agreement, "hasStatusPeriod")])
    terms = [_term(reader, item) for item in _ordered(reader, agreement, "hasTerm")]
    return tuple(sorted([*found, *terms], key=lambda one: (_day(one), _SORTS.index(one.sort))))


def _ordered(reader: Reader, agreement: Node, name: str) -> Iterator[Node]:
    found = [reader.node(reader.local(term)) for term in agreement.iris(AGR(name))]
    yield from sorted(found, key=lambda item: (item.number(AGR("ordinal")), item.id))


def _act(reader: Reader, item: Node) -> Stage:
    bodies = [reader.link("institution", reader.local(term)) for term in item.iris(AGR("actingBody"))]
    kind, quotes = first_concept(reader, item, "eventKind"), reader.quotes(item)
    return Stage("act", kind, date_of(item), None, bodies[0] if bodies else None, quotes)


def _status(reader: Reader, item: Node) -> Stage:
    first, last = _between(item.text(AGR("earliest")), item.text(AGR("latest")))
    return Stage(
        sort="status",
        kind=Label(),
        first=first,
        last=last,
        body=None,
        quotes=reader.quotes(item),
        status=first_concept(reader, item, "periodStatus"),
        status_code=first_slug(item, "periodStatus"),
        note="statusFirstTold" if item.text(AGR("rule")) == "status.first-told" else "",
    )


def _term(reader: Reader, item: Node) -> Stage:
    first, last = _between(item.text(AGR("startsEarliest")), item.text(AGR("startsLatest")))
    until = _between(item.text(AGR("expiresEarliest")), item.text(AGR("expiresLatest")))
    length, note = item.text(AGR("duration")), _TERM_RULES.get(item.text(AGR("rule")), "")
    return Stage(
        sort="term",
        kind=words()["laterTerm" if item.number(AGR("ordinal")) else "firstTerm"],
        first=first,
        last=last,
        body=None,
        quotes=reader.quotes(item),
        until=tuple(day for day in until if day),
        length=duration_words(length) if length else Label(),
        note=note,
    )


def _between(earliest: str, latest: str) -> tuple[When | None, When | None]:
    """Return the first and the last of the days between which something lies, one alone where they are the same."""
    days = [day for day in (when(earliest), when(latest) if latest != earliest else None) if day]
    return (days[0] if days else None, days[1] if len(days) > 1 else None)


def _with_statuses(acts: list[Stage], statuses: Iterable[Stage]) -> list[Stage]:
    """Return the acts, each with the status that it began, then the statuses that no act shown here began."""
    found, alone = list(acts), []
    for status in statuses:
        place = next((at for at, act in enumerate(found) if not act.status.any and _began(act, status)), None)
        if place is None:
            alone.append(status)
        else:
            act = found[place]
            told = act if act.first else replace(act, first=status.first, last=status.last, note=status.note)
            found[place] = replace(told, status=status.status, status_code=status.status_code)
    return [*found, *alone]


def _began(act: Stage, status: Stage) -> bool:
    """Say whether a status began by an act: they rest on a common quote, and no day speaks against it."""
    told = {(quote.article, quote.start, quote.end) for quote in act.quotes}
    shared = any((quote.article, quote.start, quote.end) in told for quote in status.quotes)
    return shared and (not act.first or not status.first or bool(status.note) or status.first.iso <= act.first.iso)


def _day(stage: Stage) -> str:
    return stage.first.iso if stage.first and stage.first.iso else "9999"
