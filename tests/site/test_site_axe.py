"""Accessibility by axe-core: every kind of page, in both languages and both themes, written and live."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import LIVE, kinds_of, served, watched
from pages_kit import sample_store

pytestmark = pytest.mark.browser
LOOKS = [("fa", "light"), ("en", "dark")]
"""Both languages and both themes: the colours of a theme are the same in both languages."""
LIVE_PAGES = (
    "index.html", "agreements.html?lang=fa", "search.html?q=گیلان", "institution/ministry-of-energy.html", "nothing.html",
)  # fmt: skip


def findings(page: Any) -> list[str]:
    """Return what axe finds that is serious or critical: rule and first element."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_axe_finds_nothing_serious_in_any_kind_of_page(browser: Any, site: Path, language: str, theme: str) -> None:
    bad: dict[str, list[str]] = {}
    with watched(browser, "file:", color_scheme=theme, reduced_motion="reduce") as (page, troubles):
        for kind, path in kinds_of(site).items():
            page.goto(f"{path.as_uri()}?lang={language}")
            assert page.evaluate("document.documentElement.lang") == language
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
            bad[kind] = findings(page)
    assert troubles == []
    assert {kind: found for kind, found in bad.items() if found} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_menu_of_a_phone(browser: Any, site: Path, theme: str) -> None:
    with watched(browser, "file:", viewport={"width": 360, "height": 740}, color_scheme=theme) as (page, _):
        page.goto((site / "agreements.html").as_uri())
        page.click("#menu > summary")
        assert page.is_visible("#menu nav a[aria-current=page]")
        assert findings(page) == []


def test_axe_finds_nothing_serious_in_live_pages(browser: Any) -> None:
    bad = {}
    with watched(browser, LIVE) as (page, _), sample_store() as store:
        served(page, store)
        for address in LIVE_PAGES:
            page.goto(LIVE + address)
            bad[address] = findings(page)
    assert {kind: found for kind, found in bad.items() if found} == {}


def test_axe_would_find_what_is_serious(browser: Any, site: Path) -> None:
    with watched(browser, "file:") as (page, _):
        page.goto((site / "index.html").as_uri())
        page.evaluate("document.querySelector('h1').style.color = '#ddd'")
        assert any(one.startswith("color-contrast") for one in findings(page))
