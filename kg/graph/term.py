"""For how long an agreement runs: its first term and each extension, reckoned exactly from what the reports state.

The first term begins with the entry into force where its day is told, else with the signing, and lasts the stated
duration, counted in the calendar in which its first day is told; where that is unknown, both calendars bound it. The
day of expiry is the anniversary: the first day that is no day of the term. An extension with a stated length runs from
the old expiry, or from its own day where the term was over or unknown by then; one without leaves the end open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.acts import Act
from kg.graph.builder import Builder, integer, string
from kg.graph.choice import Choice, choose
from kg.graph.dates import Bounds, date_literal
from kg.identity import hash_id
from kg.language import day_after
from kg.ontology.terms import AGR, XSD

_SOLAR = ("jalali", "gregorian")


@dataclass(frozen=True, slots=True)
class Term:
    """One term. starts: the days it can begin on; expires: those it can be over on, None for open; rule: how reckoned.

    since: the earliest day of the open end of an extension without length, "" if unknown.
    """

    starts: Bounds | None
    expires: Bounds | None
    duration: str
    rule: str
    evidence: tuple[NamedNode, ...]
    since: str = ""


def terms_of(acts: Sequence[Act], duration: Choice | None) -> tuple[Term, ...]:
    """Return the first term and the extensions in their order; duration: the chosen one of the first term."""
    first = _first(acts, duration)
    found = [first] if first else []
    for tellings in _extensions(acts):
        found.append(_extended(found[-1] if found else None, tellings))
    return tuple(found)


def add_terms(out: Builder, node: NamedNode, terms: Sequence[Term]) -> None:
    """Write each term as a node, and start and expiry on the agreement."""
    for ordinal, term in enumerate(terms):
        made = out.node(hash_id("term", out.local(node), str(ordinal)))
        out.kind(made, AGR("Term"))
        out.basis(made, "derived")
        out.add(node, AGR("hasTerm"), made)
        out.add(made, AGR("ordinal"), integer(ordinal))
        out.add(made, AGR("rule"), string(term.rule))
        out.add(made, AGR("duration"), Literal(term.duration, datatype=XSD("duration")) if term.duration else None)
        _add_days(out, made, term, term)
        for evidence in term.evidence:
            out.add(made, AGR("evidence"), evidence)
    if terms:
        _add_days(out, node, terms[0], terms[-1])


def _add_days(out: Builder, node: NamedNode, first: Term, last: Term) -> None:
    if first.starts:
        out.add(node, AGR("startsEarliest"), date_literal(first.starts.earliest))
        out.add(node, AGR("startsLatest"), date_literal(first.starts.latest))
    if last.expires:
        out.add(node, AGR("expiresEarliest"), date_literal(last.expires.earliest))
        out.add(node, AGR("expiresLatest"), date_literal(last.expires.latest))
    elif last.since:
        out.add(node, AGR("expiresEarliest"), date_literal(last.since))


def _first(acts: Sequence[Act], duration: Choice | None) -> Term | None:
    """Return the term from entry into force or signing; without a duration it has a start alone."""
    for rule, chosen in (
        ("term.entry-into-force", [act for act in acts if act.kind == "entry-into-force"]),
        ("term.signing", [act for act in acts if act.status == "signed"]),
    ):
        start = _most_precise(chosen)
        if start is not None and start.days is not None:
            expires = _after(start.days, _written(duration), start.calendar)
            evidence = (*start.evidence, *(duration.said.evidence if duration else ()))
            return Term(start.days, expires, _written(duration), rule, evidence)
    return None


def _most_precise(acts: Iterable[Act]) -> Act | None:
    """Return the act with the fewest possible days, the earliest told among equals."""
    dated = [(act.days, act) for act in acts if act.days is not None]
    narrow = min((_width(days) for days, _ in dated), default=0)
    return next((act for days, act in dated if _width(days) == narrow), None)


def _width(days: Bounds) -> int:
    """Return a measure of how many days a span has."""
    first, last = ([int(part) for part in day.split("-")] for day in (days.earliest, days.latest))
    return (last[0] - first[0]) * 372 + (last[1] - first[1]) * 31 + last[2] - first[2]


def _after(days: Bounds, duration: str, calendar: str) -> Bounds | None:
    """Return the days a duration later; where the calendar is unknown, the bounds over both."""
    calendars = (calendar,) if calendar in _SOLAR else _SOLAR
    found = [day_after(day, duration, one) for one in calendars for day in (days.earliest, days.latest)]
    exact = [day for day in found if day is not None]
    return Bounds(min(exact), max(exact)) if exact and len(exact) == len(found) else None


def _extensions(acts: Sequence[Act]) -> list[list[Act]]:
    """Return the tellings of each extension, by their days; those without a day belong to the last one."""
    groups: list[list[Act]] = []
    tellings = [act for act in acts if act.status == "extended"]
    for act in sorted((act for act in tellings if act.days), key=lambda act: (act.days or Bounds("", "")).latest):
        last = groups[-1][-1].days if groups else None
        if last and act.days and act.days.earliest <= last.latest:
            groups[-1].append(act)
        else:
            groups.append([act])
    undated = [act for act in tellings if not act.days]
    if groups:
        groups[-1] += undated
    return groups or ([undated] if undated else [])


def _extended(before: Term | None, tellings: Sequence[Act]) -> Term:
    act = _most_precise(tellings) or tellings[0]
    said = [found for one in tellings if (found := one.told.said("reportedDuration")) is not None]
    length = choose(said, said)
    starts = _begin(before, act)
    evidence = tuple(dict.fromkeys((*act.evidence, *(length.said.evidence if length else ()))))
    expires = _after(starts, _written(length), act.calendar) if starts else None
    rule = "term.extension" if expires else "term.extension-without-end"
    return Term(starts, expires, _written(length), rule, evidence, "" if expires or not starts else starts.earliest)


def _begin(before: Term | None, act: Act) -> Bounds | None:
    """Return the days on which an extension begins: where the old term ends, or its own where that was over."""
    old = before.expires if before else None
    if old is None or (act.days is not None and act.days.earliest > old.latest):
        return act.days
    return old


def _written(length: Choice | None) -> str:
    return length.said.value.value if length else ""
