"""The sample of the data layout as quads, with fixed labels of its concepts in the ontology's graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as px

from kg.ontology.terms import ONTOLOGY_GRAPH

SAMPLE = Path(__file__).parent / "data" / "small.trig"
LABELS = Path(__file__).parent / "query" / "data" / "labels.ttl"


def sample_quads() -> Iterator[px.Quad]:
    """Yield the sample's quads, then the labels'."""
    yield from px.parse(path=SAMPLE, format=px.RdfFormat.TRIG)
    for quad in px.parse(path=LABELS, format=px.RdfFormat.TURTLE):
        yield px.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY_GRAPH)
