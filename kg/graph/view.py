"""One graph as a look-up: what the consolidation reads of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.ontology.terms import AGR, RDF

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple


class View:
    """The triples of one graph by subject and predicate; objects sorted, so that every read is stable."""

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        facts: dict[Subject, dict[NamedNode, list[Object]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            facts[quad.subject][quad.predicate].append(quad.object)
        self._facts = facts
        self._kinds: dict[Object, list[NamedNode]] | None = None

    def triples(self) -> Iterator[Triple]:
        """Yield every triple, in no order."""
        for subject, facts in self._facts.items():
            for predicate, objects in facts.items():
                yield from (Triple(subject, predicate, item) for item in objects)

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        """Return the nodes of a class, sorted by IRI."""
        if self._kinds is None:
            self._kinds = self._by_kind()
        return self._kinds.get(kind, [])

    def _by_kind(self) -> dict[Object, list[NamedNode]]:
        found: dict[Object, list[NamedNode]] = defaultdict(list)
        named = (node for node in self._facts if isinstance(node, NamedNode))
        for node in sorted(named, key=lambda node: node.value):
            for kind in self._facts[node].get(RDF("type"), ()):
                found[kind].append(node)
        return dict(found)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Return the nodes a property points to, by their ordinal, then IRI."""
        found = self._facts.get(subject, {}).get(predicate, ())
        nodes = [item for item in found if isinstance(item, NamedNode)]
        return (
            nodes
            if len(nodes) < 2
            else sorted(nodes, key=lambda node: (self.number(node, AGR("ordinal")) or 0, node.value))
        )

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """Return the first node a property points to, or None."""
        return next(iter(self.nodes(subject, predicate)), None)

    def around(self, subject: NamedNode) -> set[NamedNode]:
        """Return all nodes that a subject's properties point to."""
        facts = self._facts.get(subject, {})
        return {item for found in facts.values() for item in found if isinstance(item, NamedNode)}

    def literals(self, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
        """Return the literals of a property, sorted."""
        found = self._facts.get(subject, {}).get(predicate, ())
        return sorted((item for item in found if isinstance(item, Literal)), key=str)

    def literal(self, subject: NamedNode, predicate: NamedNode) -> Literal | None:
        """Return the first literal of a property, or None."""
        return next(iter(self.literals(subject, predicate)), None)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """Return the first literal's value, or None."""
        found = self.literal(subject, predicate)
        return found.value if found is not None else None

    def number(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """Return the first literal as an integer, or None."""
        found = self.text(subject, predicate)
        return int(found) if found is not None else None
