"""Figures in a real browser, from ``file://`` with the network off: switches, sorting, the map by topic, phone width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
PAGES = ("timeline.html", "map.html", "rankings.html", "quality.html", "timeline/jalali-1403.html")


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Open]:
    """Open a page of the sample's site; at the end nothing may have gone wrong and no other host been asked."""
    troubles: list[str] = []
    contexts = []

    def visit(name: str, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(offline=True, viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{name}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"{name}: {error}"))
        page.on("request", lambda request: request.url.startswith("file:") or troubles.append(f"asked {request.url}"))
        page.on("requestfailed", lambda request: troubles.append(f"{name}: lacks {request.url}"))
        page.goto((site / name).as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_of_a_phone(visit: Open, name: str, scheme: str) -> None:
    page = visit(name, 360, color_scheme=scheme)
    for language in ("fa", "en"):
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if language == "fa":
            page.click("#language")


def test_the_calendar_follows_the_language_until_one_is_chosen(visit: Open) -> None:
    page = visit("timeline.html")
    assert page.is_visible(".calendar-jalali")
    assert not page.is_visible(".calendar-gregorian")
    page.click("#language")
    assert page.is_visible(".calendar-gregorian")
    assert not page.is_visible(".calendar-jalali")
    page.check("#calendar-jalali")
    page.click("#language")
    page.click("#language")
    assert page.is_visible(".calendar-jalali")


def test_a_chart_is_divided_by_what_is_chosen(visit: Open) -> None:
    page = visit("timeline.html")
    assert page.is_visible(".calendar-jalali .by-status svg")
    page.check("#by-type")
    assert page.is_visible(".calendar-jalali .by-type svg")
    assert not page.is_visible(".calendar-jalali .by-status svg")


def test_a_bar_leads_to_the_agreements_of_its_year(visit: Open) -> None:
    page = visit("timeline.html")
    page.click(".calendar-jalali .by-status svg a rect >> nth=0")
    page.wait_for_url(lambda url: url.endswith("timeline/jalali-1403.html"))
    page.click(".group a >> nth=0")
    assert "/agreement/" in page.url


def column(page: Any, table: str, number: int) -> list[str]:
    found: list[str] = page.evaluate(
        f"[...document.querySelectorAll('{table} tbody tr')].map(row => row.cells[{number}].innerText.trim())"
    )
    return found


def test_tables_sort_by_a_click_and_say_so(visit: Open) -> None:
    page = visit("rankings.html")
    page.click("#language")
    table, name, count = "#connected table", 1, 3
    head = f"{table} thead th >> nth={count}"
    page.click(f"{head} >> button")
    assert page.get_attribute(head, "aria-sort") == "descending"
    numbers = [int(text) for text in column(page, table, count)]
    assert numbers == sorted(numbers, reverse=True)
    page.click(f"{head} >> button")
    assert page.get_attribute(head, "aria-sort") == "ascending"
    assert [int(text) for text in column(page, table, count)] == sorted(numbers)
    page.focus(f"{table} thead th >> nth={name} >> button")
    page.keyboard.press("Enter")
    names = column(page, table, name)
    assert names == page.evaluate("names => [...names].sort((a, b) => a.localeCompare(b, 'en'))", names)
    assert page.get_attribute(head, "aria-sort") is None


def shown(page: Any) -> dict[str, str]:
    """Return the number on each tile that is not nothing, by its name."""
    found = page.evaluate(
        "[...document.querySelectorAll('.province')].map(one => one.innerText.trim().split(/\\s*\\n\\s*/))"
    )
    return {name: count for name, count in found if count != "0"}


def test_the_map_by_topic(visit: Open) -> None:
    page = visit("map.html")
    page.click("#language")
    assert shown(page) == {"Gilan": "2"}
    gilan = page.locator(".province", has_text="Gilan")
    before = gilan.get_attribute("class")
    page.select_option("#map-topic", label="Energy")
    assert shown(page) == {"Gilan": "1"}
    assert gilan.get_attribute("class") == before  # the one class of that topic
    assert column(page, "#province-table", 1).count("1") == 1
    assert page.locator("#map-legend .class:visible").count() == 2
    page.select_option("#map-topic", index=0)
    assert shown(page) == {"Gilan": "2"}


def test_west_is_left_in_both_languages(visit: Open) -> None:
    page = visit("map.html")
    for _ in range(2):
        west, east = (page.locator(f".province >> nth={at}").bounding_box()["x"] for at in (3, 8))
        assert west < east  # Kurdistan, North Khorasan
        page.click("#language")


def test_numbers_on_tiles_can_be_read(visit: Open) -> None:
    """Each shade of the map has the contrast of 4.5 with what stands on it, in both themes (WCAG 2.1, 1.4.3)."""
    for scheme in ("light", "dark"):
        page = visit("map.html", color_scheme=scheme)
        found = page.evaluate(
            """() => [0, 1, 2, 3, 4, 5, 6, 7].map(shade => {
                const tile = document.querySelector('.province');
                tile.className = `province q${shade}`;
                const style = getComputedStyle(tile);
                return [style.backgroundColor, style.color].map(text => text.match(/[0-9]+/g).slice(0, 3).map(Number));
            })"""
        )
        for ground, ink in found:
            assert contrast(ground, ink) >= 4.5, (scheme, ground, ink)


def contrast(one: list[int], other: list[int]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: list[int]) -> float:
    """Return the relative luminance as WCAG 2.1 defines it."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
