"""Pages of figures: geometry of the charts, the map's provinces, lists page by page, both ways to serve them, bad data."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from figure_kit import store_of
from pages_kit import HOSTILE, HOSTILE_NAMES, Page, data_of, hostile_store, hostile_text, sample_store
from pyoxigraph import Literal

from kg.lexicon import load_lexicon
from kg.ontology.terms import TOPIC
from kg.pages import LIVE_POLICY, FigureNaming, Reader, live_figures, serve_page, year_page
from kg.pages.charts import SHADES, Stack, chart, classes, shade, spans, spark, toned
from kg.pages.dates import months_of
from kg.pages.figures import ROWS, numbered, tiles
from kg.pages.figures_quality import missing_address
from kg.pages.figures_ranks import TABLES
from kg.pages.values import Label
from kg.site import write_site
from kg.site.figures import renew_figures, write_figures
from kg.site.folder import Site
from kg.site.state import State
from kg.store import Store, open_store

STORE = sample_store()
OVERVIEWS = ("timeline.html", "map.html", "rankings.html", "quality.html")
LISTS = ("timeline/jalali-1403.html", "timeline/gregorian-2024.html", "quality/without-date.html")


def written(store: Store, folder: Path) -> Path:
    return figured(store, folder / "site")


def figured(store: Store, folder: Path) -> Path:
    state = State(folder, fresh=True)
    write_figures(Site(folder), store, state)
    state.close()
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "site"
    write_site(STORE, folder)
    return folder


def texts(page: Page, tag: str) -> list[str]:
    return [" ".join("".join(element.text).split()) for element in page.all(tag)]


@pytest.mark.parametrize(
    ("counts", "ticks"),
    [([1], [0, 1]), ([5], [0, 1, 2, 3, 4, 5]), ([7], [0, 2, 4, 6, 8]), ([1234, 9], [0, 500, 1000, 1500]), ([10**6], [0, 200000, 400000, 600000, 800000, 1000000])],
)  # fmt: skip
def test_lines_across_a_chart(counts: list[int], ticks: list[int]) -> None:
    drawn = chart([Stack(Label(), (count,)) for count in counts], ())
    assert drawn is not None
    assert [number for number, _ in drawn.ticks] == ticks


def test_bars_stand_on_the_floor_and_parts_on_each_other() -> None:
    drawn = chart([Stack(Label("a"), (2, 1, 1)), Stack(Label("b"), ()), Stack(Label("c"), (0, 0, 4))], ())
    assert drawn is not None
    first, empty, last = drawn.bars
    assert empty.parts == ()
    assert [tone for tone, _, _ in last.parts] == [2]
    for bar in (first, last):
        top = min(y for _, y, _ in bar.parts)
        assert max(y + height for _, y, height in bar.parts) == pytest.approx(drawn.floor, abs=0.2)
        assert sum(height for _, _, height in bar.parts) == pytest.approx(drawn.floor - top, abs=0.3)


def test_nothing_to_draw() -> None:
    assert chart([], ()) is None
    assert chart([Stack(Label("a"), (0, 0))], ()) is None
    assert spark(()) == spark((0, 0)) == ""


def test_what_has_no_colour_of_its_own_is_drawn_together() -> None:
    assert toned({"a": 1, "b": 2, "c": 3, "d": 4}, ("b", "x")) == (2, 0, 8)


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ([], ()),
        ([0, 0], ()),
        ([5], (5,)),
        ([1, 1, 2, 9], (1, 2, 9)),
        ([*range(1, 15)], (1, 3, 5, 7, 9, 11, 13)),
        ([1] * 30 + [1000], (1, 1000)),
    ],
)
def test_classes_of_the_map(counts: list[int], steps: tuple[int, ...]) -> None:
    assert classes(counts) == steps
    shades = [shade(count, steps) for count in sorted(counts)]
    assert shades == sorted(shades)
    assert all(
        (mark == 0) == (count == 0) and mark <= SHADES for count, mark in zip(sorted(counts), shades, strict=True)
    )
    ranges = spans(steps, max(counts, default=0))
    assert all(sum(low <= count <= high for low, high in ranges) == 1 for count in counts if count)


def test_the_tiles_are_the_provinces_of_the_lexicon_each_in_a_place_of_its_own() -> None:
    known = {place.slug: place for place in load_lexicon().places if place.kind == "province"}
    assert {tile.slug for tile in tiles()} == set(known)
    assert len({(tile.column, tile.row) for tile in tiles()}) == len(known) == 31
    for tile in tiles():
        assert tile.name == Label(known[tile.slug].name_fa, known[tile.slug].name_en)


NORTH_OF = ["ardabil gilan", "gilan qazvin", "mazandaran tehran", "tehran qom", "qom fars", "isfahan fars",
            "fars bushehr", "kerman hormozgan", "razavi-khorasan south-khorasan", "ilam khuzestan"]  # fmt: skip
WEST_OF = ["west-azerbaijan east-azerbaijan", "kurdistan zanjan", "gilan mazandaran", "mazandaran golestan",
           "ilam lorestan", "khuzestan fars", "fars kerman", "kerman sistan-and-baluchestan", "bushehr hormozgan",
           "isfahan yazd", "tehran semnan", "semnan razavi-khorasan"]  # fmt: skip


def test_the_arrangement_is_recognisable() -> None:
    at = {tile.slug: tile for tile in tiles()}
    for one, other in (pair.split() for pair in NORTH_OF):
        assert at[one].row < at[other].row, (one, other)
    for one, other in (pair.split() for pair in WEST_OF):
        assert at[one].column < at[other].column, (one, other)


def test_months_have_names_in_both_calendars() -> None:
    assert [label.en for label in months_of("jalali")][:2] == ["Farvardin", "Ordibehesht"]
    assert [label.fa for label in months_of("gregorian")][-1] == "دسامبر"


@pytest.mark.parametrize("address", [*OVERVIEWS, *LISTS])
def test_a_server_shows_what_a_written_site_shows(address: str, site: Path) -> None:
    served = serve_page(STORE, address, {})
    assert (served.status, served.media_type) == (200, "text/html")
    assert LIVE_POLICY.replace("'", "&#39;") in served.text
    main = re.compile(r"<main.*?</main>", re.DOTALL)
    (live,), (still,) = (main.findall(text) for text in (served.text, (site / address).read_text("utf-8")))
    assert live == re.sub(r'<p class="hint" id="stale-figures".*?</p>', "", still)


@pytest.mark.parametrize("name", TABLES)
def test_every_ranking_can_be_taken_along(name: str, site: Path) -> None:
    text = (site / f"rankings/{name}.csv").read_bytes().decode("utf-8")
    assert text == serve_page(STORE, f"rankings/{name}.csv", {}).text
    assert serve_page(STORE, f"rankings/{name}.csv", {}).media_type == "text/csv"
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[:4] == ["rank", "id", "name_fa", "name_en"]
    assert len(rows) > 1
    assert all(len(row) == len(head) for row in rows)
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


@pytest.mark.parametrize(
    "address",
    [
        "timeline/jalali-1300.html", "timeline/jalali-1403-p2.html", "timeline/jalali-1403-p0.html", "timeline/lunar-1445.html",
        "timeline/jalali-01403.html", "timeline/gregorian-99999999999999.html", "timeline/jalali--.html",
        "quality/without-sense.html", "quality/without-date-p9.html", "quality/without-party.html", "rankings/nothing.csv",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_absent(address: str) -> None:
    served = serve_page(STORE, address, {})
    assert served.status == 404 or (address == "quality/without-party.html" and served.status == 200)


def many(count: int) -> Store:
    return store_of(
        {"id": f"a{number:04}", "label": f"توافق {number}", "year": 2020, "date": f"2020-{number % 12 + 1:02}-01"}
        for number in range(count)
    )


def test_a_long_year_is_divided_into_pages_and_months_lead_to_theirs(tmp_path: Path) -> None:
    folder = written(many(2 * ROWS + 1), tmp_path)
    names = [numbered("timeline/gregorian-2020", number) for number in (1, 2, 3)]
    pages = [Page(folder / name) for name in names]
    assert not (folder / numbered("timeline/gregorian-2020", 4)).exists()
    rows = [len(re.findall(r'<td class="when">', page.source)) for page in pages]
    assert rows == [ROWS, ROWS, 1]
    overview = Page(folder / "timeline.html")
    months = {
        link.attributes["href"] for link in overview.all("a") if re.search(r"#m\d", link.attributes.get("href", ""))
    }
    assert len(months) == 12
    for href in months:
        address, _, anchor = href.partition("#")
        assert anchor in Page(folder / address).ids(), href


def test_lists_of_missing_facts_are_cut_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pages.figures_quality.MOST_PAGES", 2)
    folder = written(many(2 * ROWS + 7), tmp_path)
    last = Page(folder / numbered(missing_address("place"), 2))
    assert "7 others are found by a query." in texts(last, "p")[-1] or any(
        "others are found" in text for text in texts(last, "p")
    )
    assert not (folder / numbered(missing_address("place"), 3)).exists()


def test_an_empty_store_gives_useful_pages(tmp_path: Path) -> None:
    folder = written(open_store(None, "write"), tmp_path)
    for name in OVERVIEWS:
        page = Page(folder / name)
        assert page.all("h1")
        assert not page.all("svg")
    assert "kg ingest" in (folder / "timeline.html").read_text("utf-8")
    assert not (folder / "timeline").exists()


def test_years_far_apart_do_not_stretch_the_chart(tmp_path: Path) -> None:
    years = [0, 9999, 2020, 2022, -4]
    folder = written(store_of({"id": f"a{year + 4}", "year": year} for year in years), tmp_path)
    page = Page(folder / "timeline.html")
    bars = {
        element.attributes["href"] for element in page.all("a") if "gregorian-" in element.attributes.get("href", "")
    }
    assert bars == {f"timeline/gregorian-{year}.html" for year in years}
    assert all((folder / bar).is_file() for bar in bars)
    assert len(page.all("rect")) == 2 * len(years)  # one chart by status, one by type
    assert len([element for element in page.all("path") if element.attributes.get("class") == "gap"]) == 2 * 2


@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE_NAMES)
def test_hostile_labels_stay_texts(case: dict[str, Any], tmp_path: Path) -> None:
    plain = {element.tag for path in written(STORE, tmp_path).rglob("*.html") for element in Page(path).elements}
    store = hostile_store(hostile_text(case))
    for address in (*OVERVIEWS, *LISTS):
        path = tmp_path / "page.html"
        path.write_text(serve_page(store, address, {}).text, "utf-8")
        page = Page(path)
        assert {element.tag for element in page.elements} <= plain | {"link", "span"}, address
        for element in page.elements:
            assert not [name for name in element.attributes if name.startswith("on")], address
            assert not element.attributes.get("href", "").strip().lower().startswith("javascript:")
    for name in TABLES:
        for row in csv.reader(io.StringIO(serve_page(store, f"rankings/{name}.csv", {}).text)):
            assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "@", "-"))]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_labels_in_one_language_are_shown_in_both(language: str, tmp_path: Path) -> None:
    facts = [
        ("place/x", "placeKind", Literal("province")),
        ("place/x", "label", Literal("Exland", language=language)),
        ("institution/one", "label", Literal("The One", language=language)),
    ]
    told = {
        "id": "a",
        "place": ["place/x"],
        "party": ["institution/one", "institution/two"],
        "year": 2020,
        "topics": ["water"],
    }
    folder = written(store_of([told], facts), tmp_path)
    assert "<bdi>Exland</bdi>" in (folder / "map.html").read_text("utf-8")
    assert "<bdi>The One</bdi>" in (folder / "rankings.html").read_text("utf-8")
    assert TOPIC("water").value.rpartition("/")[2] in (folder / "rankings/topics.csv").read_text("utf-8")


def test_links_lead_only_to_pages_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "site" / "province").mkdir(parents=True)
    (tmp_path / "site" / "province" / "gilan.html").write_text("", "utf-8")
    figured(STORE, tmp_path / "site")
    page = Page(tmp_path / "site/map.html")
    provinces = [link.attributes["href"] for link in page.all("a") if "province/" in link.attributes.get("href", "")]
    assert set(provinces) == {"province/gilan.html"}
    assert len(provinces) == 2  # the tile and the line of the table


def test_a_store_that_is_too_large_is_not_counted_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_figures, "COUNTED", 4)
    for address in (*OVERVIEWS, *LISTS):
        served = serve_page(STORE, address, {})
        assert served.status == 200
        assert "kg view writes this page" in served.text


def test_a_larger_network_is_not_measured_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_figures, "MEASURED", 4)
    assert "is not measured while one looks" in serve_page(STORE, "rankings.html", {}).text


def test_an_agreement_without_a_label_is_named_by_its_kind(tmp_path: Path) -> None:
    from kg.overview import Survey, timeline

    store = store_of([{"id": "a", "year": 2020, "agreementType": "treaty"}])
    survey = Survey(store)
    (year,) = timeline(survey).calendars[1].years
    text = year_page(FigureNaming(Reader(store), lambda href: False), survey, "gregorian", year)
    assert re.search(r'<a href="\.\./agreement/a\.html">.*treaty', text)


def test_figures_of_an_earlier_site_are_renewed_or_said_to_be_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = figured(many(ROWS + 1), tmp_path / "site")
    second = folder / "timeline/gregorian-2020-p2.html"
    stale = folder / "data/stale-figures.js"
    assert second.is_file()
    state = State(folder)
    renew_figures(Site(folder), many(2), state)
    assert not second.exists()
    assert data_of(stale)[1] == {"changed": 0}
    monkeypatch.setattr("kg.site.figures.RENEWED", -1)
    before = (folder / "timeline.html").read_bytes()
    renew_figures(Site(folder), many(3), state)
    state.close()
    assert (folder / "timeline.html").read_bytes() == before
    assert data_of(stale)[1]["changed"] > 0
