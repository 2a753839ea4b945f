"""An earlier site brought up to date: what a full run writes, layout and measures of the whole network apart."""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from pages_kit import bytes_of
from search_files import all_of

from kg.articles import Article
from kg.ingestion import ingest, remove
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.site import SiteReport, write_site
from kg.site.database import STATE
from kg.site.state import State
from kg.sources import read_articles
from kg.store import open_store

GOLD = Path(__file__).parents[2] / "data" / "gold" / "open" / "articles-fa.jsonl"
WHOLE = {"data/overview.js", "data/stale.js", "network.html", "rankings.html", "rankings/bridges.csv", STATE}
"""What is made of the whole network, and so is old until the next full run."""
# Of the search what is found is the same; in which file it lies is not, for pages keep their numbers.
_MEASURES = re.compile(
    rb'<dl class="measures">.*?</dl>|<ul class="ranks">.*?</ul>|<p class="hint" data-stale.*?</p>', re.DOTALL
)
FIRST = 16


@pytest.fixture(scope="module")
def told() -> list[Article]:
    items = islice(read_articles([str(GOLD)], Settings()), FIRST + 3)
    return [item for item in items if isinstance(item, Article)]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, told: list[Article]) -> Path:
    """Return a folder with a store and its site, to be copied."""
    folder = tmp_path_factory.mktemp("first")
    with open_store(folder / "store", "write") as opened:
        ingest(opened, told[:FIRST], load_lexicon())
    view(folder / "store", folder / "site")
    return folder


@pytest.fixture
def store(tmp_path: Path, first: Path) -> Path:
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path / "store"


def view(store: Path, folder: Path) -> SiteReport:
    with open_store(store) as opened:
        return write_site(opened, folder)


def plain(folder: Path) -> dict[str, bytes]:
    """Return a site's files without the measures of the whole network."""
    return {
        name: _MEASURES.sub(b"", data).replace(b"\n", b"")
        for name, data in bytes_of(folder).items()
        if name not in WHOLE and not name.startswith("data/search/")
    }


def differing(one: Path, other: Path) -> list[str]:
    """Return the names of files that differ, or are in one of the folders alone; search data by what they say."""
    assert all_of(one) == all_of(other)
    left, right = (
        {name: data for name, data in plain(folder).items() if not name.startswith("data/search/")}
        for folder in (one, other)
    )
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def one_more(store: Path, told: list[Article]) -> None:
    with open_store(store, "write") as opened:
        ingest(opened, told[FIRST : FIRST + 1], load_lexicon())


def several_more(store: Path, told: list[Article]) -> None:
    with open_store(store, "write") as opened:
        ingest(opened, told[FIRST:], load_lexicon())


def one_less(store: Path, told: list[Article]) -> None:
    with open_store(store, "write") as opened:
        remove(opened, [told[3].key], load_lexicon())


def one_told_otherwise(store: Path, told: list[Article]) -> None:
    changed = replace(told[5], text=told[6].text)
    with open_store(store, "write") as opened:
        ingest(opened, [changed], load_lexicon())


def another_publisher(store: Path, told: list[Article]) -> None:
    changed = [replace(told[at], publisher="خبرگزاری نمونه", title="عنوانی دیگر") for at in (2, 14)]
    with open_store(store, "write") as opened:
        ingest(opened, changed, load_lexicon())


def another_day(store: Path, told: list[Article]) -> None:
    changed = [replace(told[at], published="2001-02-03") for at in (0, 4)]
    with open_store(store, "write") as opened:
        ingest(opened, changed, load_lexicon())


CHANGES = [one_more, several_more, one_less, one_told_otherwise, another_publisher, another_day]


@pytest.mark.parametrize("change", CHANGES)
def test_brought_up_to_date_is_as_written_in_full(
    change: Callable[[Path, list[Article]], None],
    store: Path,
    told: list[Article],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.site.renew.DRIFT", 1)
    monkeypatch.setattr("kg.site.renew.WORTH", 1)
    view(store, tmp_path / "site")
    change(store, told)
    report = view(store, tmp_path / "site")
    assert report.renewed
    assert sum(report.pages.values()) > 0
    view(store, tmp_path / "full")
    assert differing(tmp_path / "site", tmp_path / "full") == []


def test_nothing_is_written_where_nothing_changed(store: Path, tmp_path: Path) -> None:
    view(store, tmp_path / "site")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")}
    report = view(store, tmp_path / "site")
    assert (report.renewed, set(report.pages.values())) == (True, {0})
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")}


def test_many_changes_lead_to_a_full_run(store: Path, told: list[Article], tmp_path: Path) -> None:
    view(store, tmp_path / "site")
    several_more(store, told)
    assert not view(store, tmp_path / "site").renewed


def test_a_run_that_was_killed_is_followed_by_a_full_one(store: Path, tmp_path: Path) -> None:
    view(store, tmp_path / "site")
    state = State(tmp_path / "site")
    state.note("writing", "yes")
    state.close()
    assert not view(store, tmp_path / "site").renewed


@pytest.mark.parametrize("files", [0, 7, 40])
def test_a_renewal_that_is_killed_is_followed_by_a_full_run(
    files: int, store: Path, told: list[Article], tmp_path: Path
) -> None:
    view(store, tmp_path / "site")
    one_more(store, told)
    asked = [sys.executable, str(Path(__file__).with_name("killed_renewal.py")), store, tmp_path / "site", str(files)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not view(store, tmp_path / "site").renewed
    view(store, tmp_path / "full")
    assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "full")


@pytest.mark.parametrize("harm", ["words", "drift", "search", "no search", "no index"])
def test_what_is_damaged_or_gone_is_written_in_full(
    harm: str, store: Path, told: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.site.renew.DRIFT", 1)
    monkeypatch.setattr("kg.site.renew.WORTH", 1)
    site = tmp_path / "site"
    view(store, site)
    one_more(store, told)
    with closing(sqlite3.connect(site / STATE, isolation_level=None)) as state:
        if harm == "words":
            state.execute("UPDATE things SET words = '[', row = 'x'")
        elif harm == "drift":
            state.execute("INSERT OR REPLACE INTO notes VALUES ('drift', 'abc')")
    if harm == "search":
        for path in (site / "data" / "search").rglob("*.js"):
            path.write_text("broken")
    elif harm == "no search":
        shutil.rmtree(site / "data" / "search")
    elif harm == "no index":
        (site / "index.html").unlink()
    view(store, site)
    view(store, tmp_path / "full")
    assert differing(site, tmp_path / "full") == []
    if "search" in harm:
        assert bytes_of(site / "data" / "search") == bytes_of(tmp_path / "full" / "data" / "search")


def test_a_site_of_another_store_is_replaced(store: Path, told: list[Article], tmp_path: Path) -> None:
    view(store, tmp_path / "site")
    with open_store(tmp_path / "other", "write") as opened:
        ingest(opened, told[:2], load_lexicon())
    assert not view(tmp_path / "other", tmp_path / "site").renewed


@pytest.mark.parametrize("damage", [b"", b"no database" * 999])
def test_a_damaged_memory_of_the_site_leads_to_a_full_run(damage: bytes, store: Path, tmp_path: Path) -> None:
    view(store, tmp_path / "site")
    (tmp_path / "site" / STATE).write_bytes(damage)
    assert not view(store, tmp_path / "site").renewed
    assert view(store, tmp_path / "site").renewed
