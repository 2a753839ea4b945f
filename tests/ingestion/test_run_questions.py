"""What a run did can be asked: `kg query runs`, `kg query skipped-inputs`."""

from __future__ import annotations

from datetime import UTC, datetime

from killed_run import Sample, numbered

from kg.articles import Skip
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.query import find_card, run_query
from kg.store import open_store


def test_runs_and_what_they_skipped_can_be_asked() -> None:
    with open_store() as store:
        for hour in (8, 9):
            moment = datetime(2024, 5, 1, hour, tzinfo=UTC)
            items = [*numbered(2), Skip(f"{hour}.txt", "EMPTY", "there is no text in it")]
            ingest(store, items, load_lexicon(), extractor=Sample(), clock=lambda moment=moment: moment)
        runs = run_query(store, find_card("runs"), {})
        skips = run_query(store, find_card("skipped-inputs"), {})
    found = [dict(zip(runs.columns, row, strict=True)) for row in runs.rows]
    assert [(row["added"], row["unchanged"], row["skipped"]) for row in found] == [(0, 2, 1), (2, 0, 1)]
    assert [row[1:] for row in skips.rows] == [
        ("9.txt", "EMPTY", "there is no text in it"),
        ("8.txt", "EMPTY", "there is no text in it"),
    ]
