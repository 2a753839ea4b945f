"""What the pages of figures share: names of what is counted, lists of agreements page by page, and their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.ontology import label
from kg.ontology.terms import AGR, ATYPE, SCHEME, STATUS
from kg.overview import Survey
from kg.pages.dates import when
from kg.pages.links import agreement_link
from kg.pages.pieces import chip, moment
from kg.pages.reader import Reader
from kg.pages.rendering import render
from kg.pages.values import Label, Link
from kg.pages.views import KINDS

ROWS = 150
"""Rows of one page of a list of agreements."""
MOST_PAGES = 20
"""Pages of a list of agreements without a fact; what lies beyond is found by a query."""
_TILES = Path(__file__).with_name("tiles.tsv")

Exists = Callable[[str], bool]
"""Says whether there is a page under an address seen from the root of the pages."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Names and links of what figures count; what has no page gets a link to nowhere, which is not drawn as one."""

    reader: Reader
    exists: Exists

    def thing(self, local_id: str) -> Link:
        """Return the link to an agreement, institution, official, article or place."""
        kind = local_id.partition("/")[0]
        if kind == "place":
            return self.page("province", f"province/{local_id.partition('/')[2]}.html", self.reader.label(local_id))
        if kind == "agreement":
            return agreement_link(self.reader, local_id)
        if kind in KINDS:
            return self.reader.link(kind, local_id)
        return Link("", Label(local_id, local_id), kind)

    def page(self, kind: str, href: str, name: Label) -> Link:
        """Return the link to a page that may not be there."""
        return Link(href if self.exists(href) else "", name, kind)

    def concept(self, scheme: str, slug: str) -> Label:
        """Return the label of a concept of a scheme by its slug, an empty one for none."""
        return self.reader.concept(NamedNode(f"{SCHEME.base}{scheme}/{slug}")) if slug else Label()

    def topic(self, slug: str) -> Link:
        """Return the link to a topic."""
        return self.page("topic", f"topic/{slug}.html", self.concept("topic", slug))


def term(name: str) -> Label:
    """Return the label of a class or property of the vocabulary."""
    return Label(label(AGR(name), "fa") or name, label(AGR(name), "en") or name)


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement of a list; its kind and status, and its date, as they stand on the page."""

    link: Link
    chips: Markup
    date: Markup


def rows_of(reader: Reader, survey: Survey, numbers: Iterable[int]) -> list[Row]:
    """Return agreements as rows of a list."""
    return [_row(reader, survey, number) for number in numbers]


def _row(reader: Reader, survey: Survey, number: int) -> Row:
    status, kind = survey.statuses[number], survey.types[number]
    types = reader.concept(ATYPE(kind)) if kind else Label()
    statuses = reader.concept(STATUS(status)) if status else Label()
    date = _date(survey.dates["gregorian"][number], survey.dates["jalali"][number])
    return Row(agreement_link(reader, survey.ids[number]), _chips(types, statuses, status), date)


@lru_cache(maxsize=1_000)
def _chips(kind: Label, status: Label, code: str) -> Markup:
    return chip(kind) + chip(status, code)


@lru_cache(maxsize=10_000)
def _date(iso: str, jalali: str) -> Markup:
    found = when(iso, jalali)
    return moment(found)


def pages_of(count: int) -> int:
    """Return how many pages a list of so many agreements has; one for none."""
    return max(1, -(-count // ROWS))


def numbered(address: str, number: int) -> str:
    """Return the address of a page of a list.

    >>> numbered("quality/without-date", 1), numbered("quality/without-date", 2)
    ('quality/without-date.html', 'quality/without-date-p2.html')
    """
    return f"{address}.html" if number == 1 else f"{address}-p{number}.html"


@dataclass(frozen=True, slots=True)
class Group:
    """Agreements of one list under one heading. anchor: its element id."""

    anchor: str
    name: Label
    count: int
    rows: list[Row]


def list_page(  # noqa: PLR0913 - all that one page of a list shows
    address: str,
    number: int,
    total: int,
    groups: Sequence[Group],
    *,
    pages: int,
    section: str,
    **values: Any,  # noqa: ANN401 - whatever the template shows
) -> str:
    """Return one page of a list of agreements below ``section``."""
    beside = {name: _beside(address, at, pages) for name, at in (("previous", number - 1), ("following", number + 1))}
    shown = {"number_of": number, "pages": pages, "total": total, "groups": groups, "section": section}
    return render("portion.html", root="../", **shown, **beside, **values)


def _beside(address: str, number: int, pages: int) -> str:
    return numbered(address.rpartition("/")[2], number) if 1 <= number <= pages else ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the schematic map: column from the west and row from the north, from 0."""

    slug: str
    column: int
    row: int
    name: Label


def tiles() -> tuple[Tile, ...]:
    """Return the provinces of the schematic map, in the order of the file."""
    lines = (line.split("\t") for line in _TILES.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(Tile(slug, int(column), int(row), Label(fa, en)) for slug, column, row, fa, en in lines)
