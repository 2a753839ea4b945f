"""One walk of an analyst through a written site, in both languages, with the network off; and the same live."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from browsing import EDGE, watched

pytestmark = pytest.mark.browser
GOVERNOR = "سید مهران نمونه‌پور"
MEMORANDUM = "agreement/aaaaaaaaaaaaaaaa.html"


def find(page: Any, typed: str) -> None:
    """Open the first hit for what is typed into the search box."""
    page.fill("#search", typed)
    page.wait_for_selector("#hits a")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("typed", ["استاندار گیلان", "نمونه پور", "سيد مهران نمونه پور"])
def test_from_a_governor_to_the_sentence_and_the_data(browser: Any, site: Path, typed: str) -> None:
    with watched(browser, site.as_uri(), offline=True) as (page, troubles):
        page.goto((site / "index.html").as_uri())
        find(page, typed if "پور" in typed else GOVERNOR)
        page.wait_for_url("**/official/mehran2222222222.html")
        assert page.inner_text("h1") == GOVERNOR

        page.click("main a[href='../agreement/aaaaaaaaaaaaaaaa.html'] >> nth=0")
        page.wait_for_url(f"**/{MEMORANDUM}")
        page.locator("#network .stage").scroll_into_view_if_needed()
        page.wait_for_selector("#network[data-drawn=yes]")
        point = page.evaluate(EDGE, "signature")
        page.mouse.click(point["x"], point["y"])
        page.wait_for_selector("#panel:not([hidden])")
        assert "به امضای" in page.inner_text("#panel .quote >> nth=0")
        assert page.locator("#panel mark").count() >= 1

        page.click("#language")
        assert page.evaluate("document.documentElement.dir") == "ltr"
        page.wait_for_selector("#panel dt >> text=Status")
        assert "memorandum of understanding" in page.inner_text("main")

        with page.expect_download() as download:
            page.click("text=Turtle")
        facts = list(pyoxigraph.parse(download.value.path().read_bytes(), format=pyoxigraph.RdfFormat.TURTLE))
        assert any(quad.subject.value.endswith(MEMORANDUM.removesuffix(".html")) for quad in facts)

        page.click("text=Timeline >> nth=0")
        page.wait_for_url("**/timeline.html")
        year = page.locator(".calendar-gregorian a:has-text('2024'):visible").first
        year.click()
        page.wait_for_url("**/timeline/*2024*")
        rows = page.inner_text("main")
        assert "Gilan" in rows or "گیلان" in rows
        page.click("main a[href*='agreement/aaaaaaaaaaaaaaaa'] >> nth=0")
        page.wait_for_url(f"**/{MEMORANDUM}")
        assert page.evaluate("document.documentElement.lang") == "en"
        page.click("main .quote cite a >> nth=0")
        page.wait_for_selector("mark.hit")
        page.wait_for_url(lambda url: url.partition("#")[0].endswith("/article/artone2222222222.html"))
    assert troubles == []
