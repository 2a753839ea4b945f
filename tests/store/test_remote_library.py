"""Every question of the library: the same answer from memory, disk, Oxigraph's server and Virtuoso."""

from __future__ import annotations

import contextlib
import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_graph import sample_quads
from sparql_servers import SERVERS, empty

from kg.errors import QueryError
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.query import Card, Parameter, load_library, resolve, run_query
from kg.settings import Settings
from kg.sources import read_articles
from kg.store import Store, open_store

ROOT = Path(__file__).parents[2]
LIBRARY = load_library()
EXPECTED = ROOT / "tests" / "query" / "data" / "expected"
CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name in sorted(LIBRARY)
    for number, case in enumerate(json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")))
]


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_server")
    return found


@pytest.fixture(scope="module")
def sample(server: str) -> Iterator[Store]:
    """Give the sample as a server keeps it, opened for reading only."""
    empty(server)
    with open_store(server, "write") as store:
        store.load_quads(sample_quads())
    with open_store(server) as store:
        yield store


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize(("name", "case"), CASES)
def test_rows_of_the_sample(sample: Store, name: str, case: dict[str, Any], union: bool) -> None:
    table = run_query(sample, LIBRARY[name], case["params"], union=union)
    assert list(table.columns) == case["columns"]
    assert [list(row) for row in table.rows] == case["rows"]


def test_the_sample_comes_back_as_it_went(sample: Store) -> None:
    assert set(sample.quads()) == set(sample_quads())


def fill(store: Store) -> None:
    ingest(store, read_articles([str(ROOT / "data" / "articles")], Settings()), load_lexicon())


@pytest.fixture(scope="module")
def embedded() -> Iterator[Store]:
    with open_store(None, "write") as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def shipped(server: str, embedded: Store, sample: Store) -> Iterator[Store]:
    """Give the shipped articles, ingested into a server."""
    empty(server)
    with open_store(server, "write") as store:
        fill(store)
    with open_store(server) as store:
        yield store


FIRST = {"agreement": "agreement", "official": "official", "any": "agreement"}
"""For a parameter of such a class: the column of ``signatures`` whose first cell is asked for."""


def asked(card: Card, store: Store) -> dict[str, object]:
    """Return parameters for the shipped articles: those of the question's example as far as they name something."""
    words = shlex.split(card.example)[3:]
    given = dict(zip(words[::2], words[1::2], strict=False))
    params: dict[str, object] = {}
    for parameter in card.parameters:
        value = given.get(f"--{parameter.name}")
        if parameter.required and parameter.of in FIRST:
            table = run_query(store, LIBRARY["signatures"], {})
            value = str(table.rows[0][table.columns.index(FIRST[parameter.of])])
        if value is not None and (parameter.required or names_something(store, parameter, value)):
            params[parameter.name] = value
    return params


def names_something(store: Store, parameter: Parameter, value: str) -> bool:
    with contextlib.suppress(QueryError):
        return parameter.type != "iri" or bool(resolve(store, value, parameter.of))
    return False


@pytest.mark.parametrize("card", LIBRARY.values(), ids=sorted(LIBRARY))
def test_answers_about_the_shipped_articles(embedded: Store, shipped: Store, card: Card) -> None:
    params = asked(card, embedded)
    on = None if "on" in params else "2024-05-05"
    mine, theirs = (run_query(store, card, params, on) for store in (embedded, shipped))
    if card.name in {"runs", "skipped-inputs"}:  # the only answers that hold a clock's time
        assert len(theirs.rows) == len(mine.rows)
        return
    assert theirs.columns == mine.columns
    if card.form == "SELECT":
        assert theirs.rows == mine.rows
    else:
        assert set(theirs.rows) == set(mine.rows)


def test_most_questions_have_an_answer(embedded: Store) -> None:
    tables = (run_query(embedded, card, asked(card, embedded), "2024-05-05") for card in LIBRARY.values())
    answered = [table.name for table in tables if table.rows]
    assert len(answered) > len(LIBRARY) / 2
