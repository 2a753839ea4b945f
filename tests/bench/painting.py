"""How soon the overview of a network is painted and how smoothly it is panned, beside pyvis' own page of the same graph.

``python tests/bench/painting.py`` makes networks of 1,000 and 10,000 nodes (``networks.py``), opens the overview's page
of each in headless Chromium without a GPU and with the network off, waits for the first frame, clicks a node, and pans by
dragging. pyvis' page of the same 1,000 nodes and edges is its default one, with the library inside the file: it is usable
when its layout is stable and a click selects a node. Pages of the sample's site are measured too: first paint, layout
shift, longest task. ``--write`` keeps the results in PAINTING.md. No test asserts a time.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from networks import KINDS, overview_data, write_page

RESULTS = Path(__file__).with_name("PAINTING.md")
SAMPLE = Path(__file__).parents[1] / "data" / "small.trig"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZE = {"width": 1280, "height": 900}
PANNED = 3.0
"""Seconds of dragging."""
WATCH = """
window.seen = {shift: 0, longest: 0};
const watch = (type, use) => new PerformanceObserver(list => list.getEntries().forEach(use)).observe({type, buffered: true});
watch('layout-shift', entry => { if (!entry.hadRecentInput) window.seen.shift += entry.value; });
watch('longtask', entry => { window.seen.longest = Math.max(window.seen.longest, entry.duration); });
"""
PYVIS = """
const wait = setInterval(() => {
    if (!window.network || !window.network.once) return;
    clearInterval(wait);
    window.network.once('stabilizationIterationsDone', () => { window.stable = performance.now(); });
    window.network.on('selectNode', () => { window.answered = window.answered || performance.now(); });
}, 5);
"""
OURS = """
new MutationObserver(() => {
    const list = document.getElementById('o-near');
    if (list && !list.hidden && !window.answered) window.answered = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['hidden']});
"""
DRAG = """seconds => new Promise(done => {
    const canvas = document.querySelector('#o-canvas canvas');
    const box = canvas.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + 200];
    const tell = (type, target, dx, dy) => target.dispatchEvent(new MouseEvent(type,
        {bubbles: true, cancelable: true, view: window, button: 0, buttons: 1, clientX: x + dx, clientY: y + dy}));
    const times = [];
    let last = '';
    const step = now => {
        const {x: at, y: down} = window.kg.overview.here.camera.view();
        if (`${at} ${down}` !== last) times.push(now);
        last = `${at} ${down}`;
        if (now - times[0] > 1000 * seconds) { tell('mouseup', window, 0, 0); done(times); return; }
        const turn = times.length / 20;
        tell('mousemove', window, 200 * Math.sin(turn), 90 * Math.cos(turn));
        requestAnimationFrame(step);
    };
    tell('mousedown', canvas, 0, 0);
    requestAnimationFrame(step);
})"""
"""Drags by as many movements as there are frames: one sent from outside would wait for the messages between processes.

Returns the times of the frames for which the view had changed.
"""
MIDDLE = """() => {
    const {scene, camera} = window.kg.overview.here;
    const node = scene.graph.order[0];
    const at = camera.toScreen(scene.graph.nodes.x[node], scene.graph.nodes.y[node]);
    const box = document.getElementById('o-canvas').getBoundingClientRect();
    return [at.x + box.left, at.y + box.top];
}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening of an overview: ms to the first frame and to the answer to a click, frames a second while panned.

    slowest: ms of the longest time between two frames.
    """

    painted: float
    usable: float
    frames: float
    slowest: float


@contextmanager
def visit(browser: Any, script: str) -> Iterator[Any]:
    """Yield a page of a fresh context without a network."""
    context = browser.new_context(offline=True, viewport=SIZE)
    page = context.new_page()
    page.add_init_script(script)
    yield page
    context.close()


def measure_ours(browser: Any, address: Path) -> Opened:
    """Open, click the best connected node, drag."""
    with visit(browser, OURS) as page:
        page.goto(address.as_uri())
        page.wait_for_selector("#overview[data-drawn=yes]")
        painted = page.evaluate("performance.getEntriesByName('overview-painted')[0].startTime")
        page.mouse.click(*page.evaluate(MIDDLE))
        page.wait_for_function("() => window.answered")
        usable = page.evaluate("window.answered")
        page.locator("#o-canvas").press("Escape")
        page.wait_for_timeout(800)
        times = page.evaluate(DRAG, PANNED)
    gaps = [after - before for before, after in pairwise(times)]
    return Opened(painted, usable, 1000 * len(gaps) / (times[-1] - times[0]), max(gaps))


def measure_pyvis(browser: Any, address: Path, limit: float = 600_000) -> float:
    """Return ms until pyvis' page is stable and has answered a click on a node."""
    with visit(browser, PYVIS) as page:
        page.set_default_timeout(limit)
        page.goto(address.as_uri(), wait_until="commit")
        page.wait_for_function("() => window.stable", polling=20)
        page.evaluate("document.getElementById('mynetwork').scrollIntoView()")
        while not page.evaluate("window.answered"):
            x, y = page.evaluate(
                """() => {
                    const id = window.network.body.nodeIndices[0];
                    const at = window.network.canvasToDOM(window.network.getPosition(id));
                    const box = document.getElementById('mynetwork').getBoundingClientRect();
                    return [at.x + box.left, at.y + box.top];
                }"""
            )
            page.mouse.click(x, y)
            page.wait_for_timeout(20)
        answered: float = page.evaluate("window.answered")
    return answered


