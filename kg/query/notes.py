"""What tells a thing from others of its name: shown behind it where things are listed."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.identity import article_graph
from kg.ontology.terms import AGR, SCHEMA
from kg.query.matching import iri_of
from kg.store import GraphName, Store

_OFFICES = 2
"""Offices of an official that are named: what fits on a line."""


def note_of(store: Store, node: str) -> str:
    """Return day and publisher of an article, the day of an agreement, an official's offices; "" for others.

    node: a local id.
    """
    subject = NamedNode(iri_of(store, node))
    match node.partition("/")[0]:
        case "article":
            graph = NamedNode(store.base_iri + article_graph(node))
            wanted = (SCHEMA("datePublished"), SCHEMA("publisher"))
            found = [min(_texts(store, subject, one, graph), default="") for one in wanted]
            return " · ".join(text for text in found if text)
        case "agreement":
            return min(_texts(store, subject, AGR("date"), DefaultGraph()), default="")
        case "official":
            return "؛ ".join(sorted(set(_offices(store, subject)))[:_OFFICES])
    return ""


def _offices(store: Store, official: NamedNode) -> Iterator[str]:
    for quad in store.quads(official, AGR("holdsOffice"), None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            yield from _texts(store, quad.object, AGR("officeTitle"), DefaultGraph())


def _texts(store: Store, node: NamedNode, predicate: NamedNode, graph: GraphName) -> Iterator[str]:
    for quad in store.quads(node, predicate, None, graph):
        if isinstance(quad.object, Literal):
            yield quad.object.value
