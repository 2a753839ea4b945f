"""Lists of any length: every row once, each year and letter reached by one click, in the order of the alphabet."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_kit import Page, bytes_of, sample_store

from kg.language import ALPHABET, alphabetical, search_text
from kg.pages import Label, Link, Row, data_script, fold_data, render, shared_assets, when, words
from kg.site import write_site
from kg.site.folder import Site
from kg.site.front import BARS, bars
from kg.site.listed import END, START, Lists
from kg.site.lists import CUTTING, Contents, write_list
from kg.site.order import place_of
from kg.site.state import State
from kg.site.stops import initial
from kg.site.things import Entry

MOST_BYTES = 150_000
MANY = 20_000


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


@contextmanager
def remembered(folder: Path, kind: str, rows: Iterable[Row]) -> Iterator[State]:
    """Give the memory of a site that has pages of these things."""
    state = State(folder, fresh=True)
    try:
        keep(state, kind, rows)
        yield state
    finally:
        state.close()


def keep(state: State, kind: str, rows: Iterable[Row]) -> None:
    entries = [Entry(kind, id_of(row), row, []) for row in rows]
    state.expect(kind, ((one.id, place_in(kind, one.row)) for one in entries))
    state.written(entries)


def id_of(row: Row) -> str:
    return row.link.href.removesuffix(".html")


def place_in(kind: str, row: Row) -> str:
    return place_of(kind, (row.when.iso if row.when else "") if kind == "agreement" else row.link.label.fa)


def listed(folder: Path, kind: str, rows: Iterable[Row]) -> Contents:
    """Write a list, its memory beside the folder."""
    with remembered(folder.with_name(f"{folder.name}-memory"), kind, rows) as state:
        return write_list(Site(folder), Lists(state.database), kind)


def in_order(folder: Path, section: str) -> Iterator[Page]:
    """Yield the pages of a list as one reads them, from one to the next."""
    name = f"{section}.html"
    while name:
        page = Page(folder / name)
        yield page
        name = next((one.attributes["href"] for one in page.all("a") if one.attributes.get("rel") == "next"), "")


def targets(page: Page) -> list[str]:
    return re.findall(r'<tr><td><a href="([^"]+)"', page.source)


SECTIONS = [("agreement", dated), ("institution", named)]


@pytest.mark.parametrize("count", [0, 1, CUTTING.most, CUTTING.most + 1, 5 * CUTTING.most])
@pytest.mark.parametrize(("kind", "make"), SECTIONS)
def test_every_row_is_there_once_in_its_order(tmp_path: Path, kind: str, make: Any, count: int) -> None:
    rows = make(max(3, count))[:count]
    contents = listed(tmp_path / "site", kind, reversed(rows))
    pages = list(in_order(tmp_path / "site", f"{kind}s"))
    shown = [href for page in pages for href in targets(page)]
    assert sorted(shown) == sorted(row.link.href for row in rows)
    places = {row.link.href: (place_in(kind, row), id_of(row)) for row in rows}
    assert shown == sorted(shown, key=lambda href: places[href])
    assert contents.total == count
    assert all(CUTTING.least <= len(targets(page)) <= CUTTING.most for page in pages[:-1])


@pytest.mark.parametrize(("kind", "make"), SECTIONS)
def test_the_page_that_is_opened_first_leads_to_every_year_or_letter(tmp_path: Path, kind: str, make: Any) -> None:
    rows, folder = make(1_000), tmp_path / "site"
    contents = listed(folder, kind, rows)
    first, *others = in_order(folder, f"{kind}s")
    jumps = [
        one.attributes["href"]
        for one in first.all("a")
        if re.search(r"#(fa-|en-|l-|undated)", one.attributes.get("href", ""))
    ]
    assert len(jumps) == len(contents.stops) > 20
    for jump in jumps:
        name, _, place = jump.partition("#")
        assert Page(folder / name).source.count(f'id="{place}"') == 1
    assert sum(stop.count for stop in contents.stops if stop.language in ("", "fa")) == len(rows)
    for page in others:
        assert f"{kind}s.html#stops" in [one.attributes.get("href") for one in page.all("a")]
    assert "stops" in first.ids()


Change = tuple[str, int, str]
DATES = st.dates(date(1990, 1, 1), date(2025, 12, 31)).map(date.isoformat) | st.sampled_from(["", "2003", "2011-04"])
CHANGES = st.lists(st.tuples(st.sampled_from(["new", "gone", "told"]), st.integers(0, 10_000), DATES), max_size=6)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 500), CHANGES)
def test_a_list_brought_up_to_date_is_as_one_written_whole(count: int, changes: list[Change]) -> None:
    rows = {id_of(row): row for row in (dated(count + 30)[:count])}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with remembered(folder / "memory", "agreement", rows.values()) as state:
            site, lists = Site(folder / "site", atomic=True), Lists(state.database)
            write_list(site, lists, "agreement")
            changed = [place for change in changes for place in applied(state, rows, change)]
            write_list(site, lists, "agreement", changed)
        listed(folder / "whole", "agreement", rows.values())
        assert bytes_of(folder / "site") == bytes_of(folder / "whole")


@pytest.mark.parametrize("many", [CUTTING.least, 3 * CUTTING.most])
@pytest.mark.parametrize("at", [0, 1, 60, 200, 399])
@pytest.mark.parametrize("kind", ["gone", "new"])
def test_many_rows_that_come_or_go_at_once(tmp_path: Path, kind: str, at: int, many: int) -> None:
    rows = {id_of(row): row for row in dated(400)}
    order = sorted((place_in("agreement", row), one) for one, row in rows.items())
    with remembered(tmp_path / "memory", "agreement", rows.values()) as state:
        site, lists = Site(tmp_path / "site", atomic=True), Lists(state.database)
        write_list(site, lists, "agreement")
        when_there = rows[order[at][1]].when
        told = [(kind, sorted(rows).index(one), "") for _, one in order[at : at + 1]] * many if kind == "gone" else []
        told = told or [("new", number, when_there.iso if when_there else "") for number in range(many)]
        write_list(site, lists, "agreement", [place for one in told for place in applied(state, rows, one)])
    listed(tmp_path / "whole", "agreement", rows.values())
    assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "whole")


def test_a_row_that_begins_a_page_may_begin_another_one_after_it_moved(tmp_path: Path) -> None:
    rows = {id_of(row): row for row in dated(2_000)}
    order = [one for _, one in sorted((place_in("agreement", row), one) for one, row in rows.items())]
    starting = [one for one in order[1_500:] if CUTTING.begins(one, CUTTING.least)]
    with remembered(tmp_path / "memory", "agreement", rows.values()) as state:
        site, lists = Site(tmp_path / "site", atomic=True), Lists(state.database)
        write_list(site, lists, "agreement")
        heads = {page.place[1] for page in lists.within("agreement", START, END)}
        moving, there = next(one for one in starting if one in heads), rows[order[CUTTING.least + 5]].when
        told = ("told", sorted(rows).index(moving), there.iso if there else "")
        write_list(site, lists, "agreement", applied(state, rows, told))
        assert moving in {page.place[1] for page in lists.within("agreement", START, END)}
    listed(tmp_path / "whole", "agreement", rows.values())
    assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "whole")


def applied(state: State, rows: dict[str, Row], change: Change) -> list[tuple[str, str]]:
    """Do a change and return the places that it concerns."""
    what, number, day = change
    if what == "new":
        row = Row(Link(f"agreement/n{number}-{len(rows)}.html", Label("تازه"), "agreement"), when=when(day))
        keep(state, "agreement", [row])
        rows[id_of(row)] = row
        return [(place_in("agreement", row), id_of(row))]
    if not rows:
        return []
    name = sorted(rows)[number % len(rows)]
    place = place_in("agreement", rows[name])
    if what == "gone":
        del rows[name]
        state.forget("agreement", name)
        return [(place, name)]
    rows[name] = replace(rows[name], status=Label("لغوشده", "Cancelled"), when=when(day))
    keep(state, "agreement", [rows[name]])
    return [(place, name), (place_in("agreement", rows[name]), name)]


def test_a_new_row_is_written_on_few_pages(tmp_path: Path) -> None:
    rows = dated(5_000)
    with remembered(tmp_path / "memory", "agreement", rows) as state:
        site, lists = Site(tmp_path / "site", atomic=True), Lists(state.database)
        write_list(site, lists, "agreement")
        before = bytes_of(tmp_path / "site")
        known = {id_of(row): row for row in rows}
        few = 0
        for number in range(20):
            write_list(site, lists, "agreement", applied(state, known, ("new", number, f"{1991 + number}-05-17")))
            after = bytes_of(tmp_path / "site")
            few += sum(before.get(name) != data for name, data in after.items())
            before = after
    assert few / 20 < 5


def test_pages_of_many_rows_are_small(tmp_path: Path) -> None:
    listed(tmp_path / "site", "agreement", dated(MANY))
    sizes = [len(data) for data in bytes_of(tmp_path / "site").values()]
    assert MANY / CUTTING.most < len(sizes) < MANY / CUTTING.least
    assert max(sizes) <= MOST_BYTES


def test_names_as_long_as_they_like_make_no_page_large(tmp_path: Path) -> None:
    long = [
        Link(f"institution/{n}.html", Label("ن" * 10_000, "n" * 10_000), "institution") for n in range(CUTTING.most)
    ]
    listed(tmp_path / "site", "institution", [Row(one, (one,) * 50, one.label) for one in long])
    assert (tmp_path / "site" / "institutions.html").stat().st_size < 6 * MOST_BYTES


def test_the_order_of_names_is_that_of_the_alphabet(tmp_path: Path) -> None:
    names = ["یاس", "گاز", "پارس", "آب", "ژاله", "چای", "کار", "برق", "هوا", "و", "Zed", "abc", "۷ تیر"]
    assert sorted(names, key=lambda name: alphabetical(search_text(name))) == [
        "۷ تیر", "abc", "Zed", "آب", "برق", "پارس", "چای", "ژاله", "کار", "گاز", "و", "هوا", "یاس",
    ]  # fmt: skip
    assert [initial(Label(name)) for name in ("آب", "zed", "۷ تیر", "", "كار")] == ["ا", "Z", "#", "#", "ک"]


def test_those_with_most_agreements_have_a_page(tmp_path: Path) -> None:
    rows = named(500)
    listed(tmp_path / "site", "institution", rows)
    counts = {row.link.href: row.count for row in rows}
    shown = [counts[href] for href in targets(Page(tmp_path / "site" / "institutions-most.html"))]
    assert len(shown) == CUTTING.most
    assert all(one >= other for one, other in pairwise(shown))
    assert shown[0] == 6


def test_bars_show_the_latest_years_and_lead_to_them(tmp_path: Path) -> None:
    contents = listed(tmp_path / "site", "agreement", dated(2_000))
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
    site, rows = Site(tmp_path), named(CUTTING.least - 10)
    rows[7] = Row(Link("institution/gas.html", Label("شرکت گاز کرمان‌شاه"), "institution"))
    with remembered(tmp_path / "memory", "institution", rows) as state:
        write_list(site, Lists(state.database), "institution")
    site.copy_all(shared_assets())
    site.write("search.html", render("search.html", root="", section="search"))
    site.write("data/fold.js", data_script("data/fold", fold_data()))
    texts = {key: [label.fa, label.en] for key, label in words().items()}
    site.write("data/words.js", data_script("data/words", {"words": texts}))
    page = browser.new_context(offline=True).new_page()
    page.goto((tmp_path / "institutions.html").as_uri())
    page.fill("#filter", "كرمانشاه گاز")
    page.wait_for_function("() => document.getElementById('filter-said').textContent")
    shown = page.evaluate(
        "[...document.querySelectorAll('#list tr:not(.stop)')].filter(row => row.offsetParent).length"
    )
    assert shown == 1
    assert page.inner_text("#filter-said") == "۱ / ۵۰"
    page.press("#filter", "Enter")
    page.wait_for_url("**/search.html#q=*")
    page.context.close()
