"""Long lists of one thing after one article more or less: the same as in a full run, on few pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pages_kit import Page, bytes_of

from kg.articles import Article
from kg.ingestion import ingest, remove
from kg.lexicon import load_lexicon
from kg.site import write_site
from kg.site.database import STATE
from kg.store import Store, open_store

PLACES = (
    "البرز", "اردبیل", "بوشهر", "اصفهان", "فارس", "گیلان", "گلستان", "همدان", "هرمزگان", "ایلام", "کرمان", "کرمانشاه",
    "خوزستان", "کردستان", "لرستان", "مرکزی", "مازندران", "قزوین", "قم", "سمنان", "تهران", "یزد", "زنجان",
)  # fmt: skip
HUB = "institution/ministry-of-energy"


MONTHS = [f"{month} {year}" for year in ("۱۴۰۰", "۱۴۰۱") for month in ("فروردین", "تیر", "مهر", "دی")]


def news(place: str, month: str) -> Article:
    """Return an invented article about an agreement between the ministry and the governorate of a province."""
    text = f"وزارت نیرو و استانداری {place} روز ۵ {month} تفاهم‌نامه همکاری در زمینه آب امضا کردند."
    return Article(text, id=f"{place} {month}", language="fa")


ALL = [news(place, month) for month in MONTHS for place in PLACES]


def further(folder: Path, name: str = "ministry-of-energy") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "institution").glob(f"{name}.deals-*.html")}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """Yield a store of all articles but one and its site."""
    folder = tmp_path_factory.mktemp("lists")
    store, site = open_store(folder / "store", "write"), folder / "site"
    ingest(store, ALL[:30] + ALL[31:], load_lexicon())
    write_site(store, site)
    yield store, site
    store.close()


def test_a_long_list_is_walked_from_page_to_page(written: tuple[Store, Path]) -> None:
    folder, here, seen = written[1] / "institution", "ministry-of-energy.html", list[str]()
    while here:
        page = Page(folder / here)
        found = [link.attributes["href"] for link in page.all("a")]
        seen += [href for href in dict.fromkeys(found) if href.startswith("../agreement/")]
        following = [link.attributes["href"] for link in page.all("a") if link.attributes.get("rel") == "next"]
        here = next((href for href in following if ".deals-" in href), "")
    assert len(set(seen)) == len(ALL) - 1


def test_a_memory_that_names_other_files_takes_none_away(tmp_path: Path) -> None:
    folder, victim = tmp_path / "site", tmp_path / "victim.txt"
    with open_store(tmp_path / "store", "write") as store:
        ingest(store, ALL[:60], load_lexicon())
        write_site(store, folder)
        victim.write_text("dear", "utf-8")
        with closing(sqlite3.connect(folder / STATE)) as memory, memory:
            memory.execute("UPDATE things SET further = ?", ['{"../../victim.txt": "0"}'])
        ingest(store, ALL[60:61], load_lexicon())
        assert not write_site(store, folder).renewed
    assert victim.read_text("utf-8") == "dear"


def test_one_article_changes_few_pages_of_a_long_list(written: tuple[Store, Path], tmp_path: Path) -> None:
    store, site = written
    before = further(site)
    ingest(store, [ALL[30]], load_lexicon())
    assert write_site(store, site).renewed
    after = further(site)
    write_site(store, tmp_path / "full")
    assert after == further(tmp_path / "full")
    assert len(before) > 3
    assert len({name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}) <= 5
    assert bytes_of(site / "topic") == bytes_of(tmp_path / "full" / "topic")
    remove(store, [ALL[30].key], load_lexicon())
    assert write_site(store, site).renewed
    assert further(site) == before
