"""Writes one thing: its page and, where it stands in the network, the data file beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.network import NodeMeasure, around
from kg.pages import (
    PART,
    Frame,
    Link,
    Part,
    Reader,
    Row,
    data_script,
    described,
    drawn_data,
    entry_json,
    entry_of,
    near,
    page_name,
    page_text,
    subject,
    thing_link,
    view_of,
)
from kg.site.folder import Site
from kg.store import Store

QUOTES = 8
"""Quotes of one fact on a page, the best ones; a page that leaves any out says so."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to write. previous, next: local ids of those beside it in its list, "" for none."""

    kind: str
    id: str
    previous: str = ""
    next: str = ""
    measure: NodeMeasure | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written page leaves behind for lists (``row``) and search (``words``)."""

    kind: str
    id: str
    row: Row
    words: list[str]


class Things:
    """Writes things of one store into one site. sample: of the measures, see ``kg.network.Measures``."""

    def __init__(self, store: Store, site: Site, sample: int | None) -> None:
        self._store, self._site, self._sample = store, site, sample
        self.reader = Reader(store, quotes=QUOTES)

    def write(self, thing: Thing) -> Entry:
        """Write the files of a thing."""
        self.reader.begin()
        view = view_of(self.reader, thing.kind, thing.id, Part(0, PART))
        address = page_name(thing.kind, thing.id)
        facts = f"{address}.data"
        self._site.write(f"{facts}.js", data_script(facts, described(self.reader, *subject(view, thing.id))))
        drawn, shown = "", None
        if view.card is not None:
            data = drawn_data(self.reader, view, around(self._store, thing.id))
            self._site.write(f"{address}.js", data_script(address, data))
            drawn, shown = address, near(thing.kind, data["drawing"])
        frame = Frame(
            drawn=drawn,
            near=shown,
            facts=facts,
            measure=thing.measure,
            sample=self._sample,
            previous=self._link(thing.kind, thing.previous),
            next=self._link(thing.kind, thing.next),
            beside=("", _beside(address, 2, view.parts)),
        )
        self._site.write(f"{address}.html", page_text(view, frame, cut=self.reader.cut))
        self._further(thing, address, view.parts)
        return Entry(thing.kind, thing.id, view.row, entry_json(entry_of(self.reader, view, thing.id)))

    def _further(self, thing: Thing, address: str, parts: int) -> None:
        """Write the further pages of a thing with many agreements, and take away those that it had and has no more."""
        for number in range(2, parts + 1):
            self.reader.begin()
            part = view_of(self.reader, thing.kind, thing.id, Part((number - 1) * PART, PART, 0))
            beside = (_beside(address, number - 1, parts), _beside(address, number + 1, parts))
            text = page_text(part, Frame(part=number, beside=beside), cut=self.reader.cut)
            self._site.write(_part_name(address, number), text)
        _remove_parts(self._site, address, parts + 1)

    def _link(self, kind: str, local_id: str) -> Link | None:
        return thing_link(self.reader, kind, local_id) if local_id else None


def removed(site: Site, kind: str, local_id: str) -> None:
    """Take away the files of a thing that is no more."""
    for ending in (".html", ".js", ".data.js"):
        site.remove(page_name(kind, local_id) + ending)
    _remove_parts(site, page_name(kind, local_id), 2)


def _remove_parts(site: Site, address: str, number: int) -> None:
    while site.remove(_part_name(address, number)):
        number += 1


def _part_name(address: str, number: int) -> str:
    """Return the address of a page of a thing; no page of another thing can have it, for names have no full stop."""
    return f"{address}.html" if number == 1 else f"{address}.{number}.html"


def _beside(address: str, number: int, parts: int) -> str:
    return _part_name(address, number).rpartition("/")[2] if 1 <= number <= parts else ""
