"""What tests of the pages of single things share: the sample with a few facts more, and pages as text of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pyoxigraph
from browsing import store_of
from pages_kit import SAMPLE
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.pages import FIRST, Frame, Paged, Reader, View, page_text, view_of
from kg.store import Store

_HEAD = re.findall(r"^@(?:prefix|base) .*$", SAMPLE.read_text("utf-8"), re.MULTILINE)
AGREEMENT, INSTITUTION, OFFICIAL, ARTICLE = (
    "agreement/aaaaaaaaaaaaaaaa",
    "institution/ministry-of-energy",
    "official/arman22222222222",
    "article/artone2222222222",
)


def with_facts(turtle: str, graph: str = "") -> Store:
    """Return the sample with these facts besides; consolidated ones, or those of the graph with this local id."""
    store = store_of(lambda quad: quad)
    name = NamedNode(store.base_iri + graph) if graph else DefaultGraph()
    text = "\n".join([*_HEAD, f"@base <{store.base_iri}> .", turtle])
    found = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=store.base_iri)
    store.load_quads(Quad(quad.subject, quad.predicate, quad.object, name) for quad in found)
    return store


def view(store: Store, local_id: str) -> View:
    """Return what a thing's own page shows."""
    return view_of(Reader(store), local_id.partition("/")[0], local_id, FIRST)


def paged(store: Store, local_id: str) -> Paged:
    """Return the pages of a thing's lists; a further one is called by its list and number."""
    return Paged(view(store, local_id).lists, "own", lambda name, number, _: f"{name} {number}")


def page_of(store: Store, local_id: str) -> Any:
    """Return the values of a thing's own page."""
    return view(store, local_id).page


def html_of(store: Store, local_id: str) -> str:
    """Return a thing's own page as it is written."""
    pages = paged(store, local_id)
    return page_text(view(store, local_id), Frame(pagers=pages.pagers(), by_year=pages.years()))


def further_of(store: Store, local_id: str) -> dict[str, tuple[View, str]]:
    """Return the further pages of a thing, what they show and as they are written, by the names of ``paged``."""
    found = {}
    for page in paged(store, local_id).further():
        shown = view_of(Reader(store), local_id.partition("/")[0], local_id, page.part)
        found[page.address] = shown, page_text(shown, Frame(part=page.part, pagers=page.pagers))
    return found


def read(html: str, language: str) -> str:
    """Return the words of a page's main part in one language, as a reader of that language sees them."""
    main = html.partition("<main")[2].partition("</main>")[0]
    other = "en" if language == "fa" else "fa"
    main = re.sub(rf'<(span|bdi|text) class="{other}[ "].*?</\1>', "", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def missing(html: str, language: str, wanted: Iterable[str]) -> list[str]:
    """Return what is wanted and cannot be read."""
    text = read(html, language)
    return [one for one in wanted if one not in text]
