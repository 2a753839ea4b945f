"""The lists of a site, page by page: dated things by year, others by the alphabet, each page with a way to all others.

Pages of dated lists are numbered from the oldest on, as an archive is bound, so that what is new changes the last
pages only; the page that is opened first is the newest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import islice

from kg.language import ALPHABET, search_text
from kg.pages import Label, Row, persian_digits, render, words
from kg.site.folder import Site

LIST_ROWS = 150
"""Rows of one page of a list: below 150 KB where names are as long as they mostly are."""
DATED = ("agreements", "articles")
Rows = Callable[[], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one can jump to in a list: a year or a letter, the id of its line, the place of its first row, how many.

    language: fa or en for a year of one calendar, "" for what both languages show.
    """

    label: Label
    id: str
    language: str = ""
    place: int = 0
    count: int = 0


@dataclass(slots=True)
class Contents:
    """What stands where in a list, found by one pass over it."""

    section: str
    total: int = 0
    stops: dict[str, Stop] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages the list has; an empty one has one that says so."""
        return max(1, -(-self.total // LIST_ROWS))

    @property
    def dated(self) -> bool:
        """Whether it is in the order of dates."""
        return self.section in DATED

    def address(self, page: int) -> str:
        """Return the address of a page, counted from the one that is opened first."""
        if page == 1:
            return f"{self.section}.html"
        return f"{self.section}-{self.pages + 1 - page if self.dated else page}.html"

    def first(self, page: int) -> int:
        """Return the place of the first row of a page: the newest page of a dated list holds what is left over."""
        if not self.dated or page == 1:
            return (page - 1) * LIST_ROWS
        return self.total - (self.pages + 1 - page) * LIST_ROWS

    def page_of(self, place: int) -> int:
        """Return the page on which a row stands."""
        if not self.dated:
            return place // LIST_ROWS + 1
        return self.pages - (self.total - 1 - place) // LIST_ROWS

    def where(self, stop: Stop) -> str:
        """Return the address of a stop's line."""
        return f"{self.address(self.page_of(stop.place))}#{stop.id}"

    def note(self, place: int, row: Row) -> None:
        """Take in a row."""
        self.total = place + 1
        for stop in stops(row, self.dated):
            known = self.stops.get(stop.id) or replace(stop, place=place)
            self.stops[stop.id] = replace(known, count=known.count + 1)


def write_list(site: Site, section: str, rows: Rows) -> Contents:
    """Write all pages of one list; ``rows`` gives its rows from the first on, each time it is called."""
    contents = Contents(section)
    most = nlargest(LIST_ROWS, _ranked(contents, rows()), key=lambda item: item[:2])
    source, last = rows(), dict[str, str]()
    for page in range(1, contents.pages + 1):
        size = (contents.first(page + 1) if page < contents.pages else contents.total) - contents.first(page)
        part = [(row, _fresh(row, contents, last)) for row in islice(source, size)]
        if part and not part[0][1]:
            part[0] = part[0][0], tuple(contents.stops[stop.id] for stop in stops(part[0][0], contents.dated))
        site.write(contents.address(page), _page(contents, page, part, bool(most)))
    if most:
        site.write(f"{section}-most.html", _page(contents, 0, [(row, ()) for _, _, row in most], True))
    else:
        site.remove(f"{section}-most.html")
    _remove_further(site, contents)
    return contents


def _remove_further(site: Site, contents: Contents) -> None:
    """Take away pages that an earlier, longer list had."""
    number = contents.pages if contents.dated else contents.pages + 1
    while site.remove(f"{contents.section}-{number}.html"):
        number += 1


def list_contents(section: str, rows: Iterator[Row]) -> Contents:
    """Return what stands where in a list that is not written."""
    contents = Contents(section)
    for place, row in enumerate(rows):
        contents.note(place, row)
    return contents


def _ranked(contents: Contents, rows: Iterator[Row]) -> Iterator[tuple[int, int, Row]]:
    """Take all rows into the contents, and yield (count, order, row) of those with agreements."""
    for place, row in enumerate(rows):
        contents.note(place, row)
        if row.count and not contents.dated:
            yield row.count, -place, row


def _fresh(row: Row, contents: Contents, last: dict[str, str]) -> tuple[Stop, ...]:
    """Return what begins with this row."""
    found = []
    for stop in stops(row, contents.dated):
        if last.get(stop.language) != stop.id:
            last[stop.language] = stop.id
            found.append(contents.stops[stop.id])
    return tuple(found)


def stops(row: Row, dated: bool) -> tuple[Stop, ...]:
    """Return what a row belongs to: its year in both calendars, or the letter its name begins with."""
    if not dated:
        letter = initial(row.link.label)
        return (Stop(Label(letter, letter), f"l-{ord(letter):x}"),)
    found = []
    for language, label in (("fa", row.when and row.when.jalali), ("en", row.when and row.when.gregorian)):
        year = re.search(r"\d{4}", label.en) if label else None
        if year:
            found.append(Stop(Label(persian_digits(year[0]), year[0]), f"{language}-{year[0]}", language))
    return tuple(found) or (Stop(words()["noDate"], "undated"),)


def initial(label: Label) -> str:
    """Return the letter under which a name stands, ``#`` for a name that begins with none."""
    letter = next(iter(search_text(label.fa) or search_text(label.en)), "#")
    if letter in ALPHABET:
        return letter
    return letter.upper() if "a" <= letter <= "z" else "#"


def _page(contents: Contents, page: int, part: list[tuple[Row, tuple[Stop, ...]]], most: bool) -> str:
    beside = {
        name: contents.address(number) if page and 1 <= number <= contents.pages and number != page else ""
        for name, number in (("first", 1), ("previous", page - 1), ("next", page + 1), ("last", contents.pages))
    }
    chosen = {stop.id for _, found in part for stop in found}
    return render(
        "list.html",
        root="",
        section=contents.section,
        rows=part,
        total=contents.total,
        pages=contents.pages,
        page=page,
        beside=beside,
        stops=[(stop, contents.where(stop), stop.id in chosen) for stop in contents.stops.values()],
        most=most,
        dated=contents.dated,
    )
