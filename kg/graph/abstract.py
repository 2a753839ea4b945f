"""The abstract of one article's graph: all that deciding "who is who" needs, small enough to keep in an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.graph.keys import report_keys
from kg.graph.view import View
from kg.identity import ReportKey, hash_id
from kg.language import skeleton_key
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, CAPACITY, DCTERMS, SCHEMA

NAMED_BY = (
    ("ReportedParticipation", "reportedInstitution", "reportedName"),
    ("ReportedOffice", "reportedPostIn", "reportedPostInName"),
    ("ReportedSignature", "reportedFor", "reportedForName"),
    ("ReportedEvent", "reportedActingBody", "reportedActingBodyName"),
)
"""Where an article's graph names an institution: class of the node, property of the body, property of the name."""


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """An office as named once: its local id, title, body (local id or "") and the capacity (slug)."""

    office: str
    title: str
    body: str
    capacity: str


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """One mention of an official: local id, skeleton key, name as written, offices."""

    mention: str
    key: str
    name: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """One naming of an institution: local id, name as written, reported kind or ""."""

    body: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """Another name that a text gives a body: the body's local id, that of the other name, the name, its language."""

    body: str
    other: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Abstract:
    """One article: local id, key, publication date, language, and what it names; lists sorted, without repeats."""

    article: str
    key: str
    published: str | None
    language: str
    reports: tuple[ReportKey, ...]
    people: tuple[Person, ...]
    offices: tuple[Held, ...]
    namings: tuple[Naming, ...]
    places: tuple[str, ...]
    aliases: tuple[Alias, ...]


def abstract(view: View, written: View, article: NamedNode, base_iri: str, lexicon: Lexicon) -> Abstract:
    """Return the abstract of an article's graph; written: the same graph with every institution's own id.

    What is read of reports and persons means the institutions as they were joined; namings keep the ids of the names.
    """
    return Abstract(
        article=article.value.removeprefix(base_iri),
        key=view.text(article, DCTERMS("identifier")) or "",
        published=view.text(article, SCHEMA("datePublished")),
        language=view.text(article, SCHEMA("inLanguage")) or "fa",
        reports=tuple(report_keys(view, base_iri, lexicon)),
        people=tuple(_person(view, node, base_iri) for node in view.of_type(AGR("OfficialMention"))),
        offices=tuple(sorted({held(view, node, base_iri) for node in view.of_type(AGR("ReportedOffice"))})),
        namings=tuple(sorted(set(_namings(written, base_iri)))),
        places=tuple(sorted(set(_places(view, base_iri)))),
        aliases=tuple(sorted(set(_aliases(written, base_iri, lexicon)))),
    )


def _person(view: View, mention: NamedNode, base_iri: str) -> Person:
    return Person(
        mention=mention.value.removeprefix(base_iri),
        key=view.text(mention, AGR("personKey")) or "",
        name=view.text(mention, AGR("reportedName")) or "",
        held=tuple(held(view, node, base_iri) for node in view.nodes(mention, AGR("reportedOffice"))),
    )


def held(view: View, reported: NamedNode, base_iri: str) -> Held:
    """Return a reported office with the local id of the office it names."""
    node = view.node(reported, AGR("reportedPostIn"))
    body = node.value.removeprefix(base_iri) if node else ""
    title = view.text(reported, AGR("reportedOfficeTitle")) or ""
    capacity = CAPACITY.local(view.node(reported, AGR("reportedCapacity"))) or "holder"
    return Held(_office_id(body, title), title, body, capacity)


@lru_cache(maxsize=4096)
def _office_id(body: str, title: str) -> str:
    return hash_id("office", body, skeleton_key(title))


def _namings(view: View, base_iri: str) -> Iterator[Naming]:
    for kind, points, name in NAMED_BY:
        for part in view.of_type(AGR(kind)):
            body = view.node(part, AGR(points))
            if body is not None:
                written = view.text(part, AGR(name)) or ""
                yield Naming(body.value.removeprefix(base_iri), written, view.text(part, AGR("reportedKind")) or "")


def _aliases(view: View, base_iri: str, lexicon: Lexicon) -> Iterator[Alias]:
    for part in view.of_type(AGR("ReportedParticipation")):
        body = view.node(part, AGR("reportedInstitution"))
        for name in view.literals(part, AGR("reportedAlias")) if body else ():
            other = lexicon.institution_id(name.value)
            yield Alias(body.value.removeprefix(base_iri) if body else "", other, name.value, name.language or "en")


def _places(view: View, base_iri: str) -> Iterator[str]:
    for report in view.of_type(AGR("Report")):
        for name in ("reportedPlace", "reportedPlaceConcerned"):
            yield from (node.value.removeprefix(base_iri) for node in view.nodes(report, AGR(name)))
