"""The site in a real browser, opened from ``file://`` with the network off: what a reader sees and can do."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import ABORTED

from kg.language import search_text

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Open]:
    """Open a page of the sample's site; at the end nothing may have gone wrong and no other host been asked."""
    troubles: list[str] = []
    contexts = []

    def visit(name: str, folder: Path = site, **options: Any) -> Any:
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{name}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"{name}: {error}"))
        page.on("dialog", lambda dialog: troubles.append(f"{name}: dialog {dialog.message}") or dialog.dismiss())
        page.on("request", lambda request: request.url.startswith("file:") or troubles.append(f"asked {request.url}"))
        page.on(
            "requestfailed",
            lambda request: request.failure == ABORTED or troubles.append(f"{name}: lacks {request.url}"),
        )
        page.add_init_script(
            "addEventListener('securitypolicyviolation', event => console.error('policy', event.blockedURI))"
        )
        path, _, fragment = name.partition("#")
        page.goto((folder / path).as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def drawn(page: Any) -> None:
    page.locator("#network").scroll_into_view_if_needed()
    page.wait_for_selector("#network[data-drawn=yes]")


def at(page: Any, kind: str, name: str) -> dict[str, float]:
    """Return where on the screen a node or the middle of an edge lies."""
    return page.evaluate(
        """([kind, name]) => {
            const { network, nodes, edges } = window.kg.network;
            let point;
            if (kind === 'node') {
                const node = nodes.get().find(node => node.label.includes(name));
                point = network.getPosition(node.id);
            } else {
                const edge = edges.get().find(edge => edge.relation === name);
                const [one, two] = [network.getPosition(edge.from), network.getPosition(edge.to)];
                point = { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
            }
            const dom = network.canvasToDOM(point);
            const box = document.getElementById('canvas').getBoundingClientRect();
            return { x: dom.x + box.x, y: dom.y + box.y };
        }""",
        [kind, name],
    )


def paint(page: Any) -> dict[str, float]:
    """Return the share of painted pixels of the canvas and how many have the legend's colour of each kind of node."""
    found: dict[str, float] = page.evaluate(
        """() => {
            const canvas = document.querySelector('#canvas canvas');
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
            copy.drawImage(canvas, 0, 0);
            const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
            const tones = ['institution', 'official', 'agreement'].map(kind =>
                getComputedStyle(document.querySelector(`#legend .k-${kind}`)).backgroundColor.replace(/[^0-9,]/g, ''));
            const found = { painted: 0, ...Object.fromEntries(tones.map(tone => [tone, 0])) };
            for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3]) found.painted += 4 / data.length;
                const key = `${data[at]},${data[at + 1]},${data[at + 2]}`;
                if (data[at + 3] === 255 && key in found) found[key] += 1;
            }
            return found;
        }"""
    )
    assert len(found) == 4
    return found


def test_all_pages_open_without_trouble(visit: Open, site: Path) -> None:
    page = visit("index.html")
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        if page.query_selector("#network"):
            drawn(page)


def test_a_quote_leads_to_its_place_in_the_article(visit: Open) -> None:
    page = visit("agreement/aaaaaaaaaaaaaaaa.html")
    page.click("text=وزارت نیرو و استانداری گیلان تفاهم‌نامه امضا کردند >> nth=0")
    page.wait_for_selector("mark.hit")
    assert "/article/artone2222222222.html#e-" in page.url
    hit = page.eval_on_selector_all("mark.hit", "marks => marks.map(mark => mark.textContent).join('')")
    assert hit == "وزارت نیرو"
    box = page.locator("mark.hit").first.bounding_box()
    assert 0 < box["y"] < 900


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("وزارت نيرو", "وزارت نیرو"),
        ("ministry of ENERGY", "وزارت نیرو"),
        ("نمونه پور", "سید مهران نمونه‌پور"),
        ("نمونه‌پور", "سید مهران نمونه‌پور"),
        ("دانشگاه‌گیلان", "دانشگاه گیلان"),
        ("مثالى", "سارا مثالی"),
    ],
)
def test_search_finds_in_any_spelling(visit: Open, typed: str, found: str) -> None:
    page = visit("index.html")
    page.fill("#search", typed)
    page.wait_for_selector("#hits a")
    assert found in page.eval_on_selector_all("#hits a bdi", "links => links.map(link => link.textContent)")


