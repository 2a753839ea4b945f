"""Things with long lists (agreements, signatures, statements …), each divided over pages of bounded size.

Every list goes over pages of its own. All begin on the thing's page; the further pages have one list each and an
address that the first row on it gives, so that they stay as they are when a row comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from kg.pages.cutting import Cutting
from kg.pages.names import short_hash

CUTTING = Cutting(least=8, most=18, one_in=5)
"""Rows of a page: some twelve, with their quotes some 25 kB."""
OF_THEMES = Cutting(least=5, most=11, one_in=3)
"""The same of a topic or province, where a row names all who take part in both languages: some seven, some 23 kB."""
QUOTES = 30
"""Quotes of one page, with their sources some 30 kB; beyond, each row shows its best ones only."""
LISTS = ("deals", "signings", "deeds", "holdings", "sayings", "sources")
"""The long lists that things have."""
Key = tuple[str, ...]
"""What a row is told from others by: the local ids of the nodes that it is about.

A row says something else only when one of these is touched by a change (``kg.site.touched``); where that is not sure,
the thing's own id is among them.
"""
_Row = TypeVar("_Row", bound=Key)


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a thing's long lists a page shows.

    name: the list that a further page shows, rows ``start`` to ``stop``; "": the beginning of every list. whole: all
    rows of all lists. counted: up to how many agreements all are looked at for who takes part and when; None: however
    many.
    """

    name: str = ""
    start: int = 0
    stop: int | None = None
    whole: bool = False
    counted: int | None = None

    def counts(self, total: int) -> bool:
        """Say whether so many agreements are all looked at."""
        return not self.name and (self.counted is None or total <= self.counted)

    def rows(self, name: str, rows: Sequence[_Row], cutting: Cutting = CUTTING) -> Sequence[_Row]:
        """Return the rows of a list that this page shows; a row begins with its key.

        >>> Part("deeds", 1, 2).rows("deeds", [("a",), ("b",), ("c",)]), Part("deeds", 1, 2).rows("deals", [("a",)])
        ([('b',)], [])
        """
        if self.whole:
            return rows
        if self.name:
            return rows[self.start : self.stop] if name == self.name else rows[:0]
        begins = cutting.cuts(row[0] for row in rows[: cutting.most + 1])
        return rows[: begins[1]] if begins[1:] else rows


WHOLE = Part(whole=True)
FIRST = Part()


@dataclass(frozen=True, slots=True)
class Pager:
    """Addresses of other pages of a list, seen from this one, "" for none; left: rows that are on those."""

    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """One long list of a thing: its name, the key of each row, of dated rows the year, 0 for none; how it is cut."""

    name: str
    keys: tuple[Key, ...]
    years: tuple[int, ...] = ()
    cutting: Cutting = CUTTING

    def pages(self) -> list[range]:
        """Return which rows each page has; the first page is the thing's own, whether there are rows or not."""
        begins = self.cutting.cuts(key[0] for key in self.keys) or [0]
        return [range(start, stop) for start, stop in pairwise([*begins, len(self.keys)])]


Naming = Callable[[str, int, Key], str]
"""(name of a list, number of a further page from 2, key of its first row) -> its address seen from the thing's page."""


@dataclass(frozen=True, slots=True)
class Further:
    """One further page. keys: of its rows."""

    address: str
    part: Part
    pager: Pager
    keys: tuple[Key, ...]

    @property
    def pagers(self) -> dict[str, Pager]:
        """The pager by the name of the list."""
        return {self.part.name: self.pager}


class Paged:
    """The pages of one thing's lists (``LISTS``, else ValueError). own: address of the thing's page."""

    def __init__(self, lists: Iterable[Rows], own: str, naming: Naming) -> None:
        self._own, self._naming = own, naming
        self._lists = {rows.name: (rows, rows.pages()) for rows in lists}
        if not self._lists.keys() <= set(LISTS):
            raise ValueError(f"long lists are {', '.join(LISTS)}")

    def pagers(self) -> dict[str, Pager]:
        """Return for each list that goes on what leads there from the thing's page."""
        return {
            name: Pager(
                next=self._address(name, 1),
                last=self._address(name, len(pages) - 1),
                left=pages[-1].stop - pages[1].start,
            )
            for name, (_, pages) in self._lists.items()
            if len(pages) > 1
        }

    def years(self) -> dict[int, str]:
        """Return for each year of a list that goes on the address of the page where its rows begin."""
        found: dict[int, str] = {}
        for name, (rows, pages) in self._lists.items():
            for number, page in enumerate(pages if len(pages) > 1 and rows.years else ()):
                for year in rows.years[page.start : page.stop]:
                    found.setdefault(year, self._address(name, number))
        return found

    def further(self) -> list[Further]:
        """Return all further pages, list by list."""
        return [self._page(name, number) for name, (_, pages) in self._lists.items() for number in range(1, len(pages))]

    def page(self, name: str, number: int) -> Further | None:
        """Return one further page of a list, by its number from 2; None for none."""
        return self._page(name, number - 1) if 1 < number <= len(self._lists.get(name, ((), ()))[1]) else None

    def _page(self, name: str, place: int) -> Further:
        rows, pages = self._lists[name]
        page = pages[place]
        after = self._address(name, place + 1) if place + 1 < len(pages) else ""
        pager = Pager(self._own, self._address(name, place - 1), after)
        return Further(
            self._address(name, place), Part(name, page.start, page.stop), pager, rows.keys[page.start : page.stop]
        )

    def _address(self, name: str, place: int) -> str:
        rows, pages = self._lists[name]
        return self._naming(name, place + 1, rows.keys[pages[place].start]) if place else self._own


def written_name(name: str, key: Key) -> str:
    """Return what tells a written further page from the thing's own: the list, and a hash of its first row."""
    return f"{name}-{short_hash(' '.join(key))}"


def most_a_row(counts: Iterable[int], room: int = QUOTES) -> int:
    """Return how many quotes each row may show so that all rows together show no more than ``room``, at least 1.

    counts: quotes of each row. Rows with few quotes leave their room to the others.

    >>> most_a_row([1, 2, 90], 30), most_a_row([9, 9], 30), most_a_row([3] * 40, 30)
    (27, 9, 1)
    """
    found = sorted(count for count in counts if count)
    for place, count in enumerate(found):
        rows = len(found) - place
        if count * rows > room:
            return max(1, room // rows)
        room -= count
    return max(1, found[-1]) if found else 1
