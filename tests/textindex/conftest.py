"""Stores to be searched: one on disk, with a text index, and the same facts in memory, without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from killed_texts_run import FIRST, Sample, articles

from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.store import Store, open_store


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("indexed") / "s"
    with open_store(folder, "write") as store:
        ingest(store, articles(FIRST, "پیش‌نویس"), load_lexicon(), extractor=Sample())
    with open_store(folder) as store:
        yield store


@pytest.fixture(scope="session")
def plain(indexed: Store) -> Store:
    store = open_store(None, "write")
    store.load_quads(indexed.quads())
    return store


@pytest.fixture(scope="session")
def folder(indexed: Store) -> Path:
    texts = indexed.texts()
    assert texts is not None
    return texts.path.parent
