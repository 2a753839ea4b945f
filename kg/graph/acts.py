"""What happened to an agreement as its reports tell: events and statuses, each with the days it can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.extraction import STATUS_AFTER
from kg.graph.choice import LIFE
from kg.graph.dates import Bounds, bounds
from kg.graph.told import Told
from kg.identity import EARLY
from kg.ontology.terms import AGR, CALENDAR, EKIND


@dataclass(frozen=True, slots=True)
class Act:
    """One telling of one act. kind: of the event, "" where only a status is told; days: None where no date is told.

    told_by: the last day on which the article that tells it may have appeared, "" if unknown; calendar: in which its
    date is told, "" if unknown.
    """

    status: str
    kind: str
    days: Bounds | None
    told_by: str
    calendar: str
    evidence: tuple[NamedNode, ...]
    told: Told

    @property
    def rank(self) -> int:
        """Return the place of the status in the order of a life."""
        return LIFE.index(self.status)


def acts_of(told: Sequence[Told]) -> tuple[Act, ...]:
    """Return the acts that the reports tell, in the reports' order."""
    return tuple(act for one in told for act in (*_events(one), *_status(one)))


def act_of_date(one: Told, acts: Sequence[Act]) -> str:
    """Return the status to whose act the report's own date belongs: a dated event's, else what the report tells."""
    same = [act.status for act in acts if act.told is one and act.days is not None and act.days == one.days]
    if "signed" in same:
        return "signed"
    return next(iter(same), one.status or "unknown")


def _events(one: Told) -> Iterator[Act]:
    for part in one.view.nodes(one.report, AGR("hasReportedEvent")):
        kind = EKIND.local(one.view.node(part, AGR("reportedEventKind"))) or ""
        if kind not in STATUS_AFTER:
            continue
        when = one.view.text(part, AGR("reportedEventDate"))
        same = when is not None and when == one.view.text(one.report, AGR("reportedDate"))
        days = (one.days if same else bounds(when)) if when else None
        evidence = tuple(one.view.nodes(part, AGR("evidence")))
        yield _act(one, STATUS_AFTER[kind], kind, days, evidence)


def _status(one: Told) -> Iterator[Act]:
    """Yield the status that a report tells without an event that leads to it."""
    status = one.status
    kinds = {EKIND.local(one.view.node(part, AGR("reportedEventKind"))) or "" for part in _parts(one)}
    if status is None or status in {STATUS_AFTER.get(kind) for kind in kinds}:
        return
    days = None if _parts(one) else one.days
    evidence = one.evidence(AGR("reportedStatus"))
    yield _act(one, status if status in LIFE else "unknown", "", days, evidence)


def _act(one: Told, status: str, kind: str, days: Bounds | None, evidence: tuple[NamedNode, ...]) -> Act:
    """Return the act; a plan is made by the day its article appears, whatever day it is made for."""
    appeared = one.published
    told_by = appeared.latest if appeared else days.earliest if days and status in EARLY else ""
    if status in EARLY and days is not None and (status == "planned" or days.latest > told_by):
        days = None
    calendar = _calendar(one) if days is not None and days == one.days else ""
    return Act(status, kind, days, told_by, calendar, evidence, one)


def _parts(one: Told) -> list[NamedNode]:
    return one.view.nodes(one.report, AGR("hasReportedEvent"))


def _calendar(one: Told) -> str:
    return CALENDAR.local(one.view.node(one.report, AGR("calendar"))) or ""
