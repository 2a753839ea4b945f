"""The contract of every store, and what the folder on disk promises besides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from sparql_servers import SERVERS, empty

import kg
from kg.errors import QueryError, StoreError
from kg.settings import Settings
from kg.store import Change, Store, open_store

A, B, P = NamedNode("http://a.example/"), NamedNode("http://b.example/"), NamedNode("http://p.example/")
GRAPH = NamedNode("http://g.example/")
HOSTILE = Literal('"}; DROP ALL #\u202e\u200c\n\\</script>', language="fa")

Opener = Callable[[], Store]


@pytest.fixture(params=["memory", "disk", *SERVERS])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    if request.param in {"memory", "disk"}:
        return open_store if request.param == "memory" else (lambda: open_store(tmp_path / "s", "write"))
    url = request.getfixturevalue(f"{request.param}_server")
    empty(url)
    return lambda: open_store(url, "write")


def test_quads_go_in_and_come_out(opener: Opener) -> None:
    quads = {Quad(A, P, HOSTILE, GRAPH), Quad(A, P, Literal("0.90"), DefaultGraph()), Quad(B, P, A, GRAPH)}
    with opener() as store:
        store.apply(Change(add=tuple(quads)))
        assert set(store.quads()) == quads
        assert set(store.quads(graph=GRAPH)) == {quad for quad in quads if quad.graph_name == GRAPH}
        assert list(store.quads(B)) == [Quad(B, P, A, GRAPH)]


def test_a_change_drops_removes_and_adds_at_once(opener: Opener) -> None:
    old, stale, new = Quad(A, P, A, GRAPH), Quad(A, P, A), Quad(B, P, B, GRAPH)
    with opener() as store:
        store.load_quads([old, stale])
        store.apply(Change(drop=(GRAPH,), remove=(stale,), add=(new,)))
        assert list(store.quads()) == [new]
        store.apply(Change())
        assert list(store.quads()) == [new]


def test_a_change_forgets_the_values_of_a_property_and_adds_another(opener: Opener) -> None:
    other, kept, new = Quad(B, P, A, GRAPH), Quad(A, P, A), Quad(A, P, B, GRAPH)
    with opener() as store:
        store.apply(Change(add=(Quad(A, P, A, GRAPH), Quad(A, P, HOSTILE, GRAPH), other, kept)))
        store.apply(Change(forget=((A, P, GRAPH),), add=(new,)))
        assert set(store.quads()) == {other, kept, new}


def test_a_change_of_many_graphs(opener: Opener) -> None:
    quads = [Quad(A, P, Literal(str(n)), NamedNode(f"http://g.example/{n % 3}")) for n in range(30)]
    with opener() as store:
        store.apply(Change(add=tuple(quads)))
        assert set(store.quads()) == set(quads)


def test_queries_see_the_default_graph_or_the_union(opener: Opener) -> None:
    with opener() as store:
        store.load_quads([Quad(A, P, A), Quad(B, P, B, GRAPH)])
        query = f"SELECT ?s WHERE {{ ?s {P} ?o }} ORDER BY ?s"
        assert store.query(query).rows == ((A,),)
        assert store.query(query, union=True).rows == ((A,), (B,))


def test_bindings_are_terms_never_text(opener: Opener) -> None:
    with opener() as store:
        store.load_quads([Quad(A, P, HOSTILE), Quad(B, P, Literal("x"))])
        answer = store.query("SELECT ?s ?wanted WHERE { ?s ?p ?wanted }", {"wanted": HOSTILE})
        assert answer.variables == ("s", "wanted")
        assert answer.rows == ((A, HOSTILE),)
        with pytest.raises(QueryError, match="missing"):
            store.query("SELECT ?s WHERE { ?s ?p ?o }", {"missing": HOSTILE})


def test_ask_and_construct(opener: Opener) -> None:
    with opener() as store:
        store.load_quads([Quad(A, P, B)])
        assert store.query("ASK { ?s ?p ?o }").boolean is True
        triples = store.query("CONSTRUCT WHERE { ?s ?p ?o }").triples
        assert triples is not None
        assert [triple.subject for triple in triples] == [A]


def test_a_malformed_query_is_a_query_error(opener: Opener) -> None:
    with opener() as store, pytest.raises(QueryError, match="malformed"):
        store.query("SELECT WHERE {")


def test_a_closed_store_says_so(opener: Opener) -> None:
    store = opener()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_what_was_written_is_there_after_closing(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", "write") as store:
        store.apply(Change(add=(Quad(A, P, HOSTILE),)))
    with open_store(tmp_path / "s") as store:
        assert list(store.quads()) == [Quad(A, P, HOSTILE)]
        with pytest.raises(StoreError, match="reading only"):
            store.apply(Change(add=(Quad(A, P, A),)))


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", "write") as store:
        store.apply(Change(add=(Quad(A, P, A),)))
        with pytest.raises(StoreError, match="another process"):
            open_store(tmp_path / "s", "write")
        with open_store(tmp_path / "s") as reader:
            assert list(reader.quads()) == [Quad(A, P, A)]
    open_store(tmp_path / "s", "write").close()


def make_store(folder: Path) -> Path:
    with open_store(folder, "write") as store:
        store.apply(Change(add=(Quad(A, P, A),)))
    return folder


BREAKAGES: dict[str, Callable[[Path], object]] = {
    "no meta": lambda folder: (folder / "meta.json").unlink(),
    "meta is not JSON": lambda folder: (folder / "meta.json").write_text("{"),
    "meta of another format": lambda folder: (folder / "meta.json").write_text(
        json.dumps({"format": 99, "base_iri": "x"})
    ),
    "meta whose base is no IRI": lambda folder: (folder / "meta.json").write_text(
        json.dumps({"format": 1, "base_iri": "not an iri <>"})
    ),
    "meta whose format is no number": lambda folder: (folder / "meta.json").write_text(
        json.dumps({"format": True, "base_iri": "https://example.org/"})
    ),
    "meta nested too deep": lambda folder: (folder / "meta.json").write_text("[" * 100_000),
    "database pointer": lambda folder: (folder / "quads" / "CURRENT").write_text("<a> <b> <c> . garbage"),
}


@pytest.mark.parametrize("breakage", sorted(BREAKAGES))
@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_broken_folder_is_one_clear_error(breakage: str, mode: str, tmp_path: Path) -> None:
    folder = make_store(tmp_path / "s")
    BREAKAGES[breakage](folder)
    if breakage == "no meta" and mode == "write":
        open_store(folder, "write").close()
        return
    with pytest.raises(StoreError) as caught:
        open_store(folder, mode)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert str(folder) in str(caught.value)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(StoreError, match="other files"):
        open_store(tmp_path, "write")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_store_keeps_its_base_iri(tmp_path: Path) -> None:
    other = Settings(base_iri="https://example.org/id/")
    open_store(tmp_path / "s", "write", other).close()
    with open_store(tmp_path / "s") as store:
        assert store.base_iri == other.base_iri
    with pytest.raises(StoreError, match="base IRI"):
        open_store(tmp_path / "s", "write")


def test_the_python_face_is_an_rdflib_dataset(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "s")
    with open_store(folder, "write") as store:
        store.apply(Change(add=(Quad(B, P, B, GRAPH),)))
    dataset = kg.open(folder)
    rows = list(dataset.query("SELECT ?s WHERE { ?s ?p ?o }"))
    assert [str(row[0]) for row in rows] == [A.value]
    named = list(dataset.query("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))
    assert [str(row[0]) for row in named] == [GRAPH.value]
    with pytest.raises(StoreError):
        kg.open(tmp_path / "missing")
