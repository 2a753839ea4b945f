"""Collects the quads of one graph; the small words in which all of this room is written."""

from __future__ import annotations

from collections.abc import Set

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, BASIS, DCTERMS, RDF, XSD

Value = NamedNode | Literal


class Builder:
    """Quads of one graph under one base IRI. ``add`` ignores None, so optional facts need no branch."""

    def __init__(self, base_iri: str, graph: NamedNode | None = None, language: str = "fa") -> None:
        self.base_iri = base_iri
        self.language = language
        self._graph = graph or DefaultGraph()
        self._quads: set[Quad] = set()
        self._said: set[tuple[NamedNode, NamedNode]] = set()

    def node(self, local_id: str) -> NamedNode:
        """Return the node of a local id."""
        return NamedNode(self.base_iri + local_id)

    def local(self, node: NamedNode) -> str:
        """Return the local id of a node."""
        return node.value.removeprefix(self.base_iri)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """Add a fact, unless there is no value."""
        if value is not None:
            self._quads.add(Quad(subject, predicate, value, self._graph))
            self._said.add((subject, predicate))

    def has(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """Say whether the subject has this property already."""
        return (subject, predicate) in self._said

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

    def facts(self) -> Set[Quad]:
        """Return all quads in no order."""
        return self._quads

    def quads(self) -> tuple[Quad, ...]:
        """Return all quads in a fixed order."""
        return tuple(sorted(self._quads, key=str))


def string(text: str | None) -> Literal | None:
    """Return a plain string literal."""
    return None if text is None else Literal(text)


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
