"""The Service Description, VoID and the Graph Store Protocol of a running server."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import rdflib
from rdflib import RDF, VOID, Literal, Namespace, URIRef
from served_kit import DATA, TOKEN, Served

from kg.settings import BASE_IRI

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
READERS = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
}
FACT = (URIRef(f"{BASE_IRI}agreement/1"), RDF.type, URIRef("http://x/Agreement"))


def graph_of(served: Served, path: str, accept: str = "text/turtle") -> rdflib.Graph:
    answer = served.ask("GET", path, {"Accept": accept})
    assert (answer.status, answer.media_type) == (200, accept)
    return rdflib.Graph().parse(data=answer.body, format=READERS[accept])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("accept", READERS)
def test_the_endpoint_describes_itself(reading: Served, accept: str) -> None:
    """The W3C's cases: a GET without a query returns RDF with one sd:Service and its sd:endpoint (or sd:url)."""
    graph = graph_of(reading, "/sparql", accept)
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert graph.value(service, SD.endpoint) == URIRef(reading.sparql)
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    names = {
        graph.value(node, SD.name) for node in graph.objects(graph.value(service, SD.defaultDataset), SD.namedGraph)
    }
    assert URIRef(f"{BASE_IRI}graph/consolidated") in names


def test_every_format_that_is_described_is_there(reading: Served) -> None:
    graph = graph_of(reading, "/sparql")
    types = {
        "SPARQL_Results_JSON": "application/sparql-results+json", "SPARQL_Results_XML": "application/sparql-results+xml",
        "SPARQL_Results_CSV": "text/csv", "SPARQL_Results_TSV": "text/tab-separated-values", "Turtle": "text/turtle",
        "N-Triples": "application/n-triples", "RDF_XML": "application/rdf+xml", "JSON-LD": "application/ld+json",
        "TriG": "application/trig", "N-Quads": "application/n-quads",
    }  # fmt: skip
    told = {str(name).rpartition("/")[2] for name in graph.objects(None, SD.resultFormat)}
    assert told == set(types)
    for name, media_type in types.items():
        query = "ASK {}" if "Results" in name else "DESCRIBE <a:b>"
        answer = reading.ask("GET", f"/sparql?query={quote(query)}", {"Accept": media_type})
        assert (answer.status, answer.media_type) == (200, media_type)


def test_a_writable_endpoint_says_so_and_names_graphs_of_users(writable: Served) -> None:
    graph = f"{BASE_IRI}graph/user/described"
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    text = f"CLEAR SILENT GRAPH <{graph}> ; INSERT DATA {{ GRAPH <{graph}> {{ <a:a> <a:b> 1 }} }}"
    assert writable.ask("POST", "/sparql", headers, text.encode()).status == 204
    described = graph_of(writable, "/sparql")
    assert SD.SPARQL11Update in set(described.objects(None, SD.supportedLanguage))
    assert URIRef(graph) in set(described.objects(None, SD.name))


@pytest.mark.parametrize("path", ["/void", "/.well-known/void"])
def test_void_counts_what_the_store_holds(reading: Served, path: str) -> None:
    graph = graph_of(reading, path)
    (dataset,) = graph.subjects(VOID.sparqlEndpoint, URIRef(reading.sparql))
    assert graph.value(dataset, VOID.triples) == Literal(1)
    assert graph.value(dataset, VOID.distinctSubjects) == Literal(1)
    assert graph.value(dataset, VOID.uriSpace) == Literal(BASE_IRI)
    classes = {
        graph.value(part, VOID["class"]): graph.value(part, VOID.entities)
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert classes == {URIRef("http://x/Agreement"): Literal(1)}
    properties = {graph.value(part, VOID.property) for part in graph.objects(dataset, VOID.propertyPartition)}
    assert properties == {RDF.type}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("accept", READERS)
def test_graphs_are_read_by_every_name(reading: Served, accept: str) -> None:
    for path in ("/graph?default", f"/graph?graph={quote(BASE_IRI)}graph/consolidated", "/graph/consolidated"):
        assert list(graph_of(reading, path, accept)) == [FACT]
    named = graph_of(reading, f"/graph?graph={quote(f'{DATA}1.rdf', safe='')}", accept)
    assert set(named.subjects()) == {URIRef(f"{DATA}1.rdf")}


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("HEAD", "/graph?default", 200),
        ("GET", "/graph", 400),
        ("GET", "/graph?default&graph=http%3A%2F%2Fa%2F", 400),
        ("GET", "/graph?graph=relative", 400),
        ("GET", "/graph?graph=http%3A%2F%2Fnowhere%2F", 404),
        ("HEAD", "/graph?graph=http%3A%2F%2Fnowhere%2F", 404),
        ("GET", "/graph/article/none", 404),
        ("PUT", "/graph?default", 405),
        ("POST", "/graph?default", 405),
        ("DELETE", "/graph?graph=http%3A%2F%2Fa%2F", 405),
        ("PATCH", "/graph?default", 405),
        ("GET", "/graph?default&format=csv", 406),
        ("POST", "/void", 405),
    ],
)
def test_what_graphs_are_not_read(reading: Served, method: str, path: str, expected: int) -> None:
    answer = reading.ask(method, path)
    assert answer.status == expected
    if expected == 405:
        assert set(answer.headers["allow"].split(", ")) >= {"GET", "HEAD"}


def test_consolidated_facts_have_a_name_everywhere(reading: Served) -> None:
    facts = quote(f"{BASE_IRI}graph/consolidated", safe="")
    asked = quote(f"ASK {{ <{BASE_IRI}agreement/1> a ?t }}")
    for path in (
        f"/sparql?query={asked}",
        f"/sparql?query={asked}&default-graph-uri={facts}",
        f"/sparql?query={asked.replace('ASK%20', f'ASK%20FROM%20%3C{facts}%3E%20')}",
        f"/sparql?query={asked}&default-graph-uri={facts}&default-graph-uri={quote(f'{DATA}1.rdf', safe='')}",
        f"/sparql?query=ASK%7BGRAPH%3C{facts}%3E%7B?s%20a%20%3Chttp://x/Agreement%3E%7D%7D",
    ):
        assert reading.ask("GET", path).json()["boolean"] is True, path
    other = reading.ask("GET", f"/sparql?query={asked}&default-graph-uri={quote(f'{DATA}1.rdf', safe='')}")
    assert other.json()["boolean"] is False
