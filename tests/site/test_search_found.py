"""Search in a real browser over many made-up pages: what it finds is what looking at all pages finds, in few bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_entries import found_by, made_entries

from kg.language import search_text
from kg.pages import Label, Link, SearchEntry, data_script, fold_data, render, search_entry, shared_assets, words
from kg.site.folder import Site
from kg.site.searching import write_search

pytestmark = pytest.mark.browser
MOST_BYTES = 200_000
"""Of all files together that one search may load."""
FEW, MANY = 3_000, 100_000
SPELLED = Label("شرکت گازِ كرمان‌شاه", "Kermanshah Gas Company")
STRANGE = st.characters(codec="utf-8") | st.sampled_from("ءﺀيىكگ\u200c\u0640\u064b\u0670۱٤ﻻ 🏛")


def write_pages(folder: Path, entries: list[SearchEntry]) -> Path:
    """Write what a search needs of a site that has these pages; return the page of the search."""
    site = Site(folder)
    write_search(site, entries)
    site.copy_all(shared_assets())
    site.write("data/fold.js", data_script("data/fold", fold_data()))
    texts = {key: [label.fa, label.en] for key, label in words().items()}
    site.write("data/words.js", data_script("data/words", {"words": texts, "digits": 0}))
    site.write("search.html", render("search.html", root="", section="search"))
    return folder / "search.html"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SearchEntry]]:
    entries = [*made_entries(FEW, words=900), search_entry(Link("institution/gas.html", SPELLED, "institution"))]
    return write_pages(tmp_path_factory.mktemp("few"), entries), entries


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SearchEntry]]:
    entries = list(made_entries(MANY, seed=2, text=40))
    return write_pages(tmp_path_factory.mktemp("many"), entries), entries


@pytest.fixture(scope="module")
def page(browser: Any, few: tuple[Path, list[SearchEntry]]) -> Iterator[Any]:
    context = browser.new_context(offline=True)
    found = context.new_page()
    found.goto(few[0].as_uri())
    yield found
    context.close()


def searches(entries: list[SearchEntry], count: int, seed: int) -> list[str]:
    """Return searches of one to four words, whole and unfinished, of names and of texts, spelled in several ways."""
    chance = random.Random(seed)
    asked = []
    for entry in chance.choices(entries, k=count):
        words = " ".join((*entry.names, entry.text) if chance.random() < 0.5 else entry.names).split()
        start = chance.randrange(len(words))
        taken = words[start : start + chance.randrange(1, 4)]
        if chance.random() < 0.4:
            taken[-1] = taken[-1][: chance.randrange(1, len(taken[-1]) + 1)]
        if chance.random() < 0.3:
            taken.append(chance.choice(words))
        glue = chance.choice((" ", " ", " ", "\u200c"))
        asked.append(glue.join(taken).replace("ی", chance.choice("یي")).replace("ک", chance.choice("کك")))
    return asked


def test_what_is_found_is_what_looking_at_all_pages_finds(page: Any, few: tuple[Path, list[SearchEntry]]) -> None:
    asked = searches(few[1], 250, seed=3)
    found = page.evaluate(
        """async asked => { const all = [];
            for (const text of asked) all.push(await kg.search(text, { limit: 4000 })); return all; }""",
        asked,
    )
    whole = 0
    for text, one in zip(asked, found, strict=True):
        hrefs = [entry[3] for entry in one["entries"]]
        assert len(set(hrefs)) == len(hrefs) == one["total"]
        wanted = {entry.href for entry in few[1] if found_by(entry, text)}
        assert set(hrefs) <= wanted if one["cut"] else set(hrefs) == wanted, text
        whole += not one["cut"]
        assert one["unread"] == []
    assert whole > len(asked) / 2


def test_names_come_first_and_the_whole_name_before_all(page: Any, few: tuple[Path, list[SearchEntry]]) -> None:
    for entry in random.Random(5).choices(few[1], k=60):
        found = page.evaluate("text => kg.find(text, 30)", entry.names[0])
        same = {one.href for one in few[1] if any(name[:60] == entry.names[0][:60] for name in one.names)}
        assert {one[3] for one in found[: len(same)]} == same, entry.names[0]


@pytest.mark.parametrize(
    "typed",
    ["گاز کرمانشاه", "شركت گاز", "گاز كرمان شاه", "گازِ کرمان‌شاه", "کرمانشا", "GAS company", "kermanshah", "شرکت‌گاز"],
)
def test_every_spelling_is_found(page: Any, typed: str) -> None:
    assert ["institution", SPELLED.fa, SPELLED.en, "institution/gas.html"] in [
        one[:4] for one in page.evaluate("text => kg.find(text, 10)", typed)
    ]


@settings(max_examples=25)
@given(st.lists(st.text(STRANGE, max_size=12), max_size=60))
def test_the_browser_folds_as_python_does(page: Any, texts: list[str]) -> None:
    folded = page.evaluate("texts => Promise.all(texts.map(kg.fold))", texts)
    assert folded == [search_text(text) for text in texts]


def test_every_character_folds_as_in_python(page: Any) -> None:
    chars = [chr(code) for code in range(0x30000) if not 0xD800 <= code <= 0xDFFF]
    folded = page.evaluate(
        "async chars => Promise.all(Array.from(chars).map(one => kg.fold(`x${one}x`)))", "".join(chars)
    )
    assert [(char, got) for char, got in zip(chars, folded, strict=True) if got != search_text(f"x{char}x")] == []


def loaded(browser: Any, start: Path, text: str) -> tuple[int, dict[str, Any]]:
    """Return the bytes of all data files that one search loads in a page just opened, and what it found."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(start.as_uri())
    found = page.evaluate("text => kg.search(text)", text)
    files = {Path(url.removeprefix("file://")) for url in asked if "/data/" in url}
    assert {file.name for file in files} >= {"fold.js", "words.js", "index.js"}
    size = sum(file.stat().st_size for file in files)
    context.close()
    return size, found


