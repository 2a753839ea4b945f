"""Scans of the consolidated facts by property: what a whole store is read with, at a million facts in some seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology import ONTOLOGY_GRAPH, ontology_quads
from kg.ontology.terms import AGR, RDF, RDFS, SKOS
from kg.overview.network_values import Concept
from kg.store import Store, Term

_NAMES = (SKOS("prefLabel"), RDFS("label"))


class Scans:
    """The facts of a store, one property after the other, with local ids for nodes."""

    def __init__(self, store: Store) -> None:
        self._store, self._base = store, store.base_iri

    def iri(self, name: str) -> NamedNode:
        """Return the IRI of a local id; a foreign IRI is its own."""
        return NamedNode(name if "://" in name else self._base + name)

    def members(self, name: str) -> Iterator[str]:
        """Yield the local ids of the nodes of a class of the vocabulary."""
        for quad in self._scan(RDF("type"), AGR(name)):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value.removeprefix(self._base)

    def pairs(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield the local ids of both ends of properties between nodes."""
        base = self._base
        for name in names:
            for quad in self._scan(AGR(name)):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    yield quad.subject.value.removeprefix(base), quad.object.value.removeprefix(base)

    def texts(self, predicate: NamedNode, of: Mapping[str, int]) -> Iterator[tuple[int, Literal]]:
        """Yield number of a node and literal for each text of a property of these nodes."""
        base = self._base
        for quad in self._scan(predicate):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                place = of.get(quad.subject.value.removeprefix(base))
                if place is not None:
                    yield place, quad.object

    def having(self, name: str, text: str) -> Iterator[str]:
        """Yield the local ids of the nodes for which a property has this text."""
        for quad in self._scan(AGR(name), Literal(text)):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value.removeprefix(self._base)

    def has(self, name: str, node: str) -> bool:
        """Say whether a node has a fact of this property."""
        return any(True for _ in self._store.quads(self.iri(node), AGR(name), None, DefaultGraph()))

    def concept(self, name: str) -> Concept:
        """Return a concept or place with its names, from the store or else from the shipped ontology."""
        node, graphs = self.iri(name), (ONTOLOGY_GRAPH, DefaultGraph())
        own = [quad for graph in graphs for one in _NAMES for quad in self._store.quads(node, one, None, graph)]
        fa, en = least_names(quad.object for quad in own or _shipped().get(node.value, ()))
        return Concept(node.value.rpartition("/")[2], fa, en)

    def _scan(self, predicate: NamedNode, value: NamedNode | Literal | None = None) -> Iterator[Quad]:
        return self._store.quads(None, predicate, value, DefaultGraph())


def least_names(terms: Iterable[Term]) -> tuple[str, str]:
    """Return the least text in Persian and in English, "" for none; one without a language counts as Persian."""
    fa = en = ""
    for term in terms:
        if isinstance(term, Literal) and term.value:
            if (term.language or "").startswith("en"):
                en = min(en or term.value, term.value)
            else:
                fa = min(fa or term.value, term.value)
    return fa, en


def numbered(
    found: Iterable[tuple[int, str]], concept: Callable[[str], Concept]
) -> tuple[tuple[Concept, ...], list[tuple[int, int]]]:
    """Return the concepts that nodes are given, sorted, and pairs of a node's number and a concept's."""
    pairs = list(found)
    concepts = {name: concept(name) for name in sorted({name for _, name in pairs})}
    order = sorted(concepts, key=lambda name: (concepts[name], name))
    at = {name: place for place, name in enumerate(order)}
    return tuple(concepts[name] for name in order), [(node, at[name]) for node, name in pairs]


@cache
def _shipped() -> dict[str, tuple[Quad, ...]]:
    """Return IRI -> what the shipped ontology calls it."""
    found: dict[str, list[Quad]] = {}
    for quad in ontology_quads():
        if quad.predicate in _NAMES and isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject.value, []).append(quad)
    return {iri: tuple(quads) for iri, quads in found.items()}