def test_search_does_not_find_inside_words(visit: Open) -> None:
    page = visit("index.html")
    page.fill("#search", "یرو")
    page.wait_for_selector("#hits .none")


def test_enter_opens_the_first_hit(visit: Open) -> None:
    page = visit("article/artone2222222222.html")
    page.fill("#search", "سارا")
    page.wait_for_selector("#hits a")
    page.press("#search", "Enter")
    page.wait_for_url("**/official/sara222222222222.html")


def test_the_browser_folds_as_python_does(visit: Open) -> None:
    ranges = [(0x20, 0x7F), (0xA0, 0x17F), (0x600, 0x6FF), (0x200B, 0x206F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]
    chance = random.Random(7)
    texts = ["رءیس", "اعضاء", "رءَیس", "سوءی", "ملي", "شورای‌عالی", "", " ", "𐎠🏛ي", "ﷲ ﺀى"]
    for _ in range(600):
        texts.append("".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(1, 14))))
    page = visit("index.html")
    folded = page.evaluate(
        "async texts => { const fold = kg.folder(await kg.load('data/fold')); return texts.map(fold); }", texts
    )
    wrong = [
        (text, mine, search_text(text)) for text, mine in zip(texts, folded, strict=True) if mine != search_text(text)
    ]
    assert wrong == []


def test_language_switch_turns_the_page_around_and_is_kept(visit: Open) -> None:
    page = visit("institution/ministry-of-energy.html")
    drawn(page)
    assert page.inner_text("h1") == "وزارت نیرو"
    page.click("#language")
    assert page.inner_text("h1") == "Ministry of Energy"
    assert page.evaluate("document.documentElement.dir + document.documentElement.lang") == "ltren"
    assert page.get_attribute("#search", "placeholder").startswith("Name of")
    labels = page.evaluate("kg.network.nodes.get().map(node => node.label)")
    assert "\u2068Ministry of Energy\u2069" in labels


def test_the_legend_hides_a_kind(visit: Open) -> None:
    page = visit("institution/ministry-of-energy.html")
    drawn(page)
    page.uncheck("#legend input[value=official]")
    hidden = page.evaluate("kg.network.nodes.get().filter(node => node.hidden).map(node => node.group)")
    assert hidden
    assert set(hidden) == {"official"}


def test_nodes_stay_where_python_put_them(visit: Open) -> None:
    page = visit("institution/ministry-of-energy.html")
    drawn(page)
    moved = page.evaluate(
        """() => { const { network, nodes } = kg.network; return nodes.get().filter(node => {
            const at = network.getPosition(node.id); return at.x !== node.x || at.y !== node.y; }).length; }"""
    )
    assert moved == 0


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(245, 246, 248)"), ("dark", "rgb(16, 21, 28)")])
def test_the_canvas_is_painted_in_the_colours_of_the_legend(visit: Open, scheme: str, ground: str) -> None:
    page = visit("institution/ministry-of-energy.html", color_scheme=scheme)
    drawn(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.stage')).backgroundColor") == ground
    found = paint(page)
    assert 0.005 < found.pop("painted") < 0.5
    assert min(found.values()) > 100
    page.uncheck("#legend input[value=institution]")
    page.uncheck("#legend input[value=official]")
    page.uncheck("#legend input[value=agreement]")
    page.wait_for_timeout(100)
    assert paint(page)["painted"] == 0


def test_the_bundled_font_is_used(visit: Open) -> None:
    page = visit("index.html")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    faces = page.evaluate("[...document.fonts].map(face => face.family + ' ' + face.status)")
    assert faces == ["Vazirmatn loaded"]


def test_nothing_runs_over_the_edge_of_a_phone(visit: Open, site: Path) -> None:
    page = visit("index.html")
    page.set_viewport_size({"width": 390, "height": 800})
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
