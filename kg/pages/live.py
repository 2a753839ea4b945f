"""Pages of a store rendered one by one, under the addresses that they have in a written site.

All links are relative, so that pages work behind any prefix. A page is made from look-ups around its subject; nothing
here reads a whole store but ``live_figures``. ``shared`` serves what needs no store at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pyoxigraph import NamedNode

from kg.ontology.terms import AGR, RDF
from kg.pages.bounded import BoundedReader
from kg.pages.finding import find, suggest
from kg.pages.lists import SECTIONS, THEMES, latest, listing
from kg.pages.live_figures import FIGURES, figure_text
from kg.pages.live_own import drawing_text, own_text
from kg.pages.live_values import CSV, HTML, JSON, SCRIPT, Live, Served, others, root_of
from kg.pages.names import live_href, named
from kg.pages.rendering import render
from kg.pages.scripts import json_text
from kg.pages.themes import is_theme
from kg.pages.things import name_of, thing_page
from kg.pages.values import Link
from kg.pages.views import KINDS
from kg.query import Whereabouts, near_ids, whereabouts
from kg.store import Store

COUNTED = 10_000
"""Members of a class up to which the first page counts; beyond, it says "at least"."""
HITS, SUGGESTED = 50, 12
"""Hits on the page of a search, and below the search box."""


def serve_page(store: Store, address: str, query: Mapping[str, str], depth: int | None = None) -> Served:
    """Return what lies under an address below the root of the pages; 404 with a page for what is unknown.

    depth: folders between that root and the address as it was asked for, where that is not the address's own number.
    """
    address, query = _whole(address), {name: _whole(text) for name, text in query.items()}
    for pattern, answer in _ROUTES:
        found = pattern.fullmatch(address)
        if found:
            return answer(store, found[1], query)
    steps = address.count("/") if depth is None else depth
    return absent_page(store, address, Whereabouts("unknown"), "../" * steps)


def _whole(text: str) -> str:
    """Return a text with "?" for each half of a character: nothing that holds one can be sent."""
    return text.encode("utf-8", "replace").decode()


def _front(store: Store, _: str, __: Mapping[str, str]) -> Served:
    reader = BoundedReader(store)
    counts = [(section, *_counted(reader, name)) for section, name in SECTIONS.items()]
    values = {"counts": counts, "latest": latest(reader, 10), "section": "home"}
    return Served(render("front.html", root="", live=Live(), **values))


def _counted(reader: BoundedReader, name: str) -> tuple[int, bool]:
    """Return the members of a class, COUNTED at most, and whether there are more."""
    graph = "GRAPH ?g" if name == "Article" else ""
    ids = reader.asked(f"SELECT ?x WHERE {{ {graph} {{ ?x a agr:{name} }} }} LIMIT {COUNTED + 1}")
    return min(len(ids), COUNTED), len(ids) > COUNTED


def _network(_: Store, __: str, ___: Mapping[str, str]) -> Served:
    """Return what stands in the place of the network's page until a server has computed it."""
    return Served(waiting_page())


def waiting_page(*, failed: bool = False, again: int = 5) -> str:
    """Return the page that says that the network is being computed, or that it could not be.

    again: seconds after which a browser asks again.
    """
    return render("waiting.html", root="", section="network", live=Live(), failed=failed, again=again)


def _list(store: Store, section: str, query: Mapping[str, str]) -> Served:
    reader = BoundedReader(store)
    found = listing(reader, section, query)
    live = Live(page=found.page, previous=found.previous, next=found.next, cut=reader.cut)
    status = 404 if found.page > 1 and not found.rows else 200
    return Served(render("listing.html", root="", section=section, listing=found, live=live), status=status)


def _search(store: Store, _: str, query: Mapping[str, str]) -> Served:
    text = query.get("q", "")[:200]
    hits = find(BoundedReader(store), store, text, HITS)
    return Served(render("found.html", root="", section="search", text=text, hits=hits, live=Live()))


def _suggest(store: Store, _: str, query: Mapping[str, str]) -> Served:
    links = suggest(BoundedReader(store), store, query.get("q", ""), SUGGESTED)
    return Served(json_text([[one.kind, one.label.fa, one.label.en, one.href] for one in links]), JSON)


