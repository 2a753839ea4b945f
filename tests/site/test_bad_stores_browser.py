"""Hostile texts and poor stores, in a real browser: every kind of page stays a page, and a useful one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import LIVE, NAMELESS, WIDE, kinds_of, mixed_store, served, store_of, watched
from pages_kit import HOSTILE
from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology.terms import AGR, RDF, RDFS
from kg.pages import Label, Link, render, serve_page
from kg.site import write_site
from kg.store import Store, open_store

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LIVE_PAGES = ("index.html", "agreements.html", "institutions.html", "officials.html", "articles.html", "search.html?q=<script>",
              "agreement/aaaaaaaaaaaaaaaa.html", "institution/ministry-of-energy.html", "official/sara222222222222.html",
              "article/artone2222222222.html", "%E2%80%AE<script>.html", "thing.html?id=x")  # fmt: skip


def look(page: Any, name: str) -> dict[str, Any]:
    """Return what is wrong with the page that is open: nothing, or why."""
    page.wait_for_selector("html:not(.waiting)")
    found = {
        "ran": page.evaluate("window.pwned"),
        "wide": page.evaluate(WIDE) if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [],
        "nameless": page.evaluate(NAMELESS),
        "title": "" if page.title().strip() else "empty",
        "heading": "" if page.locator("h1").first.inner_text().strip() else "empty",
    }
    return {f"{name} {key}": value for key, value in found.items() if value}


@pytest.mark.parametrize("turn", [0, 7, 13])
def test_hostile_texts_in_every_kind_of_page(browser: Any, tmp_path: Path, turn: int) -> None:
    with mixed_store(turn) as store:
        write_site(store, tmp_path / "site")
    bad: dict[str, Any] = {}
    with watched(browser, "file:", offline=True) as (page, troubles):
        for kind, path in kinds_of(tmp_path / "site").items():
            page.set_viewport_size(PHONE)
            page.goto(f"{path.as_uri()}?lang={'en' if turn % 2 else 'fa'}")
            bad |= look(page, f"{kind} on a phone")
            page.set_viewport_size(DESK)
            bad |= look(page, f"{kind} on a desk")
    assert troubles == []
    assert bad == {}


def test_hostile_texts_in_live_pages(browser: Any) -> None:
    bad: dict[str, Any] = {}
    with watched(browser, LIVE, viewport=PHONE) as (page, troubles), mixed_store(3) as store:
        served(page, store)
        for address in LIVE_PAGES:
            page.goto(LIVE + address)
            bad |= look(page, address)
    assert [one for one in troubles if "404" not in one] == []
    assert bad == {}


@pytest.mark.parametrize("case", HOSTILE, ids=[case["name"] for case in HOSTILE])
def test_every_hostile_text_is_seen_as_a_name_or_called_nameless(case: dict[str, Any]) -> None:
    values = {"what": "near", "id": "x", "since": "", "reason": "", "section": "", "root": ""}
    shown = render("absent.html", **values, links=[Link("a.html", Label(str(case["text"])))])
    assert "<script>window" not in shown
    assert ("بی‌نام" in shown) == (case["name"] in ("empty", "only spaces", "nothing to see"))


def _one(kind: str, name: str = "") -> Callable[[], Store]:
    def make() -> Store:
        store = open_store(None, "write")
        node = NamedNode(f"{store.base_iri}{kind.lower()}/one2222222222222")
        quads = [Quad(node, RDF("type"), AGR(kind))] + (
            [Quad(node, RDFS("label"), Literal(name, language="fa"))] if name else []
        )
        store.load_quads(quads)
        return store

    return make


def _language(code: str) -> Callable[[], Store]:
    def only(quad: Quad) -> Quad | None:
        value = quad.object
        return None if isinstance(value, Literal) and value.language not in (None, code) else quad

    return lambda: store_of(only)


def _undated(quad: Quad) -> Quad | None:
    value = quad.object
    dated = isinstance(value, Literal) and value.datatype.value.endswith(
        ("#date", "#gYear", "#gYearMonth", "#dateTime")
    )
    return None if dated or quad.predicate.value.endswith(("ear", "jalaliDate", "dateAsWritten")) else quad


STORES: dict[str, Callable[[], Store]] = {
    "empty": lambda: open_store(None, "write"),
    "one agreement without anything": _one("Agreement"),
    "one institution": _one("Institution", "نهاد تنها"),
    "one official": _one("Official", "تنها"),
    "Persian only": _language("fa"),
    "English only": _language("en"),
    "without dates": lambda: store_of(_undated),
}


@pytest.mark.parametrize("name", STORES)
def test_a_poor_store_has_useful_pages(browser: Any, tmp_path: Path, name: str) -> None:
    with STORES[name]() as store:
        write_site(store, tmp_path / "site")
    bad: dict[str, Any] = {}
    with watched(browser, "file:", viewport=PHONE, offline=True) as (page, troubles):
        for kind, path in kinds_of(tmp_path / "site").items():
            page.goto(f"{path.as_uri()}?lang=fa")
            for language in ("fa", "en"):
                bad |= look(page, f"{kind} {language}")
                if len(page.inner_text("main").split()) < 3:
                    bad[f"{kind} {language} says"] = page.inner_text("main")
                page.evaluate("document.getElementById('language').click()")
    assert troubles == []
    assert bad == {}


def test_an_empty_store_says_what_to_do(browser: Any, tmp_path: Path) -> None:
    with open_store(None, "write") as store:
        write_site(store, tmp_path / "site")
    with watched(browser, "file:") as (page, _):
        page.goto(f"{(tmp_path / 'site' / 'index.html').as_uri()}?lang=en")
        assert "kg ingest" in page.inner_text("main")


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("search.html", {"q": "\ud800گیلان"}),
        ("thing.html", {"id": "institution/\udfff"}),
        ("\ud800.html", {}),
        ("search.json", {"q": "\ud800"}),
    ],
)
def test_half_a_character_in_an_address_is_answered_with_text_that_can_be_sent(
    address: str, query: dict[str, str]
) -> None:
    with store_of(lambda quad: quad) as store:
        served_page = serve_page(store, address, query)
    assert served_page.status in (200, 404)
    served_page.text.encode()


def test_no_store_holds_half_a_character() -> None:
    with pytest.raises(ValueError, match="must be a str"):
        Literal("\ud800")
