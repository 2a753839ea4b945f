"""What is made from all pages: lists, search, the first page, the whole network."""

from __future__ import annotations

import json
from functools import partial

from kg import __version__
from kg.pages import KINDS, SearchEntry, data_script, render
from kg.site.amending import amend_search
from kg.site.folder import Site
from kg.site.front import write_front
from kg.site.lists import list_contents, write_list
from kg.site.searching import write_search
from kg.site.state import State
from kg.store import Store

FORMAT = 2
"""Of the folder, by which a later run knows whether it can go on from there."""

Renewed = tuple[list[SearchEntry], list[SearchEntry]]
"""Search entries of the pages that a run touched, as they were and as they are."""


def marker_text(store: Store) -> str:
    """Return what ``site.json`` says: which program wrote the site, over which base."""
    marker = {"base": store.base_iri, "format": FORMAT, "generator": "agreements-kg", "version": __version__}
    return json.dumps(marker, sort_keys=True) + "\n"


def write_overviews(site: Site, state: State, renewed: Renewed | None = None) -> None:
    """Write lists, search and the first page from the state; of an earlier site only what the touched pages are in."""
    touched = {entry.kind for part in renewed for entry in part} if renewed is not None else set(KINDS)
    lists = {kind: write_list(site, f"{kind}s", partial(state.rows, kind)) for kind in KINDS if kind in touched}
    if renewed is None:
        state.number(write_search(site, state.entries()))
        site.write("search.html", render("search.html", root="", section="search"))
    else:
        _amend(site, state, renewed)
    site.write("data/stale.js", data_script("data/stale", {"changed": state.drift()}))
    others = {kind: list_contents(f"{kind}s", state.rows(kind)) for kind in KINDS if kind not in touched}
    write_front(site, state, {kind: (lists | others)[kind] for kind in KINDS})


def _amend(site: Site, state: State, renewed: Renewed) -> None:
    """Bring the search up to date for the pages that a run touched."""
    before, after = ({entry.href: entry for entry in part} for part in renewed)
    hrefs = sorted({*before, *after})
    changes = ((before.get(href), after.get(href)) for href in hrefs if before.get(href) != after.get(href))
    state.number(amend_search(site, changes, state.numbers(hrefs)).items())
