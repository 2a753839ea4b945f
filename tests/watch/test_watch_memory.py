"""The store and the memory of a watch: nothing is remembered that was not stored, and nothing taken twice."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from feed_kit import feed, item, page

from kg.articles import Skip
from kg.errors import StoreError, UsageError
from kg.store import open_store
from kg.watch import Memory, Round, memory_path


def test_another_store_in_its_place_is_filled_anew(bench):
    bench.write("a.txt", 1)
    bench.feeds = ["/feed"]
    bench.site.answers["/feed"] = feed(item(0, bench.site.url, full=True), ETag='"1"')
    assert bench.round().added == 2
    shutil.rmtree(bench.store)
    assert bench.round().added == 2


def test_without_its_memory_a_watch_changes_nothing(bench):
    bench.write("a.txt", 1)
    bench.round()
    memory_path(bench.store).unlink()
    done = bench.round()
    assert (done.added, done.unchanged) == (0, 1)


def test_nothing_is_remembered_that_was_not_stored(bench, monkeypatch):
    bench.feeds = ["/feed"]
    bench.site.answers["/feed"] = feed(item(0, bench.site.url, full=True), item(1, bench.site.url), ETag='"1"')
    bench.site.answers["/news/1"] = page(1)
    bench.write("a.txt", 2)

    def full(*_, **__):
        raise StoreError("no space is left")

    with monkeypatch.context() as patch:
        patch.setattr("kg.watch.storing.ingest", full)
        with pytest.raises(StoreError):
            bench.round()
    assert bench.round().added == 3


def test_ingestion_that_ends_early_is_not_taken_for_done(bench, monkeypatch):
    from kg.watch import storing

    plain = storing.ingest

    def stopped(store, articles, *arguments, **named):
        return plain(store, [next(iter(articles))], *arguments, **named)

    bench.write("a.txt", 1)
    bench.write("b.txt", 2)
    with monkeypatch.context() as patch:
        patch.setattr("kg.watch.storing.ingest", stopped)
        with pytest.raises(KeyboardInterrupt):
            bench.round()
    done = bench.round()
    assert (done.added, done.unchanged) == (1, 1)


def test_a_store_that_another_writes_to_is_waited_for(bench):
    bench.write("a.txt", 1)
    bench.round()
    bench.write("b.txt", 2)
    other = open_store(bench.store, "write")
    waits = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.close()

    bench.clock.sleep = sleep
    assert bench.round().added == 1
    assert waits == [1.0] * 3


def test_two_watches_of_one_store_are_wrong_use(bench):
    memory = Memory(memory_path(bench.store))
    with pytest.raises(UsageError, match="another kg watch"):
        Memory(memory_path(bench.store))
    memory.close()
    Memory(memory_path(bench.store)).close()


@pytest.mark.parametrize("damage", ["garbage", "format", "foreign"])
def test_a_broken_memory_says_what_to_do(bench, damage):
    path = memory_path(bench.store)
    Memory(path).close()
    if damage == "garbage":
        path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    else:
        with sqlite3.connect(path) as db:
            db.execute("UPDATE notes SET value = '99'" if damage == "format" else "DROP TABLE notes")
        db.close()
    with pytest.raises(StoreError) as raised:
        Memory(path)
    assert str(path) in str(raised.value)


def test_a_thousand_skips_are_listed_and_all_are_counted(bench):
    bench.round()
    for number in range(1_200):
        (bench.news / f"{number}.txt").write_bytes(b"")
    done = bench.round()
    assert (done.skips, len(done.skipped)) == (1_200, 1_000)
    assert bench.round().skips == 0


def test_rounds_can_be_read_by_a_program():
    done = Round(added=1, skipped=(Skip("a", "GONE", "b"),), gone=("x",))
    assert done.as_json()["skipped"] == ({"source": "a", "code": "GONE", "reason": "b"},)
