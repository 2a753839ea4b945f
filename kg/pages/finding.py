"""What the search of a server's pages finds: things with this name, in any spelling."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from kg.language import skeleton_key
from kg.ontology.terms import AGR
from kg.pages.bounded import BoundedReader
from kg.pages.things import name_of
from kg.pages.values import Link
from kg.store import Store

LONGEST = 200
"""Characters of what is looked for that count."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found; snippet: the words that fit, where the index gives them."""

    link: Link
    snippet: str = ""


def find(reader: BoundedReader, store: Store, text: str, most: int) -> tuple[Found, ...]:
    """Return at most so many things with this name or text, the best first."""
    wanted = text.strip()[:LONGEST]
    if not wanted:
        return ()
    return tuple(Found(_link(reader, one)) for one in _by_name(reader, store, wanted)[:most])


def _by_name(reader: BoundedReader, store: Store, text: str) -> list[str]:
    key = skeleton_key(text)
    quads = store.quads(None, AGR("skeletonKey"), Literal(key), None) if key else ()
    return sorted({reader.local(quad.subject) for quad in quads})


def _link(reader: BoundedReader, local_id: str) -> Link:
    kind = local_id.partition("/")[0]
    return Link(reader.address(kind, local_id), name_of(reader, local_id), kind)
