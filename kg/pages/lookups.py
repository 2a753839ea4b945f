"""What is asked of a store for pages, one look-up at a time, each as narrow as what is needed.

A look-up costs most where nothing near was read before, and one without a graph looks in two places: so what an article
says is looked for in its own graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.identity import STATE, article_graph
from kg.ontology.terms import AGR
from kg.pages.nodes import Node, node_of
from kg.store import Store

HOMES = 4
"""Graphs that are tried before all: one that was looked at before costs little."""
ROLES = ("Party", "Host", "Executor", "Supervisor", "Witness")
"""Roles of participations, in the order in which they are shown."""


class Lookups:
    """The facts of one store, by local ids."""

    def __init__(self, store: Store) -> None:
        self.base = store.base_iri
        self._store = store
        self._state = NamedNode(self.base + STATE)
        self._homes: tuple[NamedNode, ...] = ()

    def within(self, *articles: str) -> None:
        """Look for what articles say in the graphs of these first, until the next page begins."""
        self._homes = tuple(self.iri(article_graph(one)) for one in articles[:HOMES])

    def said(self, local_id: str, predicate: NamedNode | None = None) -> list[Quad]:
        """Return what articles' graphs say of a node (evidence, a report, an article), which stands in one of them."""
        node = self.iri(local_id)
        for graph in self._homes:
            if found := list(self._taken(self._store.quads(node, predicate, None, graph))):
                return found
        return list(self._taken(self._store.quads(node, predicate, None, None)))

    def article_said(self, article: str) -> list[Quad]:
        """Return what the graph of an article says of the article itself."""
        return list(self._taken(self._store.quads(self.iri(article), None, None, self.iri(article_graph(article)))))

    def noted(self, article: str) -> list[Quad]:
        """Return what the store itself notes of an article."""
        return list(self._store.quads(self.iri(article), None, None, self._state))

    def stated_sources(self, predicate: NamedNode, article: str) -> tuple[str, ...]:
        """Return the local ids of the nodes of an article's graph that lead to the article, sorted."""
        graph = self.iri(article_graph(article))
        quads = self._taken(self._store.quads(None, predicate, self.iri(article), graph))
        return tuple(sorted({self.local(quad.subject) for quad in quads}))

    def stated_objects(self, local_id: str, predicate: NamedNode) -> tuple[str, ...]:
        """Return the local ids of the nodes that a fact of an article's graph leads to, sorted."""
        return tuple(sorted({self.local(quad.object) for quad in self.said(local_id, predicate)} - {""}))

    def consolidated(self, local_id: str) -> Iterable[Quad]:
        """Return the consolidated facts of a node."""
        return self._taken(self._store.quads(self.iri(local_id), None, None, DefaultGraph()))

    def local(self, term: object) -> str:
        """Return an IRI without the store's base; a foreign IRI stays whole."""
        return term.value.removeprefix(self.base) if isinstance(term, NamedNode) else ""

    def iri(self, local_id: str) -> NamedNode:
        """Return the IRI of a local id, the inverse of ``local``."""
        return NamedNode(local_id if "://" in local_id else self.base + local_id)

    def some(self, local_id: str, *names: str) -> Node:
        """Return the consolidated facts of a node with these predicates of the vocabulary: few cost less than all."""
        node = self.iri(local_id)
        found = (self._store.quads(node, AGR(name), None, DefaultGraph()) for name in names)
        return node_of(local_id, self._taken(chain.from_iterable(found)))

    def objects(self, local_id: str, predicate: NamedNode) -> tuple[str, ...]:
        """Return the local ids of the nodes that a consolidated fact of a node leads to, sorted."""
        quads = self._taken(self._store.quads(self.iri(local_id), predicate, None, DefaultGraph()))
        return tuple(sorted({self.local(quad.object) for quad in quads} - {""}))

    def _taking_part(self, agreement: str) -> tuple[str, ...]:
        """Return who takes part in an agreement, by role, each once."""
        others = (body for role in ROLES[1:] for body in self._of_role(agreement, role))
        return tuple(dict.fromkeys((*self.parties(agreement), *others)))

    def parties(self, agreement: str) -> tuple[str, ...]:
        """Return the parties of an agreement, sorted; by its participations, in a graph without the short cut."""
        return self.objects(agreement, AGR("party")) or self._of_role(agreement, ROLES[0])

    def _of_role(self, agreement: str, role: str) -> tuple[str, ...]:
        parts = self.objects(agreement, AGR(f"has{role}Participation"))
        return tuple(body for part in parts for body in self.objects(part, AGR("participant"))[:1])

    def fact(self, local_id: str, predicate: NamedNode) -> str:
        """Return the first literal's text of one consolidated fact, "" if there is none: one look-up for one value."""
        quads = self._store.quads(self.iri(local_id), predicate, None, DefaultGraph())
        texts = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        return min(texts, key=str).value if texts else ""

    def sources_of(self, predicate: NamedNode, local_id: str) -> tuple[str, ...]:
        """Return the local ids of the nodes with a consolidated fact that leads to this node, sorted."""
        quads = self._taken(self._store.quads(None, predicate, self.iri(local_id), DefaultGraph()))
        return tuple(sorted({self.local(quad.subject) for quad in quads}))

    def sharing(self, predicate: NamedNode, text: str) -> tuple[str, ...]:
        """Return the local ids of the nodes with this plain text as a consolidated fact, sorted."""
        quads = self._taken(self._store.quads(None, predicate, Literal(text), DefaultGraph()))
        return tuple(sorted({self.local(quad.subject) for quad in quads}))

    def is_used(self, predicate: NamedNode, iri: str) -> bool:
        """Say whether some consolidated fact leads to a node."""
        return any(self._store.quads(None, predicate, self.iri(iri), DefaultGraph()))

    def owners(self, local_id: str) -> tuple[str, ...]:
        """Return the local ids of all nodes with a consolidated fact that leads to this node, sorted."""
        quads = self._taken(self._store.quads(None, None, self.iri(local_id), DefaultGraph()))
        return tuple(sorted({self.local(quad.subject) for quad in quads}))

    def _taken(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        """Return what is used of the quads that a look-up finds: all of them here."""
        return quads
