"""Writes one thing: its page and, where it stands in the network, the data file beside it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from kg.network import NodeMeasure, around
from kg.pages import (
    FIRST,
    Frame,
    Further,
    Key,
    Link,
    Paged,
    Reader,
    Row,
    View,
    data_script,
    described,
    drawn_data,
    entry_json,
    entry_of,
    near,
    page_name,
    page_text,
    short_hash,
    subject,
    thing_link,
    view_of,
    written_name,
)
from kg.site.folder import Site
from kg.store import Store

QUOTES = 8
"""Quotes of one fact on a page, the best ones; a page that leaves any out says so."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to write.

    previous, next: local ids of those beside it in its list, "" for none; further: the pages that its long lists had
    so far, by address, with a digest of the keys of their rows and of what lies beside them.
    """

    kind: str
    id: str
    previous: str = ""
    next: str = ""
    measure: NodeMeasure | None = None
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written thing leaves behind for lists (``row``), search (``words``) and the next run (``further``)."""

    kind: str
    id: str
    row: Row
    words: list[str]
    further: Mapping[str, str] = field(default_factory=dict)


class Things:
    """Writes things of one store into one site.

    sample: of the measures, see ``kg.network.Measures``. changed: the things whose rows may say something else than
    when the site was last written; None: all.
    """

    def __init__(self, store: Store, site: Site, sample: int | None, changed: Set[str] | None = None) -> None:
        self._store, self._site, self._sample, self._changed = store, site, sample, changed
        self.reader = Reader(store, quotes=QUOTES)

    def write(self, thing: Thing) -> Entry:
        """Write the files of a thing."""
        self.reader.begin()
        view = view_of(self.reader, thing.kind, thing.id, FIRST)
        address = page_name(thing.kind, thing.id)
        paged = Paged(view.lists, _own(address), partial(_further, _own(address)))
        self._data(f"{address}.data", described(self.reader, *subject(view, thing.id)))
        frame = replace(self._frame(thing, address, view), pagers=paged.pagers(), by_year=paged.years())
        self._site.write(f"{address}.html", page_text(view, frame, cut=self.reader.cut))
        words = entry_json(entry_of(self.reader, view, thing.id))
        further = self._further(thing, paged, (view.row.link.label, view.row.type))
        return Entry(thing.kind, thing.id, view.row, words, further)

    def _frame(self, thing: Thing, address: str, view: View) -> Frame:
        """Return what stands around a thing's page; its drawing is written, where it is in the network."""
        frame = Frame(
            facts=f"{address}.data",
            measure=thing.measure,
            sample=self._sample,
            previous=self._link(thing.kind, thing.previous),
            next=self._link(thing.kind, thing.next),
        )
        if view.card is None:
            return frame
        data = drawn_data(self.reader, view, around(self._store, thing.id, known=self.reader.facts))
        self._data(address, data)
        return replace(frame, drawn=address, near=near(thing.kind, data["drawing"]))

    def _data(self, address: str, value: Any) -> None:  # noqa: ANN401 - any JSON value
        self._site.write(f"{address}.js", data_script(address, value))

    def _further(self, thing: Thing, paged: Paged, name: object) -> dict[str, str]:
        """Write the further pages of a thing that show something new, and take away those that are no more.

        name: what they show of the thing itself. Return all that there are now, as ``Thing.further``.
        """
        found = {page.address: page for page in paged.further()}
        told = {address: short_hash(repr((page.keys, page.pager, name))) for address, page in found.items()}
        for address, page in found.items():
            if self._changed is None or thing.further.get(address) != told[address] or self._names_changed(page):
                self.reader.begin()
                view = view_of(self.reader, thing.kind, thing.id, page.part)
                text = page_text(view, Frame(part=page.part, pagers=page.pagers), cut=self.reader.cut)
                self._site.write(f"{thing.kind}/{address}", text)
        for address in thing.further.keys() - told.keys():
            self._site.remove(f"{thing.kind}/{address}")
        return told

    def _names_changed(self, page: Further) -> bool:
        """Say whether a row may say something else: a thing in its key is touched then."""
        return self._changed is not None and any(one in self._changed for key in page.keys for one in key)

    def _link(self, kind: str, local_id: str) -> Link | None:
        return thing_link(self.reader, kind, local_id) if local_id else None


def removed(site: Site, thing: Thing) -> None:
    """Take away the files of a thing that is no more."""
    for ending in (".html", ".js", ".data.js"):
        site.remove(page_name(thing.kind, thing.id) + ending)
    for address in thing.further:
        site.remove(f"{thing.kind}/{address}")


def _own(address: str) -> str:
    """Return the address of a thing's page, seen from itself."""
    return f"{address.rpartition('/')[2]}.html"


def _further(own: str, name: str, _: int, key: Key) -> str:
    """Return the address of a further page; no page of another thing can have it, for names have no full stop."""
    return f"{own.removesuffix('html')}{written_name(name, key)}.html"
