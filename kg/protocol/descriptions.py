"""What the endpoint says about itself: SPARQL 1.1 Service Description and VoID, as triples from plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.protocol.formats import RDF_TYPES, RESULT_TYPES

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TITLE: Final = NamedNode("http://purl.org/dc/terms/title")
_LICENSE: Final = NamedNode("http://purl.org/dc/terms/license")
_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_FORMATS: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}
"""Media type -> the format's name under ``_FORMAT_SPACE``."""
_FORMAT_SPACE: Final = "http://www.w3.org/ns/formats/"

Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph or dataset holds. None: not counted, so not told.

    classes: class IRI -> instances; properties: property IRI -> triples.
    """

    triples: int | None = None
    entities: int | None = None
    subjects: int | None = None
    objects: int | None = None
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A named graph that the service tells of, and how many triples it has."""

    iri: str
    triples: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """An endpoint in plain values.

    endpoint: its absolute URL; default: counts of the default graph; graphs: named graphs worth naming (not the
    thousands of articles); writable: whether it takes updates; properties: IRIs of properties that the service
    computes; features: names of sd:Feature instances.
    """

    endpoint: str
    default: Counts = Counts()
    graphs: Sequence[NamedGraph] = ()
    writable: bool = False
    properties: Sequence[str] = ()
    features: Sequence[str] = ("EmptyGraphs",)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset in plain values, for VoID.

    iri: its name; title: (text, language) pairs; license: IRI or ""; space: prefix of its IRIs; examples: IRIs of
    things to begin with; vocabularies: IRIs of ontologies used; dumps: URLs of the whole data.
    """

    iri: str
    endpoint: str
    counts: Counts = Counts()
    title: Sequence[tuple[str, str]] = ()
    license: str = ""
    space: str = ""
    examples: Sequence[str] = ()
    vocabularies: Sequence[str] = ()
    dumps: Sequence[str] = ()


def service_description(service: Service) -> tuple[Triple, ...]:
    """Return the Service Description: languages, formats, features, the dataset with its named graphs."""
    return tuple(dict.fromkeys(_service(service)))


def void_description(dataset: Dataset) -> tuple[Triple, ...]:
    """Return the VoID description: counts, partitions by class and property, formats, vocabularies, endpoint."""
    return tuple(dict.fromkeys(_dataset(dataset)))


def _service(service: Service) -> Iterator[Triple]:
    node, offered, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield Triple(node, _TYPE, _sd("Service"))
    yield Triple(node, _sd("endpoint"), NamedNode(service.endpoint))
    for language in ("SPARQL11Query", "SPARQL11Update")[: 1 + service.writable]:
        yield Triple(node, _sd("supportedLanguage"), _sd(language))
    yield from (Triple(node, _sd("feature"), _sd(feature)) for feature in service.features)
    yield from (Triple(node, _sd("propertyFeature"), NamedNode(iri)) for iri in service.properties)
    for media_type in (*RESULT_TYPES, *RDF_TYPES):
        if media_type in _FORMATS:
            yield Triple(node, _sd("resultFormat"), NamedNode(_FORMAT_SPACE + _FORMATS[media_type]))
    yield Triple(node, _sd("defaultDataset"), offered)
    yield Triple(offered, _TYPE, _sd("Dataset"))
    yield Triple(offered, _sd("defaultGraph"), default)
    yield from _graph(default, service.default)
    for number, graph in enumerate(service.graphs):
        named, content = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(offered, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(graph.iri))
        yield Triple(named, _sd("graph"), content)
        yield from _graph(content, Counts(triples=graph.triples))


def _graph(node: BlankNode, counts: Counts) -> Iterator[Triple]:
    yield Triple(node, _TYPE, _sd("Graph"))
    yield Triple(node, _TYPE, _void("Dataset"))
    yield from _counts(node, counts)


def _dataset(dataset: Dataset) -> Iterator[Triple]:
    node = NamedNode(dataset.iri)
    yield Triple(node, _TYPE, _void("Dataset"))
    yield from (Triple(node, _TITLE, Literal(text, language=language)) for text, language in dataset.title)
    yield Triple(node, _void("sparqlEndpoint"), NamedNode(dataset.endpoint))
    if dataset.license:
        yield Triple(node, _LICENSE, NamedNode(dataset.license))
    if dataset.space:
        yield Triple(node, _void("uriSpace"), Literal(dataset.space))
    for name, iris in (
        ("exampleResource", dataset.examples), ("vocabulary", dataset.vocabularies), ("dataDump", dataset.dumps),
        ("feature", [_FORMAT_SPACE + _FORMATS[each] for each in RDF_TYPES if each in _FORMATS]),
    ):  # fmt: skip
        yield from (Triple(node, _void(name), NamedNode(iri)) for iri in iris)
    yield from _counts(node, dataset.counts)


def _counts(node: Node, counts: Counts) -> Iterator[Triple]:
    """Yield the totals and, each in a node of its own, the partitions by class and by property, sorted by IRI."""
    totals = {
        "triples": counts.triples, "entities": counts.entities, "distinctSubjects": counts.subjects,
        "distinctObjects": counts.objects, "classes": len(counts.classes) or None,
        "properties": len(counts.properties) or None,
    }  # fmt: skip
    yield from (Triple(node, _void(name), _integer(value)) for name, value in totals.items() if value is not None)
    for name, count, parts in (("class", "entities", counts.classes), ("property", "triples", counts.properties)):
        for number, (iri, value) in enumerate(sorted(parts.items())):
            part = BlankNode(f"{name}{number}")
            yield Triple(node, _void(f"{name}Partition"), part)
            yield Triple(part, _void(name), NamedNode(iri))
            yield Triple(part, _void(count), _integer(value))


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
