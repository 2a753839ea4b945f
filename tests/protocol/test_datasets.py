"""The dataset of an operation, dataset clauses as values, and requests for one graph."""

from __future__ import annotations

from typing import Any, cast

import pyoxigraph as px
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import outcome

from kg.errors import QueryError
from kg.protocol import (
    GraphRequest,
    Operation,
    Refusal,
    check_update,
    lift_dataset,
    read_graph_request,
    unname_facts,
)
from kg.query import check
from kg.server.graphs import graphs_of
from kg.settings import BASE_IRI
from kg.store import Graphs

FACTS = f"{BASE_IRI}graph/consolidated"
ARTICLE = f"{BASE_IRI}graph/article/1"


DEFAULT, ONE, OTHER = px.DefaultGraph(), px.NamedNode(ARTICLE), px.NamedNode("http://a/")


@pytest.mark.parametrize(
    ("default", "named", "expected"),
    [
        ((), (), Graphs()),
        ((FACTS,), (), Graphs((DEFAULT,), ())),
        ((ARTICLE, FACTS), (), Graphs((ONE, DEFAULT), ())),
        ((), (ARTICLE,), Graphs((), (ONE,))),
        (("http://a/",), (ARTICLE,), Graphs((OTHER,), (ONE,))),
    ],
)
def test_which_graphs_are_asked(default: tuple[str, ...], named: tuple[str, ...], expected: Graphs) -> None:
    assert graphs_of(BASE_IRI, default, named) == expected


@pytest.mark.parametrize(
    ("text", "expected", "default", "named"),
    [
        ("ASK FROM <http://a/> {}", f"ASK {' ' * 16} {{}}", ("http://a/",), ()),
        ("ask from\n<http://a/>\r\nWHERE {}", "ask     \n           \r\nWHERE {}", ("http://a/",), ()),
        ("ASK FROM NAMED <http://a/> FROM <http://b/> {}", None, ("http://b/",), ("http://a/",)),
        ("ASK FROM <http://a/> FROM <http://a/> {}", None, ("http://a/",), ()),
        ("PREFIX g: <http://a/> ASK FROM g:x FROM NAMED g: {}", None, ("http://a/x",), ("http://a/",)),
        ("DESCRIBE <http://x/> FROM <urn:a>", "DESCRIBE <http://x/>             ", ("urn:a",), ()),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://a/> { ?s ?p ?o }", None, ("http://a/",), ()),
        ("CONSTRUCT FROM <http://a/> WHERE { ?s ?p ?o }", None, ("http://a/",), ()),
        (
            'ASK { ?s ?p "FROM <http://a/>" } # FROM <http://a/>',
            'ASK { ?s ?p "FROM <http://a/>" } # FROM <http://a/>',
            (),
            (),
        ),
        ("ASK { { SELECT * FROM <http://a/> { } } }", "ASK { { SELECT * FROM <http://a/> { } } }", (), ()),
    ],
)
def test_clauses_become_values(
    text: str, expected: str | None, default: tuple[str, ...], named: tuple[str, ...]
) -> None:
    lifted = lift_dataset(Operation("query", text))
    assert expected is None or lifted.text == expected
    assert (lifted.default_graphs, lifted.named_graphs) == (default, named)
    assert [len(line) for line in lifted.text.split("\n")] == [len(line) for line in text.split("\n")]


def test_graphs_of_the_request_win_over_clauses() -> None:
    lifted = lift_dataset(Operation("query", "ASK FROM <http://a/> FROM NAMED <http://b/> {}", ("http://c/",)))
    assert (lifted.default_graphs, lifted.named_graphs) == (("http://c/",), ())
    check(lifted.text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ASK FROM <file:///etc/passwd> {}", "malformed-request"),
        ("ASK FROM <FILE:///etc/passwd> {}", "malformed-request"),
        ("ASK FROM <ftp://a/> {}", "malformed-request"),
        ("ASK FROM NAMED <data:,x> {}", "malformed-request"),
        ("ASK FROM <a> {}", "malformed-query"),
        ("BASE <http://a/> ASK FROM <b> {}", "malformed-query"),
        ("ASK FROM g:a {}", "malformed-query"),
        ("ASK FROM ?g {}", "malformed-query"),
        ("ASK FROM", "malformed-query"),
        ("ASK FROM <http://a/../b> {}", "malformed-query"),
        ("ASK FROM <http://a/\\u06cc> {}", "malformed-query"),
        ("ASK FROM <http://a/> \x01", "malformed-query"),
        (f"ASK FROM <http://a/> {{ {' ' * 200_000} }}", "too-large"),
    ],
)
def test_what_names_no_graph_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        lift_dataset(Operation("query", text))
    assert caught.value.code == code


