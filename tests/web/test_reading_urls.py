"""URLs become pages and articles; feeds lead to what their items link to."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from feed_kit import feed, item, page, text
from servers import Answer, local

from kg.articles import Article, Page, Skip
from kg.markup import read_page
from kg.settings import Fetching, Settings
from kg.web import Fetched, is_feed, read_urls

SETTINGS = Settings()


def read(site, *paths, settings=SETTINGS):
    return list(read_urls([f"{site.url}{path}" for path in paths], local(), settings))


def told(found) -> list[str]:
    kinds = []
    for one in found:
        kinds.append(one.code if isinstance(one, Skip) else f"{type(one).__name__} {one.url or one.id}")
    return [kind.replace("http://127.0.0.1", "").split("/", 1)[-1] if " " in kind else kind for kind in kinds]


def test_a_page_is_left_for_later_reading(site):
    site.answers["/a"] = page(1)
    (found,) = read(site, "/a")
    assert found == Page(page(1).body, f"{site.url}/a", f"{site.url}/a", "utf-8")
    article = read_page(found, SETTINGS)
    assert isinstance(article, Article)
    assert text(1) in article.text
    assert article.url == f"{site.url}/a"


def test_a_feed_leads_to_its_pages(site):
    site.answers["/feed"] = feed(item(1, site.url), item(2, site.url, full=True), item(1, site.url), item(3, site.url))
    site.answers["/news/1"] = page(1)
    found = read(site, "/feed")
    assert told(found) == ["news/1", "news/2", "GONE"]
    assert isinstance(found[0], Page)
    assert isinstance(found[1], Article)
    assert site.paths() == ["/feed", "/news/1", "/news/3"]


def test_without_following_a_feed_gives_what_it_holds(site):
    site.answers["/feed"] = feed(item(1, site.url), item(2, site.url, full=True))
    found = read(site, "/feed", settings=Settings(fetching=Fetching(follow=False)))
    assert all(isinstance(one, Article) for one in found)
    assert "خلاصه خبر 1" in found[0].text
    assert text(2) in found[1].text
    assert site.paths() == ["/feed"]


def test_links_of_a_feed_are_checked_like_all_addresses(site):
    from servers import Internet

    site.answers["/feed"] = feed(*(item(1, base) for base in ("http://127.0.0.1", "http://inside.example")))
    internet = Internet(site, inside_example="10.0.0.9")
    found = list(read_urls(["http://news.example/feed"], internet.fetcher(), SETTINGS))
    assert told(found) == ["FORBIDDEN_ADDRESS", "FORBIDDEN_ADDRESS"]
    assert site.paths() == ["/feed"]


def test_a_feed_of_feeds_is_not_followed_further(site):
    site.answers["/feed"] = feed(item(1, site.url))
    site.answers["/news/1"] = feed(item(2, site.url))
    assert told(read(site, "/feed")) == ["BAD_TYPE"]
    assert site.paths() == ["/feed", "/news/1"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", json.dumps({"text": text(1), "id": "x"})),
        ("application/x-ndjson", json.dumps({"text": text(1), "id": "x"}) + "\n" + json.dumps({"text": text(2)})),
        ("text/plain", text(1)),
        ("", text(1)),
    ],
)
def test_records_and_texts_are_articles(site, kind, body):
    site.answers["/a"] = Answer(body.encode(), headers={"Content-Type": kind} if kind else {})
    found = read(site, "/a")
    assert all(isinstance(one, Article) for one in found)
    assert len(found) == body.count("وزارت نیرو") if "json" not in kind else len(found) == body.count('"text"')


def test_a_feed_that_calls_itself_a_page_is_a_feed(site):
    site.answers["/feed"] = feed(item(1, site.url, full=True), Content_Type="text/html")
    assert told(read(site, "/feed")) == ["news/1"]


def test_a_packed_feed_is_unpacked(site):
    answer = feed(item(1, site.url, full=True))
    site.answers["/feed"] = Answer(gzip.compress(answer.body), headers={**answer.headers, "Content-Encoding": "gzip"})
    assert told(read(site, "/feed")) == ["news/1"]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (b"<rss version='2.0'><channel/></rss>", "text/xml", True),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", "text/xml", True),
        (b"<html><body>&lt;rss&gt; <pre><rss></pre></body></html>", "text/html", False),
        (b"a text about <rss>", "text/plain", False),
        (b"", "application/rss+xml", False),
    ],
)
def test_feeds_are_told_from_pages(body, kind, expected):
    assert is_feed(Fetched(body, "http://news.example/", kind), SETTINGS) == expected


def test_a_body_that_breaks_its_reader_is_a_listed_skip(site, monkeypatch):
    def broken(*_: object, **__: object):
        yield from ()
        raise KeyError("no such field")

    site.answers["/feed"] = feed(item(1, site.url))
    site.answers["/a"] = page(1)
    monkeypatch.setattr("kg.web.reading.feed_links", broken)
    assert told(read(site, "/feed", "/a")) == ["FAILED", "a"]


CLAIMED = "https://news.example/a/1"


def other_site(number: int) -> str:
    return item(number, "https://news.example", full=True)


@pytest.mark.parametrize(
    "answer",
    [
        feed(other_site(1)),
        Answer(json.dumps({"id": CLAIMED, "text": text(1)}).encode(), headers={"Content-Type": "application/json"}),
        Answer(json.dumps({"url": CLAIMED, "text": text(1)}).encode(), headers={"Content-Type": "application/json"}),
        Answer(f"url,text\n{CLAIMED},{text(1)}\n".encode(), headers={"Content-Type": "text/csv"}),
    ],
    ids=["feed", "id", "url", "table"],
)
def test_a_site_cannot_put_words_into_the_article_of_another(site, answer):
    site.answers["/x"] = answer
    (found,) = read(site, "/x")
    assert isinstance(found, Article)
    assert found.key.startswith(f"{site.url}/x#")
    assert found.url is None or found.url.startswith("https://news.example/")


def test_pages_packed_by_one_site_are_not_taken_for_those_of_another(site):
    packed = io.BytesIO()
    html = page(1).body.replace(b"<head>", f"<head><link rel='canonical' href='{CLAIMED}'>".encode())
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("page.html", html)
    site.answers["/x"] = Answer(packed.getvalue(), headers={"Content-Type": "text/plain"})
    (found,) = read(site, "/x")
    assert isinstance(found, Page)
    article = read_page(found, SETTINGS)
    assert isinstance(article, Article)
    assert article.key != CLAIMED
