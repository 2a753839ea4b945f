"""Feeds become articles and links, item by item, whatever else they hold."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import Article, Skip
from kg.markup import FeedLink, feed_links, open_feed
from kg.markup.cutting import cut_items, open_cut
from kg.settings import Settings

DATA = Path(__file__).parent / "data"
ATTACK = '<?xml version="1.0"?><!DOCTYPE rss [{}]><rss version="2.0"><channel><item><title>t</title><description>{}</description></item></channel></rss>'


def rows() -> list[dict[str, str]]:
    with (DATA / "feeds.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def feed(name: str) -> bytes:
    return (DATA / "feeds" / f"{name}.xml").read_bytes()


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>آزمون</title>{"".join(items)}</channel></rss>'.encode()


def item(number: int) -> str:
    text = f"وزارت نیرو تفاهم‌نامه شمارهٔ {number} را با استانداری قم امضا کرد."
    return f"<item><title>خبر {number}</title><link>https://x.example/{number}</link><description>{text}</description></item>"


def test_every_item_of_every_feed_is_listed() -> None:
    listed = [(row["file"], int(row["number"])) for row in rows()]
    files = sorted(path.stem for path in (DATA / "feeds").glob("*.xml"))
    found = [(name, number) for name in files for number, _ in enumerate(open_feed(feed(name), name, Settings()))]
    assert sorted(listed) == found


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['file']}-{row['number']}")
def test_item_of_a_feed(row: dict[str, str]) -> None:
    number = int(row["number"])
    found = list(open_feed(feed(row["file"]), "here", Settings()))[number]
    assert found.source == f"here[{number}]"
    if row["skip"]:
        assert isinstance(found, Skip)
        assert found.code == row["skip"]
        assert row["url"] in found.reason
        return
    assert isinstance(found, Article)
    assert found.text == row["text"].replace("\\n", "\n")
    wanted = tuple(row[name] or None for name in ("url", "title", "author", "publisher", "published"))
    assert (found.url, found.title, found.author, found.publisher, found.published) == wanted


@pytest.mark.parametrize("row", [row for row in rows() if row["url"]], ids=lambda row: f"{row['file']}-{row['number']}")
def test_link_of_an_item(row: dict[str, str]) -> None:
    found = list(feed_links(feed(row["file"]), "here", Settings()))[int(row["number"])]
    assert isinstance(found, FeedLink)
    assert (found.url, found.title or "", found.has_full_text) == (row["url"], row["title"], bool(row["full"]))
    assert (found.item.text if found.item else "") == row["text"].replace("\\n", "\n")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ATTACK.format('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">', "&b;").encode(), "BAD_FEED"),
        (ATTACK.format('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;").encode(), "BAD_FEED"),
        (b"<html><body>x</body></html>", "BAD_FEED"),
        (b"<rss", "BAD_FEED"),
        (b"<!-- never closed <rss>", "BAD_FEED"),
        (b"", "BAD_FEED"),
        (b"\x00\x01\x02" * 100, "NOT_TEXT"),
        (rss(), "EMPTY"),
        (rss(item(1)) + b" " * 2_000, "TOO_LARGE"),
    ],
)
def test_a_feed_that_cannot_be_used_is_one_skip(data: bytes, code: str) -> None:
    (skip,) = open_feed(data, "here", Settings(feed_bytes=1_500))
    assert isinstance(skip, Skip)
    assert (skip.source, skip.code) == ("here", code)


def test_items_over_the_limit_are_counted_in_one_skip() -> None:
    found = list(open_feed(rss(*map(item, range(100))), "here", Settings(feed_items=7)))
    assert [one.url for one in found[:-1] if isinstance(one, Article)] == [f"https://x.example/{n}" for n in range(7)]
    assert isinstance(found[-1], Skip)
    assert found[-1].code == "TOO_MANY_ITEMS"
    assert found[-1].reason.startswith("93 items")


MILLION = """
import re
from kg.markup import open_feed
from kg.settings import Settings

