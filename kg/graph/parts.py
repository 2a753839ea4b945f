"""The n-ary parts of an agreement: participations, signatures, objectives, events, values.

The same part told by several reports is one node with the evidence of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Builder, Value, boolean, string
from kg.graph.dates import Bounds, add_date, bounds, shared
from kg.graph.keys import reported_bounds
from kg.graph.offices import add_office
from kg.graph.sources import World
from kg.graph.view import View
from kg.identity import hash_id
from kg.language import search_text, skeleton_key
from kg.ontology.terms import AGR, EKIND, ROLE, STATUS

_ROLE_PROPERTY = {
    "party": "hasPartyParticipation",
    "host": "hasHostParticipation",
    "witness": "hasWitnessParticipation",
    "executor": "hasExecutorParticipation",
    "supervisor": "hasSupervisorParticipation",
}
_NOT_YET_SIGNED = frozenset({"planned", "negotiated"})


class Parts:
    """Gathers the parts of one agreement from its reports, then writes the short-cuts over them."""

    def __init__(self, out: Builder, world: World, node: NamedNode) -> None:
        self._out, self._world, self._node = out, world, node
        self._id = out.local(node)
        self._parties: set[NamedNode] = set()
        self._spoken_directly: set[NamedNode] = set()
        self._participations: set[NamedNode] = set()
        self._signed: dict[NamedNode, bool] = {}
        self._days: dict[NamedNode, tuple[str, Bounds]] = {}

    def take(self, report: NamedNode, view: View) -> None:
        """Take in the parts of one report."""
        for part in view.nodes(report, AGR("hasReportedParticipation")):
            self._participation(part, view)
        status = STATUS.local(view.node(report, AGR("reportedStatus")))
        for part in view.nodes(report, AGR("hasReportedSignature")):
            self._signature(part, view, planned=status in _NOT_YET_SIGNED)
        for part in view.nodes(report, AGR("hasReportedObjective")):
            self._objective(part, view)
        for name in ("Purpose", "Subject"):
            for part in view.nodes(report, AGR(f"hasReported{name}")):
                self._clause(name.lower(), part, view)
        for part in view.nodes(report, AGR("hasReportedEvent")):
            self._event(part, report, view)
        for part in view.nodes(report, AGR("hasReportedValue")):
            self._value(part, view)
        for part in view.nodes(report, AGR("hasReportedLink")):
            self._link(part, view)

    def write(self) -> None:
        """Write what can be said only when all reports are in: who is named directly, who are co-parties."""
        out = self._out
        for node, made in self._signed.items():
            out.add(self._node, AGR("hasSignature" if made else "hasPlannedSignature"), node)
        for node in self._participations:
            out.add(node, AGR("viaOffice"), boolean(node not in self._spoken_directly))
        for node, (when, days) in self._days.items():
            add_date(out, node, when, days)
        for one, other in permutations(self._parties, 2):
            out.add(one, AGR("coParty"), other)

    def _participation(self, part: NamedNode, view: View) -> None:
        body, role = view.node(part, AGR("reportedInstitution")), view.node(part, AGR("reportedRole"))
        if body is None or role is None:
            return
        name = ROLE.local(role) or "party"
        node = self._part("participation", _ROLE_PROPERTY[name], "Participation", self._local(body), name)
        facts = ((AGR("participant"), body), (AGR("role"), role))
        self._fill(node, part, view, facts)
        self._participations.add(node)
        if view.text(part, AGR("viaOffice")) == "false":
            self._spoken_directly.add(node)
        if name == "party":
            self._out.add(self._node, AGR("party"), body)
            self._parties.add(body)

    def _signature(self, part: NamedNode, view: View, *, planned: bool) -> None:
        person = view.node(part, AGR("reportedPerson"))
        if person is None:
            return
        body = view.node(part, AGR("reportedFor"))
        official = self._out.node(self._world.official_of[self._local(person)])
        key = (self._local(official), self._local(body) if body else "")
        node = self._out.node(hash_id("signature", self._id, *key))
        self._out.kind(node, AGR("Signature"))
        self._signed[node] = self._signed.get(node, False) or not planned
        self._fill(node, part, view, ((AGR("signedBy"), official), (AGR("onBehalfOf"), body)))
        for office in view.nodes(part, AGR("reportedOffice")):
            self._out.add(node, AGR("inOffice"), add_office(self._out, view, office))
        if not planned:
            self._out.add(self._node, AGR("signatory"), official)

    def _objective(self, part: NamedNode, view: View) -> None:
        text = view.literal(part, AGR("reportedText"))
        if text is None:
            return
        node = self._part("objective", "hasObjective", "Objective", skeleton_key(text.value))
        topics = view.nodes(part, AGR("reportedTopic"))
        facts = [(AGR("topic"), topic) for topic in topics]
        self._fill(node, part, view, [*facts, (AGR("searchText"), string(search_text(text.value)))])
        self._once(node, "text", text)
        for topic in topics:
            self._out.add(self._node, AGR("topic"), topic)

    def _clause(self, name: str, part: NamedNode, view: View) -> None:
        self._out.add(self._node, AGR(name), view.literal(part, AGR("reportedText")))
        for evidence in view.nodes(part, AGR("evidence")):
            self._out.add(self._node, AGR("evidence"), evidence)

    def _event(self, part: NamedNode, report: NamedNode, view: View) -> None:
        kind = view.node(part, AGR("reportedEventKind"))
        when = view.text(part, AGR("reportedEventDate"))
        node = self._part("event", "hasEvent", "LifecycleEvent", EKIND.local(kind) or "", when or "")
        by = view.node(part, AGR("reportedActingBody"))
        self._fill(node, part, view, ((AGR("eventKind"), kind), (AGR("actingBody"), by)))
        if when:
            same = when == view.text(report, AGR("reportedDate"))
            days = reported_bounds(view, report) if same else bounds(when)
            self._days[node] = (when, shared(self._days[node][1], days) if node in self._days else days)

    def _value(self, part: NamedNode, view: View) -> None:
        amount, currency = (
            view.literal(part, AGR("reportedAmount")),
            view.literal(part, AGR("reportedCurrency")),
        )
        if amount is None or currency is None:
            return
        node = self._part("value", "value", "MonetaryValue", amount.value, currency.value)
        self._fill(node, part, view, ((AGR("amount"), amount), (AGR("currency"), currency)))
        self._once(node, "asWritten", view.literal(part, AGR("reportedAsWritten")))

    def _link(self, part: NamedNode, view: View) -> None:
        """Link to the other agreement where the article tells of it, too; else keep the name as a reference."""
        kind, name = view.text(part, AGR("reportedLinkKind")), view.literal(part, AGR("reportedText"))
        other = view.node(part, AGR("linkedReport"))
        if kind is None or name is None:
            return
        target = self._world.agreement_of.get(self._local(other)) if other else None
        if target and self._out.node(target) != self._node:
            self._out.add(self._node, AGR(kind), self._out.node(target))
            for evidence in view.nodes(part, AGR("evidence")):
                self._out.add(self._node, AGR("evidence"), evidence)
            return
        node = self._part("reference", "hasReference", "AgreementReference", kind, skeleton_key(name.value))
        self._fill(node, part, view, ((AGR("referenceKind"), string(kind)),))
        self._once(node, "text", name)

    def _part(self, kind: str, prop: str, type_name: str, *key: str) -> NamedNode:
        node = self._out.node(hash_id(kind, self._id, *key))
        self._out.kind(node, AGR(type_name))
        self._out.add(self._node, AGR(prop), node)
        return node

    def _fill(
        self, node: NamedNode, part: NamedNode, view: View, facts: Iterable[tuple[NamedNode, Value | None]]
    ) -> None:
        """Write a part's facts, what it rests on, its rules and its evidence."""
        out = self._out
        for predicate, value in facts:
            out.add(node, predicate, value)
        out.basis(node, "quoted")
        out.add(node, AGR("rule"), view.literal(part, AGR("rule")))
        for evidence in view.nodes(part, AGR("evidence")):
            out.add(node, AGR("evidence"), evidence)

    def _once(self, node: NamedNode, name: str, value: Literal | None) -> None:
        """Write text in the spelling of the earliest report that has it."""
        if not self._out.has(node, AGR(name)):
            self._out.add(node, AGR(name), value)

    def _local(self, node: NamedNode) -> str:
        return self._out.local(node)
