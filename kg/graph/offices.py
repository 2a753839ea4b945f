"""Officials with their offices and tenures, and what they say, as consolidated facts."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.builder import Builder, string
from kg.graph.dates import date_literal
from kg.graph.keys import published
from kg.graph.sources import Consolidation
from kg.graph.view import View
from kg.identity import Cluster, hash_id
from kg.language import search_text, skeleton_key
from kg.ontology.terms import AGR, CAPACITY, DCTERMS, ORG, RDFS, SCHEMA


def _office_id(view: View, reported: NamedNode, out: Builder) -> str:
    body = view.node(reported, AGR("reportedPostIn"))
    title = view.text(reported, AGR("reportedOfficeTitle")) or ""
    return hash_id("office", out.local(body) if body else "", skeleton_key(title))


def add_official(out: Builder, world: Consolidation, cluster: Cluster) -> None:
    """Write one official: names, offices, tenures as observed, and redirects."""
    node = out.node(cluster.id)
    out.kind(node, AGR("Official"), SCHEMA("Person"))
    out.basis(node, "derived" if len(cluster.members) > 1 else "quoted")
    observed: dict[NamedNode, list[str]] = {}
    for ordinal, member in enumerate(cluster.members):
        view = world.sources.view(world.home[member])
        mention = out.node(member)
        _add_name(out, node, view, mention, first=ordinal == 0)
        for office in view.nodes(mention, AGR("reportedOffice")):
            tenure = _add_tenure(out, node, view, office)
            day = _seen(view, mention)
            observed.setdefault(tenure, []).extend([day] if day else [])
    for tenure, days in observed.items():
        if days:
            out.add(tenure, AGR("observedEarliest"), date_literal(min(days)))
            out.add(tenure, AGR("observedLatest"), date_literal(max(days)))
    for retired in cluster.retired:
        out.kind(out.node(retired), AGR("RetiredIdentifier"))
        out.add(out.node(retired), DCTERMS("isReplacedBy"), node)


def _seen(view: View, mention: NamedNode) -> str | None:
    article = view.node(mention, AGR("mentionedIn"))
    return published(view, article) if article else None


def _add_name(out: Builder, node: NamedNode, view: View, mention: NamedNode, *, first: bool) -> None:
    name = view.text(mention, AGR("reportedName")) or ""
    out.add(node, RDFS("label") if first else AGR("alsoWritten"), string(name))
    out.add(node, AGR("skeletonKey"), view.literal(mention, AGR("personKey")))
    out.add(node, AGR("searchText"), string(search_text(name)))
    out.add(node, AGR("rule"), view.literal(mention, AGR("rule")))
    for evidence in view.nodes(mention, AGR("evidence")):
        out.add(node, AGR("evidence"), evidence)


def _add_tenure(out: Builder, official: NamedNode, view: View, reported: NamedNode) -> NamedNode:
    office = add_office(out, view, reported)
    capacity = view.node(reported, AGR("reportedCapacity")) or CAPACITY("holder")
    key = (out.local(official), out.local(office), CAPACITY.local(capacity) or "")
    tenure = out.node(hash_id("tenure", *key))
    out.kind(tenure, AGR("Tenure"), ORG("Membership"))
    out.basis(tenure, "quoted")
    out.add(tenure, ORG("member"), official)
    out.add(tenure, AGR("tenureOf"), office)
    out.add(tenure, AGR("capacity"), capacity)
    out.add(tenure, AGR("rule"), view.literal(reported, AGR("rule")))
    out.add(official, AGR("hasTenure"), tenure)
    out.add(official, AGR("holdsOffice"), office)
    for evidence in view.nodes(reported, AGR("evidence")):
        out.add(tenure, AGR("evidence"), evidence)
    return tenure


def add_office(out: Builder, view: View, reported: NamedNode) -> NamedNode:
    """Write the office that a reported office names, with its evidence; return its node."""
    office = out.node(_office_id(view, reported, out))
    out.kind(office, AGR("Office"), ORG("Post"))
    out.basis(office, "quoted")
    title = view.text(reported, AGR("reportedOfficeTitle")) or ""
    if not out.has(office, AGR("officeTitle")):
        out.add(office, AGR("officeTitle"), string(title))
        out.add(office, RDFS("label"), string(title))
        out.add(office, AGR("searchText"), string(search_text(title)))
    out.add(office, AGR("postIn"), view.node(reported, AGR("reportedPostIn")))
    for evidence in view.nodes(reported, AGR("evidence")):
        out.add(office, AGR("evidence"), evidence)
    return office


def add_statements(out: Builder, world: Consolidation, view: View) -> None:
    """Write the statements of one article; those about a report belong to its agreement."""
    for said in view.of_type(AGR("ReportedStatement")):
        node = out.node(hash_id("statement", out.local(said)))
        speaker, report = view.node(said, AGR("reportedSpeaker")), view.node(said, AGR("aboutReport"))
        out.kind(node, AGR("Statement"))
        out.basis(node, "quoted")
        if speaker is not None:
            out.add(node, AGR("speaker"), out.node(world.official_of[out.local(speaker)]))
        out.add(node, AGR("speakerName"), view.literal(said, AGR("reportedSpeakerName")))
        out.add(node, AGR("text"), view.literal(said, AGR("reportedText")))
        out.add(node, AGR("stance"), view.node(said, AGR("reportedStance")))
        out.add(node, AGR("statedIn"), view.node(said, AGR("reportedIn")))
        out.add(node, AGR("searchText"), view.literal(said, AGR("searchText")))
        out.add(node, AGR("rule"), view.literal(said, AGR("rule")))
        for evidence in view.nodes(said, AGR("evidence")):
            out.add(node, AGR("evidence"), evidence)
        if report is not None:
            out.add(out.node(world.agreement_of[out.local(report)]), AGR("hasStatement"), node)
