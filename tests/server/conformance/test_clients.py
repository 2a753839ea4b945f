"""Clients that people use: SPARQLWrapper, rdflib's SPARQLStore and curl, with nothing set but the address."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
import rdflib
import SPARQLWrapper as sw  # noqa: N813 - its classes have the same name
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from rdflib.query import ResultRow
from served_kit import DATA, TOKEN, Served

from kg.settings import BASE_IRI

GRAPH = f"{BASE_IRI}graph/user/clients"
TERMS = "SELECT ?s ?v WHERE { GRAPH <http://x/terms> { ?s <http://x/value> ?v } FILTER(?s = <http://x/fa>) }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <http://x/terms> { ?s ?p ?o } FILTER(?s = <http://x/fa>) }"


def wrapper(served: Served, query: str, kind: str = "", method: str = sw.GET) -> Any:
    client = sw.SPARQLWrapper(served.sparql)
    client.setQuery(query)
    client.setMethod(method)
    if kind:
        client.setReturnFormat(kind)
    return client.queryAndConvert()


@pytest.mark.parametrize("method", [sw.GET, sw.POST])
def test_sparqlwrapper_reads_rows(reading: Served, method: str) -> None:
    rows = wrapper(reading, TERMS, sw.JSON, method)["results"]["bindings"]
    assert {(row["v"]["value"], row["v"].get("xml:lang")) for row in rows} == {
        ("تفاهم\u200cنامه", None), ("گ", "fa"), ("ي ك", "fa-arab"),
    }  # fmt: skip
    document = wrapper(reading, TERMS, sw.XML, method)
    assert len(document.getElementsByTagName("result")) == 3
    for kind, mark in ((sw.CSV, b","), (sw.TSV, b"\t")):
        assert len(wrapper(reading, TERMS, kind, method).splitlines()) == 4
        assert mark in wrapper(reading, TERMS, kind, method)


@pytest.mark.parametrize("post", [sw.URLENCODED, sw.POSTDIRECTLY])
def test_sparqlwrapper_posts_in_both_ways(reading: Served, post: str) -> None:
    client: Any = sw.SPARQLWrapper(reading.sparql, returnFormat=sw.JSON)
    client.setMethod(sw.POST)
    client.setRequestMethod(post)
    client.setQuery("ASK {}")
    assert client.queryAndConvert()["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("kind", [sw.TURTLE, sw.RDFXML, sw.JSONLD, sw.N3])
def test_sparqlwrapper_reads_graphs(reading: Served, kind: str) -> None:
    answer = wrapper(reading, CONSTRUCT, kind)
    graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format="turtle")
    assert len(graph) == 3


def test_sparqlwrapper_names_graphs(reading: Served) -> None:
    client: Any = sw.SPARQLWrapper(reading.sparql, returnFormat=sw.JSON)
    client.addDefaultGraph(f"{DATA}1.rdf")
    client.addNamedGraph(f"{DATA}2.rdf")
    client.setQuery("SELECT ?s ?t { ?s ?p ?o . GRAPH ?g { ?t ?p ?o } }")
    (row,) = client.queryAndConvert()["results"]["bindings"]
    assert (row["s"]["value"], row["t"]["value"]) == (f"{DATA}1.rdf", f"{DATA}2.rdf")


def test_sparqlwrapper_understands_refusals(reading: Served) -> None:
    with pytest.raises(sw.SPARQLExceptions.QueryBadFormed):
        wrapper(reading, "SELECT * { ?s ?p ", sw.JSON)


def test_sparqlwrapper_updates(writable: Served) -> None:
    client = sw.SPARQLWrapper(writable.sparql)
    client.setMethod(sw.POST)
    client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    client.setQuery(f"CLEAR SILENT GRAPH <{GRAPH}> ; INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> 'گ'@fa }} }}")
    client.query()
    assert wrapper(writable, f"ASK {{ GRAPH <{GRAPH}> {{ ?s ?p 'گ'@fa }} }}", sw.JSON)["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_store(reading: Served, method: Any) -> None:
    graph = rdflib.Graph(store=SPARQLStore(reading.sparql, method=method))
    agreement = rdflib.URIRef(f"{BASE_IRI}agreement/1")
    assert list(graph.triples((agreement, None, None))) == [
        (agreement, rdflib.RDF.type, rdflib.URIRef("http://x/Agreement"))
    ]
    assert len(list(graph.query(TERMS))) == 3
    assert len(graph.query(CONSTRUCT).graph or ()) == 3
    assert bool(graph.query("ASK {}")) is True


def test_rdflib_reads_one_graph(reading: Served) -> None:
    store = SPARQLStore(reading.sparql, context_aware=True)
    graph = rdflib.Graph(store=store, identifier=rdflib.URIRef(f"{DATA}1.rdf"))
    assert [str(subject) for subject in graph.subjects()] == [f"{DATA}1.rdf"]
    dataset = rdflib.Dataset(store=store, default_union=True)
    assert len(list(dataset.query(TERMS))) == 3
    named = dataset.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    names = {str(row[0]) for row in named if isinstance(row, ResultRow)}
    assert {f"{DATA}{number}.rdf" for number in (1, 2, 3)} <= names


def test_rdflib_writes_graphs_of_the_user(writable: Served) -> None:
    store = SPARQLUpdateStore(writable.sparql, writable.sparql, headers={"Authorization": f"Bearer {TOKEN}"})
    graph = rdflib.Graph(store=store, identifier=rdflib.URIRef(f"{GRAPH}/rdflib"))
    triple = (rdflib.URIRef("http://x/s"), rdflib.URIRef("http://x/p"), rdflib.Literal("تفاهم\u200cنامه", lang="fa"))
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert list(graph) == []


def test_rdflib_loads_a_graph_by_its_address(reading: Served) -> None:
    graph = rdflib.Graph().parse(f"{reading.url}graph?graph=http%3A%2F%2Fx%2Fterms")
    assert len(graph) > 30
    described = rdflib.Graph().parse(reading.sparql)
    assert (
        None,
        rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint"),
        rdflib.URIRef(reading.sparql),
    ) in described


def curl(*arguments: str) -> str:
    done = subprocess.run(["curl", "-sS", "--max-time", "60", *arguments], capture_output=True, check=True, timeout=90)
    return done.stdout.decode("utf-8")


@pytest.mark.curl
def test_curl(reading: Served, writable: Served) -> None:
    assert json.loads(curl("--data-urlencode", "query=ASK {}", reading.sparql))["boolean"] is True
    assert json.loads(curl("-G", "--data-urlencode", "query=ASK {}", reading.sparql))["boolean"] is True
    direct = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "--data-binary", TERMS)
    assert "گ" in curl(*direct, reading.sparql)
    plain, packed = (
        curl("-G", *how, "--data-urlencode", f"query={TERMS}", reading.sparql) for how in ((), ("--compressed",))
    )
    assert plain == packed
    change = (
        "-H",
        f"Authorization: Bearer {TOKEN}",
        "-w",
        "%{http_code}",
        "--data-urlencode",
        f"update=CLEAR SILENT GRAPH <{GRAPH}>",
    )
    assert curl(*change, writable.sparql) == "204"
    assert curl("-I", f"{reading.url}void").splitlines()[0].split()[1] == "200"
