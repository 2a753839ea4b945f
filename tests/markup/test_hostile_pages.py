"""Joiners are kept exactly, and whatever bytes a page has, reading it ends with an article or a listed skip."""

from __future__ import annotations

import re
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import Article, Page, Skip
from kg.markup import is_mhtml, open_mhtml, read_page
from kg.settings import Settings

SENTENCE = "وزارت نیرو و استانداری قم تفاهم‌نامه‌ای برای نوسازی شبکهٔ آب شهر امضا کردند و اجرای آن را آغاز می‌کنند."
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
SENTINELS = "\u2e31\U00010600\U00010601"
HEAD = '<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>عنوان</title><meta property="og:type" content="article"></head><body><h1>عنوان</h1>'
LETTERS = st.text(
    st.sampled_from(
        f"ابپیکنمه {ZWNJ}{ZWNJ}{SENTINELS}\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}\N{MIDDLE DOT}"
    ),
    max_size=40,
)


def page(*paragraphs: str) -> Page:
    return Page((HEAD + "".join(f"<p>{one}</p>" for one in paragraphs) + "</body></html>").encode(), "here")


def shown(text: str) -> str:
    return " ".join(text.split())


@given(
    st.lists(LETTERS, min_size=1, max_size=6),
    st.lists(st.sampled_from([ZWNJ, "&zwnj;", "&#8204;", "&#x200C;", "&#x0200c;"])),
)
@settings(max_examples=150)
def test_no_joiner_is_lost_or_invented_and_nothing_else_changes(words: list[str], spellings: list[str]) -> None:
    paragraphs = [f"{number} {SENTENCE} پس {text} است." for number, text in enumerate(words)]
    written = []
    for number, text in enumerate(paragraphs):
        how = spellings[number % len(spellings)] if spellings else ZWNJ
        written.append(text.replace(ZWNJ, how))
    article = read_page(page(*written), Settings())
    assert isinstance(article, Article)
    assert article.text.split("\n") == ["عنوان", *map(shown, paragraphs)]


def test_a_page_that_holds_every_sentinel_is_a_listed_skip() -> None:
    every = "".join(map(chr, (0x2E31, *range(0x10600, 0x10737), *range(0x20000, 0x2A6DE))))
    found = read_page(page(SENTENCE, every), Settings())
    assert isinstance(found, Skip)
    assert found.code == "TOO_COMPLEX"


def test_nothing_is_fetched_or_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "بمب">]>'
        '<html><head><link rel="stylesheet" href="https://x.example/a.css"><base href="https://x.example/"></head><body>'
        f'<h1>عنوان</h1><img src="https://x.example/a.png"><p>{SENTENCE}</p><p>&x; &y; {SENTENCE} دوم</p></body></html>'
    )
    article = read_page(Page(text.encode(), "here"), Settings())
    assert isinstance(article, Article)
    assert "&x; &y;" in article.text


DEEP = 100_000
SHAPES = {
    "nested": "<div>" * DEEP + SENTENCE + "</div>" * DEEP,
    "never closed": f"<p><font><b>{SENTENCE}" * 20_000,
    "nested lists": "<ul><li>" * DEEP,
    "nested tables": "<table><tr><td>" * 30_000 + SENTENCE,
    "many elements": "<b>x</b>" * 100_000,
    "many links": f"<a href='/1'>{SENTENCE}</a> " * 8_000,
    "only starts": "<" * 1_000_000,
    "only attributes": "<p " + "a='b' " * 200_000 + ">",
    "one long line": f"<p>{SENTENCE * 80_000}</p>",
    "comments": "<!--" * 200_000,
    "entities": "&amp;zwnj;" * 100_000,
    "linked data": '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
    "wide linked data": '<script type="application/ld+json">[' + '{"@type":"Thing"},' * 50_000 + "{}]</script>",
    "dates": "<span class='date'>۵ آذر ۱۴۰۳</span>" * 10_000,
    "labels": "تاریخ انتشار: نامعلوم<br>" * 15_000,
    "titles": f"<h2 class='title'>{SENTENCE}</h2>" * 10_000,
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_hostile_page_ends_with_an_article_or_a_skip(name: str) -> None:
    for data in (SHAPES[name], f"{HEAD}<p>{SENTENCE}</p><p>{SENTENCE} دوم</p>{SHAPES[name]}"):
        found = read_page(Page(data.encode(), "here", "https://x.example/1"), Settings())
        assert isinstance(found, Article) or (found.source == "here" and len(found.reason) < 300)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "NO_ARTICLE"),
        (b"  \n ", "NO_ARTICLE"),
        (b"<!-- nothing -->", "NO_ARTICLE"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "NOT_TEXT"),
        (b"<html>" + b" " * 3_000, "TOO_LARGE"),
        (("<i>" * 300 + "</i>" * 300).encode(), "TOO_COMPLEX"),
    ],
)
def test_pages_that_are_no_article(data: bytes, code: str) -> None:
    found = read_page(Page(data, "here"), Settings(record_bytes=2_500, page_elements=200))
    assert isinstance(found, Skip)
    assert (found.source, found.code) == ("here", code)


