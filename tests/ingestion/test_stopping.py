"""Ctrl-C is a wish: what was read is stored, the run says so, and the same command goes on from there."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import sleep

import pytest
from killed_run import Sample, numbered

from kg.articles import Article, Skip
from kg.export import export_bytes
from kg.ingestion import RunReport, ingest, runs
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, PROV
from kg.stopping import Stop
from kg.store import Store, open_store


def run(store: Store, items: Iterator[Article], stop: Stop | None = None) -> RunReport:
    return ingest(store, items, load_lexicon(), extractor=Sample(), stop=stop)


def interrupted(total: int, after: int) -> Iterator[Article]:
    """Yield articles; the signal comes when so many were given."""
    for number, article in enumerate(numbered(total)):
        if number == after:
            os.kill(os.getpid(), signal.SIGINT)
        yield article


def test_a_stopped_run_keeps_what_was_read_and_the_next_goes_on() -> None:
    with open_store() as whole, open_store() as store:
        run(whole, numbered(20))
        with Stop() as stop:
            first = run(store, interrupted(20, 8), stop)
        assert (first.stopped, first.added, first.changed) == (True, 8, False)
        assert len(list(store.quads(None, AGR("pendingArticle")))) == 8
        second = run(store, numbered(20))
        assert (second.stopped, second.added, second.unchanged) == (False, 12, 8)
        assert export_bytes(store, "nquads") == export_bytes(whole, "nquads")


def test_a_run_that_waits_for_its_input_stops_at_once() -> None:
    def silent() -> Iterator[Article]:
        yield from numbered(3)
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        for _ in count():
            sleep(60)

    before = signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
    try:
        with open_store() as store, Stop() as stop:
            report = run(store, silent(), stop)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert (report.stopped, report.added) == (True, 3)


def test_the_second_signal_ends_a_run_at_once() -> None:
    with Stop() as stop:
        stop.asked = True
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_wish_to_stop_while_consolidating_leaves_the_rest_to_the_next_opening() -> None:
    def step(label: str, _: int) -> None:
        if label == "comparing":
            os.kill(os.getpid(), signal.SIGTERM)

    with open_store() as whole, open_store() as store:
        run(whole, numbered(20))
        with Stop() as stop:
            report = ingest(store, numbered(20), load_lexicon(), extractor=Sample(), stop=stop, step=step)
        assert (report.stopped, report.added) == (True, 20)
        assert list(store.quads(None, AGR("pendingArticle")))
        run(store, iter(()))
        assert export_bytes(store, "nquads") == export_bytes(whole, "nquads")


def test_former_handlers_are_back_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Stop():
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_the_record_of_a_run_tells_versions_settings_counts_and_an_end() -> None:
    with open_store() as store:
        run(store, numbered(2))
        graph = next(quad.graph_name for quad in store.quads(None, AGR("softwareVersion")))
        told = {str(quad.predicate.value).rpartition("#")[2]: quad.object for quad in store.quads(graph=graph)}
        assert {"softwareVersion", "lexiconVersion", "ontologyVersion", "runSetting", "articlesAdded"} <= set(told)
        assert list(store.quads(None, PROV("endedAtTime")))


def test_a_run_that_broke_off_has_a_record_without_an_end() -> None:
    def broken() -> Iterator[Article]:
        yield from numbered(1)
        raise RuntimeError("the reader broke")

    with open_store() as store:
        with pytest.raises(RuntimeError):
            run(store, broken())
        assert list(store.quads(None, PROV("startedAtTime")))
        assert not list(store.quads(None, PROV("endedAtTime")))


def test_what_a_stopped_run_left_is_not_counted_by_the_next() -> None:
    with open_store() as store:
        with Stop() as stop:
            run(store, interrupted(20, 8), stop)
        report = run(store, numbered(3))
        assert (report.added, report.replaced, report.unchanged) == (0, 0, 3)


def test_all_skips_stand_in_the_record_also_where_they_are_written_by_portions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "TOGETHER", 4)
    skips = [Skip(f"{number}.txt", "EMPTY", "there is no text in it") for number in range(10)]
    with open_store(tmp_path / "store", "write") as store:
        ingest(store, skips, load_lexicon(), extractor=Sample())
        found = store.quads(None, AGR("skipSource"))
        assert sorted(quad.object.value for quad in found) == sorted(one.source for one in skips)
        assert not (tmp_path / "store" / "loading.nq").exists()
