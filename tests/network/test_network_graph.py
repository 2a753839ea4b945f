"""The network read out of a store, and its projection on institutions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from kg.network import cooperation_network, partner_network
from kg.ontology.terms import AGR, RDF, RDFS, ROLE
from kg.store import Store, open_store

SAMPLE = Path(__file__).parents[1] / "data" / "small.trig"
BASE = "https://w3id.org/agreements-kg/id/"


@pytest.fixture(scope="module")
def store() -> Store:
    opened = open_store(None, "write")
    opened.load_quads(pyoxigraph.parse(SAMPLE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG))
    return opened


@pytest.fixture(scope="module")
def graph(store: Store) -> nx.MultiDiGraph:
    return cooperation_network(store)


def test_nodes_are_institutions_officials_and_agreements(graph: nx.MultiDiGraph) -> None:
    kinds = Counter(kind for _, kind in graph.nodes(data="kind"))
    assert kinds == {"institution": 9, "official": 4, "agreement": 5}
    node = graph.nodes["institution/ministry-of-energy"]
    assert node["label_fa"] == node["label"] == "وزارت نیرو"
    assert (node["label_en"], node["type"]) == ("Ministry of Energy", "ministry")


def test_retired_identifiers_are_no_nodes(graph: nx.MultiDiGraph) -> None:
    assert "agreement/aaaaaaaaaaaaaaax" not in graph
    assert "official/mehrantwo2222222" not in graph


def test_edges_say_what_they_are_and_where_it_is_written(graph: nx.MultiDiGraph) -> None:
    relations = Counter(relation for *_, relation in graph.edges(data="relation"))
    assert relations == {"participation": 11, "signature": 3, "tenure": 5}
    edge = graph.edges[
        "institution/university-of-guilan", "agreement/aaaaaaaaaaaaaaaa", "participation/pawitness2222222"
    ]
    assert edge["role"] == "witness"
    assert edge["agreement"] == "agreement/aaaaaaaaaaaaaaaa"
    assert edge["evidence"] == "evidence/evao222222222222"
    signature = graph.edges["official/arman22222222222", "agreement/aaaaaaaaaaaaaaaa", "signature/saarman222222222"]
    assert signature["on_behalf_of"] == "institution/ministry-of-energy"


def test_best_evidence_comes_first(graph: nx.MultiDiGraph) -> None:
    edge = graph.edges["institution/ministry-of-energy", "agreement/aaaaaaaaaaaaaaaa", "participation/pamoe22222222222"]
    assert edge["evidence"].split()[0] == "evidence/evak222222222222"
    assert len(edge["evidence"].split()) == 3


def test_every_attribute_can_be_written_to_every_format(graph: nx.MultiDiGraph) -> None:
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str}


def test_one_official_may_hold_two_offices_in_one_institution(store: Store) -> None:
    graph = cooperation_network(store)
    tenures = [key for *_, key in graph.out_edges("official/sara222222222222", keys=True) if key.startswith("tenure/")]
    assert sorted(tenures) == ["tenure/tsara22222222222", "tenure/tsaratwo22222222"]


def test_each_call_gives_a_graph_of_its_own(store: Store) -> None:
    first = cooperation_network(store)
    first.remove_node("institution/ministry-of-energy")
    first.nodes["institution/governorate-of-gilan"]["label"] = "changed"
    again = cooperation_network(store)
    assert "institution/ministry-of-energy" in again
    assert again.nodes["institution/governorate-of-gilan"]["label"] == "استانداری گیلان"


def test_order_is_sorted_and_not_that_of_the_store(store: Store) -> None:
    quads = sorted(store.quads(), key=str, reverse=True)
    other = open_store(None, "write")
    other.load_quads(quads)
    one, two = cooperation_network(store), cooperation_network(other)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_partners_are_linked_by_each_agreement_and_witnesses_are_not(graph: nx.MultiDiGraph) -> None:
    partners = partner_network(graph)
    assert sorted((one, other, key) for one, other, key in partners.edges(keys=True)) == [
        ("institution/armenia", "institution/iran", "agreement/dddddddddddddddd"),
        ("institution/armenia", "institution/iran", "agreement/eeeeeeeeeeeeeeee"),
        ("institution/department-of-environment", "institution/ministry-of-energy", "agreement/cccccccccccccccc"),
        ("institution/governorate-of-gilan", "institution/ministry-of-energy", "agreement/aaaaaaaaaaaaaaaa"),
        ("institution/university-of-guilan", "institution/watercompany2222", "agreement/bbbbbbbbbbbbbbbb"),
    ]


def test_three_parties_make_three_pairs_of_one_agreement() -> None:
    node = lambda name: pyoxigraph.NamedNode(BASE + name)  # noqa: E731
    quads = [
        (node("agreement/a"), RDF("type"), AGR("Agreement")),
        (node("agreement/a"), RDFS("label"), pyoxigraph.Literal("a")),
    ]
    for name in ("x", "y", "z"):
        body, part = node(f"institution/{name}"), node(f"participation/{name}")
        quads += [
            (body, RDF("type"), AGR("Institution")),
            (node("agreement/a"), AGR("hasPartyParticipation"), part),
            (part, AGR("participant"), body),
            (part, AGR("role"), ROLE("party")),
        ]
    store = open_store(None, "write")
    store.load_quads(pyoxigraph.Quad(*triple, pyoxigraph.DefaultGraph()) for triple in quads)
    partners = partner_network(cooperation_network(store))
    assert partners.number_of_edges() == 3
    assert {key for *_, key in partners.edges(keys=True)} == {"agreement/a"}


def test_an_empty_store_gives_an_empty_network() -> None:
    assert len(cooperation_network(open_store(None, "write"))) == 0
