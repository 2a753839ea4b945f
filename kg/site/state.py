"""What a site remembers of its pages, in one SQLite file inside its folder: lists and search are made from it.

Rows come back in the order of their list whatever the order in which they were written, so that nothing of a large
site has to be in memory at once; the next run finds there which page lies beside which.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kg.network import NodeMeasure
from kg.pages import Label, Link, Reader, Row, SearchEntry, When, entry_read, thing_link
from kg.site.database import Database
from kg.site.stops import stops_of
from kg.site.things import Entry, Thing

_THING = "SELECT place, measure, coalesce(further, '{}') FROM things WHERE kind = ? AND id = ?"
_BEFORE = "SELECT id FROM things WHERE kind = ? AND (place, id) < (?, ?) ORDER BY place DESC, id DESC LIMIT 1"
_AFTER = "SELECT id FROM things WHERE kind = ? AND (place, id) > (?, ?) ORDER BY place, id LIMIT 1"
_Made = TypeVar("_Made")


class State:
    """What is known of all things of a site. Every method raises OutputError where the file cannot be used."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """Open the state of a site, or make an empty one."""
        self.database = Database(folder, fresh=fresh)

    def close(self) -> None:
        """Release the file."""
        self.database.close()

    def note(self, name: str, value: str) -> None:
        """Keep a named value."""
        self.database.put("INSERT OR REPLACE INTO notes VALUES (?, ?)", [(name, value)])

    def noted(self, name: str) -> str:
        """Return a named value, "" for none."""
        return self.database.text("SELECT value FROM notes WHERE name = ?", name) or ""

    def expect(self, kind: str, places: Iterable[tuple[str, str]]) -> None:
        """Note (id, place in its list) of things that are to be written."""
        rows = ((kind, one, place) for one, place in places)
        self.database.put("INSERT OR REPLACE INTO things (kind, id, place) VALUES (?, ?, ?)", rows)

    def forget(self, kind: str, local_id: str) -> None:
        """Take a thing out."""
        self.database.put("DELETE FROM things WHERE kind = ? AND id = ?", [(kind, local_id)])

    def measured(self, measures: Iterable[NodeMeasure]) -> None:
        """Keep the measures of nodes; those of nodes that are no things are passed over."""
        sql = "UPDATE things SET measure = ?, betweenness = ? WHERE kind = ? AND id = ?"
        rows = ((_measure_text(one), one.betweenness, one.node.partition("/")[0], one.node) for one in measures)
        self.database.put(sql, rows)

    def written(self, entries: Iterable[Entry]) -> None:
        """Keep what pages left behind."""
        sql = """UPDATE things SET count = ?, row = ?, words = ?, jalali = ?, gregorian = ?, note = ?, further = ?
                 WHERE kind = ? AND id = ?"""
        self.database.put(sql, ((*_said(one), one.kind, one.id) for one in entries))

    def told(self, things: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return (place, row as text) of those of these things that are known, by id."""
        sql = "SELECT place, coalesce(row, '') FROM things WHERE kind = ? AND id = ?"
        found = ((one, self.database.rows(sql, one.partition("/")[0], one)) for one in things)
        return {one: (rows[0][0], rows[0][1]) for one, rows in found if rows}

    def renamed(self, things: Iterable[str], reader: Reader) -> list[str]:
        """Return those of these things that the site does not know, or by another name than a store gives them now."""
        known = self.told(things)
        named = {one: row_of(row).link.label for one, (_, row) in known.items() if row}
        links = ((one, thing_link(reader, one.partition("/")[0], one)) for one in things)
        return [one for one, link in links if link is None or named.get(one) != link.label]

    def place(self, kind: str, local_id: str) -> str | None:
        """Return a thing's place in its list, None for one that is not known."""
        return self.database.text("SELECT place FROM things WHERE kind = ? AND id = ?", kind, local_id)

    def move(self, kind: str, local_id: str, place: str) -> None:
        """Give a thing another place in its list; one that is not known is taken in."""
        sql = "INSERT INTO things (kind, id, place) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET place = excluded.place"
        self.database.put(sql, [(kind, local_id, place)])

    def count(self, kind: str) -> int:
        """Return the number of things of a kind."""
        return self.database.numbers("SELECT count(*) FROM things WHERE kind = ?", kind)[0]

    def things(self, kind: str) -> Iterator[Thing]:
        """Yield all things of a kind in the order of their list, each with its neighbours."""
        sql = "SELECT id, measure FROM things WHERE kind = ? ORDER BY place, id"
        previous: tuple[str, str] | None = None
        before = ""
        for row in self.database.stream(sql, kind):
            if previous is not None:
                yield Thing(kind, previous[0], before, row[0], _measure_of(previous[1]))
                before = previous[0]
            previous = (row[0], row[1])
        if previous is not None:
            yield Thing(kind, previous[0], before, "", _measure_of(previous[1]))

    def thing(self, kind: str, local_id: str) -> Thing | None:
        """Return one thing with its neighbours in its list, None for one that is not known."""
        found = self.database.rows(_THING, kind, local_id)
        if not found:
            return None
        place, measure, further = found[0]
        before, after = (
            next((str(row[0]) for row in self.database.rows(sql, kind, place, local_id)), "")
            for sql in (_BEFORE, _AFTER)
        )
        return Thing(kind, local_id, before, after, _measure_of(measure), read(further, dict[str, str]))

    def entries(self) -> Iterator[SearchEntry]:
        """Yield the entries of the search, by kind and place."""
        sql = "SELECT words FROM things WHERE words IS NOT NULL ORDER BY kind, place, id"
        for row in self.database.stream(sql):
            yield read(row[0], entry_read)

    def entries_of(self, things: Iterable[str]) -> list[SearchEntry]:
        """Return the entries of these things, as far as there are any."""
        sql = "SELECT words FROM things WHERE kind = ? AND id = ? AND words IS NOT NULL"
        found = (self.database.rows(sql, one.partition("/")[0], one) for one in sorted(things))
        return [read(rows[0][0], entry_read) for rows in found if rows]

    def bridges(self, most: int) -> list[tuple[Link, NodeMeasure]]:
        """Return the things that most shortest paths pass by, most first."""
        sql = f"SELECT row, measure FROM things WHERE betweenness > 0 ORDER BY betweenness DESC LIMIT {4 * most}"  # noqa: S608 - a number
        found = [(row_of(row).link, _measure_of(told)) for row, told in self.database.rows(sql) if row]
        ranked = [(link, measure) for link, measure in found if measure is not None]
        return sorted(ranked, key=lambda pair: (-pair[1].betweenness, -pair[1].degree, pair[1].node))[:most]

    def quiet(self) -> int:
        """Return the number of articles that tell nothing."""
        sql = "SELECT count(*) FROM things WHERE kind = 'article' AND note = 'toldNothing'"
        return self.database.numbers(sql)[0]

    def drift(self) -> int:
        """Return how many things came or went since the last full run."""
        told = self.noted("drift")
        return int(told) if told.isascii() and told.isdigit() else 0

    def grow(self, files: int) -> int:
        """Note that there are so many files more, and return how many there are now."""
        now = int(self.noted("files")) + files
        self.note("files", str(now))
        return now

    def sample(self) -> int | None:
        """Return the sample that betweenness was estimated from, None where it is exact."""
        return int(self.noted("sample")) if self.noted("sample") else None

    def number(self, pages: Iterable[tuple[str, int | None]]) -> None:
        """Keep the numbers that search gave pages, by address; None takes one out."""
        self.database.put("INSERT OR REPLACE INTO numbers VALUES (?, ?)", pages)
        self.database.put("DELETE FROM numbers WHERE page IS NULL", [()])

    def numbers(self, hrefs: Iterable[str]) -> dict[str, int]:
        """Return the numbers that search gave these pages, by address."""
        sql = "SELECT page FROM numbers WHERE href = ?"
        return {href: found[0] for href in hrefs if (found := self.database.numbers(sql, href))}


