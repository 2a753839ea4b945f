"""Terms through a server and back, and queries whose answers a server is trusted with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from sparql_servers import SERVERS, empty

from kg.errors import QueryError
from kg.store import Answer, Change, Store, open_store
from kg.store.remote_here import patterns_of
from kg.store.remote_scan import outline, within
from kg.store.remote_virtuoso import Virtuoso

XSD = "http://www.w3.org/2001/XMLSchema#"
A, P, G = (NamedNode(f"http://{name}.example/") for name in "apg")
LEXICAL = {
    "boolean": ("true", "false", "1", "0"),
    "integer": ("0", "5", "05", "-7", "+7", "9223372036854775807", "123456789012345678901234567890"),
    "decimal": ("0.9", "0.90", "5", "5.0", "-0.5", "12000000000000000000000", "0.000000001", "36.123456"),
    "double": ("1.5E3", "1.5e3", "NaN"),
    "date": ("2021-10-04", "0621-05-04", "2021-10-04Z", "2021-13-45"),
    "gYear": ("2021", "-0044"),
    "gYearMonth": ("2021-10",),
    "dateTime": ("2021-05-04T10:11:12Z", "2021-05-04T10:11:12.5+03:30", "2021-05-04T10:11:12.123456+00:00"),
    "duration": ("P3Y", "P12M", "P30D", "P1Y2M3DT4H", "nonsense"),
    "nonNegativeInteger": ("5",),
}
TEXTS = ("", "x", 'a "b"\n\t\r\\ \\u0041 {} ?x $y', "می‌خواهد \u202e😀", "x" * 5_000, "سلام " * 40_000, "\u0001")
LITERALS = [
    *(Literal(text, datatype=NamedNode(XSD + name)) for name, texts in LEXICAL.items() for text in texts),
    *(Literal(text) for text in TEXTS),
    *(Literal(text, language=language) for text in TEXTS for language in ("fa", "en", "fa-ir")),
    Literal("x", datatype=NamedNode("http://d.example/")),
]


def valued(literals: Iterable[object]) -> set[str]:
    """Return literals as the values that Oxigraph makes of them, in its spelling."""
    store = pyoxigraph.Store()
    store.extend(Quad(A, P, literal) for literal in literals if isinstance(literal, Literal))
    return {str(quad.object) for quad in store}


def test_every_literal_comes_back_and_can_be_asked_for_and_deleted(url: str) -> None:
    with open_store(url, "write") as store:
        quads = [Quad(NamedNode(f"http://s.example/{n}"), P, one, G) for n, one in enumerate(LITERALS)]
        store.apply(Change(add=tuple(quads)))
        for quad in quads:
            found = [one.object for one in store.quads(quad.subject, graph=G)]
            assert len(found) == 1
            assert valued(found) == valued([quad.object]), quad.object
            assert [one.subject for one in store.quads(quad.subject, P, quad.object)] == [quad.subject]
        store.apply(Change(remove=tuple(quads)))
        assert list(store.quads()) == []


def test_what_virtuoso_keeps_in_its_own_way_is_known_by_its_text() -> None:
    kind = Virtuoso()
    for literal in LITERALS:
        stored = kind.stored(literal)
        assert isinstance(stored, Literal)
        assert stored.value == literal.value
        if literal.value not in {"1", "0"}:
            assert kind.meant(stored) == literal


NODES = [NamedNode(f"http://n.example/{n}") for n in range(5)]
LINKS = [NamedNode(f"http://l.example/{n}") for n in range(3)]
DATA = [
    Quad(one, LINKS[(i * j) % 3], other, DefaultGraph() if (i + j) % 4 else G)
    for i, one in enumerate(NODES)
    for j, other in enumerate(NODES)
    if (i * 7 + j * 3) % 5 < 3
] + [Quad(one, LINKS[0], Literal(n % 2)) for n, one in enumerate(NODES)]
ENDS = st.sampled_from(["?a", "?b", "?c", *map(str, NODES)])
PATTERNS = st.lists(st.tuples(ENDS, st.sampled_from(["?p", *map(str, LINKS)]), ENDS), min_size=1, max_size=4)
HEADS = st.sampled_from(["SELECT ?a ?b", "SELECT DISTINCT ?a ?c", "SELECT (COUNT(?a) AS ?n)", "SELECT ?p"])


@pytest.fixture(scope="module", params=SERVERS)
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Store]]:
    """Give the same quads in memory and on a server, which is only read."""
    url = request.getfixturevalue(f"{request.param}_server")
    empty(url)
    with open_store(None, "write") as memory:
        memory.load_quads(DATA)
        with open_store(url, "write") as store:
            store.load_quads(DATA)
        with open_store(url) as store:
            yield memory, store


@settings(max_examples=150)
@given(head=HEADS, patterns=PATTERNS)
def test_plain_patterns_are_answered_alike(
    both: tuple[Store, Store], head: str, patterns: list[tuple[str, str, str]]
) -> None:
    text = f"{head} WHERE {{ {' . '.join(' '.join(one) for one in patterns)} }}"
    assert Virtuoso().trusts(outline(text), union=False)
    mine, theirs = (store.query(text) for store in both)
    assert sorted(map(str, theirs.rows)) == sorted(map(str, mine.rows))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?a ?p ?o }",
        "SELECT ?a WHERE { ?a <p:p>/<p:q> ?o }",
        "SELECT ?a WHERE { ?a <p:p> 'x' }",
        "SELECT ?a WHERE { ?a <p:p> ?o OPTIONAL { ?a <p:q> ?b } }",
        "SELECT ?a WHERE { ?a <p:p> ?o } ORDER BY ?a",
        "SELECT ?a WHERE { ?a <p:p> ?o } LIMIT 5",
        "SELECT ?a WHERE { GRAPH ?g { ?a <p:p> ?o } }",
        "SELECT ?a WHERE { ?a <p:p> _:b }",
        "SELECT ?a WHERE { ?a <p:p> 5 }",
        "ASK { ?a ?p ?o }",
        "CONSTRUCT { ?a ?p ?o } WHERE { ?a ?p ?o }",
    ],
)
def test_virtuoso_is_trusted_with_nothing_else(text: str) -> None:
    assert not Virtuoso().trusts(outline(text), union=False)


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?p ?o WHERE { ?s ?p ?o }",
        "SELECT ?a ?b WHERE { ?a <http://l.example/0>+ ?b } ORDER BY ?a ?b",
        "SELECT ?a WHERE { ?a <http://l.example/0> 1 } ORDER BY ?a",
        "SELECT ?s ?o WHERE { GRAPH <http://g.example/> { ?s ?p ?o } }",
        "ASK { ?s <http://l.example/7> ?o }",
        "CONSTRUCT WHERE { ?s <http://l.example/1> ?o }",
        "DESCRIBE <http://n.example/1>",
    ],
)
def test_other_queries_are_answered_alike(both: tuple[Store, Store], text: str, union: bool) -> None:
    def links(answer: Answer) -> list[str]:
        found = answer.rows or answer.triples or ()
        return sorted(str(one) for one in found if "w3id.org" not in str(one))  # a server's store has its own notes

    mine, theirs = (store.query(text, union=union) for store in both)
    assert (links(theirs), theirs.boolean) == (links(mine), mine.boolean)


def test_the_graph_of_the_facts_can_be_named(both: tuple[Store, Store]) -> None:
    memory, store = both
    name = f"<{store.base_iri}graph/consolidated>"
    named = store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} FILTER(?o != 7) }}")
    plain = memory.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert sorted(map(str, named.rows)) == sorted(map(str, plain.rows))


WITHIN = {
    "SELECT ?s { ?s ?p ?o } LIMIT 1": "SELECT ?s { GRAPH <g:g> {  ?s ?p ?o  } } LIMIT 1",
    "ASK{}": "ASK{ GRAPH <g:g> {  } }",
    "CONSTRUCT { ?s ?p '}' } WHERE { ?s ?p '{' }": "CONSTRUCT { ?s ?p '}' } WHERE { GRAPH <g:g> {  ?s ?p '{'  } }",
    "CONSTRUCT WHERE { ?s ?p ?o }": "CONSTRUCT {  ?s ?p ?o  } WHERE { GRAPH <g:g> {  ?s ?p ?o  } }",
    "SELECT (EXISTS { ?a ?b ?c } AS ?x) { ?s ?p ?o }": (
        "SELECT (EXISTS { ?a ?b ?c } AS ?x) { GRAPH <g:g> {  ?s ?p ?o  } }"
    ),
}


@pytest.mark.parametrize("text", WITHIN)
def test_one_graph_in_place_of_the_default_graph(text: str) -> None:
    found = within(outline(text), NamedNode("g:g"))
    assert found == WITHIN[text]
    pyoxigraph.Store().query(found)


PATHS = {
    "SELECT * { ?s <p:p>/<p:q>|^<p:r> ?o }": {"p:p", "p:q", "p:r"},
    "SELECT * { <a:a> <p:p>* ?o }": {"p:p"},
    "SELECT * { ?s <p:p> ?t . ?t <p:q>* ?o }": {"p:p", "p:q"},
    "SELECT * { ?s <p:q>* ?o }": {"p:q", None},
    "SELECT * { ?s !(<p:q>) ?o }": {None},
    "SELECT * { ?s <p:p> ?o FILTER EXISTS { ?s <p:q> ?a ; <p:r> ?b } MINUS { ?s <p:t> ?o } }": {"p:p", "p:q", "p:r", "p:t"},
    "SELECT * { ?s <p:p> ?o . { SELECT ?s (COUNT(?x) AS ?n) { ?s <p:q> ?x } GROUP BY ?s } }": {"p:p", "p:q"},
    "DESCRIBE <a:a>": {None},
    "CONSTRUCT WHERE { ?s <p:p> ?o }": {"p:p"},
}  # fmt: skip


@pytest.mark.parametrize("text", PATHS)
def test_what_a_query_touches(text: str) -> None:
    assert {by and by.value for _, by, _ in patterns_of(text)} == PATHS[text]


@pytest.mark.parametrize(
    "text", ["", "DROP ALL", "INSERT DATA { <a:a> <a:a> <a:a> }", "SELECT", "{", "SELECT ?s {", '"']
)
def test_what_is_no_query_is_a_query_error(url: str, text: str) -> None:
    with open_store(url, "write") as store:
        store.apply(Change(add=(Quad(A, P, A),)))
        with pytest.raises(QueryError):
            store.query(text)
        assert list(store.quads()) == [Quad(A, P, A)]
