"""Service Description and VoID, read back with rdflib."""

from __future__ import annotations

import pyoxigraph as px
from rdflib import RDF, VOID, BNode, Graph, Literal, Namespace, URIRef

from kg.protocol import Counts, Dataset, NamedGraph, Service, service_description, void_description

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
COUNTS = Counts(12, 3, 4, 5, {"http://c/2": 2, "http://c/1": 1}, {"http://p/1": 12})


def read(triples: tuple[px.Triple, ...]) -> Graph:
    return Graph().parse(data=px.serialize(triples, format=px.RdfFormat.N_TRIPLES), format="nt")


def test_a_service_describes_languages_formats_and_graphs() -> None:
    described = service_description(
        Service("http://h/sparql", COUNTS, (NamedGraph("http://g/1", 7), NamedGraph("http://g/2")), writable=False)
    )
    graph = read(described)
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert isinstance(service, BNode)
    assert graph.value(service, SD.endpoint) == URIRef("http://h/sparql")
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert {FORMATS.SPARQL_Results_JSON, FORMATS["RDF_XML"], FORMATS.Turtle} <= set(
        graph.objects(service, SD.resultFormat)
    )
    dataset = graph.value(service, SD.defaultDataset)
    default = graph.value(dataset, SD.defaultGraph)
    assert graph.value(default, VOID.triples) == Literal(12)
    named = {graph.value(node, SD.name): graph.value(node, SD.graph) for node in graph.objects(dataset, SD.namedGraph)}
    assert set(named) == {URIRef("http://g/1"), URIRef("http://g/2")}
    assert graph.value(named[URIRef("http://g/1")], VOID.triples) == Literal(7)
    assert graph.value(named[URIRef("http://g/2")], VOID.triples) is None


def test_a_writable_service_says_so() -> None:
    graph = read(service_description(Service("http://h/sparql", writable=True, properties=("http://x/matches",))))
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query, SD.SPARQL11Update}
    assert graph.value(service, SD.propertyFeature) == URIRef("http://x/matches")


def test_a_dataset_tells_its_partitions() -> None:
    dataset = Dataset(
        "http://h/void#data", "http://h/sparql", COUNTS, (("Agreements", "en"), ("توافق‌ها", "fa")),
        "http://l/", "http://h/id/", ("http://h/id/1",), ("http://o/",), ("http://h/dump",),
    )  # fmt: skip
    graph = read(void_description(dataset))
    node = URIRef(dataset.iri)
    assert graph.value(node, VOID.sparqlEndpoint) == URIRef("http://h/sparql")
    assert graph.value(node, VOID.uriSpace) == Literal("http://h/id/")
    totals = [graph.value(node, VOID[name]) for name in ("triples", "entities", "distinctSubjects", "distinctObjects")]
    assert totals == [Literal(number) for number in (12, 3, 4, 5)]
    classes = {
        graph.value(part, VOID["class"]): graph.value(part, VOID.entities)
        for part in graph.objects(node, VOID.classPartition)
    }
    assert classes == {URIRef("http://c/1"): Literal(1), URIRef("http://c/2"): Literal(2)}
    (part,) = graph.objects(node, VOID.propertyPartition)
    assert graph.value(part, VOID.property) == URIRef("http://p/1")
    assert graph.value(part, VOID.triples) == Literal(12)


def test_descriptions_are_the_same_every_time() -> None:
    service = Service("http://h/sparql", COUNTS)
    assert service_description(service) == service_description(service)
    reordered = Counts(12, 3, 4, 5, {"http://c/1": 1, "http://c/2": 2}, {"http://p/1": 12})
    assert void_description(Dataset("a:d", "a:e", COUNTS)) == void_description(Dataset("a:d", "a:e", reordered))
