"""A folder, which has a text index, answers every question of the library as a store in memory, which has none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from test_remote_library import LIBRARY, asked, fill

from kg.query import Card, run_query
from kg.store import Store, open_store

DAY = "2024-05-05"


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    with open_store(None, "write") as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = tmp_path_factory.mktemp("same") / "store"
    with open_store(place, "write") as store:
        fill(store)
    with open_store(place) as store:
        yield store


@pytest.mark.parametrize("card", LIBRARY.values(), ids=sorted(LIBRARY))
def test_the_answers_are_the_same(memory: Store, folder: Store, card: Card) -> None:
    params = asked(card, memory)
    mine, theirs = (run_query(store, card, params, DAY) for store in (memory, folder))
    assert theirs.columns == mine.columns
    if card.name in {"runs", "skipped-inputs"}:  # the only answers that hold a clock's time
        assert len(theirs.rows) == len(mine.rows)
    else:
        assert theirs.rows == mine.rows


@pytest.mark.parametrize("words", ["وزارت", "همکاری", "ministry", "iran", "تفاهم*", "نیرو"])
def test_a_search_finds_the_same_names(memory: Store, folder: Store, words: str) -> None:
    mine, theirs = (run_query(store, LIBRARY["search"], {"text": words, "limit": "5000"}) for store in (memory, folder))
    assert theirs.rows == mine.rows
    assert mine.rows
