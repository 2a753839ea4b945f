"""The part of the network around one node, read from the store node by node: the whole is never built.

Gives what ``neighbourhood`` cuts out of the whole network, as long as no node on the way has more edges than a
bound; beyond it, which neighbours are looked at is the store's choice, and ``at_least`` says that more are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import networkx as nx
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.network.near import LIMIT, first_of, kinds_of, passed, reach
from kg.ontology.terms import AGR, RDF
from kg.store import Store

EDGES = 2_000
"""Edges of one node that are followed (the project's own choice: about a tenth of a second)."""
_ROLES = ("Party", "Host", "Witness", "Executor", "Supervisor")
_HAS = tuple(AGR(f"has{role}Participation") for role in _ROLES)
_SIGNATURE, _TENURE, _TENURE_OF, _POST_IN = (AGR(name) for name in ("hasSignature", "hasTenure", "tenureOf", "postIn"))
_PARTICIPANT, _SIGNED_BY, _DATE = (AGR(name) for name in ("participant", "signedBy", "date"))


Known = Callable[[str], Mapping[NamedNode, Sequence[object]] | None]
"""Local id -> all consolidated facts of a node, by predicate; None where they are not known."""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One edge: local ids of its ends and of the node that states it, and what kind of edge it is."""

    source: str
    target: str
    key: str
    relation: str


def around(store: Store, node: str, limit: int = LIMIT, known: Known = lambda _: None) -> nx.MultiDiGraph:
    """Return the nodes (with ``kind``) and edges (with ``relation``) that ``neighbourhood`` finds around a node.

    Alone for a node without edges, empty for one that is unknown, or neither agreement, official nor institution.
    known: gives all facts of nodes that were read already.
    """
    return _Walk(store, known).around(node, limit)


def linked(store: Store, node: str) -> frozenset[str]:
    """Return the local ids of all nodes that have an edge with a node."""
    walk = _WALKS.get(node.partition("/")[0])
    edges = filter(_known, walk(_Walk(store), node)) if walk else ()
    return frozenset(end for edge in edges for end in (edge.source, edge.target) if end != node)


class _Walk:
    """One walk: each node's edges are read once."""

    def __init__(self, store: Store, known: Known = lambda _: None) -> None:
        self.store, self.facts = store, known
        self.edges: dict[str, tuple[Edge, ...]] = {}
        self.cut = False

    def around(self, node: str, limit: int) -> nx.MultiDiGraph:
        if not reach(node):
            return nx.MultiDiGraph()
        kept, ring, seen = [node], [node], {node}
        left_out: Counter[str] = Counter()
        for _ in range(reach(node)):
            found = Counter(end for inner in passed(ring, node) for end in self.ends(inner) if end not in seen)
            seen.update(found)
            ring = first_of(found, max(0, limit - len(kept)), self.date)
            left_out += kinds_of(found.keys() - set(ring))
            kept += ring
        if len(kept) == 1 and not self.known(node):
            return nx.MultiDiGraph()
        return self.graph(kept, left_out)

    def graph(self, kept: list[str], left_out: Counter[str]) -> nx.MultiDiGraph:
        """Return the part. Each edge is asked for at the end that has few: the agreement, else the official."""
        part, inside = nx.MultiDiGraph(left_out=left_out, at_least=self.cut, centre=kept[0]), set(kept)
        part.add_nodes_from((name, {"kind": name.partition("/")[0]}) for name in kept)
        edges = {edge for name in kept for edge in self.told(name) if {edge.source, edge.target} <= inside}
        part.add_edges_from((one.source, one.target, one.key, {"relation": one.relation}) for one in sorted(edges))
        return part

    def known(self, node: str) -> bool:
        """Say whether there is such a thing; asked only of what has no edges."""
        return any(self.store.quads(self.iri(node), RDF("type"), None, DefaultGraph()))

    def date(self, node: str) -> str:
        """Return an agreement's date, "" for what has none."""
        if not node.startswith("agreement/"):
            return ""
        quads = self.store.quads(self.iri(node), _DATE, None, DefaultGraph())
        return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")

    def ends(self, node: str) -> Iterator[str]:
        for edge in self.of(node):
            yield edge.target if edge.source == node else edge.source

    def of(self, node: str) -> tuple[Edge, ...]:
        """Return the edges of a node, at most EDGES."""
        if node not in self.edges:
            walk = _WALKS.get(node.partition("/")[0])
            found = tuple(islice(filter(_known, walk(self, node)), EDGES + 1)) if walk else ()
            self.cut |= len(found) > EDGES
            self.edges[node] = found[:EDGES]
        return self.edges[node]

    def told(self, node: str) -> Iterable[Edge]:
        """Return the edges of a node that no other end tells: an agreement's own, the offices of an official."""
        if node.startswith("agreement/"):
            return self.of(node)
        return self.held(node) if node.startswith("official/") else ()

    def institution(self, node: str) -> Iterator[Edge]:
        for key in self.subjects(_PARTICIPANT, node):
            for agreement in self.subjects(None, key):
                yield Edge(node, agreement, key, "participation")
        for office in self.subjects(_POST_IN, node):
            for key in self.subjects(_TENURE_OF, office):
                for official in self.subjects(_TENURE, key):
                    yield Edge(official, node, key, "tenure")

    def official(self, node: str) -> Iterator[Edge]:
        for key in self.subjects(_SIGNED_BY, node):
            for agreement in self.subjects(_SIGNATURE, key):
                yield Edge(node, agreement, key, "signature")
        yield from self.held(node)

    def held(self, node: str) -> Iterator[Edge]:
        for key in self.objects(node, _TENURE):
            for office in self.objects(key, _TENURE_OF):
                for body in self.objects(office, _POST_IN):
                    yield Edge(node, body, key, "tenure")

    def agreement(self, node: str) -> Iterator[Edge]:
        for role in _HAS:
            for key in self.objects(node, role):
                for body in self.objects(key, _PARTICIPANT):
                    yield Edge(body, node, key, "participation")
        for key in self.objects(node, _SIGNATURE):
            for official in self.objects(key, _SIGNED_BY):
                yield Edge(official, node, key, "signature")

    def subjects(self, predicate: NamedNode | None, node: str) -> Iterator[str]:
        """Yield what leads to a node by a predicate; None: by any that an agreement has a participation by."""
        for quad in self.store.quads(None, predicate, self.iri(node), DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and (predicate or quad.predicate in _HAS):
                yield self.local(quad.subject)

    def objects(self, node: str, predicate: NamedNode) -> Iterator[str]:
        facts = self.facts(node)
        for term in self.asked(node, predicate) if facts is None else facts.get(predicate, ()):
            if isinstance(term, NamedNode):
                yield self.local(term)

    def asked(self, node: str, predicate: NamedNode) -> Iterator[object]:
        for quad in self.store.quads(self.iri(node), predicate, None, DefaultGraph()):
            yield quad.object

    def local(self, term: object) -> str:
        return term.value.removeprefix(self.store.base_iri) if isinstance(term, NamedNode) else ""

    def iri(self, local_id: str) -> NamedNode:
        return NamedNode(self.store.base_iri + local_id)


def _known(edge: Edge) -> bool:
    """Say whether both ends are of a kind that the network has: graphs of users link anything."""
    return all(end.partition("/")[0] in _WALKS for end in (edge.source, edge.target))


_WALKS = {"institution": _Walk.institution, "official": _Walk.official, "agreement": _Walk.agreement}
"""First step of a local id -> how its edges are found."""
