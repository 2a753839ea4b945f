"""Taking one fact out of what an article says."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.named_facts import NamedFact
from kg.graph.revision import Revision
from kg.graph.view import View
from kg.ledgers import Property
from kg.ontology.terms import AGR, SCHEME

DATE_FACTS = ("earliest", "latest", "dateAsWritten", "calendar", "precision", "dateBasis")
"""What a report says of its date, and says no more when the date goes."""
_WITH = {"reportedDate": DATE_FACTS, "reportedType": ("typeAsWritten",)}
_PARTS = ("Participation", "Signature", "Objective", "Purpose", "Subject", "Event", "Value", "Link")


def reject(revision: Revision, prop: Property, fact: NamedFact) -> None:
    """Take a fact out: the node when the fact is a node of its own, else the value and its evidence."""
    if prop.whole:
        _drop(revision, prop, fact)
    else:
        _drop_value(revision, prop, fact)


def _drop(revision: Revision, prop: Property, fact: NamedFact) -> None:
    view, owner = revision.view, fact.owner
    if prop.link:
        drop_support(revision, prop, fact)
    gone = [owner]
    if prop.owner == "Report":
        gone += [part for name in _PARTS for part in view.nodes(owner, AGR(f"hasReported{name}"))]
    if prop.owner == "OfficialMention":
        signed = view.of_type(AGR("ReportedSignature"))
        gone += [part for part in signed if owner in view.nodes(part, AGR("reportedPerson"))]
    revision.drop(*gone)


def drop_support(revision: Revision, prop: Property, fact: NamedFact) -> None:
    """Take out the report's own evidence for a clause that it also has as plain text (purpose, subject)."""
    view = revision.view
    text = view.text(fact.owner, AGR(prop.value))
    for report in view.of_type(AGR("Report")):
        for node in view.nodes(report, AGR("evidence")):
            if view.node(node, AGR("onProperty")) == AGR(prop.name) and view.text(node, AGR("literalValue")) == text:
                revision.drop(node)


def _drop_value(revision: Revision, prop: Property, fact: NamedFact) -> None:
    single = len(revision.view.nodes(fact.owner, AGR(prop.value))) <= 1
    revision.remove(fact.owner, AGR(prop.value), fact.value)
    for name in (*(prop.shown if single else ()), *_WITH.get(prop.value, ())):
        revision.remove(fact.owner, AGR(name))
    for event in dated_alike(revision.view, fact) if prop.kind == "date" else ():
        revision.remove(event, AGR("reportedEventDate"))
    if prop.owner == "Report":
        revision.drop(*fact.evidence)
    if prop.unknown:
        revision.add(fact.owner, AGR(prop.value), SCHEME(f"{prop.kind}/{prop.unknown}"))


def dated_alike(view: View, fact: NamedFact) -> list[NamedNode]:
    """Return the events of a report that have its date: they were read from the same words."""
    events = view.nodes(fact.owner, AGR("hasReportedEvent"))
    return [event for event in events if view.literal(event, AGR("reportedEventDate")) == fact.value]
