"""Addresses, citations and quotes copied in a real browser; quotes behind letters that take two places in JavaScript."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import LIVE, over_http, served, store_of, watched
from pages_kit import sample_store
from pyoxigraph import Literal, Quad

from kg.language import to_jalali
from kg.ontology.terms import AGR
from kg.site import write_site
from kg.store import Store

pytestmark = pytest.mark.browser
AGREEMENT, ARTICLE, OFFICIAL = "agreement/aaaaaaaaaaaaaaaa", "article/artone2222222222", "official/arman22222222222"
EMOJI = "🤝🏽🇮🇷 𝒜 "
TAKEN = """async () => {
  for (let turn = 0; turn < 40 && !window.taken; turn++) await new Promise(done => setTimeout(done, 50));
  const found = window.taken; window.taken = ""; return found; }"""
LISTEN = """() => { const old = navigator.clipboard && navigator.clipboard.writeText.bind(navigator.clipboard);
  if (old) navigator.clipboard.writeText = (text) => { window.taken = text; return old(text); };
  document.addEventListener('copy', () => { window.taken = String(document.activeElement.value); }); }"""


@contextmanager
def opened(browser: Any, site: Path, address: str, language: str = "fa") -> Iterator[Any]:
    with watched(browser, site.as_uri()) as (page, troubles):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.add_init_script(f"({LISTEN})()")
        page.goto((site / f"{address}.html").as_uri() + f"?lang={language}")
        yield page
        assert troubles == []


def copied(page: Any, selector: str) -> str:
    """Return what pressing a button puts on the clipboard."""
    page.locator(selector).first.click()
    return str(page.evaluate(TAKEN))


QUOTE = {
    "fa": ["«", "»", "، ", "۱۴۰۳", "۲۰۲۴", "https://news.example/"],
    "en": ["“", "”", ", ", "2024", "1403", "https://news.example/"],
}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_quote_is_copied_with_publisher_both_dates_and_address(browser: Any, site: Path, language: str) -> None:
    with opened(browser, site, AGREEMENT, language) as page:
        quote = page.locator(".quote mark").first.text_content()
        text = copied(page, ".quote .copy")
        page.wait_for_function("() => document.getElementById('copied').textContent")
    assert quote in text
    for part in QUOTE[language]:
        assert part in text, part


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_page_is_cited_with_its_stable_address_and_its_sources(browser: Any, site: Path, language: str) -> None:
    with opened(browser, site, AGREEMENT, language) as page:
        lines = copied(page, "button[data-copy=page]").splitlines()
    assert sample_store().base_iri + AGREEMENT in lines[0]
    assert [line.startswith("- ") for line in lines[1:]] == [True, True]
    assert all("https://news.example/" in line for line in lines[1:])


def test_the_stable_address_is_copied(browser: Any, site: Path) -> None:
    with opened(browser, site, OFFICIAL) as page:
        assert copied(page, "button[data-copy=uri]") == sample_store().base_iri + OFFICIAL


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_article_and_its_stretches_are_cited_with_its_own_source(browser: Any, site: Path, language: str) -> None:
    with opened(browser, site, ARTICLE, language) as page:
        own = copied(page, "button[data-copy=page]")
        stretch = page.locator(".tellings q").first.text_content()
        told = copied(page, ".tellings .copy")
    assert "https://news.example/" in own
    assert stretch in told
    assert own in told


@pytest.mark.parametrize("address", ["institution/ministry-of-energy", "topic/water", OFFICIAL])
def test_quotes_of_every_kind_of_page_have_a_source(browser: Any, site: Path, address: str) -> None:
    with opened(browser, site, address, "en") as page:
        for at in range(page.locator(".quote:visible .copy").count()):
            page.locator(".quote:visible .copy").nth(at).click()
            assert "2024" in str(page.evaluate(TAKEN))


def test_where_the_clipboard_is_closed_the_older_way_is_taken(browser: Any, site: Path) -> None:
    with over_http(site) as home, watched(browser, home) as (page, _):
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.add_init_script(f"({LISTEN})()")
        page.goto(f"{home}{OFFICIAL}.html")
        assert copied(page, "button[data-copy=uri]") == sample_store().base_iri + OFFICIAL


def test_where_nothing_is_allowed_the_text_is_shown(browser: Any, site: Path) -> None:
    with opened(browser, site, OFFICIAL) as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        page.evaluate("() => { document.execCommand = () => false; }")
        page.click("button[data-copy=uri]")
        page.wait_for_selector(".copied-by-hand")
        assert page.input_value(".copied-by-hand") == sample_store().base_iri + OFFICIAL
        assert page.evaluate("document.activeElement.className") == "copied-by-hand"


def test_a_page_of_a_server_copies_as_a_written_one(browser: Any, site: Path) -> None:
    store = sample_store()
    with watched(browser, LIVE) as (page, troubles):
        served(page, store)
        page.add_init_script(f"({LISTEN})()")
        page.goto(f"{LIVE}{AGREEMENT}.html?lang=en")
        live = copied(page, ".quote .copy")
        assert [one for one in troubles if "favicon" not in one] == []
    with opened(browser, site, AGREEMENT, "en") as page:
        assert copied(page, ".quote .copy") == live


def test_copying_moves_nothing(browser: Any, site: Path) -> None:
    with opened(browser, site, AGREEMENT) as page:
        page.wait_for_load_state("load")
        page.wait_for_timeout(1200)
        assert page.evaluate("window.shifted") < 0.01


def before_quotes(quad: Quad) -> Quad:
    """Return the sample with letters outside of the basic plane before every text, and all offsets moved by them."""
    if quad.predicate == AGR("text") and str(quad.subject).startswith("<https://w3id.org/agreements-kg/id/article/"):
        assert isinstance(quad.object, Literal)
        return Quad(quad.subject, quad.predicate, Literal(EMOJI + quad.object.value), quad.graph_name)
    if quad.predicate in (AGR("start"), AGR("end")):
        assert isinstance(quad.object, Literal)
        moved = str(int(quad.object.value) + len(EMOJI))
        return Quad(quad.subject, quad.predicate, Literal(moved, datatype=quad.object.datatype), quad.graph_name)
    return quad


@pytest.fixture(scope="module")
def emoji(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("emoji") / "site"
    store: Store = store_of(before_quotes)
    write_site(store, folder)
    return folder


def test_marks_behind_letters_of_two_places_are_the_quotes(browser: Any, emoji: Path) -> None:
    with opened(browser, emoji, ARTICLE) as page:
        assert page.text_content(".story").startswith(EMOJI)
        told = page.eval_on_selector_all(
            ".tellings li a",
            """links => links.map(link => {
              const place = document.getElementById(link.hash.slice(1));
              const marks = [...document.querySelectorAll(`.story mark[data-q~="${place.dataset.n}"]`)];
              return [link.textContent, marks.map(mark => mark.textContent).join("")]; })""",
        )
    assert len(told) > 10
    for shown, marked in told:
        assert shown == marked or shown.removesuffix("…") in marked


def test_a_quote_behind_an_emoji_is_reached_and_lit(browser: Any, emoji: Path) -> None:
    with opened(browser, emoji, AGREEMENT) as page:
        quote = page.locator(".quote").first.locator("mark").text_content()
        page.locator(".quote cite a").first.click()
        page.wait_for_selector("mark.hit")
        assert "".join(page.locator("mark.hit").all_text_contents()) == quote


def test_offsets_of_the_table_cut_the_quote_out_of_the_text(browser: Any, emoji: Path) -> None:
    """Offsets are code points: what the table says is tried in the browser itself."""
    with opened(browser, emoji, AGREEMENT) as page:
        with page.expect_download() as waiting:
            page.click("#as-data button[data-format=csv]")
        table = Path(waiting.value.path()).read_text("utf-8").removeprefix("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["article"].endswith(ARTICLE) and row["quote"]]
    assert rows
    assert all(row["published"].startswith("2024-05-") and row["publisher"] for row in rows)
    assert {to_jalali(row["published"]) for row in rows} == {row["jalali"] for row in rows}
    with opened(browser, emoji, ARTICLE) as page:
        for row in rows:
            cut = "([start, end]) => [...document.querySelector('.story').textContent].slice(start, end).join('')"
            assert page.evaluate(cut, [int(row["start"]), int(row["end"])]) == row["quote"]


@pytest.mark.parametrize("address", ["topic/water", "province/gilan"])
def test_themes_hand_their_agreements_out(browser: Any, site: Path, address: str) -> None:
    with opened(browser, site, address) as page:
        with page.expect_download() as waiting:
            page.click("#as-data button[data-format=ttl]")
        text = Path(waiting.value.path()).read_text("utf-8")
    assert f"<{sample_store().base_iri}{AGREEMENT}>" in text
