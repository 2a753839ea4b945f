"""Round trips: what the store holds comes back from every format, read by pyoxigraph and by rdflib."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pyoxigraph as px
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result, ResultRow
from served_kit import FORMATS, TOKEN, Answer, Served

from kg.settings import BASE_IRI

SELECT = "SELECT ?s ?v WHERE { GRAPH <http://x/terms> { ?s <http://x/value> ?v } FILTER(!ISBLANK(?s) && !ISBLANK(?v)) }"
"""Terms formats have trouble with; the one of control characters apart, which XML has no way to write."""
NO_CONTROLS = " FILTER(?s != <http://x/controls>)"
EMPTY = "SELECT ?s ?v WHERE { ?s <http://x/none> ?v }"
UNBOUND = "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (UNDEF 1 UNDEF) (UNDEF UNDEF UNDEF) (<a:b> UNDEF 'x') } }"
SOME = UNBOUND.replace(" (UNDEF UNDEF UNDEF)", "")
"""rdflib passes over a row in which nothing is bound."""
ONE = "SELECT ?v WHERE { VALUES ?v { UNDEF } }"
TYPES = {
    "application/sparql-results+json": px.QueryResultsFormat.JSON,
    "application/json": px.QueryResultsFormat.JSON,
    "application/sparql-results+xml": px.QueryResultsFormat.XML,
    "application/xml": px.QueryResultsFormat.XML,
    "text/xml": px.QueryResultsFormat.XML,
    "text/tab-separated-values": px.QueryResultsFormat.TSV,
    "text/plain": px.QueryResultsFormat.TSV,
}
RDF = {
    "text/turtle": px.RdfFormat.TURTLE,
    "application/n-triples": px.RdfFormat.N_TRIPLES,
    "application/rdf+xml": px.RdfFormat.RDF_XML,
    "application/ld+json": px.RdfFormat.JSON_LD,
    "application/trig": px.RdfFormat.TRIG,
    "application/n-quads": px.RdfFormat.N_QUADS,
}
RDFLIB = {
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}

Rows = list[tuple[str, ...]]


def ask(served: Served, query: str, accept: str) -> Answer:
    body = urlencode({"query": query}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
    return served.ask("POST", "/sparql", headers, body)


def expected(query: str) -> Rows:
    """Return the rows that the engine itself gives for the file of terms."""
    store = px.Store()
    store.load(path=FORMATS, format=px.RdfFormat.TRIG)
    return shown(store.query(query))


def shown(solutions: object) -> Rows:
    assert isinstance(solutions, px.QuerySolutions)
    names = solutions.variables
    return sorted(tuple("" if (term := row[name]) is None else str(term) for name in names) for row in solutions)


def key(term: object) -> tuple[str, ...]:
    """Return what tells a term of rdflib from others; its own comparison takes ``1`` and ``01`` for one."""
    if isinstance(term, rdflib.Literal):
        return ("literal", str(term), str(term.language), str(term.datatype))
    return ("" if term is None else type(term).__name__, str(term))


@pytest.mark.parametrize("media_type", TYPES)
@pytest.mark.parametrize("query", [SELECT, EMPTY, UNBOUND, ONE], ids=["terms", "empty", "unbound", "one unbound"])
def test_rows_come_back(reading: Served, media_type: str, query: str) -> None:
    asked = query.replace("FILTER", f"{NO_CONTROLS} FILTER") if "xml" in media_type else query
    answer = ask(reading, asked, media_type)
    assert (answer.status, answer.media_type) == (200, media_type)
    assert shown(px.parse_query_results(answer.body, format=TYPES[media_type])) == expected(asked)


@pytest.mark.parametrize(
    ("media_type", "reader"), [("application/sparql-results+json", "json"), ("application/sparql-results+xml", "xml")]
)
@pytest.mark.parametrize("query", [SELECT, EMPTY, SOME], ids=["terms", "empty", "unbound"])
def test_rows_come_back_to_rdflib(reading: Served, media_type: str, reader: str, query: str) -> None:
    """Rdflib writes terms in its own way, so its rows are compared after it has read the engine's own bytes."""
    asked = query.replace("FILTER", f"{NO_CONTROLS} FILTER") if reader == "xml" else query
    answer = ask(reading, asked, media_type)
    again = [
        tuple(map(key, row))
        for row in Result.parse(io.BytesIO(answer.body), format=reader)
        if isinstance(row, ResultRow)
    ]
    told = [
        tuple(key(None if term is None else rdflib.util.from_n3(str(term))) for term in row)
        for row in px_rows(px.parse_query_results(answer.body, format=TYPES[media_type]))
    ]
    assert sorted(again) == sorted(told)
    assert len(again) == len(expected(asked))


def px_rows(solutions: object) -> list[tuple[object, ...]]:
    assert isinstance(solutions, px.QuerySolutions)
    return [tuple(row[name] for name in solutions.variables) for row in solutions]