def test_no_search_loads_much(browser: Any, many: tuple[Path, list[SearchEntry]]) -> None:
    common = [
        "در",
        "و",
        "تفاهم‌نامه همکاری",
        "وزارت",
        "از به که با این برای در و",
        "تفاهم‌نامه همکاری وزارت و سازمان",
        "min",
        "of",
    ]
    longest = " ".join(max((entry.names[0] for entry in many[1]), key=len).split())
    most = 0
    for text in [*common, longest, *searches(many[1], 15, seed=9)]:
        size, found = loaded(browser, many[0], text)
        assert size <= MOST_BYTES, (text, size)
        assert found["total"] or text not in common, text
        most = max(most, size)
    print(f"most bytes of one search: {most}")


def test_the_page_of_a_search_shows_all_by_kind_and_says_what_is_cut(
    browser: Any, many: tuple[Path, list[SearchEntry]]
) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(many[0].as_uri() + "?q=" + "وزارت")
    page.wait_for_selector("#results li")
    assert page.locator("#results li").count() == 10
    page.click("#results-more")
    page.wait_for_function("() => document.querySelectorAll('#results li').length === 20")
    page.check("#results-kinds input[value=agreement]")
    page.wait_for_function(
        "() => [...document.querySelectorAll('#results .key')].every(one => one.matches('.k-agreement'))"
    )
    said = page.inner_text("#results-said")
    page.fill("#results-query", "ا")
    page.wait_for_function("said => document.getElementById('results-said').textContent !== said", arg=said)
    page.wait_for_function("() => document.getElementById('results').dataset.query === 'ا'")
    assert words()["hitsCut"].fa in page.inner_text("#results-said")
    page.goto(many[0].as_uri() + "#q=zzzz")
    page.wait_for_function("() => document.getElementById('results').dataset.query === 'zzzz'")
    assert words()["noHits"].fa in page.inner_text("#results-said")
    context.close()
