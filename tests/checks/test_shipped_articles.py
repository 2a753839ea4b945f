"""The whole way on the shipped articles: what comes out is well formed, consistent, and holds its own short-cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.checks import validate
from kg.checks.clashes import clashes
from kg.checks.graphs import data_quads
from kg.checks.rules import close
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.sources import read_articles
from kg.store import Store, open_store

ARTICLES = Path(__file__).parents[2] / "data" / "articles"


@pytest.fixture(scope="module")
def store() -> Store:
    opened = open_store(None, "write")
    ingest(opened, read_articles([ARTICLES], Settings()), load_lexicon())
    return opened


def test_no_fact_of_the_shipped_articles_is_malformed(store: Store) -> None:
    report = validate(store)
    assert report.triples > 15_000
    assert [(found.shape, found.focus, found.value) for found in report.violations] == []
    assert report.warnings, "some of them name no date"
    assert all(found.quote for found in report.warnings if found.shape.startswith("Agreement"))


def test_the_data_do_not_contradict_the_ontology_and_hold_their_shortcuts(store: Store) -> None:
    closure = close(data_quads(store))
    assert clashes(closure) == ()
    assert [count for count in closure.counts if count.rule.startswith("prp-spo2")] == []