def _figure(store: Store, address: str, _: Mapping[str, str]) -> Served:
    text = figure_text(store, address, live=Live())
    if text is None:
        return absent_page(store, address, Whereabouts("unknown"), root_of(address))
    return Served(text, HTML if address.endswith(".html") else CSV)


def _by_id(store: Store, _: str, query: Mapping[str, str]) -> Served:
    return _thing(store, query.get("id", ""), query)


def _thing(store: Store, local_id: str, query: Mapping[str, str]) -> Served:
    """Return the page of a node, of its own making for some classes."""
    kind = local_id.partition("/")[0]
    if _may_be(store, local_id) and is_theme(store, local_id):
        return _own(store, BoundedReader(store), kind, local_id, query)
    found = whereabouts(store, _iri(store, local_id)) if _may_be(store, local_id) else Whereabouts("unknown")
    if found.state == "moved":
        heir = found.heirs[0].value.removeprefix(store.base_iri)
        return Served("", status=301, location=live_href("", heir))
    if found.state != "here":
        return absent_page(store, local_id, found, root_of(live_href("", local_id)))
    reader = BoundedReader(store)
    if kind not in KINDS or not _is(store, local_id, kind):
        page = thing_page(reader, local_id)
        values = {"page": page, "root": root_of(live_href(kind, local_id)), "section": ""}
        return Served(render("thing.html", live=Live(others(local_id), cut=reader.cut), **values))
    return _own(store, reader, kind, local_id, query)


def _own(store: Store, reader: BoundedReader, kind: str, local_id: str, query: Mapping[str, str]) -> Served:
    text = own_text(store, reader, kind, local_id, query)
    if text is None:
        return absent_page(store, local_id, Whereabouts("unknown"), root_of(live_href(kind, local_id)))
    return Served(text)


def _drawing(store: Store, name: str, _: Mapping[str, str]) -> Served:
    local_id = named(name)
    text = drawing_text(store, local_id) if _may_be(store, local_id) else None
    return Served(text or "", SCRIPT, 200 if text else 404)


def absent_page(store: Store, local_id: str, found: Whereabouts, root: str) -> Served:
    """Return the page for what is not here: unknown (404), gone (410) or divided (300).

    root: way from the address that was asked for to the root of the pages.
    """
    reader = BoundedReader(store)
    heirs = [reader.local(heir) for heir in found.heirs] if found.state == "split" else near_ids(store, local_id)
    links = [Link(live_href("", one), name_of(reader, one)) for one in heirs]
    what, status = {"split": ("split", 300), "gone": ("gone", 410)}.get(found.state, ("notFound", 404))
    values = {"what": what, "id": local_id, "links": links, "since": found.since, "reason": found.reason}
    return Served(render("absent.html", section="", live=Live(), root=root, **values), status=status)


def _may_be(store: Store, local_id: str) -> bool:
    try:
        return bool(local_id) and bool(_iri(store, local_id))
    except ValueError:
        return False


def _iri(store: Store, local_id: str) -> NamedNode:
    return NamedNode(store.base_iri + local_id)


def _is(store: Store, local_id: str, kind: str) -> bool:
    """Say whether a node has the class that its id speaks of."""
    return any(store.quads(_iri(store, local_id), RDF("type"), AGR(kind.capitalize()), None))


_Answer = Callable[[Store, str, Mapping[str, str]], Served]
_ROUTES: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (re.compile(r"(|index\.html)"), _front),
    (re.compile(r"(network)\.html"), _network),
    (re.compile(rf"({'|'.join((*SECTIONS, *THEMES))})\.html"), _list),
    (re.compile(r"(search)\.html"), _search),
    (re.compile(r"(search)\.json"), _suggest),
    (re.compile(r"(thing)\.html"), _by_id),
    (re.compile(r"drawing/(.{1,8000})\.js"), _drawing),
    (FIGURES, _figure),
    (re.compile(r"([a-z-]+/[a-z0-9-]+)\.html"), _thing),
)
"""Addresses with what stands for the name in them, and who answers."""
