"""Charts of the query desk in a real browser: no false number, no axis for two units, no text too small to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
MONEY = """SELECT ?agreement ?currency ?amount WHERE { VALUES (?agreement ?currency ?amount) {
("پروژه نخست با نامی بسیار بسیار دراز که در یک سطر جا نمی‌گیرد" "IRR" 20000000000000) ("دوم" "IRR" 0) ("دوم" "IRR" 62000000000) ("سوم" "EUR" 900000000) } }"""
BOXES = """() => { const chart = document.querySelector('.chart').getBoundingClientRect();
    return [...document.querySelectorAll('.chart text')].map(one => { const box = one.getBoundingClientRect();
        return [one.textContent, parseFloat(getComputedStyle(one).fontSize) * box.height / Math.max(1, one.getBBox().height), box.left - chart.left, chart.right - box.right]; }); }"""

RED = """() => { const canvas = document.querySelector('.stage canvas'), box = canvas.getBoundingClientRect();
    canvas.scrollIntoView({ block: 'center' });
    const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const found = [];
    for (let at = 0; at < data.length; at += 4) if (data[at] === 185 && data[at + 1] === 28 && data[at + 2] === 28 && data[at + 3] === 255) found.push(at / 4);
    const middle = found[Math.floor(found.length / 2)], now = canvas.getBoundingClientRect(), scale = box.width / canvas.width;
    return [now.left + (middle % width) * scale, now.top + Math.floor(middle / width) * scale]; }"""
"""The middle of the node that was asked about, by its colour."""


def chart(visit: Open, query: str, **options: Any) -> Any:
    page = visit("#" + "sparql=" + quote(query) + "&view=chart", **options)
    page.wait_for_selector(".chart svg")
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("locale", ["fa-IR", "en-US"])
def test_each_unit_has_its_own_axis_and_every_number_stands_whole(visit: Open, width: int, locale: str) -> None:
    page = chart(visit, MONEY, viewport={"width": width, "height": 800}, locale=locale)
    assert page.locator(".chart figcaption").all_inner_texts() == ["IRR", "EUR"]
    numbers = [re.sub(r"\D", "", text) for text in page.locator(".chart .size").all_text_contents()]
    assert [int(number) for number in numbers] == [20000000000000, 0, 62000000000, 900000000]
    for text, size, left, right in page.evaluate(BOXES):
        assert size >= 12, text
        assert left >= -1, text
        assert right >= -1, text
    assert page.locator(".chart g[data-size='0'] rect").count() == 0
    assert page.locator(".chart g").count() == 4  # two rows of one name stay two bars
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_rows_of_one_year_are_added_up_and_the_chart_says_so(visit: Open) -> None:
    query = "SELECT ?year ?agreements WHERE { VALUES (?year ?agreements) { (2020 1) (2021 2) (2021 3) } }"
    page = chart(visit, query)
    assert "۵ (جمع ۲ سطر)" in page.locator(".chart circle title").nth(1).text_content()
    assert "جمع" in page.inner_text(".chart .hint")


def test_rows_that_one_column_calls_the_same_are_called_by_the_others_too(visit: Open) -> None:
    query = """PREFIX status: <https://w3id.org/agreements-kg/scheme/status/> SELECT ?type ?status ?agreements WHERE {
        VALUES (?type ?status ?agreements) { (status:signed status:planned 3) (status:signed status:expired 4) } }"""
    page = chart(visit, query)
    titles = page.locator(".chart g title").all_text_contents()
    assert titles == ["امضاشده · برنامه‌ریزی‌شده: ۳", "امضاشده · منقضی: ۴"]


@pytest.mark.parametrize("names", ["?start ?line", "?startId ?score", "?year ?end"])
def test_places_and_ids_are_no_sizes(visit: Open, names: str) -> None:
    query = f'SELECT ?label {names} WHERE {{ VALUES (?label {names}) {{ ("a" 1 2) ("b" 3 4) }} }}'
    page = visit("#sparql=" + quote(query))
    page.wait_for_selector("table.answer tbody tr")
    assert page.locator("#tab-chart").count() == 0


def test_a_timeline_is_drawn_along_time(visit: Open) -> None:
    query = """SELECT ?earliest ?latest ?kindLabel ?label WHERE { VALUES (?earliest ?latest ?kindLabel ?label) {
        ("2020-01-01" "2021-01-01" "امضا" "یک") ("2022-05-05" "2022-05-05" "تمدید" "دو") } }"""
    page = chart(visit, query)
    wide = [box["width"] for box in (one.bounding_box() for one in page.locator(".chart .moment").all())]
    assert wide[0] > 100
    assert wide[1] == pytest.approx(10, abs=1)
    assert page.locator(".chart .moment title").all_text_contents()[1].endswith(": دو")


def test_a_chart_is_drawn_anew_for_another_width(visit: Open) -> None:
    page = chart(visit, MONEY)
    before = int(page.get_attribute(".chart svg", "width"))
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function(
        "before => Number(document.querySelector('.chart svg').getAttribute('width')) < before", arg=before
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pictures_are_saved(visit: Open) -> None:
    page = chart(visit, MONEY)
    with page.expect_download() as taken:
        page.click(".picture")
    assert taken.value.suggested_filename == "chart.svg"
    texts = "".join(ET.fromstring(Path(taken.value.path()).read_text("utf-8")).itertext())
    assert "EUR" in texts
    assert "سوم" in texts
    network = visit("#ask=co-parties&institution=institution%2Fministry-of-energy&view=network")
    network.wait_for_selector(".stage[data-drawn]")
    with network.expect_download() as taken:
        network.click(".picture")
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_click_on_a_node_tells_its_name_with_a_link(visit: Open) -> None:
    page = visit("#ask=co-parties&institution=institution%2Fministry-of-energy&view=network")
    page.wait_for_selector(".stage[data-drawn]")
    assert page.locator(".node-card a").count() == 0
    x, y = page.evaluate(RED)
    page.mouse.click(x, y)
    page.wait_for_selector(".node-card a")
    assert page.inner_text(".node-card a") == "وزارت نیرو"
    assert page.get_attribute(".node-card a", "href") == "id/institution/ministry-of-energy"
