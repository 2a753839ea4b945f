"""Pages saved from news sites become articles with exact text and the metadata that they state or print."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.articles import Article, Page, Skip
from kg.markup import read_page
from kg.markup.printed import written_date
from kg.settings import Settings

DATA = Path(__file__).parent / "data"
PAGES = DATA / "pages"


def rows(name: str = "pages") -> list[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def page_of(row: dict[str, str]) -> Page:
    text = (PAGES / f"{row['name']}.html").read_text("utf-8")
    return Page(text.encode(row["written as"]), row["name"], row["fetched from"] or None)


def test_every_page_is_listed_and_every_article_has_its_text() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(row["name"] for row in rows())
    texts = {row["name"] for row in rows() if not row["skip"]}
    assert {path.stem for path in PAGES.glob("*.txt")} == texts


@pytest.mark.parametrize("row", [row for row in rows() if not row["skip"]], ids=lambda row: row["name"])
def test_article_of_a_page(row: dict[str, str]) -> None:
    article = read_page(page_of(row), Settings())
    assert isinstance(article, Article)
    found = (article.title, article.publisher, article.author, article.url, article.published, article.encoding)
    wanted = tuple(row[name] or None for name in ("title", "publisher", "author", "url", "published"))
    assert found == (*wanted, row["encoding"])
    assert article.text == (PAGES / f"{row['name']}.txt").read_text("utf-8").rstrip("\n")
    parts = row["notes"].split("; ") if row["notes"] else []
    assert len(article.notes) == len(parts)
    assert all(part in note for part, note in zip(parts, article.notes, strict=True))
    assert article.id == ""
    assert article.source == row["name"]


@pytest.mark.parametrize("row", [row for row in rows() if row["skip"]], ids=lambda row: row["name"])
def test_a_page_without_an_article_is_a_listed_skip(row: dict[str, str]) -> None:
    skip = read_page(page_of(row), Settings())
    assert isinstance(skip, Skip)
    assert (skip.source, skip.code) == (row["name"], row["skip"])


@pytest.mark.parametrize("row", rows("printed-dates"), ids=lambda row: row["written"])
def test_dates_as_pages_print_them(row: dict[str, str]) -> None:
    assert written_date(row["written"]) == (row["iso"] or None)
