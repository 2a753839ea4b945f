"""The same commands with a server's address in place of a folder, and the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from sparql_servers import SERVERS, empty, oxigraph

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "data" / "articles"
FEW = 7
"""Articles in each language of the long life on a server."""
MORE = "وزارت نیرو و استانداری گیلان تفاهم‌نامه همکاری آب امضا کردند.\n".encode()


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_server")
    return found


@pytest.fixture
def url(server: str) -> str:
    empty(server)
    return server


def facts(text: str) -> set[str]:
    """Return the quads of an export as the values that they are: what Oxigraph makes of them."""
    store = pyoxigraph.Store()
    store.load(text.encode(), format=RdfFormat.N_QUADS)
    return {str(quad) for quad in store}


class Local:
    """A store in a folder, which answers once for all kinds of servers; nothing but ``ask`` changes it."""

    def __init__(self, folder: Path) -> None:
        self.store, self.ledgers = folder / "kg-store", folder / "decisions"
        self.ledgers.mkdir()
        self._told: dict[tuple[object, ...], Any] = {}

    def ask(self, kg: Callable[..., Any], *command: object) -> Any:
        if command not in self._told:
            self._told[command] = kg(*command, "--store", self.store)
        return self._told[command]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Local:
    return Local(tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with some of the shipped articles: enough that Virtuoso cuts answers."""
    folder = tmp_path_factory.mktemp("few")
    for name in ("articles-fa.jsonl", "articles-en.jsonl"):
        lines = (ARTICLES / name).read_text("utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(lines[:FEW]), "utf-8")
    return folder


def test_a_life_on_a_server(kg, url: str, local: Local, few: Path) -> None:
    def there(*command: object) -> Any:
        return kg(*command, "--store", url)

    def here(*command: object) -> Any:
        return local.ask(kg, *command)

    for ask in (here, there):
        first = ask("ingest", few, "--ledgers", local.ledgers)
        assert (first.status, f"{2 * FEW} added" in first.out) == (0, True), first.err
        again = ask("ingest", few)
        assert f"0 added, 0 replaced, {2 * FEW} unchanged" in again.out
    assert facts(there("export", "--format", "nquads").out) == facts(here("export", "--format", "nquads").out)
    assert json.loads(kg("diff", local.store, url, "--json").out)["same"] is True
    for question in (
        ["stats"],
        ["show", "وزارت نیرو"],
        ["query", "co-parties", "--institution", "وزارت نیرو"],
        ["query", "agreement-sets", "--format", "csv"],
        ["review", "--json"],
        ["validate"],
    ):
        mine, theirs = here(*question), there(*question)
        assert (theirs.status, theirs.out) == (mine.status, mine.out), question


def test_a_decision_changes_both_alike(kg, url: str, tmp_path: Path) -> None:
    folder, ledgers = tmp_path / "kg-store", tmp_path / "decisions"
    ledgers.mkdir()
    for store in (folder, url):
        kg("ingest", ARTICLES, "--store", store, "--ledgers", ledgers)
    pair = json.loads(kg("review", "--json", "--store", folder).out)[0]
    names = [pair["one"]["id"], pair["other"]["id"]]
    done = kg("review", "--decide", *names, "same", "--by", "م. کاظمی", "--why", "یک تن", "--store", url)
    assert done.status == 0, done.err
    assert json.loads(kg("diff", folder, url, "--json").out)["same"] is True  # reading the folder follows the line too
    listed = kg("review", "--ledger", "--store", url)
    assert (listed.status, "judgements.csv:2" in listed.out) == (0, True)


def test_removed_is_gone_and_ingested_again_is_there(kg, url: str, tmp_path: Path) -> None:
    for name, more in (("one", ""), ("two", "این تفاهم‌نامه پنج ماده دارد.\n")):
        (tmp_path / f"{name}.txt").write_bytes(MORE + more.encode())
    kg("ingest", tmp_path, "--store", url)
    before = facts(kg("export", "--format", "nquads", "--store", url).out)
    rows = json.loads(kg("query", "articles", "--format", "json", "--store", url).out)["results"]["bindings"]
    assert len(rows) == 2
    removed = kg("remove", rows[0]["article"]["value"], "--store", url)
    assert removed.status == 0, removed.err
    left = json.loads(kg("query", "articles", "--format", "json", "--store", url).out)["results"]["bindings"]
    assert left == rows[1:]
    kg("ingest", tmp_path, "--store", url)
    assert facts(kg("export", "--format", "nquads", "--store", url).out) == before


def test_pages_tables_and_a_watch(kg, url: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_bytes(MORE)
    for counts in ("1 added", "0 added"):
        watched = kg("watch", tmp_path / "in", "--once", "--jobs", "0", "--store", url)
        assert (watched.status, counts in watched.out) == (0, True), watched.err
    assert kg("view", "-o", tmp_path / "pages", "--store", url).status == 0
    assert (tmp_path / "pages" / "index.html").is_file()
    assert kg("export", "--format", "csv", "-o", tmp_path / "tables", "--store", url).status == 0
    assert kg("reason", "--store", url).status in {0, 1}
    looked = {line.split()[1].rstrip(":"): line for line in kg("doctor", "--store", url).out.splitlines()}
    assert "ok" in looked["store"]
    assert "--ledgers DIR" in looked["ledgers"]


def test_what_a_server_cannot_be_asked_is_said(kg, url: str) -> None:
    nothing = kg("stats", "--store", url)
    assert (nothing.status, "the server holds no store" in nothing.complaint) == (2, True)
    kg("ingest", "-", "--store", url, stdin=MORE)
    decided = kg("review", "--decide", "a/1", "a/2", "same", "--by", "N", "--why", "W", "--store", url)
    assert (decided.status, "--ledgers DIR" in decided.complaint) == (2, True)


@pytest.fixture(params=SERVERS)
def tirable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a server that may go on working for one who went away, as Oxigraph does until it ends."""
    if request.param == "oxigraph":
        with oxigraph(tmp_path) as found:
            yield found
    else:
        found = request.getfixturevalue("virtuoso_server")
        empty(found)
        yield found


def test_a_question_without_end_is_given_up(kg, tirable: str, tmp_path: Path) -> None:
    kg("ingest", "-", "--store", tirable, stdin=MORE)
    (tmp_path / "long.rq").write_text(
        "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(7)) + " }"
    )
    slow = kg("query", tmp_path / "long.rq", "--timeout", "2", "--store", tirable)
    assert (slow.status, slow.out) == (2, "")
    assert "2 seconds" in slow.complaint or "took too long" in slow.complaint


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:9", "cannot be reached"),
        ("http://dba:s3cret@127.0.0.1:9/sparql", "KG_STORE_PASSWORD"),
        ("http://", "no address"),
    ],
)
def test_a_server_that_is_not_there(kg, address: str, words: str) -> None:
    for command in (["stats"], ["ingest", str(ARTICLES)], ["query", "signatures"], ["validate"], ["remove", "x"]):
        result = kg(*command, "--store", address)
        assert (result.status, words in result.complaint, "s3cret" in result.err) == (2, True, False), command
