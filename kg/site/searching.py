"""The search data of a site."""

from __future__ import annotations

from collections.abc import Iterable

from kg.pages import data_script
from kg.site.folder import Site


def write_search(site: Site, entries: Iterable[list[str]]) -> None:
    """Write the entries of the search box."""
    site.write("data/search.js", data_script("data/search", list(entries)))