def test_csv_has_the_values(reading: Served) -> None:
    answer = ask(reading, SELECT, "text/csv")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8"), newline="")))
    assert rows[0] == ["s", "v"]
    store = px.Store()
    store.load(path=FORMATS, format=px.RdfFormat.TRIG)
    solutions = store.query(SELECT)
    assert isinstance(solutions, px.QuerySolutions)
    assert sorted(rows[1:]) == sorted([row["s"].value, row["v"].value] for row in solutions)


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", True), ("ASK { <a:b> <a:c> <a:d> }", False)])
def test_truth_values_come_back(reading: Served, query: str, truth: bool) -> None:
    for media_type, kind in TYPES.items():
        answer = ask(reading, query, media_type)
        got = px.parse_query_results(answer.body, format=kind)
        assert isinstance(got, px.QueryBoolean)
        assert bool(got) is truth
    for media_type, reader in (("application/sparql-results+json", "json"), ("application/sparql-results+xml", "xml")):
        result = Result.parse(io.BytesIO(ask(reading, query, media_type).body), format=reader)
        assert result.askAnswer is truth
    assert ask(reading, query, "text/csv").body.decode().strip() == str(truth).lower()


CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <http://x/terms> { ?s ?p ?o } }"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("media_type", RDF)
@pytest.mark.parametrize("way", ["query", "graph"])
def test_graphs_come_back(reading: Served, media_type: str, way: str) -> None:
    if way == "query":
        text = CONSTRUCT.replace("?o } }", f"?o }} {NO_CONTROLS} }}") if "xml" in media_type else CONSTRUCT
        answer = ask(reading, text, media_type)
    else:
        answer = reading.ask("GET", "/graph?graph=http%3A%2F%2Fx%2Fterms", {"Accept": media_type})
        if "xml" in media_type:
            assert (answer.status, answer.json()["code"]) == (406, "not-acceptable")
            return
    assert (answer.status, answer.media_type) == (200, media_type)
    mine = rdflib.Graph().parse(data=terms(controls="xml" not in media_type), format="nt")
    for graph in (
        rdflib.Graph().parse(data=px.serialize(read(answer, media_type), format=px.RdfFormat.N_TRIPLES), format="nt"),
        rdflib.Graph().parse(data=answer.body, format=RDFLIB.get(media_type, "turtle")),
    ):
        assert isomorphic(strict(graph), strict(mine))


def strict(graph: rdflib.Graph) -> rdflib.Graph:
    """Return the graph with literals told apart by their text alone: rdflib takes 1 and 01 for one value."""
    out = rdflib.Graph()
    for subject, predicate, term in graph:
        literal = isinstance(term, rdflib.Literal)
        out.add((subject, predicate, rdflib.Literal("|".join(key(term))) if literal else term))
    return out


def read(answer: Answer, media_type: str) -> list[px.Triple]:
    quads = px.parse(answer.body, format=RDF[media_type])
    return [px.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def terms(*, controls: bool) -> bytes:
    """Return the file of terms as the engine keeps it (numbers in canonical form), as N-Triples."""
    store = px.Store()
    store.load(path=FORMATS, format=px.RdfFormat.TRIG)
    kept = [quad.triple for quad in store if controls or str(quad.subject) != "<http://x/controls>"]
    return px.serialize(kept, format=px.RdfFormat.N_TRIPLES) or b""


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml", "application/xml"])
def test_what_xml_cannot_write_is_refused(reading: Served, media_type: str) -> None:
    """XML 1.0 has no way to write most control characters: a parser would break on the answer."""
    for query in (SELECT, CONSTRUCT):
        accept = media_type if query == SELECT else "application/rdf+xml"
        answer = ask(reading, query, accept)
        assert (answer.status, answer.json()["code"]) == (406, "not-acceptable")


def test_what_a_format_cannot_write_is_refused(writable: Served) -> None:
    """A property without a name has no RDF/XML; it has Turtle."""
    graph = f"{BASE_IRI}graph/user/odd"
    for written, refuses in (("<a:s> <http://x/1> 1", "application/rdf+xml"),):
        text = f"CLEAR SILENT GRAPH <{graph}> ; INSERT DATA {{ GRAPH <{graph}> {{ {written} }} }}"
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
        assert writable.ask("POST", "/sparql", headers, text.encode()).status == 204
        for accept, status in ((refuses, 406), ("text/turtle", 200)):
            assert writable.ask("GET", f"/graph?graph={graph}", {"Accept": accept}).status == status, written


QUOTED = "SELECT (<<( <a:s> <a:p> 'گ'@fa )>> AS ?t) {}"


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_quoted_triples_come_back(reading: Served, media_type: str) -> None:
    answer = ask(reading, QUOTED, media_type)
    assert shown(px.parse_query_results(answer.body, format=TYPES[media_type])) == expected(QUOTED)