@pytest.mark.parametrize("iri", ["file:///etc/passwd", "ftp://a/"])
def test_parameters_are_held_to_the_same(iri: str) -> None:
    for operation in (Operation("query", "ASK {}", (iri,)), Operation("update", "CLEAR ALL", (), (iri,))):
        with pytest.raises(Refusal):
            lift_dataset(operation)


def test_many_clauses_take_bounded_work_and_end_in_the_guard() -> None:
    lifted = lift_dataset(Operation("query", "ASK " + "FROM <urn:a> " * 15_000 + "{}"))
    with pytest.raises(QueryError):
        check(lifted.text)


CLAUSES = st.lists(
    st.sampled_from(
        ["FROM", "from", "NAMED", "<urn:a>", "<urn:b>", "g:c", "# FROM\n", " ", "{", "}", "<", "(1 AS ?x)", "'FROM'"]
    ),
    max_size=8,
).map(" ".join)


@given(CLAUSES)
def test_lifted_queries_mean_what_they_meant(clauses: str) -> None:
    """What passes after lifting has the answer that the engine gives to the text as it was."""
    text = f"PREFIX g: <urn:g:> SELECT ?o ?h {clauses} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?h {{ ?s ?p ?o }} }} }}"
    operation = outcome(lift_dataset, Operation("query", text))
    if isinstance(operation, Refusal):
        return
    try:
        check(operation.text)
    except QueryError:
        return
    store = px.Store()
    for number, name in enumerate(("urn:a", "urn:b", "urn:g:c", "")):
        graph = px.NamedNode(name) if name else px.DefaultGraph()
        store.add(px.Quad(px.NamedNode("urn:s"), px.NamedNode("urn:p"), px.Literal(str(number)), graph))
    asked = graphs_of(BASE_IRI, operation.default_graphs, operation.named_graphs)
    default, named = (None if part is None else list(part) for part in (asked.default, asked.named))
    assert answers(store, operation.text, default_graph=default, named_graphs=named) == answers(store, text)


def answers(store: px.Store, text: str, **graphs: Any) -> list[str]:
    """Return the distinct rows, or that the engine finds the query malformed.

    Distinct, as Oxigraph counts the triples of a graph that is named twice twice.
    """
    try:
        return sorted(set(map(str, cast(px.QuerySolutions, store.query(text, **graphs)))))
    except SyntaxError:
        return ["malformed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"ASK {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}", f"ASK {{ {' ' * (len(FACTS) + 8)} {{ ?s ?p ?o }} }}"),
        (f"PREFIX g: <{BASE_IRI}graph/> ASK {{ graph g:consolidated {{ ?s ?p ?o }} }}", None),
        (f"ASK {{ GRAPH ?g {{ ?s ?p ?o }} GRAPH <{FACTS}> {{ ?s ?p ?o }} }}", None),
        (f"ASK {{ {{ {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }} }} OPTIONAL {{ GRAPH <{FACTS}>{{}} }} }}", None),
        ("ASK { GRAPH <http://x/consolidated> { ?s ?p ?o } }", "ASK { GRAPH <http://x/consolidated> { ?s ?p ?o } }"),
        (
            f"ASK {{ ?s ?p 'GRAPH <{FACTS}>' }} # GRAPH <{FACTS}>",
            f"ASK {{ ?s ?p 'GRAPH <{FACTS}>' }} # GRAPH <{FACTS}>",
        ),
        (f"ASK {{ ?s ?p <{FACTS}> \x01", f"ASK {{ ?s ?p <{FACTS}> \x01"),
        (f"ASK {{ GRAPH ?g {{ {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }} }} }}", "400 conflicting-graphs"),
    ],
)
def test_facts_are_the_default_graph_by_name_too(text: str, expected: str | None) -> None:
    got = outcome(unname_facts, Operation("query", text), BASE_IRI)
    told = f"{got.status} {got.code}" if isinstance(got, Refusal) else got.text
    if expected is not None:
        assert told == expected
        return
    assert FACTS not in told.partition("ASK")[2]
    store = px.Store()
    store.update("INSERT DATA { <a:a> <a:b> <a:c> . GRAPH <a:g> { <a:a> <a:b> <a:c> } }")
    assert bool(store.query(told)) is True