def write_pyvis(target: Path, count: int) -> None:
    """Write pyvis' default page of the same nodes and edges, with vis-network inside it."""
    from pyvis.network import Network

    data = overview_data(count)
    network = Network(cdn_resources="in_line")
    nodes, edges = data["nodes"], data["edges"]
    for name, label, kind in zip(nodes["id"], nodes["fa"], nodes["kind"], strict=True):
        network.add_node(name, label=label, group=KINDS[kind])
    for source, end in zip(edges["source"], edges["target"], strict=True):
        network.add_edge(nodes["id"][source], nodes["id"][end])
    target.write_text(network.generate_html(), "utf-8")


def measure_page(browser: Any, address: Path) -> tuple[float, float, float]:
    """Return ms to the first contentful paint, cumulative layout shift and ms of the longest task (0: none over 50)."""
    with visit(browser, WATCH) as page:
        page.goto(address.as_uri())
        page.wait_for_timeout(700)
        if page.locator("#network").count():
            page.locator("#network").scroll_into_view_if_needed()
            page.wait_for_timeout(1500)
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        seen = page.evaluate("window.seen")
    return painted, seen["shift"], seen["longest"]


def sample_site(folder: Path) -> Path:
    """Write the site of the tests' sample."""
    import pyoxigraph

    from kg.site import write_site
    from kg.store import open_store

    store = open_store(None, "write")
    store.load_quads(pyoxigraph.parse(SAMPLE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG))
    write_site(store, folder)
    return folder


def overview_lines(browser: Any, folder: Path, sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Measure overviews, and pyvis in turn with the first of them; yield lines of a Markdown table."""
    pages = {count: write_page(folder / f"net{count}", count) for count in sizes}
    write_pyvis(folder / "pyvis.html", sizes[0])
    found: dict[int, list[Opened]] = {count: [] for count in sizes}
    slow: list[float] = []
    for _ in range(rounds):
        for count, page in pages.items():
            found[count].append(measure_ours(browser, page))
        slow.append(measure_pyvis(browser, folder / "pyvis.html"))
    yield "| page | nodes | painted, ms | usable, ms | panning, frames/s | longest time between frames, ms |"
    yield "|---|---|---|---|---|---|"
    for count, runs in found.items():
        cells = [_median([getattr(run, name) for run in runs]) for name in ("painted", "usable", "frames", "slowest")]
        yield f"| overview | {count:,} | " + " | ".join(cells) + " |"
    yield f"| pyvis, default page | {sizes[0]:,} | | {_median(slow)} | | |"
    ratios = [theirs / ours.usable for theirs, ours in zip(slow, found[sizes[0]], strict=True)]
    yield ""
    yield f"- the overview is usable {_median(ratios)} times sooner than pyvis' page of the same {sizes[0]:,} nodes"


def entity_lines(browser: Any, site: Path, rounds: int) -> Iterator[str]:
    """Measure the largest page of each kind and the overviews; yield lines of a Markdown table."""
    yield "| page | bytes | first contentful paint, ms | layout shift | longest task, ms |"
    yield "|---|---|---|---|---|"
    kinds = ("agreement", "institution", "official", "article", "topic", "province")
    largest = {kind: max((site / kind).glob("*.html"), key=_size, default=None) for kind in kinds}
    others = {name: site / f"{name}.html" for name in ("index", "agreements", "timeline", "map", "rankings", "network")}
    for name, page in (largest | others).items():
        if page is None or not page.is_file():
            continue
        painted, shift, task = zip(*(measure_page(browser, page) for _ in range(rounds)), strict=True)
        yield f"| {name} | {_size(page)[0]:,} | {_median(painted)} | {max(shift):.3f} | {_median(task)} |"


def _size(page: Path) -> tuple[int, str]:
    return page.stat().st_size, page.name


def _median(values: Sequence[float]) -> str:
    middle = statistics.median(values)
    digits = 0 if middle >= 100 else 1
    return f"{middle:,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def _given(given: argparse.Namespace) -> str:
    """Return the command line without the place of a site."""
    only = f" --only {given.only}" if given.only else ""
    return f"--rounds {given.rounds}{only}{' --site DIR' if given.site else ''}"


def main() -> None:
    """Measure, print, and with ``--write`` keep the results."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--site", type=Path, help="a written site whose largest page of each kind is measured")
    parser.add_argument("--only", choices=("networks", "pages"), help="measure a part")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, headless=True)
        site = given.site or sample_site(Path(name) / "site")
        lines = [
            "# How soon pages are seen", "",
            f"`python tests/bench/painting.py {_given(given)}`: Chromium {browser.version}, headless, no GPU, no"
            f" network, {platform.machine()} {platform.system()}. Median (least–most) of {given.rounds} rounds, taken in turn.", "",
            *(overview_lines(browser, Path(name), given.nodes, given.rounds) if given.only != "pages" else ()), "",
            *(entity_lines(browser, site, given.rounds) if given.only != "networks" else ()), "",
        ]  # fmt: skip
        browser.close()
    print("\n".join(lines))
    if given.write:
        RESULTS.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
