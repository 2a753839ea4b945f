"""Round by round: what is new in feeds and folders, and only that, goes into the store."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from feed_kit import feed, item, page, text
from servers import Answer, Clock

from kg.articles import Skip
from kg.errors import StoreError, UsageError
from kg.ontology.terms import AGR
from kg.settings import Fetching, Settings
from kg.stopping import Stop
from kg.store import open_store
from kg.watch import Memory, Round, Target, Watcher, memory_path
from kg.watch.links import MOST_TRIES
from kg.watch.memory import LONGEST_WAIT, put_off
from kg.web import Fetcher

MINUTE = 60.0


class Bench:
    """A store, a memory and a clock; ``round`` is one round of a fresh watcher, as after a restart."""

    def __init__(self, folder: Path, site) -> None:
        self.folder, self.site = folder, site
        self.store = folder / "kg-store"
        self.news = folder / "news"
        self.news.mkdir()
        self.clock = Clock()
        self.clock.now = 2_000_000_000.0  # after every time of change that the tests' files have
        self.feeds: list[str] = []
        self.fetcher: Fetcher | None = None
        self.opened = 0

    def watcher(self, memory: Memory) -> Watcher:
        settings = Settings(fetching=Fetching(allow_private=True, delay=0.0))
        fetcher = self.fetcher or Fetcher(settings.fetching)
        feeds = [f"{self.site.url}{path}" for path in self.feeds]
        folders = [self.news]
        target = Target(self.store, settings, Stop(), sleep=self.clock.sleep)
        return Watcher(target, feeds, folders, memory, fetcher, every=15 * MINUTE, now=self.clock)

    def round(self, *, fresh: bool = True) -> Round:
        memory = Memory(memory_path(self.store))
        try:
            return self.watcher(memory).round(fresh=fresh)
        finally:
            memory.close()

    def write(self, name: str, number: int) -> None:
        path = self.news / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(number), "utf-8")

    def texts(self) -> list[int]:
        with open_store(self.store) as store:
            words = [quad.object.value for quad in store.quads(None, AGR("text")) if "article/" in str(quad.subject)]
        return sorted(number for number in range(60) for word in words if text(number) in word)


@pytest.fixture
def bench(tmp_path, site) -> Bench:
    return Bench(tmp_path, site)


def counts(done: Round) -> tuple[int, int, int]:
    return done.added, done.replaced, len(done.skipped)


def codes(done: Round) -> list[str]:
    return [skip.code for skip in done.skipped]


# Folders


def test_new_and_changed_files_are_read_and_no_others(bench, monkeypatch):
    read: list[str] = []
    from kg.watch import folders

    plain = folders.read_items
    monkeypatch.setattr(
        folders, "read_items", lambda paths, settings: (read.append(paths[0].name), plain(paths, settings))[1]
    )
    bench.write("a.txt", 1)
    bench.write("sub/b.txt", 2)
    assert counts(bench.round()) == (2, 0, 0)
    assert counts(bench.round()) == (0, 0, 0)
    assert read == ["a.txt", "b.txt"]
    bench.write("c.txt", 3)
    bench.write("a.txt", 4)
    assert counts(bench.round()) == (2, 0, 0)
    assert read == ["a.txt", "b.txt", "a.txt", "c.txt"]
    assert bench.texts() == [1, 2, 3, 4]


def test_a_record_that_changes_replaces_its_article(bench):
    import json

    path = bench.news / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text(1)}), "utf-8")
    bench.round()
    path.write_text(json.dumps({"id": "x", "text": text(2)}), "utf-8")
    assert counts(bench.round()) == (0, 1, 0)
    assert bench.texts() == [2]


def test_a_file_touched_only_is_unchanged(bench):
    bench.write("a.txt", 1)
    bench.round()
    os.utime(bench.news / "a.txt", (1, 1))
    done = bench.round()
    assert (counts(done), done.unchanged) == ((0, 0, 0), 1)


def test_a_file_that_is_removed_leaves_its_article(bench):
    bench.write("a.txt", 1)
    bench.write("b.txt", 2)
    bench.round()
    (bench.news / "a.txt").unlink()
    done = bench.round()
    assert (counts(done), done.removed) == ((0, 0, 0), 1)
    assert bench.round().removed == 0
    assert bench.texts() == [1, 2]


def test_a_file_just_changed_is_read_again(bench):
    bench.write("a.txt", 1)
    bench.clock.now = (bench.news / "a.txt").stat().st_mtime + 1
    assert bench.round().added == 1
    bench.clock.now += 60
    assert bench.round().unchanged == 1
    assert bench.round().unchanged == 0


def test_what_is_skipped_is_told_once(bench):
    (bench.news / "empty.txt").write_bytes(b"")
    (bench.news / ".hidden").write_bytes(b"")
    bench.write("a.txt", 1)
    assert sorted(codes(bench.round())) == ["EMPTY", "HIDDEN"]
    assert codes(bench.round()) == []


@pytest.mark.parametrize("code", ["UNREADABLE", "CHANGED"])
def test_a_file_that_cannot_be_read_is_tried_again(bench, monkeypatch, code):
    from kg.watch import folders

    bench.write("a.txt", 1)
    with monkeypatch.context() as patch:
        patch.setattr(folders, "read_items", lambda paths, _: iter([Skip(str(paths[0]), code, "not now")]))
        assert codes(bench.round()) == [code]
        assert codes(bench.round()) == [code]
    assert bench.round().added == 1


def test_a_file_that_vanishes_after_it_was_seen_is_no_news(bench, monkeypatch):
    from kg.watch import folders

    bench.write("a.txt", 1)

    def vanished(paths, settings):
        raise UsageError("there is no such file or folder")
        yield

    monkeypatch.setattr(folders, "read_items", vanished)
    assert counts(bench.round()) == (0, 0, 0)


def test_a_folder_that_vanishes_stays_on_the_list(bench):
    bench.write("a.txt", 1)
    bench.round()
    bench.news.rename(bench.folder / "away")
    done = bench.round()
    assert (done.gone, done.removed) == ((str(bench.news),), 0)
    (bench.folder / "away").rename(bench.news)
    bench.write("b.txt", 2)
    assert counts(bench.round()) == (1, 0, 0)


def test_a_folder_that_never_was_is_wrong_use(bench):
    bench.news.rmdir()
    with pytest.raises(UsageError):
        bench.round()


def test_the_stores_own_files_are_no_news(bench):
    bench.news, bench.store = bench.folder, bench.folder / "kg-store"
    bench.write("a.txt", 1)
    (bench.folder / "kg-store-ledgers").mkdir()
    (bench.folder / "kg-store-ledgers" / "note.txt").write_text(text(2), "utf-8")
    assert counts(bench.round()) == (1, 0, 0)
    assert counts(bench.round()) == (0, 0, 0)


def test_names_that_are_no_text_are_files_like_others(bench):
    name = os.fsdecode(b"\xff\xfe.txt")
    bench.write(name, 1)
    assert bench.round().added == 1
    assert bench.round().unchanged == 0


# Feeds


def test_a_feed_that_gains_items_is_followed(bench):
    bench.feeds = ["/feed"]
    site = bench.site
    for number in range(4):
        site.answers[f"/news/{number}"] = page(number)
    site.answers["/feed"] = feed(item(0, site.url), item(1, site.url))
    assert counts(bench.round()) == (2, 0, 0)
    assert counts(bench.round()) == (0, 0, 0)
    site.answers["/feed"] = feed(item(2, site.url), item(0, site.url), item(1, site.url))
    assert counts(bench.round()) == (1, 0, 0)
    assert bench.texts() == [0, 1, 2]
    assert site.paths().count("/news/0") == 1


def test_a_feed_that_has_not_changed_is_not_sent(bench):
    bench.feeds = ["/feed"]
    site = bench.site
    whole = feed(item(0, site.url, full=True), ETag='"1"')
    statuses = []

    def answer(asked):
        same = asked.headers.get("if-none-match") == '"1"'
        statuses.append(304 if same else 200)
        return Answer(status=304) if same else whole

    site.answers["/feed"] = answer
    assert bench.round().added == 1
    assert bench.round() == Round()
    assert statuses == [200, 304]


def test_a_feed_that_answers_again_starts_anew_with_its_failures(bench):
    bench.feeds = ["/feed"]
    whole = feed(item(0, bench.site.url, full=True), ETag='"1"')
    answers = [
        whole,
        Answer(status=500),
        Answer(status=500),
        Answer(status=304),
        Answer(status=500),
        Answer(status=304),
    ]
    bench.site.answers["/feed"] = lambda _: answers.pop(0)
    gone = []
    for wait in (0, 15, 15, 30, 15, 15):
        bench.clock.now += wait * MINUTE
        gone.append(bool(bench.round().gone))
    assert gone == [False, True, True, False, True, False]
    assert answers == []


def test_an_item_with_another_date_is_fetched_again(bench):
    bench.feeds = ["/feed"]
    site = bench.site
    site.answers["/feed"], site.answers["/news/0"] = feed(item(0, site.url)), page(0)
    bench.round()
    site.answers["/feed"] = feed(item(0, site.url, published="Tue, 05 Oct 2021 10:00:00 GMT"))
    site.answers["/news/0"] = page(7)
    assert counts(bench.round()) == (0, 1, 0)
    assert bench.texts() == [7]


def test_a_page_in_two_feeds_is_fetched_once(bench):
    bench.feeds = ["/feed", "/other"]
    site = bench.site
    site.answers["/feed"] = feed(item(0, site.url))
    site.answers["/other"] = feed(item(0, site.url, published="Tue, 05 Oct 2021 10:00:00 GMT"), item(1, site.url))
    site.answers["/news/0"], site.answers["/news/1"] = page(0), page(1)
    assert bench.round().added == 2
    site.answers["/third"] = feed(item(1, site.url))
    bench.feeds.append("/third")
    assert bench.round().added == 0
    assert sorted(site.paths()[2:4]) == ["/news/0", "/news/1"]
    assert site.paths().count("/news/1") == 1


def test_one_bad_feed_stops_nothing_and_is_asked_less_and_less(bench):
    bench.feeds = ["/bad", "/feed"]
    site = bench.site
    site.answers["/bad"] = Answer(status=500)
    site.answers["/feed"] = feed(item(0, site.url, full=True))
    done = bench.round()
    assert (done.added, codes(done), done.gone) == (1, ["SERVER_ERROR"], (f"{site.url}/bad",))
    asked = []
    for number in range(16):
        bench.clock.now += 15 * MINUTE
        before = site.paths().count("/bad")
        assert bench.round().gone == (f"{site.url}/bad",)
        if site.paths().count("/bad") > before:
            asked.append(number)
    assert asked == [0, 2, 6, 14]
    site.answers["/bad"] = feed(item(1, site.url, full=True))
    bench.clock.now += LONGEST_WAIT
    done = bench.round()
    assert (done.added, done.gone) == (1, ())


def test_waits_double_up_to_a_day():
    waits = [put_off(failures, 900) / 0.9 / 900 for failures in (1, 2, 3, 4)]
    assert waits == [1, 2, 4, 8]
    assert put_off(10_000, 900) == 0.9 * LONGEST_WAIT


def test_a_page_that_fails_is_tried_again_and_given_up_in_the_end(bench):
    bench.feeds = ["/feed"]
    site = bench.site
    site.answers["/feed"] = feed(item(0, site.url), item(1, site.url))
    site.answers["/news/0"] = Answer(status=500)
    site.answers["/news/1"] = page(1)
    done = bench.round()
    assert (done.added, codes(done), done.waiting) == (1, ["SERVER_ERROR"], 1)
    assert codes(bench.round()) == []
    bench.clock.now += 15 * MINUTE
    assert codes(bench.round()) == ["SERVER_ERROR"]
    site.answers["/news/0"] = page(0)
    bench.clock.now += LONGEST_WAIT
    done = bench.round()
    assert (done.added, done.waiting) == (1, 0)
    site.answers["/feed"] = feed(item(5, site.url))
    site.answers["/news/5"] = Answer(status=503)
    for _ in range(MOST_TRIES + 3):
        bench.round()
        bench.clock.now += LONGEST_WAIT
    assert site.paths().count("/news/5") == MOST_TRIES


@pytest.mark.parametrize("answer", [Answer(status=404), Answer(b"x", headers={"Content-Type": "image/png"})])
def test_a_page_that_is_none_is_not_asked_for_again(bench, answer):
    bench.feeds = ["/feed"]
    bench.site.answers["/feed"], bench.site.answers["/news/0"] = feed(item(0, bench.site.url)), answer
    assert len(bench.round().skipped) == 1
    bench.clock.now += LONGEST_WAIT
    assert bench.round() == Round()


def test_many_pages_are_fetched_over_several_rounds_no_feed_first(bench, monkeypatch):
    monkeypatch.setattr("kg.watch.harvest.ROUND_LINKS", 4)
    bench.feeds = ["/long", "/short"]
    site = bench.site
    site.answers["/long"] = feed(*(item(number, site.url) for number in range(8)))
    site.answers["/short"] = feed(item(20, site.url), item(21, site.url))
    for number in (*range(8), 20, 21):
        site.answers[f"/news/{number}"] = page(number)
    done = bench.round()
    assert (done.added, done.waiting) == (4, 6)
    assert bench.texts() == [0, 1, 20, 21]
    before = site.paths().count("/long")
    assert [bench.round(fresh=False).waiting for _ in range(2)] == [2, 0]
    assert site.paths().count("/long") == before


def test_slow_pages_leave_time_for_the_rest(bench):
    bench.feeds = ["/feed"]
    site = bench.site

    def slow(asked):
        bench.clock.now += 200
        return page(int(asked.path[-1]))

    site.answers["/feed"] = feed(*(item(number, site.url) for number in range(5)))
    for number in range(5):
        site.answers[f"/news/{number}"] = slow
    done = bench.round()
    assert (done.added, done.waiting) == (2, 3)


def test_much_that_is_fetched_goes_into_the_store_bit_by_bit(bench, monkeypatch):
    monkeypatch.setattr("kg.watch.watcher.BATCH_BYTES", 2_000)
    bench.feeds = ["/feed"]
    site = bench.site
    site.answers["/feed"] = feed(*(item(number, site.url) for number in range(6)))
    for number in range(6):
        site.answers[f"/news/{number}"] = page(number)
    sizes = []
    plain = Target.take

    def counted(target, items):
        report = plain(target, items)
        sizes.append(report.added)
        return report

    monkeypatch.setattr(Target, "take", counted)
    assert bench.round().added == 6
    assert len(sizes) > 1
    assert bench.texts() == list(range(6))


def test_a_page_can_be_watched_like_a_feed(bench):
    bench.feeds = ["/page"]
    bench.site.answers["/page"] = page(1)
    assert bench.round().added == 1
    assert bench.round() == Round()
    bench.site.answers["/page"] = page(2)
    assert counts(bench.round()) == (0, 1, 0)


def test_a_feed_that_breaks_its_reader_stops_nothing(bench, monkeypatch):
    def broken(*_, **__):
        yield from ()
        raise RecursionError

    bench.feeds = ["/feed"]
    bench.site.answers["/feed"] = feed(item(0, bench.site.url))
    bench.write("a.txt", 1)
    monkeypatch.setattr("kg.web.reading.feed_links", broken)
    done = bench.round()
    assert (done.added, codes(done)) == (1, ["FAILED"])


# The store and the memory


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
