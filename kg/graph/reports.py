"""One report (what the article says about one agreement) as quads."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.extraction import Reading
from kg.extraction.reading import Aim, Located, Report, Stated, When
from kg.graph.aliases import RULE, aliases
from kg.graph.builder import Value, boolean, integer, string
from kg.graph.dates import date_literal
from kg.graph.quotes import Quotes
from kg.graph.speakers import Speakers, add_offices
from kg.identity import hash_id, report_id
from kg.language import skeleton_key
from kg.ontology.terms import AGR, ATYPE, BASIS, CALENDAR, EKIND, PRECISION, ROLE, STATUS, TOPIC, XSD


def add_report(quotes: Quotes, speakers: Speakers, reading: Reading, index: int, text: str) -> NamedNode:
    """Write the report at this place of the reading and return its node; text: that of the article."""
    report = reading.reports[index]
    node = _node(quotes, reading, index)
    writer = _ReportWriter(quotes, speakers, node, text)
    writer.head(report, index)
    writer.participations(report)
    writer.signatures(report)
    for what, aims in (
        ("Objective", report.objectives),
        ("Purpose", report.purpose),
        ("Subject", report.subject),
    ):
        writer.aims(what, aims)
    writer.events(report)
    writer.values(report)
    writer.links(report, [_node(quotes, reading, other) for other in range(len(reading.reports))])
    writer.plain(report)
    return node


def _node(quotes: Quotes, reading: Reading, index: int) -> NamedNode:
    """Return the node of the report at this place of the reading."""
    return quotes.out.node(_local_id(quotes.article_key, reading.reports[index], reading.reports[:index]))


def _same(report: Report) -> tuple[tuple[str, ...], str]:
    return tuple(sorted({party.id for party in report.parties})), report.type.value


def _local_id(article_key: str, report: Report, earlier: Sequence[Report]) -> str:
    parties, kind = _same(report)
    ordinal = sum(_same(other) == (parties, kind) for other in earlier)
    return report_id(article_key, parties, kind, ordinal)


class _ReportWriter:
    """Writes the parts of one report."""

    def __init__(self, quotes: Quotes, speakers: Speakers, node: NamedNode, text: str) -> None:
        self._out, self._quotes, self._speakers, self._node = quotes.out, quotes, speakers, node
        self._text = text

    def head(self, report: Report, index: int) -> None:
        out, node = self._out, self._node
        out.kind(node, AGR("Report"))
        out.add(node, AGR("reportedIn"), self._quotes.article)
        out.add(node, AGR("ordinal"), integer(index))
        out.add(node, AGR("reportedTitle"), out.written(report.title or None))
        self._stated("reportedType", report.type, ATYPE(report.type.value))
        out.add(node, AGR("typeAsWritten"), out.written(report.type.evidence.text))
        self._stated("reportedStatus", report.status, STATUS(report.status.value))
        for number, found in enumerate(report.mentions):
            self._quotes.mention(node, report.type.rule, number, found)

    def participations(self, report: Report) -> None:
        out = self._out
        for ordinal, party in enumerate(report.parties):
            part = self._part("ReportedParticipation", "hasReportedParticipation", ordinal)
            body = out.node(party.id)
            facts: tuple[tuple[str, Value | None], ...] = (
                ("reportedInstitution", body),
                ("reportedName", string(party.name)),
                ("reportedKind", string(party.kind)),
                ("reportedRole", ROLE(party.role)),
                ("viaOffice", boolean(party.via_office)),
            )
            self._facts(part, facts)
            for name, language, found in aliases(self._text, party):
                out.add(part, AGR("reportedAlias"), Literal(name, language=language))
                self._quotes.support(part, AGR("reportedAlias"), found, name, RULE)
            if party.role == "party":
                out.add(self._node, AGR("reportedParty"), body)
            self._quotes.behind(part, party.rule, party.evidence, party.mentions)

    def signatures(self, report: Report) -> None:
        out = self._out
        for ordinal, one in enumerate(report.signatories):
            part = self._part("ReportedSignature", "hasReportedSignature", ordinal)
            person = self._speakers[skeleton_key(one.person)]
            out.add(part, AGR("reportedPerson"), person)
            out.add(part, AGR("reportedFor"), out.node(one.for_id) if one.for_id else None)
            out.add(part, AGR("reportedForName"), string(one.for_name))
            out.add(self._node, AGR("reportedSignatory"), person)
            add_offices(self._quotes, part, one.offices, one.rule)
            self._quotes.behind(part, one.rule, one.evidence, one.mentions)

    def aims(self, what: str, aims: Sequence[Aim]) -> None:
        out = self._out
        for ordinal, aim in enumerate(aims):
            part = self._part(f"Reported{what}", f"hasReported{what}", ordinal)
            out.add(part, AGR("reportedText"), out.written(aim.text))
            for topic in aim.topics:
                out.add(part, AGR("reportedTopic"), TOPIC(topic))
            self._quotes.behind(part, aim.rule, aim.evidence)
            if what in _PLAIN:
                self._quotes.support(self._node, AGR(_PLAIN[what]), aim.evidence, aim.text, aim.rule)

    def events(self, report: Report) -> None:
        for ordinal, event in enumerate(report.events):
            part = self._part("ReportedEvent", "hasReportedEvent", ordinal)
            when = date_literal(event.date) if event.date else None
            body = self._out.node(event.by_id) if event.by_id else None
            facts = (
                ("reportedEventKind", EKIND(event.kind)),
                ("reportedEventDate", when),
                ("reportedActingBody", body),
            )
            self._facts(part, (*facts, ("reportedActingBodyName", string(event.by))))
            self._quotes.behind(part, event.rule, event.evidence)

    def values(self, report: Report) -> None:
        for ordinal, value in enumerate(report.values):
            part = self._part("ReportedValue", "hasReportedValue", ordinal)
            amount = Literal(value.amount, datatype=XSD("decimal"))
            facts = (("reportedAmount", amount), ("reportedCurrency", string(value.currency)))
            self._facts(part, (*facts, ("reportedAsWritten", self._out.written(value.surface))))
            self._quotes.behind(part, value.rule, value.evidence)

    def links(self, report: Report, reports: Sequence[NamedNode]) -> None:
        for ordinal, link in enumerate(report.links):
            part = self._part("ReportedLink", "hasReportedLink", ordinal)
            other = reports[link.report] if link.report is not None else None
            facts = (("reportedLinkKind", string(link.kind)), ("linkedReport", other))
            self._facts(part, (*facts, ("reportedText", self._out.written(link.name))))
            self._quotes.behind(part, link.rule, link.evidence)

    def plain(self, report: Report) -> None:
        counts = (
            ("reportedArticleCount", report.article_count),
            ("reportedNoteCount", report.note_count),
            ("reportedSetCount", report.set_count),
        )
        for name, count in counts:
            if count is not None:
                self._stated(name, count, integer(count.value))
        if report.duration is not None:
            length = Literal(report.duration.value, datatype=XSD("duration"))
            self._stated("reportedDuration", report.duration, length)
        if report.place is not None:
            self._place("reportedPlace", report.place)
            self._out.add(self._node, AGR("reportedPlaceName"), string(report.place.name))
        for place in report.places_concerned:
            self._place("reportedPlaceConcerned", place)
        if report.when is not None:
            self._when(report.when)

    def _when(self, when: When) -> None:
        facts: tuple[tuple[str, Value | None], ...] = (
            ("reportedDate", date_literal(when.date)),
            ("earliest", date_literal(when.earliest)),
            ("latest", date_literal(when.latest)),
            ("dateAsWritten", self._out.written(when.surface)),
            ("calendar", CALENDAR(when.calendar)),
            ("precision", PRECISION(when.precision)),
            ("dateBasis", BASIS(_DATE_BASES[when.basis])),
        )
        self._facts(self._node, facts)
        self._quotes.support(self._node, AGR("reportedDate"), when.evidence, when.date, when.rule)

    def _place(self, name: str, place: Located) -> None:
        self._out.add(self._node, AGR(name), self._out.node(place.id) if place.id else None)
        self._quotes.support(self._node, AGR(name), place.evidence, place.name, place.rule)

    def _stated(self, name: str, stated: Stated, value: Value | None) -> None:
        self._out.add(self._node, AGR(name), value)
        self._quotes.support(self._node, AGR(name), stated.evidence, stated.value, stated.rule)

    def _part(self, kind: str, predicate: str, ordinal: int) -> NamedNode:
        out = self._out
        part = out.node(hash_id("reported", out.local(self._node), predicate, str(ordinal)))
        out.kind(part, AGR("ReportedObjective" if kind in _AIMS else kind))
        out.add(self._node, AGR(predicate), part)
        out.add(part, AGR("ordinal"), integer(ordinal))
        return part

    def _facts(self, node: NamedNode, facts: Sequence[tuple[str, Value | None]]) -> None:
        for name, value in facts:
            self._out.add(node, AGR(name), value)


_PLAIN = {"Purpose": "purpose", "Subject": "subject"}
"""Clauses that the consolidated agreement has as plain text: their evidence names the property."""
_AIMS = {"ReportedPurpose", "ReportedSubject"}
_DATE_BASES = {"stated": "quoted", "resolved": "derived"}