def most():
    with open("/proc/self/status") as status:
        return int(re.search("VmHWM:[^0-9]*([0-9]+)", status.read())[1]) * 1024

data = b"<rss><channel>" + b"<item><link>https://x.example/a</link></item>" * 1_000_000 + b"</channel></rss>"
before = most()
found = list(open_feed(data, "here", Settings(feed_items=500)))
print(len(found), found[-1].reason.split()[0], (most() - before) / len(data))
"""


def test_a_million_items_are_counted_in_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", MILLION], capture_output=True, text=True, check=True)
    count, left, growth = done.stdout.split()
    assert (int(count), int(left)) == (501, 999_500)
    assert float(growth) < 4  # times the feed's size; libraries that are imported weigh about one


HOSTILE = {
    "unclosed CDATA": "<item><description><![CDATA[" * 20_000,
    "unclosed comments": "<item><!--" * 50_000,
    "only starts": "<item " * 100_000,
    "only ends": "</item>" * 100_000,
    "deep": "<item><description>" + "<a>" * 100_000 + "</description></item>",
    "deep markup": "<item><description>" + "&lt;div>" * 100_000 + "</description></item>",
    "many links": "<item>" + "<link>https://x.example/1</link>" * 20_000 + "</item>",
    "ampersands": "<item><description>" + "&" * 300_000 + "</description></item>",
    "half tags": "<item><description>" + "<" * 300_000 + "</description></item>",
    "controls": "<item><description>\x01\x02 وزارت نیرو و استانداری این \x0c است &#1; &#xD800;</description></item>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_item_does_not_touch_the_others(name: str) -> None:
    found = list(open_feed(rss(item(1), HOSTILE[name]), "here", Settings()))
    assert isinstance(found[0], Article)
    assert found[0].url == "https://x.example/1"
    assert all(isinstance(one, Article) or len(one.reason) < 300 for one in found)


def test_an_item_that_is_not_told_apart_from_the_next_does_not_shift_the_rest() -> None:
    items = [item(0), "<item><title>بی پایان</item>", *map(item, range(2, 60))]
    found = list(open_feed(rss(*items), "here", Settings()))
    articles = [one for one in found if isinstance(one, Article)]
    assert [(one.source, one.url) for one in articles] == [
        (f"here[{number}]", f"https://x.example/{number}") for number in range(60) if number != 1
    ]


PIECES = st.sampled_from(
    ["<item>", "</item>", "<item/>", "<![CDATA[", "]]>", "<!--", "-->", "<b>", "متن", "&amp;", "&x;"]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_cutting_never_fails_and_cuts_whole_items(inner: str) -> None:
    cut = open_cut(f"<rss><channel>{inner}</channel></rss>")
    for one in cut_items(cut):
        assert one is None or (one.startswith("<item") and one.endswith(("</item>", "/>")))


@given(st.binary(max_size=300))
def test_any_bytes_after_a_root_are_read(data: bytes) -> None:
    assert len(list(open_feed(b"<rss><channel><item>" + data, "here", Settings()))) > 0


def test_elements_with_very_many_attributes_are_read_without_them() -> None:
    many = " ".join(f"a{number}='x'" for number in range(100_000))
    data = rss(item(1), item(2).replace("<item>", f"<item><source {many}>یک روزنامه</source>"), item(3))
    found = list(open_feed(data, "x", Settings()))
    assert [one.title for one in found if isinstance(one, Article)] == ["خبر 1", "خبر 2", "خبر 3"]


def test_a_feed_with_a_huge_first_tag_is_not_read() -> None:
    data = rss(item(1)).replace(b"<rss ", b"<rss " + b"a='x' " * 10_000, 1)
    (skip,) = open_feed(data, "x", Settings())
    assert isinstance(skip, Skip)
    assert skip.code == "BAD_FEED"
