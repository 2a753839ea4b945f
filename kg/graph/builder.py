"""Collects the quads of one graph; the small words in which all of this room is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph.digest import pack
from kg.ontology.terms import AGR, BASIS, DCTERMS, RDF, XSD

Value = NamedNode | Literal
T = TypeVar("T")


class Builder:
    """Quads of one graph under one base IRI. ``add`` ignores None, so optional facts need no branch."""

    def __init__(self, base_iri: str, graph: NamedNode | None = None, language: str = "fa") -> None:
        self.base_iri = base_iri
        self.language = language
        self._graph = graph or DefaultGraph()
        self._facts: dict[NamedNode, dict[NamedNode, set[Value]]] = {}

    def node(self, local_id: str) -> NamedNode:
        """Return the node of a local id."""
        return NamedNode(self.base_iri + local_id)

    def local(self, node: NamedNode) -> str:
        """Return the local id of a node."""
        return node.value.removeprefix(self.base_iri)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """Add a fact, unless there is no value."""
        if value is None:
            return
        said = self._facts.get(subject)
        if said is None:
            said = self._facts[subject] = {}
        if predicate in said:
            said[predicate].add(value)
        else:
            said[predicate] = {value}

    def has(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """Say whether the subject has this property already."""
        return predicate in self._facts.get(subject, ())

    def value(self, subject: NamedNode, predicate: NamedNode) -> Value | None:
        """Return the value of a property that has been said so far, the first by its text of several, or None."""
        return min(self._facts.get(subject, {}).get(predicate, ()), key=str, default=None)

    def kind(self, subject: NamedNode, *kinds: NamedNode) -> None:
        """Say of which classes the subject is."""
        for kind in kinds:
            self.add(subject, RDF("type"), kind)

    def basis(self, subject: NamedNode, basis: str) -> None:
        """Say what the subject rests on: quoted, derived or curated."""
        self.add(subject, AGR("basis"), BASIS(basis))

    def redirect(self, retired: str, local_id: str) -> None:
        """Say that a local id that once stood for a thing now leads to another."""
        old = self.node(retired)
        self.kind(old, AGR("RetiredIdentifier"))
        self.add(old, DCTERMS("isReplacedBy"), self.node(local_id))

    def written(self, text: str | None) -> Literal | None:
        """Return text of the article in the article's language."""
        return None if text is None else Literal(text, language=self.language)

    def facts(self) -> Facts:
        """Return all quads in no order."""
        return Facts(self._facts, self._graph)

    def quads(self) -> tuple[Quad, ...]:
        """Return all quads in a fixed order: that of their lines."""
        return tuple(
            Quad(subject, predicate, value, self._graph)
            for _, subject, said in _by_name(self._facts)
            for _, predicate, values in _by_name(said)
            for value in _sorted(values)
        )

    def digest(self) -> bytes:
        """Return the digest of the graph: what consolidation reads of it."""
        return pack(self._facts, self.base_iri)

    def lines(self) -> bytes:
        """Return all quads as lines of N-Quads in the same order, as pyoxigraph writes them."""
        end = " .\n" if isinstance(self._graph, DefaultGraph) else f" {self._graph} .\n"
        found = [
            f"{subject} {predicate} {value}{end}"
            for subject, _, said in _by_name(self._facts)
            for predicate, _, values in _by_name(said)
            for value in _sorted(values)
        ]
        return "".join(found).encode()


class Facts(Set[Quad]):
    """Quads of one graph, in no order, made when they are asked for one by one."""

    def __init__(
        self, facts: Mapping[NamedNode, Mapping[NamedNode, Set[Value]]], graph: NamedNode | DefaultGraph
    ) -> None:
        self._facts, self._graph = facts, graph

    @classmethod
    def _from_iterable(cls, it: Iterable[T]) -> Set[T]:
        return frozenset(it)

    def __len__(self) -> int:
        return sum(len(values) for said in self._facts.values() for values in said.values())

    def __contains__(self, quad: object) -> bool:
        return (
            isinstance(quad, Quad)
            and isinstance(quad.subject, NamedNode)
            and quad.graph_name == self._graph
            and quad.object in self._facts.get(quad.subject, {}).get(quad.predicate, ())
        )

    def __iter__(self) -> Iterator[Quad]:
        return (
            Quad(node, predicate, value, self._graph)
            for node, said in self._facts.items()
            for predicate, values in said.items()
            for value in values
        )

    def values(self, subject: NamedNode, predicate: NamedNode) -> Set[Value]:
        """Return what is said of a subject under a property, in no order."""
        return self._facts.get(subject, {}).get(predicate, frozenset())

    def value(self, subject: NamedNode, predicate: NamedNode) -> Value | None:
        """Return the one value of a subject's property, the first by its text of several, or None."""
        return min(self.values(subject, predicate), key=str, default=None)

    def triples(self) -> list[str]:
        """Return the triples as N-Triples writes them, without full stops, each once."""
        return [
            f"{subject} {predicate} {value}"
            for subject, said in ((str(node), said) for node, said in self._facts.items())
            for predicate, values in ((str(name), values) for name, values in said.items())
            for value in values
        ]


def _by_name(facts: Mapping[NamedNode, T]) -> list[tuple[str, NamedNode, T]]:
    """Return what is said under each node, by the node as N-Quads writes it.

    Sorting subjects, then predicates, then values gives the order of whole lines: ``>`` stands in no IRI, and what
    may follow a literal of which another is the beginning sorts behind the space that follows every term.
    """
    return sorted([(str(node), node, said) for node, said in facts.items()], key=_NAME)


_NAME = itemgetter(0)


def _sorted(values: Set[Value]) -> Iterable[Value]:
    return values if len(values) == 1 else sorted(values, key=str)


def string(text: str | None) -> Literal | None:
    """Return a plain string literal."""
    return None if text is None else Literal(text)


@lru_cache(maxsize=1 << 14)
def integer(number: int | str | None) -> Literal | None:
    """Return an xsd:integer."""
    return None if number is None else Literal(str(int(number)), datatype=XSD("integer"))


def decimal(text: str | None) -> Literal | None:
    """Return an xsd:decimal in canonical form: stores drop trailing zeros, so they are never written.

    >>> decimal("3.90")
    <Literal value=3.9 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#decimal>>
    """
    if text is None:
        return None
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return Literal(f"{whole}.{part}" if part else whole, datatype=XSD("decimal"))


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD("boolean"))
