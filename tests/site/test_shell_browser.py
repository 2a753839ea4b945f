"""What stands around every page: language before the first paint, ways through the site, phone, keyboard, print, policy."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from browsing import NAMELESS, WIDE, kinds_of, over_http, shift_of, watched

pytestmark = pytest.mark.browser
ENERGY = "institution/ministry-of-energy.html"
PHONE = {"width": 360, "height": 740}


def test_every_kind_of_page_keeps_its_policy_over_http(browser: Any, site: Path) -> None:
    with over_http(site) as home, watched(browser, home) as (page, troubles):
        for path in kinds_of(site).values():
            page.goto(home + str(path.relative_to(site)), wait_until="networkidle")
            assert page.title()
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://example.org/x.png' }))")
        page.wait_for_timeout(100)
    assert [one for one in troubles if "example.org" not in one] == []
    assert any("policy" in one or "violates" in one for one in troubles), "a violation would not have been noticed"


def test_every_kind_of_page_keeps_its_policy_from_a_folder(browser: Any, site: Path) -> None:
    with watched(browser, site.as_uri(), offline=True) as (page, troubles):
        for path in kinds_of(site).values():
            page.goto(path.as_uri(), wait_until="load")
    assert troubles == []


def test_the_language_is_set_before_anything_is_painted(browser: Any, site: Path) -> None:
    painted = """new Promise(done => new PerformanceObserver(() => {
        const { lang, dir, className } = document.documentElement;
        done([lang, dir, className.replace(' waiting', ''), Boolean(window.kg)]);
    }).observe({ type: 'paint', buffered: true }))"""
    with over_http(site) as home, watched(browser, home) as (page, troubles):
        page.route("**/site.js", lambda route: (time.sleep(0.5), route.continue_()))
        page.goto(f"{home}{ENERGY}?lang=en", wait_until="commit")
        lang, direction, style, late = page.evaluate(painted)
        assert (lang, direction, style) == ("en", "ltr", "en scripted")
        assert late is False, "site.js was there already: this shows nothing"
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shifted") == 0
        page.goto(home + "index.html")
        assert page.evaluate("document.documentElement.lang") == "en", "the choice is kept"
    assert troubles == []


def test_without_storage_the_addresses_carry_the_language(browser: Any, site: Path) -> None:
    with watched(browser, "file:") as (page, troubles):
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
        page.goto((site / "index.html").as_uri())
        page.click("#language")
        page.click(".menu a[href='institutions.html']")
        page.wait_for_url(lambda url: url.endswith("institutions.html?lang=en"))
        assert page.evaluate("document.documentElement.lang") == "en"
        page.click("main .list td a >> nth=0")
        page.wait_for_url(lambda url: url.endswith("?lang=en"))
        page.click("#language")
        page.click(".menu a[href='../articles.html']")
        page.wait_for_url(lambda url: url.endswith("?lang=fa"))
        assert page.evaluate("document.documentElement.lang") == "fa"
    assert troubles == []


def test_the_title_and_the_names_of_fields_follow_the_language(browser: Any, site: Path) -> None:
    with watched(browser, "file:") as (page, _):
        page.goto(f"{(site / ENERGY).as_uri()}?lang=en")
        assert page.title() == "Ministry of Energy · Agreements knowledge graph"
        assert page.get_attribute("#search", "aria-label") == "Search"
        page.click("#language")
        assert page.title() == "وزارت نیرو · گراف دانش توافق‌ها"
        assert page.get_attribute("#search", "aria-label") == "جست‌وجو"


def test_no_kind_of_page_shifts_or_scrolls_sideways_on_a_phone(browser: Any, site: Path) -> None:
    bad = {}
    with watched(browser, "file:", viewport=PHONE) as (page, _):
        for kind, path in kinds_of(site).items():
            for language in ("fa", "en"):
                shifted = shift_of(page, f"{path.as_uri()}?lang={language}", 150)
                wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
                if wide or (shifted and kind != "network"):  # whose filters are those that its data give
                    bad[kind, language] = (shifted, page.evaluate(WIDE))
    assert bad == {}


@pytest.mark.parametrize("kind", ["agreement", "institution", "official", "article", "index"])
def test_an_entity_page_does_not_shift(browser: Any, site: Path, kind: str) -> None:
    with over_http(site) as home, watched(browser, home) as (page, _):
        assert shift_of(page, home + str(kinds_of(site)[kind].relative_to(site)), 300) == 0
        page.evaluate("document.querySelector('main').style.marginTop = '99px'")
        page.wait_for_timeout(200)
        assert page.evaluate("window.shifted") > 0, "a shift would not have been noticed"


def test_the_keyboard_reaches_the_content_the_ways_and_the_way_out(browser: Any, site: Path) -> None:
    focused = "document.activeElement.matches('{}')"
    with watched(browser, "file:", viewport=PHONE) as (page, _):
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate(focused.format(".skip"))
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate(focused.format("main"))
        page.focus("#menu > summary")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(focused.format(".menu nav a"))
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"
        page.keyboard.press("Escape")
        assert page.evaluate(focused.format("#menu > summary"))
        assert not page.is_visible(".menu nav a >> nth=0")


def test_the_ways_are_seen_without_a_menu_on_a_wide_screen_and_without_scripts(browser: Any, site: Path) -> None:
    with watched(browser, "file:", java_script_enabled=False) as (page, _):
        page.goto((site / ENERGY).as_uri())
        assert page.locator(".menu nav a").first.bounding_box()["height"] > 10
        assert page.locator("#menu > summary").bounding_box() is None
        assert page.locator("#language").bounding_box() is None
        page.set_viewport_size(PHONE)
        page.click("#menu > summary")
        page.click(".menu nav a[aria-current=page]")
        page.wait_for_url(lambda url: url.endswith("/institutions.html"))


def test_on_paper_the_quotes_are_open_and_the_bars_are_gone(browser: Any, site: Path) -> None:
    with watched(browser, "file:", color_scheme="dark") as (page, _):
        page.goto((site / "agreement" / "aaaaaaaaaaaaaaaa.html").as_uri())
        page.emulate_media(media="print")
        for gone in (".bar", ".menu", "#canvas", ".foot"):
            assert not page.is_visible(gone), gone
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
        assert ink == "rgb(23, 33, 46)"
        assert page.evaluate("getComputedStyle(document.querySelector('.quote')).breakInside") == "avoid"
        hidden = page.locator("details.more:not([open]) blockquote").first
        assert hidden.bounding_box()["height"] > 10


def test_every_link_and_heading_can_be_seen_and_there_is_one_main_heading(browser: Any, site: Path) -> None:
    with watched(browser, "file:") as (page, _):
        for kind, path in kinds_of(site).items():
            page.goto(path.as_uri())
            assert page.evaluate(NAMELESS) == [], kind
            assert page.locator("h1").count() == 1, kind
            assert page.locator("main, header, footer, nav").count() >= 4, kind


def test_nothing_moves_for_those_who_asked_for_that(browser: Any, site: Path) -> None:
    with watched(browser, "file:", reduced_motion="reduce") as (page, _):
        page.goto((site / "index.html").as_uri())
        moving = page.evaluate(
            """[...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one);
            return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).length"""
        )
        assert moving == 0
