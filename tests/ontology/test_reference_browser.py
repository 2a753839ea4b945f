"""The reference page in a real browser: no request, no console message, Persian to the right, links that lead home."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import require

from kg.ontology import write_reference


@pytest.mark.browser
def test_the_page_opens_offline_and_without_a_word_on_the_console(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    address = write_reference(tmp_path).as_uri()
    requests: list[str] = []
    messages: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require("browser"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.goto(address)
        page.click("article#party a[href='#Agreement']")
        box = page.locator("article#Agreement").bounding_box()
        direction = page.evaluate("getComputedStyle(document.querySelector('article#party h3')).direction")
        coloured = page.evaluate("getComputedStyle(document.querySelector('article')).borderRadius")
        browser.close()
    assert requests == [address]
    assert messages == []
    assert direction == "rtl"
    assert coloured != "0px", "the style is refused by the page's own policy"
    assert box is not None
    assert 0 <= box["y"] < 800
