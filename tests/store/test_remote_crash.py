"""A store on a server after a crash, and with two who want to write."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import StoreError, StoreLockedError
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.settings import Remote, Settings
from kg.sources import read_articles
from kg.store import Change, Store, open_store, recorded
from kg.store.remote_server import Server

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "data" / "articles" / "articles-fa.jsonl"
SOME = 8
"""So many of them are ingested."""
A, P = NamedNode("http://a.example/"), NamedNode("http://p.example/")
GRAPH, OTHER, NOTES = (NamedNode(f"http://{name}.example/") for name in "ghn")
NOTED = {Quad(A, P, Literal(f"note {n}"), NOTES) for n in range(5)}
BEFORE = {Quad(A, P, Literal(f"old {n}"), GRAPH) for n in range(3)} | {Quad(A, P, A, DefaultGraph())} | NOTED
AFTER = {Quad(A, P, Literal(f'new "{n}" \\u0041 سلام'), GRAPH) for n in range(9)} | {Quad(A, P, P, OTHER)}
CHANGE = Change((GRAPH,), ((A, P, NOTES),), (Quad(A, P, A, DefaultGraph()),), tuple(sorted(AFTER, key=str)))
SMALL = Settings(remote=Remote(update_quads=4, update_bytes=300))
"""Limits so small that the change above takes many requests on every server."""


class Killed(BaseException):
    """Stands for the end of the process."""


@contextmanager
def killed_after(updates: int, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let so many updates pass, then end whoever sends one more."""
    plain, left = Server.update, [updates]

    def update(server: Server, text: str) -> None:
        if not left[0]:
            raise Killed
        left[0] -= 1
        plain(server, text)

    with patch.context() as inner:
        inner.setattr(Server, "update", update)
        yield


