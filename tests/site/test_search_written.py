"""The search data as files: small, the same for the same pages, and brought up to date by writing few of them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_entries import made_entries
from pages_kit import bytes_of, data_of
from search_files import all_of

from kg.pages import SearchEntry, entry_json, entry_read
from kg.site.amending import Change, amend_search
from kg.site.collecting import Collector
from kg.site.folder import Site
from kg.site.postings import KIND, edit_list, read_list, write_list
from kg.site.searching import KINDS, write_search
from kg.site.trees import LEAF, shared, wide_prefixes

LARGEST = 2 * LEAF + 1_000


def written(folder: Path, entries: list[SearchEntry]) -> tuple[Site, dict[str, int]]:
    site = Site(folder)
    return site, dict(write_search(site, entries))


PAGES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 400)), unique=True)


@given(PAGES, st.sampled_from([401, 1_000, 200_000]))
def test_lists_read_back(pages: list[tuple[int, int]], count: int) -> None:
    numbers = sorted(kind * KIND + number for kind, number in pages)
    text = write_list(numbers, [count] * 6)
    assert read_list(text) == numbers
    assert text.isascii()
    assert not set(text) & set("\"\\<>&'")


@given(PAGES, PAGES, PAGES, st.sampled_from([401, 1_000, 200_000]))
def test_lists_are_changed_in_place(
    pages: list[tuple[int, int]], more: list[tuple[int, int]], less: list[tuple[int, int]], count: int
) -> None:
    had, put, gone = ({kind * KIND + number for kind, number in some} for some in (pages, more, less))
    text = write_list(sorted(had), [count] * 6)
    changes = {**dict.fromkeys(put, True), **dict.fromkeys(gone, False)}
    assert read_list(edit_list(text, changes, [count + 10] * 6)) == sorted((had | put) - gone)


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, unique=True), st.integers(1, 4))
def test_beginnings_in_many_leaves_are_all_told(keys: list[str], size: int) -> None:
    leaves = [sorted(keys)[at : at + size] for at in range(0, len(keys), size)]
    told = {prefix: (low, high) for prefix, low, high in wide_prefixes([(one[0], one[-1]) for one in leaves], 2)}
    for prefix in {key[:length] for key in keys for length in range(1, len(key) + 1)}:
        at = [number for number, leaf in enumerate(leaves) if any(key.startswith(prefix) for key in leaf)]
        assert told.get(prefix) == ((at[0], at[-1]) if at[-1] - at[0] >= 2 else None)


@given(st.text("ab"), st.text("ab"))
def test_what_two_texts_share(one: str, other: str) -> None:
    found = shared(one, other)
    assert one.startswith(found)
    assert other.startswith(found)
    assert one[len(found) : len(found) + 1] != other[len(found) : len(found) + 1] or found in (one, other)


def test_the_order_in_which_pages_come_and_what_is_held_make_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = list(made_entries(800, words=600))
    written(tmp_path / "one", entries)
    random.Random(1).shuffle(entries)
    monkeypatch.setattr(Collector.__init__, "__defaults__", (5_000,))
    written(tmp_path / "other", entries)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_files_are_small_and_every_kind_is_numbered(tmp_path: Path) -> None:
    _, numbers = written(tmp_path, list(made_entries(2_000)))
    assert max(len(data) for data in bytes_of(tmp_path).values()) <= LARGEST
    index = data_of(tmp_path / "data/search/index.js")[1]
    assert index["kinds"] == list(KINDS)
    assert sum(index["counts"]) == len(numbers) == 2_000
    assert {page // KIND for page in numbers.values()} == set(range(len(KINDS)))


def test_no_pages_give_an_index_of_nothing(tmp_path: Path) -> None:
    _, numbers = written(tmp_path, [])
    assert numbers == {}
    assert all_of(tmp_path) == {}


def test_entries_read_back() -> None:
    for entry in made_entries(50):
        assert entry_read(entry_json(entry)) == entry


def changes_of(entries: list[SearchEntry], seed: int) -> tuple[list[Change], list[SearchEntry]]:
    """Return changes of some pages, some new and some gone, and the pages as they then are."""
    chance = random.Random(seed)
    fresh = list(made_entries(12, seed=77 + seed, words=3_000))
    gone, told = entries[:5], entries[5:15]
    changed = [
        replace(entry, text=f"{entry.text} تازه", names=(*entry.names, f"نام {chance.randrange(9)}")) for entry in told
    ]
    changes: list[Change] = [(entry, None) for entry in gone]
    changes += [(entry, now) for entry, now in zip(told, changed, strict=True)]
    changes += [(None, entry) for entry in fresh]
    return changes, [*changed, *entries[15:], *fresh]


@pytest.mark.parametrize("count", [15, 900])
def test_changes_give_what_writing_all_anew_gives(tmp_path: Path, count: int) -> None:
    entries = list(made_entries(count, words=900))
    random.Random(3).shuffle(entries)
    site, numbers = written(tmp_path / "kept", entries)
    for seed in (1, 2):
        changes, entries = changes_of(entries, seed)
        told = amend_search(site, changes, numbers)
        numbers = {href: page for href, page in {**numbers, **told}.items() if page is not None}
        written(tmp_path / f"anew{seed}", entries)
        assert all_of(tmp_path / "kept") == all_of(tmp_path / f"anew{seed}")
    assert set(numbers) == {entry.href for entry in entries}


def test_one_new_page_writes_few_files(tmp_path: Path) -> None:
    site, numbers = written(tmp_path, list(made_entries(3_000)))
    before = bytes_of(tmp_path)
    fresh = next(entry for entry in made_entries(100, seed=5) if entry.kind == "article")
    amend_search(site, [(None, fresh)], numbers)
    after = bytes_of(tmp_path)
    touched = [name for name, data in after.items() if before.get(name) != data]
    words = len(fresh.text.split()) + 3 * sum(len(name.split()) for name in fresh.names)
    assert len(touched) <= words + 3
    assert len(touched) < len(after) / 3
