"""The pages of things that have one of their own making, on a server: further pages by number, drawings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kg.network import around
from kg.pages import cards
from kg.pages.bounded import BoundedReader
from kg.pages.drawing import Naming
from kg.pages.drawn import drawing_around, drawn_data
from kg.pages.live_values import Live, listed, others, root_of
from kg.pages.names import live_href, live_name
from kg.pages.paging import LISTS, Key, Paged, Part
from kg.pages.picture import Near, near
from kg.pages.scripts import data_script
from kg.pages.views import Frame, page_text, view_of
from kg.store import Store

DRAWN = 120
"""Nodes of a drawing at most: half a second for the largest."""
LOOKED_AT = 500
"""Agreements of one thing up to which all are looked at for who takes part: some tenths of a second."""
_NAMING = Naming(live_name, live_href)


def own_text(store: Store, reader: BoundedReader, kind: str, local_id: str, query: Mapping[str, str]) -> str | None:
    """Return the page of a thing, or the further page of one of its lists that is asked for; None beyond."""
    href, asked = live_href(kind, local_id), _asked(query)
    view = view_of(reader, kind, local_id, Part(counted=0 if asked else LOOKED_AT))
    paged = Paged(view.lists, href.rpartition("/")[2], partial(_paged, href))
    data = listed(kind, local_id) or others(local_id)
    if asked is None:
        drawn = f"drawing/{live_name(local_id)}" if view.card is not None else ""
        shown = _near(store, reader, kind, local_id) if drawn else None
        frame = Frame(root_of(href), drawn, pagers=paged.pagers(), by_year=paged.years(), near=shown)
        return page_text(view, frame, live=Live(others=data, cut=reader.cut))
    page = paged.page(*asked)
    if page is None:
        return None
    reader.begin()
    view, frame = view_of(reader, kind, local_id, page.part), Frame(root_of(href), part=page.part, pagers=page.pagers)
    return page_text(view, frame, live=Live(others=data, cut=reader.cut))


def _asked(query: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the list of which a further page is asked for, and its number; None for a thing's own page."""
    return next(((name, number) for name in LISTS if (number := _number(query.get(name, ""))) > 1), None)


def _near(store: Store, reader: BoundedReader, kind: str, local_id: str) -> Near | None:
    graph = around(store, local_id, DRAWN)
    return near(kind, drawing_around(reader, graph, _NAMING)) if graph else None


def _paged(href: str, name: str, number: int, _: Key) -> str:
    """Return the address of a further page of a thing, seen from its own."""
    return f"{href.rpartition('/')[2]}{'&' if '?' in href else '?'}{name}={number}"


def drawing_text(store: Store, local_id: str) -> str | None:
    """Return the data of the drawing around a thing, with the cards it opens; None for what is in no network."""
    graph = around(store, local_id, DRAWN)
    if not graph:
        return None
    reader, kind = BoundedReader(store, cards.QUOTES), local_id.partition("/")[0]
    view = view_of(reader, kind, local_id, Part(counted=0))
    return data_script(f"drawing/{live_name(local_id)}", drawn_data(reader, view, graph, _NAMING))


def _number(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else 1
