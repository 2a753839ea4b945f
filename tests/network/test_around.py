"""The network around one node, read node by node: the same as cut out of the whole, and bounded at a hub."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.network import around, cooperation_network, neighbourhood
from kg.ontology.terms import AGR, RDF, RDFS
from kg.store import Store, open_store

SAMPLE = Path(__file__).parents[1] / "data" / "small.trig"


def sample() -> Store:
    store = open_store(None, "write")
    store.load_quads(pyoxigraph.parse(SAMPLE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG))
    return store


def told(graph: nx.MultiDiGraph) -> tuple[Any, ...]:
    """Return a graph's nodes in their order with their kind, its edges with what they say, and what it says of itself."""
    edges = sorted(
        (source, target, key, relation) for source, target, key, relation in graph.edges(keys=True, data="relation")
    )
    return list(graph.nodes(data="kind")), edges, graph.graph


STORE = sample()
WHOLE = cooperation_network(STORE)


@pytest.mark.parametrize("node", sorted(WHOLE))
@pytest.mark.parametrize("limit", [300, 4])
def test_same_as_cut_out_of_the_whole(node: str, limit: int) -> None:
    assert told(around(STORE, node, limit)) == told(neighbourhood(WHOLE, node, limit))


def hub(deals: int) -> Store:
    """Return a store in which one body takes part in so many agreements, each with a partner of its own."""
    store = open_store(None, "write")

    def node(name: str) -> NamedNode:
        return NamedNode(store.base_iri + name)

    quads = []

    def say(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        quads.append(Quad(node(subject), predicate, value, DefaultGraph()))

    for number in range(deals):
        agreement = f"agreement/a{number}"
        say(agreement, RDF("type"), AGR("Agreement"))
        say(agreement, RDFS("label"), Literal(f"توافق {number}", language="fa"))
        for body in ("institution/hub", f"institution/partner{number}"):
            key = f"participation/{number}-{body.rpartition('/')[2]}"
            say(body, RDF("type"), AGR("Institution"))
            say(agreement, AGR("hasPartyParticipation"), node(key))
            say(key, RDF("type"), AGR("Participation"))
            say(key, AGR("participant"), node(body))
    store.load_quads(quads)
    return store


class Counting:
    """A store that counts its look-ups and the quads that they give."""

    def __init__(self, store: Store) -> None:
        self._store, self.looked, self.given = store, 0, 0
        self.base_iri, self.query = store.base_iri, store.query

    def quads(self, *pattern: Any) -> Any:
        self.looked += 1
        for quad in self._store.quads(*pattern):
            self.given += 1
            yield quad


def test_work_at_a_hub_does_not_grow_with_it() -> None:
    small, large = Counting(hub(2_500)), Counting(hub(5_000))
    drawn = [around(store, "institution/hub") for store in (small, large)]  # type: ignore[arg-type]
    assert [len(graph) for graph in drawn] == [300, 300]
    assert all(graph.graph["left_out"].total() >= 1_700 and graph.graph["at_least"] for graph in drawn)
    assert large.looked <= small.looked
    assert large.given <= small.given * 1.1


def test_an_unknown_node_is_alone() -> None:
    assert len(around(STORE, "institution/nobody")) == 0
