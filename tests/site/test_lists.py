"""Lists of any length: every row once, each year and letter reached by one click, in the order of the alphabet."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pages_kit import Page, bytes_of, sample_store

from kg.language import ALPHABET, alphabetical, search_text
from kg.pages import Label, Link, Row, data_script, fold_data, render, shared_assets, when, words
from kg.site import write_site
from kg.site.folder import Site
from kg.site.front import BARS, bars
from kg.site.lists import LIST_ROWS, Contents, initial, write_list

MOST_BYTES = 150_000
MANY = 100_000


def dated(count: int, seed: int = 1) -> list[Row]:
    """Return agreements as their list has them: the latest first, the undated last."""
    chance = random.Random(seed)
    dates = sorted(
        (
            f"{chance.randrange(1990, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
            for _ in range(count - count // 20)
        ),
        reverse=True,
    )
    dates += [""] * (count - len(dates))
    parties = tuple(Link(f"institution/{n}.html", Label(f"شرکت توسعه و عمران شماره {n}", "")) for n in range(4))
    return [
        Row(
            Link(f"agreement/{number}.html", Label(f"تفاهم‌نامه همکاری دوجانبه شماره {number}"), "agreement"),
            parties[: number % 4],
            Label("تفاهم‌نامه", "Memorandum"),
            Label("امضاشده", "Signed"),
            "signed",
            when(date) if date else None,
        )
        for number, date in enumerate(dates)
    ]


def named(count: int, seed: int = 1) -> list[Row]:
    """Return institutions as their list has them: by the alphabet."""
    chance = random.Random(seed)
    names = ["".join(chance.choice(ALPHABET) for _ in range(6)) for _ in range(count - 2)] + ["Zed", "۲۲ بهمن"]
    names.sort(key=lambda name: alphabetical(search_text(name)))
    return [
        Row(Link(f"institution/{at}.html", Label(name), "institution"), count=at % 7) for at, name in enumerate(names)
    ]


def in_order(folder: Path, section: str) -> Iterator[Page]:
    """Yield the pages of a list as one reads them, from one to the next."""
    name = f"{section}.html"
    while name:
        page = Page(folder / name)
        yield page
        name = next((one.attributes["href"] for one in page.all("a") if one.attributes.get("rel") == "next"), "")


def targets(page: Page) -> list[str]:
    return re.findall(r'<tr><td><a href="([^"]+)"', page.source)


@pytest.mark.parametrize("count", [0, 1, LIST_ROWS, LIST_ROWS + 1, 3 * LIST_ROWS - 1])
@pytest.mark.parametrize(("section", "make"), [("agreements", dated), ("institutions", named)])
def test_every_row_is_there_once_in_its_order(tmp_path: Path, section: str, make: Any, count: int) -> None:
    rows = make(count) if count != 1 or make is dated else named(3)[:1]
    contents = write_list(Site(tmp_path), section, lambda: iter(rows if count else []))
    pages = list(in_order(tmp_path, section))
    assert [href for page in pages for href in targets(page)] == [row.link.href for row in (rows if count else [])]
    assert len(pages) == contents.pages == max(1, -(-count // LIST_ROWS))


@pytest.mark.parametrize(("section", "make"), [("agreements", dated), ("institutions", named)])
def test_a_year_or_a_letter_is_one_click_away_from_every_page(tmp_path: Path, section: str, make: Any) -> None:
    rows = make(1_000)
    contents = write_list(Site(tmp_path), section, lambda: iter(rows))
    for page in in_order(tmp_path, section):
        jumps = [
            one.attributes["href"]
            for one in page.all("a")
            if re.search(r"#(fa-|en-|l-|undated)", one.attributes.get("href", ""))
        ]
        assert len(jumps) == len(contents.stops) > 20
        for jump in jumps:
            name, _, place = jump.partition("#")
            assert place in Page(tmp_path / name).ids()
    assert sum(stop.count for stop in contents.stops.values() if stop.language in ("", "fa")) == len(rows)


def test_what_is_new_changes_only_the_newest_pages_of_a_dated_list(tmp_path: Path) -> None:
    rows = dated(1_000)
    new = Row(Link("agreement/new.html", Label("تازه"), "agreement"), when=when("2024-12-30"))
    write_list(Site(tmp_path / "one"), "agreements", lambda: iter(rows))
    write_list(Site(tmp_path / "other"), "agreements", lambda: iter([new, *rows]))
    one, other = (
        {name: re.findall(r"<tr>.*", data.decode()) for name, data in bytes_of(tmp_path / folder).items()}
        for folder in ("one", "other")
    )
    assert [name for name in other if one.get(name) != other[name]] == ["agreements.html"]


@pytest.mark.parametrize(("section", "make"), [("agreements", dated), ("institutions", named)])
def test_a_list_that_has_become_shorter_leaves_no_page_behind(tmp_path: Path, section: str, make: Any) -> None:
    for folder, counts in (("one", (4 * LIST_ROWS, LIST_ROWS + 1)), ("two", (LIST_ROWS + 1,))):
        for count in counts:
            rows = make(count)
            write_list(Site(tmp_path / folder), section, lambda rows=rows: iter(rows))  # type: ignore[misc]
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_pages_of_a_hundred_thousand_rows_are_small(tmp_path: Path) -> None:
    rows = dated(MANY)
    contents = write_list(Site(tmp_path), "agreements", lambda: iter(rows))
    sizes = [len(data) for data in bytes_of(tmp_path).values()]
    assert len(sizes) == contents.pages == -(-MANY // LIST_ROWS)
    assert max(sizes) <= MOST_BYTES


def test_names_as_long_as_they_like_make_no_page_large(tmp_path: Path) -> None:
    long = Link("institution/long.html", Label("ن" * 10_000, "n" * 10_000), "institution")
    rows = [Row(long, (long,) * 50, long.label) for _ in range(LIST_ROWS)]
    write_list(Site(tmp_path), "institutions", lambda: iter(rows))
    assert (tmp_path / "institutions.html").stat().st_size < 6 * MOST_BYTES


def test_the_order_of_names_is_that_of_the_alphabet(tmp_path: Path) -> None:
    names = ["یاس", "گاز", "پارس", "آب", "ژاله", "چای", "کار", "برق", "هوا", "و", "Zed", "abc", "۷ تیر"]
    assert sorted(names, key=lambda name: alphabetical(search_text(name))) == [
        "۷ تیر", "abc", "Zed", "آب", "برق", "پارس", "چای", "ژاله", "کار", "گاز", "و", "هوا", "یاس",
    ]  # fmt: skip
    assert [initial(Label(name)) for name in ("آب", "zed", "۷ تیر", "", "كار")] == ["ا", "Z", "#", "#", "ک"]


def test_those_with_most_agreements_have_a_page(tmp_path: Path) -> None:
    rows = named(500)
    write_list(Site(tmp_path), "institutions", lambda: iter(rows))
    counts = {row.link.href: row.count for row in rows}
    shown = [counts[href] for href in targets(Page(tmp_path / "institutions-most.html"))]
    assert len(shown) == LIST_ROWS
    assert all(one >= other for one, other in pairwise(shown))
    assert shown[0] == 6


def test_bars_show_the_latest_years_and_lead_to_them(tmp_path: Path) -> None:
    contents = Contents("agreements")
    for place, row in enumerate(dated(2_000)):
        contents.note(place, row)
    found = bars(contents, "en")
    assert len(found) == BARS
    assert [bar.label.en for bar in found] == [str(year) for year in range(2025 - BARS, 2025)]
    assert max(bar.share for bar in found) == 1


def test_the_front_page_leads_everywhere(tmp_path: Path) -> None:
    write_site(sample_store(), tmp_path / "site")
    page = Page(tmp_path / "site" / "index.html")
    links = {one.attributes["href"].partition("#")[0] for one in page.all("a") if one.attributes.get("href")}
    assert {"agreements.html", "institutions.html", "officials.html", "articles.html", "network.html"} <= links
    assert any("find-large" in one.attributes.get("class", "") for one in page.all("form"))
    assert page.all("mark")


@pytest.mark.browser
def test_the_filter_of_a_list_takes_any_spelling(browser: Any, tmp_path: Path) -> None:
    site, rows = Site(tmp_path), named(300)
    rows[7] = Row(Link("institution/gas.html", Label("شرکت گاز کرمان‌شاه"), "institution"))
    write_list(site, "institutions", lambda: iter(rows))
    site.copy_all(shared_assets())
    site.write("search.html", render("search.html", root="", section="search"))
    site.write("data/fold.js", data_script("data/fold", fold_data()))
    texts = {key: [label.fa, label.en] for key, label in words().items()}
    site.write("data/words.js", data_script("data/words", {"words": texts}))
    page = browser.new_context(offline=True).new_page()
    page.goto((tmp_path / "institutions.html").as_uri())
    page.fill("#filter", "كرمانشاه گاز")
    page.wait_for_function("document.getElementById('filter-said').textContent")
    shown = page.evaluate(
        "[...document.querySelectorAll('#list tr:not(.stop)')].filter(row => row.offsetParent).length"
    )
    assert shown == 1
    assert page.inner_text("#filter-said") == "۱ / ۱۵۰"
    page.press("#filter", "Enter")
    page.wait_for_url("**/search.html#q=*")
    page.context.close()
