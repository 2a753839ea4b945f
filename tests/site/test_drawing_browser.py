"""The drawing around a page's subject in a real browser: every line and node is clicked, and the same without a mouse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages_kit import HERE

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
CANVAS = json.loads((HERE / "data" / "canvas_labels.json").read_text("utf-8"))
MEMORANDUM, MINISTRY = "agreement/aaaaaaaaaaaaaaaa", "institution/ministry-of-energy"


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Open]:
    """Open a page of the sample's site with the network off; at the end nothing may have gone wrong."""
    troubles: list[str] = []
    contexts = []

    def visit(name: str, **options: Any) -> Any:
        context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{name}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"{name}: {error}"))
        page.on("requestfailed", lambda request: troubles.append(f"{name}: lacks {request.url}"))
        page.goto((site / f"{name}.html").as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def drawn(page: Any) -> None:
    page.locator("#network .stage").scroll_into_view_if_needed()
    page.wait_for_selector("#network[data-drawn=yes]")


def edges(page: Any) -> list[dict[str, Any]]:
    """Return each edge with a place on the screen that only it covers: a third of the way from its start."""
    found: list[dict[str, Any]] = page.evaluate(
        """() => {
            const { network, edges } = kg.network;
            const box = document.getElementById('canvas').getBoundingClientRect();
            return edges.get().map(edge => {
                const [one, two] = [network.getPosition(edge.from), network.getPosition(edge.to)];
                const dom = network.canvasToDOM({ x: one.x + (two.x - one.x) * 0.4, y: one.y + (two.y - one.y) * 0.4 });
                return { id: edge.id, relation: edge.relation, from: edge.from, x: dom.x + box.x, y: dom.y + box.y };
            });
        }"""
    )
    return found


def panel(page: Any) -> tuple[str, list[str]]:
    """Return the panel's text and what is highlighted in it."""
    page.wait_for_selector("#panel:not([hidden])")
    marks = page.eval_on_selector_all("#panel mark", "marks => marks.map(mark => mark.textContent)")
    return page.inner_text("#panel"), marks


@pytest.mark.parametrize(
    ("relation", "kind", "marked"),
    [
        ("participation", "شرکت در توافق", "وزارت نیرو"),
        ("signature", "امضای توافق", "نمونه‌پور"),
        ("tenure", "سمت در نهاد", "استاندار"),
    ],
)
def test_clicking_an_edge_of_each_kind_shows_its_agreement_and_sentence(
    visit: Open, relation: str, kind: str, marked: str
) -> None:
    page = visit(MEMORANDUM)
    drawn(page)
    texts = []
    for edge in edges(page):
        if edge["relation"] != relation:
            continue
        page.mouse.click(edge["x"], edge["y"])
        text, marks = panel(page)
        assert page.inner_text("#panel .kind") == kind
        assert marks
        if relation != "tenure":
            assert "تفاهم‌نامه همکاری آب و انرژی" in text
        texts += marks
        page.click("#panel .close")
        page.wait_for_selector("#panel", state="hidden")
    assert any(marked in text for text in texts)


def test_the_sentence_of_an_edge_leads_to_its_place_in_the_article(visit: Open) -> None:
    page = visit(MEMORANDUM)
    drawn(page)
    edge = next(edge for edge in edges(page) if edge["relation"] == "signature")
    page.mouse.click(edge["x"], edge["y"])
    _, marks = panel(page)
    page.click("#panel .quote a >> nth=0")
    page.wait_for_selector("mark.hit")
    assert "/article/" in page.url
    hit = page.eval_on_selector_all("mark.hit", "marks => marks.map(mark => mark.textContent).join('')")
    assert hit == marks[0]


def test_clicking_a_node_shows_its_facts(visit: Open) -> None:
    page = visit(MEMORANDUM)
    drawn(page)
    place = page.evaluate(
        """() => { const { network } = kg.network, box = document.getElementById('canvas').getBoundingClientRect();
            const at = network.canvasToDOM(network.getPosition('institution/ministry-of-energy.html'));
            return { x: at.x + box.x, y: at.y + box.y }; }"""
    )
    page.mouse.click(place["x"], place["y"])
    text, marks = panel(page)
    assert "وزارت نیرو" in text
    assert marks
    page.click("#panel .go")
    page.wait_for_url(lambda url: url.endswith(f"{MINISTRY}.html"))


def test_everything_is_reached_by_keyboard_in_the_list(visit: Open) -> None:
    """The list names every neighbour and has a button for every edge; Escape closes the panel and leads back."""
    page = visit(MEMORANDUM)
    page.focus("#near summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#near li")
    names = page.eval_on_selector_all("#near li > a", "links => links.map(link => link.textContent)")
    assert sorted(names) == sorted(
        ["وزارت نیرو", "استانداری گیلان", "دانشگاه گیلان", "آرمان فرضی‌نیا", "سید مهران نمونه‌پور"]
    )
    assert page.locator("#near button").count() == 7
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    pressed = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    _, marks = panel(page)
    assert marks
    assert page.evaluate("document.activeElement.className") == "close"
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == pressed


def test_the_list_and_the_labels_follow_the_language(visit: Open) -> None:
    page = visit(MEMORANDUM)
    drawn(page)
    page.click("#near summary")
    page.click("#language")
    page.wait_for_selector("text=takes part in: >> nth=0")
    names = page.eval_on_selector_all("#near li > a", "links => links.map(link => link.textContent)")
    assert "Ministry of Energy" in names
    labels = page.evaluate("kg.network.nodes.get().map(node => node.label)")
    assert "\u2068Ministry of Energy\u2069" in labels


def test_the_library_waits_until_the_drawing_is_in_view(visit: Open) -> None:
    page = visit(MEMORANDUM, viewport={"width": 1280, "height": 500})
    page.wait_for_timeout(800)
    assert page.evaluate("window.vis === undefined")
    assert page.locator(".picture").is_visible()
    drawn(page)
    assert page.evaluate("window.vis !== undefined")
    assert page.locator(".picture").is_hidden()


def test_without_scripts_the_still_picture_and_all_facts_are_there(visit: Open) -> None:
    page = visit(MEMORANDUM, java_script_enabled=False)
    assert page.locator(".picture").is_visible()
    names = page.locator(".picture text:visible").all_text_contents()
    assert {"وزارت نیرو", "استانداری گیلان"} <= set(names)


def test_print_shows_the_still_picture(visit: Open) -> None:
    page = visit(MEMORANDUM)
    drawn(page)
    page.emulate_media(media="print")
    assert page.locator(".picture").is_visible()
    assert page.locator("#canvas").is_hidden()


def test_edges_and_nodes_take_the_colours_of_light_and_dark(visit: Open) -> None:
    page = visit(MEMORANDUM, color_scheme="light")
    drawn(page)
    colours = "[kg.network.edges.get()[0].color.color, Object.values(kg.network.network.body.nodes).find(node => node.options.group === `official`).options.color.background]"
    light = page.evaluate(colours)
    page.emulate_media(color_scheme="dark")
    for _ in range(50):  # not wait_for_function: it evaluates a text, which the page's policy forbids
        if page.evaluate(colours) != light:
            break
        page.wait_for_timeout(100)
    tone = "name => getComputedStyle(document.getElementById('network')).getPropertyValue('--' + name).trim()"
    assert page.evaluate(colours) == [page.evaluate(tone, "participation"), page.evaluate(tone, "official")]


def test_labels_on_the_canvas_are_isolated_and_short(visit: Open) -> None:
    page = visit(MEMORANDUM)
    for case in CANVAS:
        assert page.evaluate("kg.canvasLabel", case["text"]) == "\n".join(
            f"\u2068{line}\u2069" for line in case["lines"]
        )
    hostile = "".join(map(chr, (*range(0x20), *range(0x2020, 0x2070), 0xFEFF, 0x1F3DB))) * 40
    lines = page.evaluate("kg.canvasLabel", hostile).split("\n")
    assert len(lines) <= 3
    assert all(re.fullmatch("\u2068[^\u2066-\u2069\u202a-\u202e\n]+\u2069", line) for line in lines)
    assert all(len(line) <= 27 for line in lines)
