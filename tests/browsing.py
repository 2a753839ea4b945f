"""What tests share that look at pages in a real browser: pages that note all that goes wrong in them, and stores to show."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pages_kit import HOSTILE, hostile_text, sample_quads
from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology.terms import SCHEMA
from kg.pages import serve_page, shared_file
from kg.store import Store, open_store

LIVE = "http://pages.test/pages/"
"""Where ``served`` pretends that pages of a store are."""
ABORTED = "net::ERR_ABORTED"
"""What is said of a file that was on its way when the page was left."""
NOTES = """() => {
  window.shifted = 0;
  addEventListener('securitypolicyviolation', event => console.error('policy', event.blockedURI, event.sourceFile));
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
  }).observe({ type: 'layout-shift', buffered: true });
}"""
WIDE = """() => [...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1) && !one.closest('.skip, .unseen, .canvas');
}).slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
NAMELESS = """() => [...document.querySelectorAll('a[href], button, summary, h1, h2')].filter(one =>
  one.checkVisibility() && !one.querySelector('q') && !/[\\p{L}\\p{N}\\p{P}\\p{S}]/u.test(one.innerText + (one.ariaLabel || '')))
  .map(one => one.outerHTML.slice(0, 120))"""
TRIES = 3
"""How often a page is opened before what moves in it is its own fault: a busy machine may paint half a page, once."""
EDGE = """relation => {
  const { network, edges } = kg.network;
  const box = document.getElementById('canvas').getBoundingClientRect();
  const edge = edges.get().find(edge => edge.relation === relation && edge.from !== edge.to);
  const [one, two] = [network.getPosition(edge.from), network.getPosition(edge.to)];
  const dom = network.canvasToDOM({ x: one.x + (two.x - one.x) * 0.4, y: one.y + (two.y - one.y) * 0.4 });
  return { x: dom.x + box.x, y: dom.y + box.y };
}"""
"""Where on the screen an edge of a kind can be clicked."""


@contextmanager
def watched(browser: Any, home: str, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """Give a page and the list of what goes wrong in it: messages, errors, dialogs, what is lacking, other hosts."""
    troubles: list[str] = []
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
    page = context.new_page()

    def note(what: str) -> None:
        troubles.append(f"{page.url}: {what}"[:400])

    def dialog(shown: Any) -> None:
        note(f"dialog {shown.message}")
        shown.dismiss()

    page.on("console", lambda message: note(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: note(str(error)))
    page.on("dialog", dialog)
    page.on("request", lambda sent: sent.url.startswith((home, "data:", "blob:")) or note(f"asked {sent.url}"))
    page.on("requestfailed", lambda sent: sent.failure == ABORTED or note(f"lacks {sent.url} {sent.failure}"))
    page.on("response", lambda got: got.status < 400 or note(f"{got.status} for {got.url}"))
    page.add_init_script(f"({NOTES})()")
    try:
        yield page, troubles
    finally:
        context.close()


def shift_of(page: Any, address: str, wait: int) -> float:
    """Return by how much an address shifts when it is opened, as its calmest opening shows after ``wait`` milliseconds."""
    shifts = []
    for _ in range(TRIES):
        page.goto(address, wait_until="load")
        page.wait_for_timeout(wait)
        shifts.append(page.evaluate("window.shifted"))
        if not shifts[-1]:
            break
    return float(min(shifts))


@contextmanager
def over_http(folder: Path) -> Iterator[str]:
    """Serve a folder as any web server would; give its address, which ends in a slash."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def served(page: Any, store: Store) -> None:
    """Answer what a page asks below LIVE from a store, as a server does, without a socket."""

    def answer(route: Any) -> None:
        parts = urlsplit(route.request.url)
        address = unquote(parts.path).removeprefix("/pages/")
        shared = shared_file(address)
        if shared:
            route.fulfill(body=shared[0], content_type=shared[1])
            return
        found = serve_page(store, address, dict(parse_qsl(parts.query)))
        headers = {"Location": LIVE + found.location} if found.location else {}
        route.fulfill(
            body=found.text, content_type=f"{found.media_type}; charset=utf-8", status=found.status, headers=headers
        )

    page.route(f"{LIVE}**", answer)


def kinds_of(site: Path) -> dict[str, Path]:
    """Return kind of page -> one page of it: the largest of each folder, and every page at the root."""
    found = {path.stem: path for path in sorted(site.glob("*.html")) if path.stem != "ontology"}
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages = sorted(folder.glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
        if pages:
            found[folder.name] = pages[-1]
    return found


def store_of(change: Callable[[Quad], Quad | None]) -> Store:
    """Return the sample with every quad changed, or left out where the change is None."""
    store = open_store(None, "write")
    store.load_quads(quad for quad in map(change, sample_quads()) if quad)
    return store


def mixed_store(turn: int) -> Store:
    """Return the sample with a hostile text for every plain text, another one for each; ``turn`` shifts which."""
    texts, at = [hostile_text(case) for case in HOSTILE], iter(range(turn, 1_000_000))

    def change(quad: Quad) -> Quad:
        value, name = quad.object, re.split(r"[#/]", quad.predicate.value)[-1]
        if quad.predicate == SCHEMA("url"):
            value = NamedNode("javascript:window.pwned=1")
        elif isinstance(value, Literal) and name not in {"start", "end", "ordinal", "identifier"}:
            text = texts[next(at) % len(texts)]
            if value.language:
                value = Literal(text, language=value.language)
            elif "XMLSchema#string" in value.datatype.value:
                value = Literal(text)
        return Quad(quad.subject, quad.predicate, value, quad.graph_name)

    return store_of(change)
