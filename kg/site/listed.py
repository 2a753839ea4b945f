"""Which pages the lists of a site have, and which rows stand on them, as its memory knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.pages import Row, short_hash
from kg.site.database import Database
from kg.site.state import row_of
from kg.site.stops import Stop

Place = tuple[str, str]
"""What a list is in the order of: (place, local id)."""
START: Place = ("", "")
END: Place = ("\U0010ffff", "")
_ROWS = """SELECT place, id, row, jalali, gregorian FROM things
           WHERE kind = ? AND row IS NOT NULL AND (place, id) >= (?, ?) ORDER BY place, id"""
_COUNTED = """SELECT row FROM things WHERE kind = ? AND row IS NOT NULL AND count > 0
              ORDER BY count DESC, place, id LIMIT ?"""
_STOPS = """SELECT jalali, count(*), min(place || char(0) || id) FROM things
            WHERE kind = ?1 AND jalali > '' GROUP BY jalali
            UNION ALL
            SELECT gregorian, count(*), min(place || char(0) || id) FROM things
            WHERE kind = ?1 AND gregorian > '' GROUP BY gregorian ORDER BY 3, 1"""
_PAGES = "SELECT place, id, address FROM listed WHERE kind = ? AND "
_BEFORE = _PAGES + "(place, id) < (?, ?) ORDER BY place DESC, id DESC LIMIT 1"
_HOLDING = _PAGES + "(place, id) <= (?, ?) ORDER BY place DESC, id DESC LIMIT 1"
_WITHIN = _PAGES + "(place, id) >= (?, ?) AND (place, id) < (?, ?) ORDER BY place, id"
_BEGINNING = _PAGES + "place = ? AND id = ?"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list with its place and the ids of its stops."""

    place: Place
    row: Row
    stops: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: the place of its first row, and its address."""

    place: Place
    address: str


class Lists:
    """The lists of one site, by kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, kind: str, start: Place = START) -> Iterator[Listed]:
        """Yield the rows of a list from a place on."""
        for place, local_id, row, jalali, gregorian in self._database.stream(_ROWS, kind, *start):
            yield Listed((place, local_id), row_of(row), (jalali, gregorian))

    def most(self, kind: str, count: int) -> list[Row]:
        """Return the rows with most agreements, none without any."""
        return [row_of(row) for (row,) in self._database.rows(_COUNTED, kind, count)]

    def total(self, kind: str) -> int:
        """Return how many rows a list has."""
        sql = "SELECT count(*) FROM things WHERE kind = ? AND row IS NOT NULL"
        return self._database.numbers(sql, kind)[0]

    def stops(self, kind: str) -> tuple[Stop, ...]:
        """Return where one can jump to, in the order of the list."""
        return tuple(
            Stop(name, f"{self._address(kind, first)}#{name}", count)
            for name, count, first in self._database.rows(_STOPS, kind)
        )

    def _address(self, kind: str, first: str) -> str:
        place, _, local_id = first.rpartition("\0")
        found = self.holding(kind, (place, local_id))
        return found.address if found else f"{kind}s.html"

    def holding(self, kind: str, place: Place) -> ListPage | None:
        """Return the page on which a row stands."""
        return self._page(_HOLDING, kind, *place)

    def before(self, kind: str, place: Place) -> ListPage | None:
        """Return the last page that begins before a row."""
        return self._page(_BEFORE, kind, *place)

    def beginning(self, kind: str, place: Place) -> ListPage | None:
        """Return the page that begins with this row."""
        return self._page(_BEGINNING, kind, *place)

    def has(self, kind: str, address: str) -> bool:
        """Say whether a page of a list has this address."""
        return bool(self._database.rows("SELECT 1 FROM listed WHERE kind = ? AND address = ? LIMIT 1", kind, address))

    def last(self, kind: str) -> str:
        """Return the address of the last page, "" for a list without rows."""
        found = self.before(kind, END)
        return found.address if found else ""

    def within(self, kind: str, start: Place, end: Place) -> list[ListPage]:
        """Return the pages that begin in [start, end), in order."""
        found = self._database.rows(_WITHIN, kind, *start, *end)
        return [ListPage((place, local_id), address) for place, local_id, address in found]

    def put(self, kind: str, pages: Iterable[ListPage], instead: Iterable[ListPage] = ()) -> None:
        """Note pages, and forget others."""
        sql = "DELETE FROM listed WHERE kind = ? AND place = ? AND id = ?"
        self._database.put(sql, ((kind, *page.place) for page in instead))
        self._database.put("INSERT INTO listed VALUES (?, ?, ?, ?)", ((kind, *one.place, one.address) for one in pages))

    def _page(self, sql: str, *values: object) -> ListPage | None:
        found = self._database.rows(sql, *values)
        return ListPage((found[0][0], found[0][1]), found[0][2]) if found else None


def address_of(kind: str, place: Place, *, first: bool) -> str:
    """Return the address of a page that begins with this row."""
    return f"{kind}s.html" if first else f"{kind}s-{short_hash(place[1])}.html"
