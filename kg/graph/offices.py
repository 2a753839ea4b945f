"""Officials, their tenures and offices as consolidated facts, made from what all articles together say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.abstract import held
from kg.graph.builder import Builder, string
from kg.graph.dates import date_literal
from kg.graph.view import View
from kg.identity import hash_id
from kg.language import search_text, skeleton_key
from kg.ontology.terms import AGR, CAPACITY, ORG, RDFS, SCHEMA


@dataclass(frozen=True, slots=True)
class TenureSeen:
    """A tenure as observed: office and capacity, first and last ISO day of the articles that tell of it (or None)."""

    office: str
    capacity: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class OfficialSeen:
    """An official: local id, distinct spellings of the name (full ones first, then earliest), tenures, mentions."""

    id: str
    names: tuple[str, ...]
    tenures: tuple[TenureSeen, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    """An office: local id, its title in the earliest article, local id of its body or ""."""

    id: str
    title: str
    body: str


def add_official(out: Builder, seen: OfficialSeen) -> None:
    """Write one official: the first spelling is the label, the others are ``alsoWritten``; tenures as observed."""
    node = out.node(seen.id)
    out.kind(node, AGR("Official"), SCHEMA("Person"))
    out.basis(node, "derived" if seen.mentions > 1 else "quoted")
    for ordinal, name in enumerate(seen.names):
        out.add(node, AGR("alsoWritten") if ordinal else RDFS("label"), string(name))
        out.add(node, AGR("skeletonKey"), string(skeleton_key(name)))
        out.add(node, AGR("searchText"), string(search_text(name)))
    for tenure in seen.tenures:
        _add_tenure(out, node, tenure)


def tenure_id(official: str, office: str, capacity: str) -> str:
    """Return the local id of a tenure."""
    return hash_id("tenure", official, office, capacity)


def _add_tenure(out: Builder, official: NamedNode, seen: TenureSeen) -> None:
    office = out.node(seen.office)
    tenure = out.node(tenure_id(out.local(official), seen.office, seen.capacity))
    out.kind(tenure, AGR("Tenure"), ORG("Membership"))
    out.basis(tenure, "quoted")
    out.add(tenure, ORG("member"), official)
    out.add(tenure, AGR("tenureOf"), office)
    out.add(tenure, AGR("capacity"), CAPACITY(seen.capacity))
    out.add(tenure, AGR("observedEarliest"), date_literal(seen.first) if seen.first else None)
    out.add(tenure, AGR("observedLatest"), date_literal(seen.last) if seen.last else None)
    out.add(official, AGR("hasTenure"), tenure)
    out.add(official, AGR("holdsOffice"), office)


def add_office_facts(out: Builder, seen: OfficeSeen) -> None:
    """Write one office."""
    office = out.node(seen.id)
    out.kind(office, AGR("Office"), ORG("Post"))
    out.basis(office, "quoted")
    out.add(office, AGR("officeTitle"), string(seen.title))
    out.add(office, RDFS("label"), string(seen.title))
    out.add(office, AGR("searchText"), string(search_text(seen.title)))
    out.add(office, AGR("postIn"), out.node(seen.body) if seen.body else None)


def add_office(out: Builder, view: View, reported: NamedNode) -> NamedNode:
    """Return the node of the office that a reported office names; what is known of it is written once for all."""
    return out.node(held(view, reported, out.base_iri).office)


def evident(out: Builder, node: NamedNode, view: View, sources: Sequence[NamedNode]) -> None:
    """Give a consolidated node the evidence and rules of these nodes of an article's graph."""
    for source in sources:
        out.add(node, AGR("rule"), view.literal(source, AGR("rule")))
        for evidence in view.nodes(source, AGR("evidence")):
            out.add(node, AGR("evidence"), evidence)
