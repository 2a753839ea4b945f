"""Writes one thing: its page and, where it stands in the network, the data file beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.network import NodeMeasure, around
from kg.pages import (
    Frame,
    Link,
    Reader,
    Row,
    data_script,
    drawn_data,
    entry_json,
    entry_of,
    near,
    page_name,
    page_text,
    view_of,
)
from kg.site.folder import Site
from kg.store import Store


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
        self.reader = Reader(store)

    def write(self, thing: Thing) -> Entry:
        """Write the files of a thing."""
        view = view_of(self.reader, thing.kind, thing.id)
        address = page_name(thing.kind, thing.id)
        drawn, shown = "", None
        if view.card is not None:
            data = drawn_data(self.reader, view, around(self._store, thing.id))
            self._site.write(f"{address}.js", data_script(address, data))
            drawn, shown = address, near(thing.kind, data["drawing"])
        frame = Frame(
            drawn=drawn,
            near=shown,
            measure=thing.measure,
            sample=self._sample,
            previous=self._link(thing.kind, thing.previous),
            next=self._link(thing.kind, thing.next),
        )
        self._site.write(f"{address}.html", page_text(view, frame))
        return Entry(thing.kind, thing.id, view.row, entry_json(entry_of(self.reader, view, thing.id)))

    def _link(self, kind: str, local_id: str) -> Link | None:
        if not local_id:
            return None
        if kind == "article":
            return self.reader.article(local_id)
        return self.reader.link(kind, local_id)


def removed(site: Site, kind: str, local_id: str) -> None:
    """Take away the files of a thing that is no more."""
    for ending in (".html", ".js"):
        site.remove(page_name(kind, local_id) + ending)
