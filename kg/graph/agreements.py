"""One agreement, as all the reports of it tell, as consolidated facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kg.graph.acts import Act, acts_of
from kg.graph.agreement_date import add_agreement_date
from kg.graph.builder import Builder, integer, string
from kg.graph.choice import Choice, choose
from kg.graph.dates import date_literal
from kg.graph.disagreement import add_party_contradiction, add_status_contradiction, add_value_contradiction
from kg.graph.lifecycle import Period, periods
from kg.graph.ordering import date_order, id_order
from kg.graph.parts import Parts
from kg.graph.precision import contradict, precise
from kg.graph.progress import add_progress
from kg.graph.sides import parties_of, party_sides
from kg.graph.sources import World
from kg.graph.term import add_terms, terms_of
from kg.graph.told import Told, voices
from kg.identity import Cluster, hash_id
from kg.language import search_text
from kg.ontology.terms import AGR, RDFS, STATUS

__all__ = ["SINGLE", "Told", "add_agreement"]

SINGLE = {
    "reportedType": "agreementType",
    "reportedArticleCount": "articleCount",
    "reportedNoteCount": "noteCount",
    "reportedDuration": "duration",
    "reportedPlace": "place",
}
"""Properties of a report of which an agreement has one: the report's name and the agreement's.

Status, date and parties have rules of their own.
"""


def add_agreement(out: Builder, world: World, cluster: Cluster) -> None:
    """Write one agreement with its parts, its life in time, contradictions and redirects."""
    node = out.node(cluster.id)
    told = _told(out, world, cluster)
    _add_head(out, node, told)
    _add_titles(out, node, told)
    acts = acts_of(told)
    chosen = _add_single_values(out, world, node, told, acts)
    add_agreement_date(out, node, told, acts)
    _add_order(out, node)
    _add_life(out, node, acts, chosen.get("reportedDuration"))
    _add_places_concerned(out, node, told)
    for one in told:
        _add_set(out, node, one)
    parts = Parts(out, world, node)
    for one in told:
        parts.take(one.report, one.view)
    parts.write()
    _add_to_timeline(out, node)
    _add_party_contradiction(out, world, node, told)
    add_progress(out, world, node, told)
    for retired in cluster.retired:
        out.redirect(retired, cluster.id)


def _add_order(out: Builder, node: NamedNode) -> None:
    """Write the numbers by which lists of agreements are sorted."""
    date, id_ = out.value(node, AGR("date")), out.local(node)
    out.add(node, AGR("idOrder"), integer(id_order(id_)))
    out.add(node, AGR("dateOrder"), integer(date_order(date.value if date else None, id_)))


def _add_to_timeline(out: Builder, node: NamedNode) -> None:
    """Write the last day of what the timeline shows: the dated events, or the agreement where none is dated."""
    facts, last = out.facts(), AGR("latest")
    events = [event for event in facts.values(node, AGR("hasEvent")) if isinstance(event, NamedNode)]
    dated = [event for event in events if facts.value(event, last)]
    for one in dated or (node,):
        out.add(one, AGR("timelineDay"), facts.value(one, last))


def _told(out: Builder, world: World, cluster: Cluster) -> tuple[Told, ...]:
    """Return the reports, earliest first, each with its voice."""
    told = [Told(out.node(member), world.sources.view(world.home[member])) for member in cluster.members]
    return voices(told, world.same_text, out.base_iri)


def _add_head(out: Builder, node: NamedNode, told: Sequence[Told]) -> None:
    out.kind(node, AGR("Agreement"))
    out.basis(node, "derived" if len(told) > 1 else "quoted")
    for one in told:
        out.add(node, AGR("reportedBy"), one.report)
        for evidence in one.view.nodes(one.report, AGR("evidence")):
            out.add(node, AGR("evidence"), evidence)


def _add_titles(out: Builder, node: NamedNode, told: Sequence[Told]) -> None:
    """Give the agreement a title in each language: of an article it leads, else of the earliest that tells it."""
    seen: set[str | None] = set()
    for one in sorted(told, key=lambda one: one.view.number(one.report, AGR("ordinal")) != 0):
        title = one.view.literal(one.report, AGR("reportedTitle"))
        if title is not None and title.language not in seen:
            seen.add(title.language)
            out.add(node, RDFS("label"), title)
            out.add(node, AGR("searchText"), string(search_text(title.value)))


def _add_single_values(
    out: Builder, world: World, node: NamedNode, told: Sequence[Told], acts: Sequence[Act]
) -> dict[str, Choice]:
    """Write the values of which there is one, and where reports contradict; return the choices by report's property."""
    choices: dict[str, Choice] = {}
    for theirs, ours in SINGLE.items():
        said = [found for one in _tellers(theirs, told, acts) if (found := one.said(theirs)) is not None]
        kept = precise(theirs, said, world.lexicon, out.base_iri)
        choice = choose(said, kept)
        if choice is None:
            continue
        choices[theirs] = choice
        out.add(node, AGR(ours), choice.said.value)
        if contradict(theirs, kept):
            add_value_contradiction(out, node, ours, said, choice)
    return choices


def _tellers(name: str, told: Sequence[Told], acts: Sequence[Act]) -> Sequence[Told]:
    """Return the reports that tell a property of the agreement itself: the length of an extension is none of it."""
    if name != "reportedDuration":
        return told
    extended = {act.told.report for act in acts if act.status == "extended"}
    return [one for one in told if one.report not in extended]


def _add_life(out: Builder, node: NamedNode, acts: Sequence[Act], duration: Choice | None) -> None:
    """Write status, status periods and terms."""
    ordered = periods(acts)
    if ordered:
        out.add(node, AGR("status"), STATUS(ordered[-1].status))
    for ordinal, period in enumerate(ordered):
        _add_period(out, node, ordinal, period)
    add_status_contradiction(out, node, ordered)
    add_terms(out, node, terms_of(acts, duration))


def _add_period(out: Builder, node: NamedNode, ordinal: int, period: Period) -> None:
    made = out.node(hash_id("status-period", out.local(node), str(ordinal)))
    out.kind(made, AGR("StatusPeriod"))
    out.basis(made, "derived")
    out.add(node, AGR("hasStatusPeriod"), made)
    out.add(made, AGR("periodStatus"), STATUS(period.status))
    out.add(made, AGR("ordinal"), integer(ordinal))
    out.add(made, AGR("rule"), string("status.dated-act" if period.days else "status.first-told"))
    out.add(made, AGR("earliest"), date_literal(period.days.earliest) if period.days else None)
    out.add(made, AGR("latest"), date_literal(period.latest) if period.latest else None)
    for evidence in period.evidence:
        out.add(made, AGR("evidence"), evidence)


def _add_party_contradiction(out: Builder, world: World, node: NamedNode, told: Sequence[Told]) -> None:
    sides = party_sides(told, world.lexicon, out.base_iri)
    if sides:
        names = {party.name for one in told for party in parties_of(one, out.base_iri)}
        add_party_contradiction(out, node, sides, sorted(names))


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