def leave(store: Store) -> None:
    """End a writer as kill -9 ends it: its mark stays behind, of a process that is gone."""
    store.server.close()  # type: ignore[attr-defined]


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every process for gone, as those are that were killed."""
    monkeypatch.setattr("kg.store.remote_upkeep._runs", lambda process: False)


@pytest.mark.usefixtures("gone")
def test_a_change_is_there_wholly_or_not_at_all_wherever_it_stops(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()
    for updates in range(40):
        with open_store(url, "write", SMALL) as store:
            store.apply(Change(drop=(GRAPH, OTHER, NOTES), add=tuple(BEFORE)))
        store = open_store(url, "write", SMALL)
        try:
            with killed_after(updates, monkeypatch):
                store.apply(CHANGE)
        except Killed:
            leave(store)
        else:
            store.close()
            break
        with open_store(url, "read", SMALL) as reader:
            found = set(reader.quads())
        assert found in (BEFORE, AFTER), updates
        seen.add(frozenset(found))
    assert seen == {frozenset(BEFORE), frozenset(AFTER)}


def fill(store: Store, settings: Settings) -> None:
    ingest(store, islice(read_articles([str(ARTICLES)], settings), SOME), load_lexicon(), settings=settings)


def plain(store: Store) -> set[Quad]:
    """Return the quads as Oxigraph writes their values (P12M is P1Y), without the records of runs with their clock."""
    kept = pyoxigraph.Store()
    kept.extend(store.quads())
    return {quad for quad in kept if not str(quad.graph_name).endswith("graph/runs>")}


@pytest.mark.usefixtures("gone")
@pytest.mark.parametrize("updates", [3, 30, 60])
def test_facts_follow_the_articles_after_a_crash(url: str, updates: int, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(remote=Remote(update_quads=200, update_bytes=60_000))
    store = open_store(url, "write", settings)
    with killed_after(updates, monkeypatch), pytest.raises(Killed):
        fill(store, settings)
    leave(store)
    with open_store(url, "write", settings) as again:
        fill(again, settings)
    with open_store(None, "write") as embedded, open_store(url) as reader:
        fill(embedded, settings)
        assert plain(reader) == plain(embedded)


INGESTING = """
import sys
from kg.cli import run
sys.exit(run(["ingest", "-", "--store", sys.argv[1], "--jobs", "0"]))
"""


def test_a_writer_that_was_killed_is_taken_over_and_the_rest_made_good(url: str) -> None:
    some = b"".join(ARTICLES.read_bytes().splitlines(keepends=True)[:SOME])
    process = subprocess.Popen(
        [sys.executable, "-c", INGESTING, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.write(some)
    process.stdin.close()
    until = time.monotonic() + 60
    while not has_articles(url) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    with open_store(url, "write") as store:
        fill(store, Settings())
    with open_store(None, "write") as embedded, open_store(url) as reader:
        fill(embedded, Settings())
        assert plain(reader) == plain(embedded)


def has_articles(url: str) -> bool:
    """Say whether the store is there, and holds more than the record of a run."""
    try:
        with closing(raw(url)) as server:
            found = server.select([("query", "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")], 10)
    except StoreError:
        return False
    return int(found.rows[0][0].value) > 100  # type: ignore[union-attr]


def raw(url: str) -> Server:
    from kg.store.remote_address import address_of

    return Server(address_of(url), Settings())


def test_a_second_writer_is_refused_and_a_reader_is_not(url: str) -> None:
    with open_store(url, "write") as store:
        store.apply(Change(add=(Quad(A, P, A),)))
        with pytest.raises(StoreLockedError, match=r"another process is writing .*KG_STORE_TAKEOVER"):
            open_store(url, "write")
        with open_store(url) as reader:
            assert list(reader.quads()) == [Quad(A, P, A)]
            with pytest.raises(StoreError, match="reading only"):
                reader.apply(Change(add=(Quad(A, P, P),)))
    open_store(url, "write").close()


def test_who_was_taken_over_writes_no_more(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_store(url, "write")
    monkeypatch.setenv("KG_STORE_TAKEOVER", "1")
    with open_store(url, "write") as second:
        with pytest.raises(StoreLockedError):
            first.apply(Change(add=(Quad(A, P, A),)))
        second.apply(Change(add=(Quad(A, P, P),)))
        first.close()
        second.apply(Change(add=(Quad(P, P, P),)))
        assert set(second.quads()) == {Quad(A, P, P), Quad(P, P, P)}


def test_the_mark_of_another_machine_stays(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere")
    leave(open_store(url, "write"))
    monkeypatch.undo()
    with pytest.raises(StoreLockedError, match="elsewhere"):
        open_store(url, "write")
    monkeypatch.setenv("KG_STORE_TAKEOVER", "1")
    open_store(url, "write").close()


def test_a_second_machine_finds_the_store_but_not_its_folders(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledgers").mkdir()
    given = Settings(base_iri="https://example.org/id/", ledger_dir=tmp_path / "ledgers", columns=(("text", "body"),))
    open_store(url, "write", given).close()
    assert recorded(url, Settings()) == given
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere")
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "cache"))
    away = recorded(url, Settings())
    assert (away.base_iri, away.ledger_dir, away.columns) == (given.base_iri, None, given.columns)
    with open_store(url) as reader:
        assert reader.base_iri == given.base_iri
    with pytest.raises(StoreError, match=r"folder of another machine.*--ledgers"):
        open_store(url, "write", away)
    open_store(url, "write", given).close()


def test_a_store_keeps_its_base_iri(url: str) -> None:
    open_store(url, "write", Settings(base_iri="https://example.org/id/")).close()
    with pytest.raises(StoreError, match="base IRI"):
        open_store(url, "write")


def test_an_index_of_another_machine_is_made_anew(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = "وزارت نیرو و استانداری گیلان تفاهم‌نامه همکاری امضا کردند.\n"
    for number, cache in enumerate(("one", "two", "one")):
        monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / cache))
        (tmp_path / f"{number}.txt").write_text(article * (number + 1))
        with open_store(url, "write") as store:
            ingest(store, read_articles([str(tmp_path / f"{number}.txt")], Settings()), load_lexicon())
    with open_store(None, "write") as embedded, open_store(url) as reader:
        paths = [str(tmp_path / f"{number}.txt") for number in range(3)]
        ingest(embedded, read_articles(paths, Settings()), load_lexicon())
        assert {quad for quad in plain(reader) if isinstance(quad.graph_name, DefaultGraph)} == {
            quad for quad in plain(embedded) if isinstance(quad.graph_name, DefaultGraph)
        }
