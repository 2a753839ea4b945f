"""What a hit says, as printed: its name, or the piece of an article's text around the words found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.identity import article_graph
from kg.ontology.terms import AGR, ONTOLOGY_GRAPH, RDFS, SCHEMA, SKOS
from kg.query.matching import iri_of
from kg.store import GraphName, Store
from kg.textindex import Asked, Excerpt, excerpt, holds

_NAMES = (
    RDFS("label"),
    SKOS("prefLabel"),
    SKOS("altLabel"),
    AGR("alsoWritten"),
    AGR("officeTitle"),
    AGR("text"),
    SCHEMA("headline"),
)
"""Where a thing's names are printed, the first first."""


def printed_excerpt(asked: Asked, printed: Sequence[str]) -> Excerpt:
    """Return the text, of those that a thing has, in which it says what was asked, best as typed.

    Where none says it, for the store has changed since, it is the first.
    """
    exact = replace(asked, loose=asked.exact)
    saying = [text for text in printed if holds(asked, text)]
    best = next((text for text in saying if not asked.variants or holds(exact, text)), None)
    return excerpt(asked, best or (saying or [*printed, ""])[0])


def names_of(store: Store, node: str) -> list[tuple[str, str]]:
    """Return the names of a thing as printed, with their languages: labels first, English behind others; texts last."""
    return list(dict.fromkeys(_names(store, node)))


def _names(store: Store, node: str) -> Iterator[tuple[str, str]]:
    subject, graph = NamedNode(iri_of(store, node)), _graph(store, node)
    predicates = (SCHEMA("headline"), AGR("text")) if node.startswith("article/") else _NAMES
    found: dict[NamedNode, list[tuple[str, str]]] = {}
    for quad in store.quads(subject, None, None, graph):
        if quad.predicate in predicates and isinstance(quad.object, Literal):
            found.setdefault(quad.predicate, []).append((quad.object.value, quad.object.language or ""))
    for predicate in predicates:
        yield from sorted(found.get(predicate, ()), key=lambda name: (name[1] == "en", name))


def _graph(store: Store, node: str) -> GraphName:
    """Return the graph in which a thing's names are: the facts, the ontology's, or the article's own."""
    if node.startswith("article/"):
        return NamedNode(store.base_iri + article_graph(node))
    return ONTOLOGY_GRAPH if "://" in node else DefaultGraph()
