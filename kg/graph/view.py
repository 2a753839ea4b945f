"""One graph as a look-up: what the consolidation reads of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph.digest import LEFT_OUT, UNUSED, Digest, pack
from kg.ontology.terms import AGR, RDF

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
Said = Mapping[NamedNode, Sequence[Object]]
"""What is said of one node: objects by property."""

_ORDINAL = AGR("ordinal")
_UNUSED = frozenset(AGR(name) for name in (*UNUSED, "Evidence"))


class Source(Protocol):
    """Where a view reads what it was not given at once."""

    def nodes(self) -> Iterator[NamedNode]:
        """Yield every node of which something is said."""

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        """Return the nodes of a class."""

    def about(self, node: NamedNode) -> Said:
        """Return what is said of a node."""


class View:
    """The triples of one graph by subject and predicate; objects sorted, so that every read is stable."""

    def __init__(self, quads: Iterable[Quad | Triple] = ()) -> None:
        facts: dict[Subject, dict[NamedNode, list[Object]]] = {}
        for quad in quads:
            facts.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
        self._facts: dict[Subject, Said] = {**facts}
        self._source: Source | None = None
        self._lacks: frozenset[NamedNode] = frozenset()
        self._in_order = False
        self._sorted: dict[tuple[Subject, NamedNode], list[NamedNode]] = {}
        self._supports: dict[NamedNode, dict[NamedNode | None, list[NamedNode]]] = {}
        self._kinds: dict[Object, list[NamedNode]] | None = None

    @classmethod
    def of_digest(cls, packed: bytes, base_iri: str) -> View:
        """Return the view of a digest; asking it for what a digest lacks is a LookupError, never an empty answer."""
        view = cls._over(Digest(packed, base_iri), LEFT_OUT | _UNUSED)
        view._in_order = True
        return view

    @classmethod
    def sifted(cls, quads: Iterable[Quad | Triple]) -> View:
        """Return the view of a graph of which all that a digest holds is given; it answers as a digest does."""
        view = cls(quads)
        view._lacks = LEFT_OUT | _UNUSED
        return view

    @classmethod
    def _over(cls, source: Source, lacks: frozenset[NamedNode]) -> View:
        view = cls()
        view._source, view._lacks, view._kinds = source, lacks, {}
        return view

    def joined(self, same: Mapping[NamedNode, NamedNode]) -> View:
        """Return the view in which nodes stand for others wherever a property points to them."""
        if isinstance(self._source, Digest) and not self._source.names_any(same):
            return self
        return View._over(_Joined(self, same), self._lacks)

    def facts(self) -> Mapping[Subject, Said]:
        """Return what is said of every node. Raises LookupError when the view is that of a digest."""
        if self._lacks:
            raise LookupError("a digest does not hold the whole graph")
        return {node: self.about(node) for node in self.subjects()} if self._source else self._facts

    def digest(self, base_iri: str) -> bytes:
        """Return the digest of the graph. Raises LookupError when the view is that of a digest."""
        return pack(self.facts() if self._source else self._facts, base_iri)

    def subjects(self) -> Iterable[NamedNode]:
        """Return every node of which something is said, in no order."""
        return self._source.nodes() if self._source else [node for node in self._facts if isinstance(node, NamedNode)]

    def about(self, subject: Subject) -> Said:
        """Return what is said of a node."""
        found = self._facts.get(subject)
        if found is None:
            if self._source is None or not isinstance(subject, NamedNode):
                return {}
            found = self._facts[subject] = self._source.about(subject)
        return found

    def triples(self) -> Iterator[Triple]:
        """Yield every triple, in no order. Raises LookupError when the view is that of a digest."""
        for subject, facts in self.facts().items():
            for predicate, objects in facts.items():
                yield from (Triple(subject, predicate, item) for item in objects)

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        """Return the nodes of a class, sorted by IRI."""
        if kind in self._lacks:
            raise LookupError(f"a digest holds no {kind}")
        if self._kinds is None:
            self._kinds = self._by_kind()
        if self._source is not None and kind not in self._kinds:
            self._kinds[kind] = sorted(self._source.of_type(kind), key=lambda node: node.value)
        return self._kinds.get(kind, [])

    def _by_kind(self) -> dict[Object, list[NamedNode]]:
        found: dict[Object, list[NamedNode]] = {}
        for node in sorted(self.subjects(), key=lambda node: node.value):
            for kind in self._facts[node].get(RDF("type"), ()):
                found.setdefault(kind, []).append(node)
        return found

    def _objects(self, subject: NamedNode, predicate: NamedNode) -> Sequence[Object]:
        found = self.about(subject).get(predicate)
        if found is None:
            if predicate in self._lacks:
                raise LookupError(f"a digest holds no {predicate}")
            return ()
        return found

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Return the nodes a property points to, by their ordinal, then IRI."""
        nodes = [item for item in self._objects(subject, predicate) if isinstance(item, NamedNode)]
        if len(nodes) < 2 or self._in_order:
            return nodes
        known = self._sorted.get((subject, predicate))
        if known is None:
            known = sorted(nodes, key=lambda node: (self.number(node, _ORDINAL) or 0, node.value))
            self._sorted[subject, predicate] = known
        return list(known)

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """Return the first node a property points to, or None."""
        return next(iter(self.nodes(subject, predicate)), None)

    def supporting(self, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Return the evidence of a node that supports one plain property of it."""
        found = self._supports.get(subject)
        if found is None:
            found = self._supports[subject] = {}
            for one in self.nodes(subject, AGR("evidence")):
                found.setdefault(self.node(one, AGR("onProperty")), []).append(one)
        return tuple(found.get(predicate, ()))

    def around(self, subject: NamedNode) -> set[NamedNode]:
        """Return all nodes that a subject's properties point to. Raises LookupError when the view is of a digest."""
        if self._lacks:
            raise LookupError("a digest does not hold all that is around a node")
        return {item for found in self.about(subject).values() for item in found if isinstance(item, NamedNode)}

    def literals(self, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
        """Return the literals of a property, sorted."""
        found = [item for item in self._objects(subject, predicate) if isinstance(item, Literal)]
        return found if len(found) < 2 else sorted(found, key=str)

    def literal(self, subject: NamedNode, predicate: NamedNode) -> Literal | None:
        """Return the first literal of a property, or None."""
        found = self.literals(subject, predicate)
        return found[0] if found else None

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """Return the first literal's value, or None."""
        found = self.literal(subject, predicate)
        return found.value if found is not None else None

    def number(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """Return the first literal as an integer, or None."""
        found = self.text(subject, predicate)
        return int(found) if found is not None else None


class _Joined:
    """A view in which some nodes stand for others."""

    def __init__(self, view: View, same: Mapping[NamedNode, NamedNode]) -> None:
        self._view, self._same = view, same

    def nodes(self) -> Iterator[NamedNode]:
        return iter(self._view.subjects())

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        return self._view.of_type(kind)

    def about(self, node: NamedNode) -> Said:
        said = self._view.about(node)
        return {name: [self._meant(item) for item in found] for name, found in said.items()}

    def _meant(self, item: Object) -> Object:
        return self._same.get(item, item) if isinstance(item, NamedNode) else item
