"""What is made from all pages: lists, search, the first page, the whole network."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kg import __version__
from kg.pages import KINDS, SearchEntry, data_script, render
from kg.site.amending import amend_search
from kg.site.folder import Site
from kg.site.front import write_front
from kg.site.listed import Lists, Place
from kg.site.lists import Contents, contents_of, write_list
from kg.site.searching import write_search
from kg.site.state import State
from kg.store import Store

FORMAT = 4
"""Of the folder, by which a later run knows whether it can go on from there."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a run touched: search entries of pages as they were and as they are, and where rows stood and stand."""

    before: list[SearchEntry]
    after: list[SearchEntry]
    places: dict[str, list[Place]]


def marker_text(store: Store) -> str:
    """Return what ``site.json`` says: which program wrote the site, over which base."""
    marker = {"base": store.base_iri, "format": FORMAT, "generator": "agreements-kg", "version": __version__}
    return json.dumps(marker, sort_keys=True) + "\n"


def write_overviews(site: Site, state: State, renewed: Renewed | None = None) -> None:
    """Write lists, search and the first page from the state; of an earlier site only what the touched pages are in."""
    lists = Lists(state.database)
    if renewed is None:
        contents = [write_list(site, lists, kind) for kind in KINDS]
        state.number(write_search(site, state.entries()))
        site.write("search.html", render("search.html", root="", section="search"))
    else:
        contents = [_renewed(site, lists, kind, renewed.places.get(kind, [])) for kind in KINDS]
        _amend(site, state, renewed)
    site.write("data/stale.js", data_script("data/stale", {"changed": state.drift()}))
    write_front(site, state, contents)


def _renewed(site: Site, lists: Lists, kind: str, changed: list[Place]) -> Contents:
    return write_list(site, lists, kind, changed) if changed else contents_of(lists, kind)


def _amend(site: Site, state: State, renewed: Renewed) -> None:
    """Bring the search up to date for the pages that a run touched."""
    before, after = ({entry.href: entry for entry in part} for part in (renewed.before, renewed.after))
    hrefs = sorted({*before, *after})
    changes = ((before.get(href), after.get(href)) for href in hrefs if before.get(href) != after.get(href))
    state.number(amend_search(site, changes, state.numbers(hrefs)).items())
