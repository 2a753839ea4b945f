"""From the quads of a store to the graphs that checkers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology import ontology_quads
from kg.ontology.terms import XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kg.store import Store

_ARTICLE_GRAPHS = "graph/article/"


def data_quads(store: Store) -> Iterator[Quad]:
    """Yield the consolidated facts and the article graphs; run records and the store's own notes are left out."""
    prefix = store.base_iri + _ARTICLE_GRAPHS
    for quad in store.quads():
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph) or (isinstance(graph, NamedNode) and graph.value.startswith(prefix)):
            yield quad


def checked_graph(store: Store) -> Graph:
    """Return all data and the ontology as one rdflib graph: what the shapes look at."""
    return to_rdflib(data_quads(store), ontology_quads())


def to_rdflib(*sources: Iterable[Quad]) -> Graph:
    """Return the quads' triples as an rdflib graph, lexical forms untouched."""
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    graph = Graph()
    for quads in sources:
        for quad in quads:
            graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> Node:
    from rdflib import BNode, URIRef  # noqa: PLC0415
    from rdflib import Literal as Text  # noqa: PLC0415

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if not isinstance(term, Literal):
        return BNode(str(term).removeprefix("_:"))
    if term.language or term.datatype == XSD("string"):
        return Text(term.value, lang=term.language)
    return Text(term.value, datatype=URIRef(term.datatype.value), normalize=False)