def test_a_page_nested_too_deep_is_said_to_be() -> None:
    found = read_page(Page((HEAD + "<div>" * DEEP + SENTENCE).encode(), "here"), Settings())
    assert isinstance(found, Skip)
    assert found.code == "TOO_COMPLEX"


def test_characters_that_no_markup_may_hold_are_dropped_and_noted() -> None:
    data = page(f"{SENTENCE[:20]}\x00{SENTENCE[20:]}", f"{SENTENCE}\x0b دوم").data
    article = read_page(Page(data, "here"), Settings())
    assert isinstance(article, Article)
    assert article.text.split("\n") == ["عنوان", SENTENCE, f"{SENTENCE} دوم"]
    assert article.notes == ("2 characters that no markup may hold are left out",)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<html><body><h1>", b"<p>", HEAD.encode(), "<p>متن".encode("cp1256")]),
)
def test_any_bytes_are_an_article_or_a_skip(data: bytes, start: bytes) -> None:
    found = read_page(Page(start + data, "here", "not an address"), Settings())
    assert isinstance(found, Article | Skip)
    if isinstance(found, Article):
        assert found.url is None
        assert not re.search("[\x00\ud800-\udfff]", found.text)


@given(st.text("<>/pdivbrtableh1 =\"'&;#x20متن", max_size=200))
def test_any_markup_gives_the_same_each_time(markup: str) -> None:
    first = read_page(page(SENTENCE, markup), Settings())
    assert first == read_page(page(SENTENCE, markup), Settings())


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/a\r\nSubject: =?utf-8?Q?x?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
    "------B----\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    "Content-Location: https://x.example/a\r\n\r\n{}\r\n------B----\r\nContent-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B------\r\n"
)


def test_a_page_saved_as_mhtml_is_read_as_the_page() -> None:
    saved = MHTML.format(page(SENTENCE, f"{SENTENCE} دوم").data.decode()).encode()
    assert is_mhtml(saved[:500])
    (found,) = open_mhtml(saved, "here", Settings())
    assert isinstance(found, Page)
    article = read_page(found, Settings())
    assert isinstance(article, Article)
    assert (article.text, article.url) == (f"عنوان\n{SENTENCE}\n{SENTENCE} دوم", "https://x.example/a")


@pytest.mark.parametrize("text", [SENTENCE, "<html>", "Content-Type: text/html\n\n", "From: x\n" * 40, ""])
def test_other_texts_are_not_mhtml(text: str) -> None:
    assert not is_mhtml(text.encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--", "NO_ARTICLE"),
        (b"Content-Type: multipart/related\n" * 5_000, "TOO_LARGE"),
        (
            b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
            "TOO_COMPLEX",
        ),
    ],
)
def test_mhtml_without_a_page_is_a_listed_skip(data: bytes, code: str) -> None:
    (skip,) = open_mhtml(data, "here", Settings(record_bytes=130_000))
    assert isinstance(skip, Skip)
    assert skip.code == code
