"""The part of the network around one node, read from the store node by node: the whole is never built.

Gives what ``neighbourhood`` cuts out of the whole network, as long as no node on the way has more edges than a
bound; beyond it, which neighbours are taken is the store's choice, and ``left_out`` is a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode

from kg.network.build import network_of
from kg.network.near import LIMIT, copied
from kg.ontology.terms import AGR
from kg.store import Store

EDGES = 2_000
"""Edges of one node that are followed (the project's own choice: about a tenth of a second)."""
RANKED = 600
"""Candidates of one ring that are ranked by their edges; the first so many by id."""
_ROLES = ("Party", "Host", "Witness", "Executor", "Supervisor")
_HAS = frozenset(AGR(f"has{role}Participation") for role in _ROLES)


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One edge: local ids of its ends and of the node that states it."""

    source: str
    target: str
    key: str


def around(store: Store, node: str, limit: int = LIMIT, radius: int = 2) -> nx.MultiDiGraph:
    """Return what lies within ``radius`` steps of a node as ``neighbourhood`` does; alone for an unknown node."""
    return _Walk(store).around(node, limit, radius)


class _Walk:
    """One walk: each node's edges are read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.edges: dict[str, tuple[Edge, ...]] = {}

    def around(self, node: str, limit: int, radius: int) -> nx.MultiDiGraph:
        kept, ring, left_out, seen = [node], [node], 0, {node}
        for _ in range(radius):
            found = sorted({end for inner in ring for end in self.ends(inner)} - seen)
            seen.update(found)
            ring = self.ranked(found, max(0, limit - len(kept)))
            left_out += len(found) - len(ring)
            kept += ring
        return self.graph(kept, left_out)

    def graph(self, kept: list[str], left_out: int) -> nx.MultiDiGraph:
        inside = set(kept)
        edges = {edge for name in kept for edge in self.of(name) if {edge.source, edge.target} <= inside}
        network = network_of(self.store, kept, {edge.key for edge in edges})
        return copied(network, [name for name in kept if name in network], left_out)

    def ranked(self, found: list[str], room: int) -> list[str]:
        """Return the nodes with most edges; where there is no room, none is read."""
        degree = {name: self.degree(name) for name in found[:RANKED]} if room else {}
        return sorted(degree, key=lambda name: (-degree[name], name))[:room]

    def ends(self, node: str) -> Iterator[str]:
        for edge in self.of(node):
            yield edge.target if edge.source == node else edge.source

    def of(self, node: str) -> tuple[Edge, ...]:
        """Return the edges of a node, at most EDGES."""
        if node not in self.edges:
            walk = _WALKS.get(node.partition("/")[0])
            self.edges[node] = tuple(islice(walk(self, node), EDGES)) if walk else ()
        return self.edges[node]

    def degree(self, node: str) -> int:
        """Return the number of edges; of an institution's, those that state them are counted and not followed."""
        if not node.startswith("institution/"):
            return len(self.of(node))
        return sum(1 for _ in islice(self.statements(node), EDGES))

    def statements(self, institution: str) -> Iterator[str]:
        yield from self.subjects("participant", institution)
        for office in self.subjects("postIn", institution):
            yield from self.subjects("tenureOf", office)

    def institution(self, node: str) -> Iterator[Edge]:
        for key in self.subjects("participant", node):
            for agreement in self.holders(key, _HAS):
                yield Edge(node, agreement, key)
        for office in self.subjects("postIn", node):
            for key in self.subjects("tenureOf", office):
                for official in self.subjects("hasTenure", key):
                    yield Edge(official, node, key)

    def official(self, node: str) -> Iterator[Edge]:
        for key in self.subjects("signedBy", node):
            for agreement in self.subjects("hasSignature", key):
                yield Edge(node, agreement, key)
        for key in self.objects(node, [AGR("hasTenure")]):
            for office in self.objects(key, [AGR("tenureOf")]):
                for body in self.objects(office, [AGR("postIn")]):
                    yield Edge(node, body, key)

    def agreement(self, node: str) -> Iterator[Edge]:
        for names, end in ((_HAS, "participant"), ([AGR("hasSignature")], "signedBy")):
            for key in self.objects(node, names):
                for other in self.objects(key, [AGR(end)]):
                    yield Edge(other, node, key)

    def subjects(self, name: str, node: str) -> Iterator[str]:
        return self.holders(node, [AGR(name)])

    def holders(self, node: str, names: Iterable[NamedNode]) -> Iterator[str]:
        """Yield the nodes with one of these facts about a node."""
        wanted = tuple(names)
        predicate = wanted[0] if len(wanted) == 1 else None
        for quad in self.store.quads(None, predicate, self.iri(node), DefaultGraph()):
            if quad.predicate in wanted and isinstance(quad.subject, NamedNode):
                yield quad.subject.value.removeprefix(self.store.base_iri)

    def objects(self, node: str, names: Iterable[NamedNode]) -> Iterator[str]:
        wanted = tuple(names)
        predicate = wanted[0] if len(wanted) == 1 else None
        for quad in self.store.quads(self.iri(node), predicate, None, DefaultGraph()):
            if quad.predicate in wanted and isinstance(quad.object, NamedNode):
                yield quad.object.value.removeprefix(self.store.base_iri)

    def iri(self, local_id: str) -> NamedNode:
        return NamedNode(self.store.base_iri + local_id)


_WALKS = {"institution": _Walk.institution, "official": _Walk.official, "agreement": _Walk.agreement}
"""First step of a local id -> how its edges are found."""
