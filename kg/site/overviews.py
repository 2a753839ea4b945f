"""What is made from all pages: lists, search, the first page, the whole network."""

from __future__ import annotations

import json
from itertools import islice

from kg import __version__
from kg.pages import KINDS, SearchEntry, data_script, render
from kg.site.folder import Site
from kg.site.lists import write_list
from kg.site.searching import write_search
from kg.site.state import State
from kg.store import Store

FORMAT = 2
"""Of the folder, by which a later run knows whether it can go on from there."""
TOP = 20
_LATEST = 10

Renewed = tuple[list[SearchEntry], list[SearchEntry]]
"""Search entries of the pages that a run touched, as they were and as they are."""


def marker_text(store: Store) -> str:
    """Return what ``site.json`` says: which program wrote the site, over which base."""
    marker = {"base": store.base_iri, "format": FORMAT, "generator": "agreements-kg", "version": __version__}
    return json.dumps(marker, sort_keys=True) + "\n"


def write_overviews(site: Site, state: State, renewed: Renewed | None = None) -> None:
    """Write lists, search and the first page from the state; of an earlier site only what the touched pages are in."""
    kinds = KINDS if renewed is None else sorted({entry.kind for part in renewed for entry in part})
    for kind in kinds:
        write_list(site, f"{kind}s", state.rows(kind), state.count(kind))
    write_search(site, state.entries())
    if renewed is None:
        site.write("search.html", render("search.html", root="", section="search"))
    site.write("data/stale.js", data_script("data/stale", {"changed": int(state.noted("drift") or "0")}))
    _write_index(site, state)


def _write_index(site: Site, state: State) -> None:
    counts = {kind: state.count(kind) for kind in KINDS}
    connected = (row for row in state.rows("institution") if row.count)
    index = render(
        "index.html",
        root="",
        section="home",
        counts=[(f"{kind}s", count) for kind, count in counts.items()],
        total=sum(counts.values()),
        latest=list(islice(state.rows("agreement"), _LATEST)),
        connected=list(islice(connected, _LATEST)),
        quiet=state.quiet(),
        bridges=state.bridges(TOP),
        sample=state.sample(),
    )
    site.write("index.html", index)
