"""Several graphs as one default graph are merged: what two of them say counts once."""

from __future__ import annotations

import pyoxigraph as px
import pytest

from kg.protocol import Refusal
from kg.server.merging import merged
from kg.settings import BASE_IRI
from kg.store import EmbeddedStore, Graphs, written

A, B = px.NamedNode("http://x/a"), px.NamedNode("http://x/b")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def made() -> EmbeddedStore:
    """Return a store whose three graphs share one triple; each named graph has one of its own."""
    backing = px.Store()
    backing.update(
        "INSERT DATA { <a:s> <a:p> 1 . GRAPH <http://x/a> { <a:s> <a:p> 1 . <a:s> <a:p> 2 }"
        " GRAPH <http://x/b> { <a:s> <a:p> 1 . <a:s> <a:p> 3 } }"
    )
    return EmbeddedStore(backing, BASE_IRI)


@pytest.mark.parametrize(
    ("default", "expected"),
    [
        ((A,), 2),
        ((A, B), 3),
        ((A, A), 2),
        ((px.DefaultGraph(), A), 2),
        ((px.DefaultGraph(), A, B), 3),
        ((A, px.NamedNode("http://x/none")), 2),
    ],
)
def test_triples_count_once(default: tuple[px.NamedNode | px.DefaultGraph, ...], expected: int) -> None:
    store, graphs = merged(made(), Graphs(default, ()))
    found = written(store, COUNT, px.QueryResultsFormat.CSV, px.RdfFormat.TURTLE, graphs=graphs, most=10, size=1000)
    assert found.body.split() == [b"n", str(expected).encode()]


def test_named_graphs_stay_beside_the_merge() -> None:
    store, graphs = merged(made(), Graphs((px.DefaultGraph(), A), (B,)))
    text = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    found = written(store, text, px.QueryResultsFormat.CSV, px.RdfFormat.TURTLE, graphs=graphs, most=10, size=1000)
    assert found.body.split() == [b"n", b"2"]


def test_one_graph_and_none_are_asked_as_they_are() -> None:
    store = made()
    for graphs in (Graphs(), Graphs((A,), (B,)), Graphs((), (A, B))):
        assert merged(store, graphs) == (store, graphs)


def test_what_is_too_large_to_merge_is_refused() -> None:
    assert merged(made(), Graphs((A, B), ()), most=4)
    with pytest.raises(Refusal) as caught:
        merged(made(), Graphs((A, B), ()), most=3)
    assert caught.value.code == "size-limit"
