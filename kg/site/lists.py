"""The lists of a site, page by page: dated things by year, others by the alphabet.

The page that is opened first leads to every year or letter; the others lead to the one before, the one after, and to
it. No page but the first says anything of the whole list, so that a new row is written on the pages around it alone
(``kg.pages.Cutting``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.pages import Cutting, Label, Row, render
from kg.site.folder import Site
from kg.site.listed import END, START, Listed, ListPage, Lists, Place, address_of
from kg.site.stops import DATED, Stop

CUTTING = Cutting(least=60, most=150, one_in=32)
"""Rows of a page: some 90, below 150 KB where names are as long as they mostly are."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a list holds: its kind, its rows, and where one can jump to, in its order."""

    kind: str
    total: int
    stops: tuple[Stop, ...]

    @property
    def section(self) -> str:
        """The name of the list."""
        return f"{self.kind}s"


@dataclass(frozen=True, slots=True)
class _Cut:
    """One page with its rows."""

    page: ListPage
    rows: tuple[Listed, ...]


def write_list(site: Site, lists: Lists, kind: str, changed: Iterable[Place] = (START,)) -> Contents:
    """Write the pages on which changed rows stand or stood, and those that lead to them; all of a list that is new.

    changed: the places of the rows that came, went, or say something else; of one that moved both.
    """
    return _List(site, lists, kind).write(sorted(set(changed)))


def contents_of(lists: Lists, kind: str) -> Contents:
    """Return what a list holds."""
    return Contents(kind, lists.total(kind), lists.stops(kind))


class _List:
    def __init__(self, site: Site, lists: Lists, kind: str) -> None:
        self.site, self.lists, self.kind = site, lists, kind
        self.section = f"{kind}s"

    def write(self, changed: Sequence[Place]) -> Contents:
        left = list(changed)
        while left:
            self._renew(left)
        contents = contents_of(self.lists, self.kind)
        self._first(contents)
        self._most()
        return contents

    def _renew(self, left: list[Place]) -> None:
        """Cut pages anew from that of the first place left on, until one begins as before; take off what is done."""
        start = self.lists.before(self.kind, left[0])
        found = self._cuts(start.place if start else START)
        written, end = [], END
        before = self.lists.before(self.kind, start.place) if start else None
        cut = next(found, None)
        while cut is not None:
            after = next(found, None)
            while left and (after is None or left[0] < after.page.place):
                left.pop(0)
            self._put(cut, before, after)
            written.append(cut.page)
            before, cut = cut.page, after
            if cut is not None and left[:1] != [cut.page.place] and self._as_before(cut.page):
                self._put(cut, before, next(found, None))
                end = cut.page.place
                break
        if cut is None:
            left.clear()
        self._note(start.place if start else START, end, written)

    def _as_before(self, page: ListPage) -> bool:
        return self.lists.beginning(self.kind, page.place) == page

    def _note(self, start: Place, end: Place, written: list[ListPage]) -> None:
        """Keep which pages there are now, and take away those that are no more."""
        old = self.lists.within(self.kind, start, end)
        self.lists.put(self.kind, written, old)
        for page in old:
            if not self.lists.has(self.kind, page.address):  # a row that moved may begin a page elsewhere
                self.site.remove(page.address)

    def _cuts(self, start: Place) -> Iterator[_Cut]:
        """Yield the pages from one that begins with this row on."""
        rows: list[Listed] = []
        first = self.lists.before(self.kind, start) is None
        for row in self.lists.rows(self.kind, start):
            if rows and CUTTING.begins(row.place[1], len(rows)):
                yield self._cut(rows, first)
                rows, first = [], False
            rows.append(row)
        if rows:
            yield self._cut(rows, first)

    def _cut(self, rows: list[Listed], first: bool) -> _Cut:
        place = rows[0].place
        return _Cut(ListPage(place, address_of(self.kind, place, first=first)), tuple(rows))

    def _put(self, cut: _Cut, before: ListPage | None, after: _Cut | None) -> None:
        if before is not None:
            beside = {"first": f"{self.section}.html", "previous": before.address}
            self._page(cut, beside | ({"next": after.page.address} if after else {}))

    def _page(self, cut: _Cut, beside: dict[str, str], contents: Contents | None = None) -> None:
        rows = zip((one.row for one in cut.rows), _fresh(cut.rows), strict=True)
        self._write(cut.page.address, list(rows), beside=beside, contents=contents, ends=_ends(cut.rows))

    def _first(self, contents: Contents) -> None:
        """Write the page that is opened first, which says how many rows there are and where one can jump to."""
        found = self._cuts(START)
        empty = _Cut(ListPage(START, f"{self.section}.html"), ())
        cut, after = next(found, empty), next(found, None)
        beside = {"next": after.page.address, "last": self.lists.last(self.kind)} if after else {}
        self._page(cut, beside, contents)

    def _most(self) -> None:
        """Write the page of those with most agreements."""
        if self.kind in DATED:
            return
        if self.lists.last(self.kind):
            rows = [(row, ()) for row in self.lists.most(self.kind, CUTTING.most)]
            self._write(f"{self.section}-most.html", rows, most=True)
        else:
            self.site.remove(f"{self.section}-most.html")

    def _write(self, address: str, rows: Sequence[tuple[Row, tuple[Stop, ...]]], **told: Any) -> None:  # noqa: ANN401 - values of a template
        dated = self.kind in DATED
        values = {
            "section": self.section,
            "rows": rows,
            "dated": dated,
            "ways": not dated and bool(rows),
            "most": False,
            "contents": None,
            "ends": (),
        }
        beside = dict.fromkeys(("first", "previous", "next", "last"), "") | told.pop("beside", {})
        self.site.write(address, render("list.html", root="", beside=beside, **(values | told)))


def _fresh(rows: Iterable[Listed]) -> Iterator[tuple[Stop, ...]]:
    """Yield what begins with each row of a page, each once."""
    seen = set[str]()
    for row in rows:
        new = [name for name in row.stops if name and name not in seen]
        seen.update(new)
        yield tuple(Stop(name) for name in new)


def _ends(rows: Sequence[Listed]) -> tuple[Label, ...]:
    """Return what the first and the last row of a page belong to, once where it is the same."""
    found = (rows[at].stops for at in (0, -1) if rows)
    labels = (Label(Stop(jalali or year).label.fa, Stop(year or jalali).label.en) for jalali, year in found)
    return tuple(dict.fromkeys(labels))
