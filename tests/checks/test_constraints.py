"""SPARQL constraints asked for all nodes at once give what pySHACL gives node by node."""

from __future__ import annotations

import pyshacl
import pytest
from rdflib import Graph, URIRef
from test_shapes import ROWS, changed, good_graph

from kg.checks.constraints import SHACL, sparql_breaches
from kg.checks.shapes import SHAPES
from kg.ontology import load_shapes

CONSTRAINTS = {str(node).rpartition("#")[2] for node in load_shapes().objects(None, URIRef(SHACL + "sparql"))}
SPARQL_ROWS = [row for row in ROWS if row["shape"] in CONSTRAINTS]


@pytest.fixture(scope="module")
def good() -> Graph:
    return good_graph()


@pytest.mark.parametrize("row", SPARQL_ROWS, ids=lambda row: f"{row['shape']}-{row['change']}")
def test_both_ways_give_the_same_results(good: Graph, row: dict[str, str]) -> None:
    shapes = load_shapes()
    for shape in set(shapes.subjects(URIRef(SHACL + "path"), None)):
        shapes.remove((None, URIRef(SHACL + "property"), shape))
    for target in ("targetClass", "targetSubjectsOf"):
        for shape in set(shapes.subjects(URIRef(SHACL + target), None)) - {
            URIRef(SHAPES + row["shape"].partition("-")[0])
        }:
            shapes.remove((shape, URIRef(SHACL + target), None))
    with changed(good, row):
        ours = {(breach.constraint, breach.focus) for breach in sparql_breaches(shapes, good)}
        _, results, _ = pyshacl.validate(good, shacl_graph=shapes, inplace=True)
    theirs = {
        (
            str(results.value(one, URIRef(SHACL + "sourceConstraint"))),
            str(results.value(one, URIRef(SHACL + "focusNode"))),
        )
        for one in results.objects(None, URIRef(SHACL + "result"))
        if results.value(one, URIRef(SHACL + "sourceConstraint")) is not None
    }
    assert ours == theirs
    assert ours


def test_every_sparql_constraint_is_compared() -> None:
    assert {row["shape"] for row in SPARQL_ROWS} == CONSTRAINTS
