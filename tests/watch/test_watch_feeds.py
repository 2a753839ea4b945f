"""Feeds: what they gain goes into the store; what fails is asked less and less."""

from __future__ import annotations

import pytest
from feed_kit import feed, item, page
from rounds_kit import MINUTE, codes, counts
from servers import Answer

from kg.watch import Round, Target
from kg.watch.links import MOST_TRIES
from kg.watch.memory import LONGEST_WAIT, put_off


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
