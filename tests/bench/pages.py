"""How many saved pages are read a CPU second, beside trafilatura's own extraction with metadata of the same pages.

``python tests/bench/pages.py`` makes pages in four styles that Persian news sites have (their article from ``corpus``,
around it menus, other news, comments), reads all of them with each side in turn, round by round, and prints a table and
the ratio. Needed: 0.8 of trafilatura's own pages a second. No test asserts a time.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Callable, Iterator

import trafilatura
from corpus import records
from timing import Measure, run_rounds, table

from kg.articles import Article, Page
from kg.language import to_jalali
from kg.markup import read_page
from kg.settings import Settings

NEEDED = 0.8
WORDS = "آب برق راه شهر دانشگاه بانک صنعت کشاورزی سلامت ورزش فرهنگ مجلس دولت بازار مسکن خودرو انرژی استان".split()
MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()


def pages(count: int, seed: int = 1) -> Iterator[Page]:
    """Yield pages in four styles in turn, the same for the same seed."""
    chance = random.Random(seed)
    source = records(count * 4, seed)
    for number in range(count):
        told = [next(source) for _ in range(chance.randint(1, 4))]
        lines = [line for one in told for line in one["text"].replace(". ", ".\n").split("\n") if line.strip()]
        html = STYLES[number % len(STYLES)](number, lines, told[0].get("published") or "2021-03-04", chance)
        yield Page(html.encode(), f"page {number}", f"https://news{number % 4}.example/news/{number}")


def links(count: int, chance: random.Random, tag: str = "li") -> str:
    """Return links to other pages, as menus and lists of other news have them."""
    return "".join(
        f'<{tag} class="menu-item item-{n}"><a href="/t/{n}" title="{n}"><span>{" ".join(chance.sample(WORDS, 5))}</span></a></{tag}>'
        for n in range(count)
    )


def jalali(day: str) -> str:
    """Return a Gregorian ISO day as agencies print it."""
    year, month, number = map(int, to_jalali(day).split("-"))
    return f"{number} {MONTHS[month - 1]} {year}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def frame(head: str, body: str, chance: random.Random) -> str:
    """Return a page around an article: scripts, menus, other news, comments, a footer."""
    script = (
        "<script>" + "var a=function(b,c){return b+c};" * 120 + "</script><style>" + ".a{color:red}" * 200 + "</style>"
    )
    comments = "".join(
        f'<li class="comment"><div class="comment-author">کاربر {n}</div><time datetime="2023-01-0{n}">۱۴۰۱</time>'
        f'<div class="comment-text"><p>{" ".join(chance.choices(WORDS, k=25))}.</p></div></li>'
        for n in range(1, 6)
    )
    return (
        f'<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8">{head}{script}</head><body class="rtl">'
        f'<header class="site-header"><div class="today">امروز ۱۲ مهر ۱۴۰۲</div><nav><ul>{links(60, chance)}</ul></nav></header>'
        f'<div class="container"><div class="row"><div class="col-md-8">{body}<div class="related"><h3>مرتبط</h3><ul>{links(10, chance)}'
        f'</ul></div><div id="comments" class="comments"><ol>{comments}</ol></div></div><aside class="col-md-4">'
        f'<div class="widget"><h4>پربازدید</h4><ul>{links(30, chance)}</ul></div>'
        f'<div class="widget">{links(20, chance, "div")}</div></aside></div></div>'
        f'<footer class="footer"><ul>{links(40, chance)}</ul><p>همهٔ حقوق محفوظ است.</p></footer>{script}</body></html>'
    )


def paragraphs(lines: list[str]) -> str:
    """Return lines as paragraphs, each ZWNJ as the entity that half of all editors write."""
    return "".join(f"<p>{line.replace(chr(0x200C), '&zwnj;') if n % 2 else line}</p>" for n, line in enumerate(lines))


def graph_style(number: int, lines: list[str], day: str, chance: random.Random) -> str:
    """Make a page of WordPress with a graph of JSON-LD and meta tags."""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "NewsArticle", "headline": lines[0], "datePublished": f"{day}T08:00:00+03:30", "author": {"name": "نگار نمونه‌ای"},
         "publisher": {"@id": "#org"}},
        {"@type": "Organization", "@id": "#org", "name": "روزنامه دشت"}]}  # fmt: skip
    head = (
        f'<title>{lines[0]} - روزنامه دشت</title><link rel="canonical" href="https://news0.example/news/{number}">'
        f'<meta property="og:title" content="{lines[0]}"><meta property="og:type" content="article"><meta property='
        f'"article:published_time" content="{day}T08:00:00+03:30"><script type="application/ld+json">{json.dumps(graph)}</script>'
    )
    body = f'<article class="post"><h1 class="entry-title">{lines[0]}</h1><div class="entry-content">{paragraphs(lines[1:])}</div></article>'
    return frame(head, body, chance)


def printed_style(number: int, lines: list[str], day: str, chance: random.Random) -> str:
    """Make a page of an agency that only prints its date, in Jalali."""
    head = f"<title>{lines[0]} | خبرگزاری کارون</title>"
    body = (
        f'<div class="news_nav">کد خبر: {number}</div><div class="news_nav news_pdate">تاریخ انتشار: {jalali(day)} - ۱۲:۳۰</div>'
        f'<h1 class="title">{lines[0]}</h1><div class="body">{"<br><br>".join(lines[1:])}</div>'
    )
    return frame(head, body, chance)


def meta_style(number: int, lines: list[str], day: str, chance: random.Random) -> str:
    """Make a page of a site with meta tags, a summary and microdata."""
    head = (
        f'<title>{lines[0]}</title><meta property="og:site_name" content="خبرگزاری نمونه"><meta property="og:title" content="{lines[0]}">'
        f'<meta property="article:published_time" content="{day}"><meta name="author" content="خبرنگار {number}">'
    )
    body = (
        f'<div class="item"><h1 class="title"><span itemprop="headline">{lines[0]}</span></h1><p class="summary introtext">{lines[1]}</p>'
        f'<div itemprop="articleBody" class="item-text">{paragraphs(lines[2:])}</div></div>'
    )
    return frame(head, body, chance)


def old_style(_number: int, lines: list[str], day: str, chance: random.Random) -> str:
    """Make a page of a portal laid out with a table, its date bare."""
    body = f'<table width="100%"><tr><td><h2>{lines[0]}</h2><font size="1">{jalali(day)}</font>{paragraphs(lines[1:])}</td></tr></table>'
    return frame(f"<title>{lines[0]}</title>", body, chance)


STYLES: tuple[Callable[[int, list[str], str, random.Random], str], ...] = (
    graph_style,
    printed_style,
    meta_style,
    old_style,
)


def main() -> None:
    """Measure, print the table and the ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=120)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    logging.disable()
    wanted = list(pages(given.pages))
    data = [page.data for page in wanted]
    found = [read_page(page, Settings()) for page in wanted]
    articles = [one for one in found if isinstance(one, Article)]
    dated = sum(one.published is not None for one in articles)
    print(
        f"{len(wanted)} pages of {sum(map(len, data)) / len(data) / 1000:.0f} kB, {len(articles)} articles, {dated} dated"
    )
    theirs = [trafilatura.bare_extraction(one, with_metadata=True) for one in data]
    print(
        f"trafilatura: {sum(one is not None for one in theirs)} articles, {sum(bool(one and one.date) for one in theirs)} dated"
    )
    ours = Measure("read_page", "pages", len(data), lambda _: [read_page(page, Settings()) for page in wanted])
    bare = Measure(
        "trafilatura.bare_extraction", "pages", len(data),
        lambda _: [trafilatura.bare_extraction(one, with_metadata=True) for one in data], peer_of="read_page",
    )  # fmt: skip
    whole = Measure(
        "trafilatura.extract", "pages", len(data),
        lambda _: [trafilatura.extract(one, with_metadata=True) for one in data], peer_of="read_page",
    )  # fmt: skip
    run_rounds([ours, bare, whole], given.rounds, lambda line: print(line, flush=True))
    print("\n".join(table([ours, bare, whole])))
    for peer in (bare, whole):
        ratio = ours.rate / peer.rate
        print(f"read_page: {ratio:.2f} of the pages a second of {peer.name} (needed {NEEDED}): {ratio >= NEEDED}")


if __name__ == "__main__":
    main()