def _said(one: Entry) -> tuple[Any, ...]:
    jalali, gregorian = stops_of(one.kind, one.row)
    return (
        one.row.count,
        _text(row_json(one.row)),
        _text(one.words),
        jalali,
        gregorian,
        one.row.note,
        _text(one.further),
    )


def row_json(row: Row) -> list[Any]:
    """Return a row as plain JSON values; ``row_of`` reads it back."""
    when = row.when and [row.when.iso, _pair(row.when.jalali), _pair(row.when.gregorian), row.when.written]
    links = [_link(one) for one in row.links]
    return [_link(row.link), links, _pair(row.type), _pair(row.status), row.status_code, when, row.count, row.note]


def read(text: str, make: Callable[[Any], _Made]) -> _Made:
    """Return what ``make`` gives for a JSON text. Raises ValueError where others have edited it: anybody may."""
    try:
        return make(json.loads(text))
    except (TypeError, AttributeError, LookupError, RecursionError) as error:
        raise ValueError(f"what the site remembers is damaged: {text[:99]}") from error


def row_of(text: str) -> Row:
    """Return the row that ``row_json`` told, from its JSON text. Raises ValueError where that is damaged."""
    return read(text, _row)


def _row(raw: list[Any]) -> Row:
    link, links, kind, status, code, when, count, note = raw
    moment = When(when[0], Label(*when[1]), Label(*when[2]), when[3]) if when else None
    return Row(_linked(link), tuple(map(_linked, links)), Label(*kind), Label(*status), code, moment, count, note)


def _link(link: Link) -> list[Any]:
    return [link.href, *_pair(link.label), link.kind]


def _linked(raw: list[str]) -> Link:
    return Link(raw[0], Label(raw[1], raw[2]), raw[3])


def _pair(label: Label) -> list[str]:
    return [label.fa, label.en]


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _measure_text(one: NodeMeasure) -> str:
    return _text([one.node, one.degree, one.neighbours, one.betweenness, one.community])


def _measure_of(text: str | None) -> NodeMeasure | None:
    return read(text, lambda raw: NodeMeasure(*raw)) if text else None