def test_facts_among_other_graphs() -> None:
    """As one named graph of several they would be missed without a word, so that is refused."""
    text = f"ASK {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}"
    for named in ((FACTS,), (ARTICLE, FACTS)):
        got = outcome(unname_facts, Operation("query", "ASK {}", (), named), BASE_IRI)
        assert isinstance(got, Refusal)
    only = Operation("query", text, (ARTICLE,))
    assert unname_facts(only, BASE_IRI) == only, "the facts are not in that dataset"


def test_facts_in_updates() -> None:
    write = f"INSERT {{ GRAPH <{BASE_IRI}graph/user/a> {{ ?s <a:b> ?o }} }}"
    where = f"WHERE {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}"
    meant = unname_facts(Operation("update", f"{write} {where}"), BASE_IRI)
    assert FACTS not in check_update(meant.text, BASE_IRI).text
    into = unname_facts(Operation("update", f"INSERT DATA {{ GRAPH <{FACTS}> {{ <a:a> <a:b> 1 }} }}"), BASE_IRI)
    assert isinstance(outcome(check_update, into.text, BASE_IRI), Refusal)
    beside = Operation("update", f"{write} USING <{ARTICLE}> {where}")
    assert isinstance(outcome(unname_facts, beside, BASE_IRI), Refusal)
    again = f"PREFIX g: <http://x/> {write} WHERE {{ GRAPH g:consolidated {{ ?s ?p ?o }} }} ; PREFIX g: <{BASE_IRI}graph/> {write} WHERE {{ }}"
    assert unname_facts(Operation("update", again), BASE_IRI).text == again


@pytest.mark.parametrize(
    ("method", "query", "path", "expected"),
    [
        ("GET", "default", "", GraphRequest(True, "")),
        ("HEAD", "default=", "/", GraphRequest(True, "")),
        ("GET", "graph=http%3A%2F%2Fa%2F", "", GraphRequest(False, "http://a/")),
        ("GET", f"graph={FACTS}", "", GraphRequest(True, "")),
        ("GET", "format=ttl", "/article/1", GraphRequest(False, ARTICLE)),
        ("GET", "", "/consolidated", GraphRequest(True, "")),
        ("GET", "", "", "400 malformed-request"),
        ("GET", "default&graph=a:b", "", "400 malformed-request"),
        ("GET", "graph=a:b&graph=c:d", "", "400 malformed-request"),
        ("GET", "default", "/article/1", "400 malformed-request"),
        ("GET", "graph=relative", "", "400 malformed-request"),
        ("GET", "graph=%FF", "", "400 malformed-request"),
        ("PUT", "default", "", "405 method-not-allowed"),
        ("DELETE", "graph=a:b", "", "405 method-not-allowed"),
        ("POST", "graph=a:b", "", "405 method-not-allowed"),
    ],
)
def test_graph_requests(method: str, query: str, path: str, expected: object) -> None:
    got = outcome(read_graph_request, method, query, path, BASE_IRI)
    assert (f"{got.status} {got.code}" if isinstance(got, Refusal) else got) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_asked_is_a_graph_or_a_refusal(query: str, path: str) -> None:
    got = outcome(read_graph_request, "GET", query, path, BASE_IRI)
    if not isinstance(got, Refusal):
        assert got.default or px.NamedNode(got.iri)
