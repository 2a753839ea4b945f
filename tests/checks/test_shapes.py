"""Each shape against wrong examples: data/good.ttl is whole, each row of data/wrong.tsv spoils it in one place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import parse
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.util import from_n3

from kg.checks.graphs import to_rdflib
from kg.checks.shapes import SHACL, SHAPES, validate_graph
from kg.ontology import PREFIXES, load_shapes, ontology_quads
from kg.settings import BASE_IRI

DATA = Path(__file__).parent / "data"
with (DATA / "wrong.tsv").open(encoding="utf-8") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def good_graph() -> Graph:
    return to_rdflib(parse(path=str(DATA / "good.ttl")), ontology_quads())


@pytest.fixture(scope="module")
def good() -> Graph:
    return good_graph()


def term(text: str):
    """Read ``<local/id>``, ``<http://…>``, ``prefix:name`` or a literal."""
    if text.startswith("<"):
        return URIRef(text[1:-1] if ":" in text else BASE_IRI + text[1:-1])
    if text.startswith('"'):
        body, _, datatype = text.rpartition("^^")
        return Literal(body[1:-1], datatype=URIRef(iri(datatype)), normalize=False) if body else from_n3(text)
    return URIRef(iri(text))


def iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@contextmanager
def changed(graph: Graph, row: dict[str, str]) -> Iterator[None]:
    """Spoil the graph as the row says, and mend it afterwards."""
    subject, predicate = term(row["subject"]), term(row["property"])
    value = None if row["value"] == "*" else term(row["value"])
    before = set(graph.triples((subject, predicate, None)))
    if row["change"] in ("remove", "set"):
        graph.remove((subject, predicate, value if row["change"] == "remove" else None))
    if row["change"] in ("add", "set"):
        graph.add((subject, predicate, value))
    assert set(graph.triples((subject, predicate, None))) != before, "the row changes nothing"
    try:
        yield
    finally:
        graph.remove((subject, predicate, None))
        for triple in before:
            graph.add(triple)


def test_the_whole_example_conforms_without_a_warning(good: Graph) -> None:
    report = validate_graph(good)
    assert report.findings == ()
    assert report.conforms


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['shape']}-{row['change']}-{row['value'][:20]}")
def test_wrong_example_is_found(good: Graph, row: dict[str, str]) -> None:
    with changed(good, row):
        report = validate_graph(good, [row["shape"].partition("-")[0]])
    found = [finding for finding in report.findings if finding.shape == row["shape"]]
    assert found
    assert {finding.severity for finding in found} == {row["severity"]}
    assert all(finding.message_fa and finding.message_en for finding in found)


def test_every_shape_and_constraint_has_a_wrong_example() -> None:
    shapes = load_shapes()
    kinds = ("PropertyShape", "SPARQLConstraint")
    named = {node for kind in kinds for node in shapes.subjects(RDF.type, URIRef(SHACL + kind))}
    names = {str(node).removeprefix(SHAPES) for node in named if isinstance(node, URIRef)}
    assert names - {row["shape"] for row in ROWS} == set()


def test_every_message_stands_in_both_languages() -> None:
    shapes = load_shapes()
    for node in set(shapes.subjects(URIRef(SHACL + "path"), None)) | set(shapes.subjects(URIRef(SHACL + "select"))):
        if isinstance(node, URIRef):
            languages = sorted(text.language for text in shapes.objects(node, URIRef(SHACL + "message")))
            assert languages == ["en", "fa"], node


def test_every_wrong_row_names_its_severity_as_the_shape_does() -> None:
    shapes = load_shapes()
    for row in ROWS:
        severity = shapes.value(URIRef(SHAPES + row["shape"]), URIRef(SHACL + "severity"))
        assert row["severity"] == ("violation" if severity is None else str(severity).removeprefix(SHACL).lower())
