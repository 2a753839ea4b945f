"""The overview of the network in a real browser, opened from ``file://`` with the network off."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import LIVE, served, watched
from pages_kit import data_of, sample_store

from kg.overview import network_overview
from kg.pages import data_script, live_network
from kg.site.folder import Site
from kg.site.network import write_network

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
GOVERNORATE, ENVIRONMENT, MINISTRY = "استانداری گیلان", "سازمان حفاظت محیط زیست", "وزارت نیرو"
HOSTILE = '<img src=x onerror="window.pwned=1"> \u202eevil'


@pytest.fixture(scope="module")
def folded(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's site with its network folded, as that of a store with very many nodes is."""
    folder = tmp_path_factory.mktemp("folded") / "site"
    shutil.copytree(site, folder)
    write_network(Site(folder), network_overview(sample_store(), shown=2))
    return folder


@pytest.fixture(scope="module")
def dated(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's site with nodes of two years, and a name that tries to be markup."""
    folder = tmp_path_factory.mktemp("dated") / "site"
    shutil.copytree(site, folder)
    name, data = data_of(folder / "data/overview.js")
    nodes = data["nodes"]
    for at, day in enumerate(nodes["from"]):
        if day and nodes["community"][at]:
            nodes["from"][at] = nodes["to"][at] = 20220110
    nodes["fa"][0] = HOSTILE
    (folder / "data/overview.js").write_text(data_script(name, data), "utf-8")
    return folder


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Open]:
    """Open the page of the network; at the end nothing may have gone wrong and no other host been asked."""
    troubles: list[str] = []
    contexts = []

    def asked(request: Any) -> None:
        if not request.url.startswith(("file:", "blob:")):
            troubles.append(f"asked {request.url}")

    def visit(fragment: str = "", folder: Path = site, **options: Any) -> Any:
        options = {"viewport": {"width": 1280, "height": 1100}, **options}
        context = browser.new_context(offline=True, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", asked)
        page.on("requestfailed", lambda request: troubles.append(f"lacks {request.url}"))
        page.goto((folder / "network.html").as_uri() + fragment)
        page.wait_for_selector("#overview[data-drawn=yes]")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def graph(page: Any) -> dict[str, Any]:
    """Return what is drawn: names, ids, which are shown, and what stands out."""
    found: dict[str, Any] = page.evaluate(
        """() => {
            const {scene} = window.kg.overview.here;
            const {nodes, shown} = scene.graph;
            return {names: nodes.fa, ids: nodes.id, members: nodes.members, shown: [...shown],
                    focus: scene.focus && [...scene.focus.nodes].map(at => nodes.fa[at])};
        }"""
    )
    return found


def shown_names(page: Any) -> set[str]:
    found = graph(page)
    return {name for name, shown in zip(found["names"], found["shown"], strict=True) if shown}


def place(page: Any, name: str, other: str = "") -> tuple[float, float]:
    """Return where on the screen a node lies, or the middle of the line to another."""
    x, y = page.evaluate(
        """names => {
            const {scene, camera} = window.kg.overview.here;
            const {fa, x, y} = scene.graph.nodes;
            const at = names.filter(Boolean).map(name => fa.indexOf(name));
            const mean = axis => at.reduce((sum, one) => sum + axis[one], 0) / at.length;
            const point = camera.toScreen(mean(x), mean(y));
            const box = document.getElementById('o-canvas').getBoundingClientRect();
            return [point.x + box.left, point.y + box.top];
        }""",
        [name, other],
    )
    return x, y


def find(page: Any, box: str, typed: str) -> None:
    """Type into a box that finds, and take the first that it offers by the keyboard."""
    field = page.locator(f"{box} input")
    field.fill(typed)
    page.locator(f"{box} [role=option]").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")


def settled(page: Any) -> None:
    """Wait until the address has taken in the last movement of the view."""
    page.wait_for_function("() => !window.kg.overview.here.camera.moving")


@pytest.mark.parametrize("typed", [MINISTRY, "وزارت نيرو", "ministry of en"])
def test_a_name_in_either_spelling_and_language_is_found_and_shown(visit: Open, typed: str) -> None:
    page = visit()
    find(page, "#o-find", typed)
    page.wait_for_selector("#o-panel:not([hidden])")
    assert page.locator("#o-panel h3").inner_text() == MINISTRY
    assert MINISTRY in graph(page)["focus"]
    near = page.locator("#o-near li")
    assert near.count() == 4
    links = {link.get_attribute("href") for link in near.locator("a").all()}
    assert "agreement/aaaaaaaaaaaaaaaa.html" in links
    address = near.locator("a").first.get_attribute("href")
    near.locator("a").first.click()
    page.wait_for_url(f"**/{address}")


def test_a_click_on_a_line_tells_the_agreement_and_its_sentence(visit: Open) -> None:
    page = visit()
    page.mouse.click(*place(page, "قرارداد پژوهشی", "شرکت آب منطقه‌ای گیلان"))
    page.wait_for_selector("#o-panel:not([hidden]) .quote mark")
    links = [link.get_attribute("href") for link in page.locator("#o-panel dl a").all()]
    assert "agreement/bbbbbbbbbbbbbbbb.html" in links
    assert page.locator("#o-panel .quote mark").first.inner_text().strip()


def test_pointing_at_a_node_makes_it_and_its_neighbours_stand_out(visit: Open) -> None:
    page = visit()
    settled(page)
    page.mouse.move(*place(page, "ارمنستان"))
    page.wait_for_function("() => window.kg.overview.here.scene.focus")
    assert set(graph(page)["focus"]) == {
        "ارمنستان", "موافقت‌نامه گمرکی دو کشور", "سه پروتکل برای اصلاح موافقت‌نامه گمرکی",
    }  # fmt: skip
    assert page.locator("#o-canvas").get_attribute("title") == "ارمنستان"
    page.mouse.move(5, 5)
    page.wait_for_function("() => !window.kg.overview.here.scene.focus")


def test_filters_leave_what_passes_all_of_them(visit: Open) -> None:
    page = visit()
    page.locator("input[value=official]").uncheck()
    assert "سارا مثالی" not in shown_names(page)
    page.locator("select[name=province]").select_option("gilan")
    assert shown_names(page) == {
        "تفاهم‌نامه همکاری آب و انرژی بین وزارت نیرو و استانداری گیلان", GOVERNORATE, MINISTRY, "دانشگاه گیلان",
    }  # fmt: skip
    page.locator("select[name=status]").select_option("planned")
    assert shown_names(page) == {MINISTRY}
    assert "۱" in page.locator("#o-status").text_content()
    page.locator("#o-reset").click()
    assert len(shown_names(page)) == 16


def test_the_time_handles_work_by_keyboard_and_are_told_in_both_calendars(visit: Open, dated: Path) -> None:
    page = visit(folder=dated)
    first, last = page.locator("input[name=first]"), page.locator("input[name=last]")
    assert first.get_attribute("aria-valuetext") == "دی ۱۴۰۰ (ژانویهٔ ۲۰۲۲)"
    first.focus()
    first.press("ArrowUp")
    assert first.get_attribute("aria-valuetext").startswith("بهمن ۱۴۰۰")
    names = shown_names(page)
    assert "ارمنستان" not in names
    assert GOVERNORATE in names
    first.press("End")
    last.focus()
    last.press("Home")
    assert int(last.input_value()) >= int(first.input_value())
    assert page.evaluate("window.pwned") is None


def test_the_shortest_way_is_shown_and_told_step_by_step(visit: Open) -> None:
    page = visit()
    page.locator("#o-ways summary").click()
    find(page, "[data-end=from]", GOVERNORATE)
    find(page, "[data-end=to]", ENVIRONMENT)
    page.wait_for_selector("#o-ways ol:not([hidden])")
    steps = page.locator("#o-ways ol li")
    assert steps.count() == 5
    assert [steps.nth(at).locator("a").inner_text() for at in (0, 2, 4)] == [GOVERNORATE, MINISTRY, ENVIRONMENT]
    assert "۴" in page.locator("#o-status").text_content()
    page.locator("select[name=status]").select_option("ratified")
    assert page.locator("#o-ways ol").is_hidden()


def test_the_address_brings_back_the_same_view(visit: Open) -> None:
    page = visit()
    page.locator("#o-colour").select_option("community")
    page.locator("input[value=official]").uncheck()
    find(page, "#o-find", MINISTRY)
    page.locator("#o-closer").click()
    settled(page)
    page.wait_for_function("() => location.hash.includes('zoom')")
    state = "[window.kg.overview.here.camera.view(), [...window.kg.overview.here.scene.graph.shown], location.hash]"
    before = page.evaluate(state)
    again = visit(before[2])
    again.wait_for_selector("#o-panel:not([hidden])")
    settled(again)
    after = again.evaluate(state)
    assert after[2] == before[2]
    assert after[1] == before[1]
    assert after[0]["k"] == pytest.approx(before[0]["k"], rel=0.001)
    assert after[0]["x"] == pytest.approx(before[0]["x"], abs=1)
    assert again.locator("#o-colour").input_value() == "community"
    assert again.locator("#o-panel h3").inner_text() == MINISTRY
    assert graph(again)["focus"] == graph(page)["focus"]


@pytest.mark.parametrize(
    "fragment", ["#node=%3Cscript%3E&x=1e99&zoom=-1", "#open=../../etc.c999&time=9.1", "#topic=none&edge=0"]
)
def test_an_address_that_makes_no_sense_still_shows_the_network(visit: Open, fragment: str) -> None:
    page = visit(fragment)
    assert len(shown_names(page)) == 16


def test_a_folded_network_opens_on_communities_unfolds_and_folds_back(visit: Open, folded: Path) -> None:
    page = visit(folder=folded)
    assert graph(page)["members"] == [12, 4]
    assert "۱۶" in page.locator("#o-shown").inner_text()
    page.mouse.click(*place(page, "ارمنستان"))
    page.wait_for_selector("#o-open li")
    found = graph(page)
    assert sorted(found["members"]) == [0, 0, 0, 0, 12]
    assert "ارمنستان" in page.locator("#o-open").inner_text()
    page.locator("#o-open button").click()
    assert graph(page)["members"] == [12, 4]
    find(page, "#o-find", GOVERNORATE)
    page.wait_for_selector("#o-panel:not([hidden])")
    assert GOVERNORATE in graph(page)["focus"]
    settled(page)
    again = visit(page.evaluate("location.hash"), folded)
    assert GOVERNORATE in graph(again)["focus"]
    again.locator("#o-fold-by").select_option("province")
    again.wait_for_function("() => window.kg.overview.here.scene.graph.nodes.id[0].startsWith('p')")
    assert "گیلان" in graph(again)["names"]


def test_what_is_seen_is_saved_as_png_and_svg(visit: Open, dated: Path) -> None:
    page = visit(folder=dated)
    with page.expect_download() as png:
        page.locator("#o-png").click()
    assert Path(png.value.path()).read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as svg:
        page.locator("#o-svg").click()
    root = ET.fromstring(Path(svg.value.path()).read_text("utf-8"))
    texts = {text.text: text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    persian = [text for name, text in texts.items() if name and re.match("[آ-ی]", name)]
    assert persian
    assert {text.get("direction") for text in persian} == {"rtl"}
    assert all(text.get("unicode-bidi") == "isolate" for text in texts.values())
    hostile = next(text for name, text in texts.items() if name and "img" in name)
    assert hostile.get("direction") == "ltr"
    assert "\u202e" not in str(hostile.text)
    assert len([*root.iter("{http://www.w3.org/2000/svg}circle")]) == 7


def test_the_language_switches_names_controls_and_the_panel(visit: Open) -> None:
    page = visit()
    find(page, "#o-find", MINISTRY)
    page.wait_for_selector("#o-panel:not([hidden])")
    page.locator("#language").click()
    page.wait_for_function("() => document.querySelector('#o-panel h3').innerText === 'Ministry of Energy'")
    assert page.locator("select[name=topic] option").all_inner_texts()[1:] == [
        "Renewable energy and efficiency",
        "Water",
    ]
    assert page.locator("#o-near h2").inner_text().startswith("Neighbours of Ministry of Energy")
    assert page.locator("#o-colour option").first.get_attribute("label") == "kind"
    assert re.match(r"Nodes shown: 16 of 16", page.locator("#o-shown").inner_text())


def test_the_drawing_is_moved_and_left_by_keyboard_and_fits_a_phone(visit: Open) -> None:
    page = visit(viewport={"width": 390, "height": 800}, color_scheme="dark")
    canvas = page.locator("#o-canvas")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    before = page.evaluate("window.kg.overview.here.camera.view()")
    canvas.focus()
    canvas.press("ArrowRight")
    canvas.press("+")
    settled(page)
    after = page.evaluate("window.kg.overview.here.camera.view()")
    assert after["x"] > before["x"]
    assert after["k"] > before["k"]
    assert json.loads(page.evaluate("JSON.stringify(window.kg.overview.here.scene.colours.ink)")) == "#e6ebf1"


@contextmanager
def on_server(browser: Any, shown: int) -> Iterator[Any]:
    """Give the network's page as a server shows it; shown: nodes above which it is folded."""
    store = sample_store()
    files = {f"{LIVE}{address}": text for address, text in live_network(network_overview(store, shown=shown))}
    kinds = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8"}

    def answer(route: Any) -> None:
        url = route.request.url
        route.fulfill(body=files[url], content_type=kinds[url.rpartition(".")[2]])

    with watched(browser, LIVE, viewport={"width": 1280, "height": 1100}) as (page, troubles):
        served(page, store)
        page.route(lambda url: url.partition("#")[0] in files, answer)
        page.goto(f"{LIVE}network.html")
        page.wait_for_selector("#overview[data-drawn=yes]")
        yield page
        assert troubles == []


def test_a_server_tells_the_same_of_nodes_and_lines(browser: Any) -> None:
    with on_server(browser, 100) as page:
        page.mouse.click(*place(page, MINISTRY))
        page.wait_for_selector("#o-panel:not([hidden]) .quote mark")
        assert page.locator("#o-panel h3").inner_text() == MINISTRY
        page.locator("#o-panel .close").click()
        page.mouse.click(*place(page, "قرارداد پژوهشی", "شرکت آب منطقه‌ای گیلان"))
        page.wait_for_selector("#o-panel:not([hidden]) .quote mark")
        assert page.locator("#o-panel .kind").inner_text() == "شرکت در توافق"


def test_a_server_finds_what_is_in_a_folded_part(browser: Any) -> None:
    with on_server(browser, 2) as page:
        find(page, "#o-find", GOVERNORATE)
        page.wait_for_selector("#o-panel:not([hidden]) h3")
        assert page.locator("#o-panel h3").inner_text() == GOVERNORATE
