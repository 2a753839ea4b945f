"""The lists of a site, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg.pages import Row, render
from kg.site.folder import Site

LIST_ROWS = 500
"""Rows of one page of a list."""


def write_list(site: Site, section: str, rows: Iterator[Row], total: int) -> None:
    """Write all pages of one list; an empty one has one page that says so."""
    pages = max(1, -(-total // LIST_ROWS))
    for number in range(1, pages + 1):
        part = list(islice(rows, LIST_ROWS))
        values = {"rows": part, "total": total, "pages": pages, "number_of": number}
        name = section if number == 1 else f"{section}-{number}"
        site.write(f"{name}.html", render("list.html", root="", section=section, **values))
