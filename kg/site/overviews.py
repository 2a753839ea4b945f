"""What is made from all pages: lists, search, the first page, the whole network."""

from __future__ import annotations

import json
from functools import partial

from kg import __version__
from kg.pages import KINDS, SearchEntry, data_script, render
from kg.site.amending import amend_search
from kg.site.folder import Site
from kg.site.front import write_front
from kg.site.lists import write_list
from kg.site.searching import write_search
from kg.site.state import State
from kg.store import Store

FORMAT = 2
"""Of the folder, by which a later run knows whether it can go on from there."""
TOP = 20

Renewed = tuple[list[SearchEntry], list[SearchEntry]]
"""Search entries of the pages that a run touched, as they were and as they are."""


def marker_text(store: Store) -> str:
    """Return what ``site.json`` says: which program wrote the site, over which base."""
    marker = {"base": store.base_iri, "format": FORMAT, "generator": "agreements-kg", "version": __version__}
    return json.dumps(marker, sort_keys=True) + "\n"


def write_overviews(site: Site, state: State, renewed: Renewed | None = None) -> None:
    """Write lists, search and the first page from the state; of an earlier site only what the touched pages are in."""
    lists = {kind: write_list(site, f"{kind}s", partial(state.rows, kind)) for kind in KINDS}
    if renewed is None:
        state.number(write_search(site, state.entries()))
        site.write("search.html", render("search.html", root="", section="search"))
    else:
        _amend(site, state, *renewed)
    site.write("data/stale.js", data_script("data/stale", {"changed": int(state.noted("drift") or "0")}))
    write_front(site, state, lists, state.bridges(TOP), state.sample())


def _amend(site: Site, state: State, before: list[SearchEntry], after: list[SearchEntry]) -> None:
    """Bring the search up to date; what a hit shows stays in its place, so that few files change."""
    old, new = ({entry.href: entry for entry in entries} for entries in (before, after))
    hrefs = sorted(old.keys() | new.keys())
    changes = ((old.get(href), new.get(href)) for href in hrefs if old.get(href) != new.get(href))
    state.number(amend_search(site, changes, state.numbers(hrefs)).items())
