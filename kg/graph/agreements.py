"""One agreement, as all the reports of it tell, as consolidated facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Builder, Value, string
from kg.graph.choice import Said, contradictory, latest_status, most_said
from kg.graph.dates import add_date
from kg.graph.keys import published, reported_bounds
from kg.graph.parts import Parts
from kg.graph.sources import Consolidation
from kg.graph.view import View
from kg.identity import Cluster, hash_id
from kg.language import search_text
from kg.ontology.terms import AGR, DCTERMS, RDFS, STATUS

SINGLE = {
    "reportedType": "agreementType",
    "reportedStatus": "status",
    "reportedArticleCount": "articleCount",
    "reportedNoteCount": "noteCount",
    "reportedDuration": "duration",
    "reportedDate": "date",
    "reportedPlace": "place",
}
"""Properties of a report of which an agreement has one: the report's name and the agreement's."""

_NEVER_CONTRADICTS = frozenset({"reportedStatus", "reportedDate"})
"""A status changes with time: two of them are a life. Dates of one agreement overlap: they differ in precision."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report of the agreement in its article's graph."""

    report: NamedNode
    view: View

    def said(self, name: str) -> Said | None:
        """Return the report's first value of a property with its evidence, or None."""
        prop = AGR(name)
        value: Value | None = self.view.node(self.report, prop) or self.view.literal(self.report, prop)
        return None if value is None else Said(value, self.evidence(prop))

    def evidence(self, prop: NamedNode) -> tuple[NamedNode, ...]:
        """Return the evidence nodes that support a plain property of the report."""
        found = self.view.nodes(self.report, AGR("evidence"))
        return tuple(node for node in found if self.view.node(node, AGR("onProperty")) == prop)


def add_agreement(out: Builder, world: Consolidation, cluster: Cluster) -> None:
    """Write one agreement with its parts, contradictions and redirects."""
    node = out.node(cluster.id)
    told = [Told(out.node(member), world.sources.view(world.home[member])) for member in cluster.members]
    out.kind(node, AGR("Agreement"))
    out.basis(node, "derived" if len(told) > 1 else "quoted")
    for one in told:
        out.add(node, AGR("reportedBy"), one.report)
        for evidence in one.view.nodes(one.report, AGR("evidence")):
            out.add(node, AGR("evidence"), evidence)
    _add_titles(out, node, told)
    _add_single_values(out, node, told)
    _add_places_concerned(out, node, told)
    for one in told:
        _add_set(out, node, one)
    parts = Parts(out, world, node)
    for one in told:
        parts.take(one.report, one.view)
    parts.write()
    for retired in cluster.retired:
        _redirect(out, retired, node)


def _redirect(out: Builder, retired: str, node: NamedNode) -> None:
    old = out.node(retired)
    out.kind(old, AGR("RetiredIdentifier"))
    out.add(old, DCTERMS("isReplacedBy"), node)


def _add_titles(out: Builder, node: NamedNode, told: Sequence[Told]) -> None:
    """Give the agreement a title in each language: of an article it leads, else of the earliest that tells it."""
    seen: set[str | None] = set()
    for one in sorted(told, key=lambda one: one.view.number(one.report, AGR("ordinal")) != 0):
        title = one.view.literal(one.report, AGR("reportedTitle"))
        if title is not None and title.language not in seen:
            seen.add(title.language)
            out.add(node, RDFS("label"), title)
            out.add(node, AGR("searchText"), string(search_text(title.value)))


def _add_single_values(out: Builder, node: NamedNode, told: Sequence[Told]) -> None:
    for theirs, ours in SINGLE.items():
        said = [found for one in told if (found := one.said(theirs)) is not None]
        if theirs not in _NEVER_CONTRADICTS and contradictory(said):
            _add_contradiction(out, node, ours, said)
        chosen = _status(told) if theirs == "reportedStatus" else most_said(_most_precise(theirs, said))
        if theirs == "reportedDate" and isinstance(chosen, Literal):
            _add_date(out, node, told, chosen)
        else:
            out.add(node, AGR(ours), chosen)


def _most_precise(name: str, said: list[Said]) -> list[Said]:
    """Of dates keep those that are known most precisely, of other values all."""
    if name != "reportedDate":
        return said
    longest = max((len(one.value.value) for one in said), default=0)
    return [one for one in said if len(one.value.value) == longest]


def _status(told: Sequence[Told]) -> NamedNode | None:
    statuses = [(_act_date(one), name) for one in told if (name := _status_name(one)) is not None]
    return STATUS(latest_status(statuses)) if statuses else None


def _status_name(one: Told) -> str | None:
    found = one.view.node(one.report, AGR("reportedStatus"))
    return STATUS.local(found)


def _act_date(one: Told) -> str:
    stated = one.view.text(one.report, AGR("latest"))
    article = one.view.node(one.report, AGR("reportedIn"))
    return stated or (published(one.view, article) if article else None) or ""


def _add_date(out: Builder, node: NamedNode, told: Sequence[Told], chosen: Literal) -> None:
    """Write the chosen date with the phrase, calendar and precision of the first report that names it."""
    first = next(one for one in told if one.view.literal(one.report, AGR("reportedDate")) == chosen)
    add_date(out, node, chosen.value, reported_bounds(first.view, first.report))
    out.add(node, AGR("dateAsWritten"), first.view.literal(first.report, AGR("dateAsWritten")))
    for name in ("calendar", "precision", "dateBasis"):
        out.add(node, AGR(name), first.view.node(first.report, AGR(name)))


def _add_places_concerned(out: Builder, node: NamedNode, told: Iterable[Told]) -> None:
    for one in told:
        for place in one.view.nodes(one.report, AGR("reportedPlaceConcerned")):
            out.add(node, AGR("placeConcerned"), place)


def _add_set(out: Builder, node: NamedNode, one: Told) -> None:
    """Write the set that a report counts together («۴۸ توافقنامه»); reports that count alike share it."""
    counted = one.view.literal(one.report, AGR("reportedSetCount"))
    if counted is None:
        return
    together = out.node(hash_id("set", out.local(node), counted.value))
    out.kind(together, AGR("AgreementSet"))
    out.basis(together, "quoted")
    out.add(together, AGR("countsTogether"), node)
    out.add(together, AGR("statedCount"), counted)
    for evidence in one.evidence(AGR("reportedSetCount")):
        out.add(together, AGR("evidence"), evidence)


def _add_contradiction(out: Builder, node: NamedNode, name: str, said: Sequence[Said]) -> None:
    contradiction = out.node(hash_id("contradiction", out.local(node), name))
    out.kind(contradiction, AGR("Contradiction"))
    out.basis(contradiction, "derived")
    out.add(contradiction, AGR("contradictionAbout"), node)
    out.add(contradiction, AGR("onProperty"), AGR(name))
    for one in said:
        for evidence in one.evidence:
            out.add(contradiction, AGR("conflictingEvidence"), evidence)
            out.add(contradiction, AGR("evidence"), evidence)
