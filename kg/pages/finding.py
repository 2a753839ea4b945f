"""What the search of a server's pages finds, and what is offered below its box while somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import QueryError
from kg.ontology import anchor
from kg.pages.bounded import BoundedReader
from kg.pages.values import Label, Link
from kg.query import search, suggestions
from kg.store import Store

LONGEST = 200
"""Characters of what is looked for that count."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found; snippet: the words that fit, where they stand in a text and not in its name."""

    link: Link
    snippet: str = ""


def find(reader: BoundedReader, store: Store, text: str, most: int) -> tuple[Found, ...]:
    """Return at most so many things with these words, the best first; none for more words than a search takes."""
    try:
        results = search(store, text.strip()[:LONGEST], (), most).results
    except QueryError:
        return ()
    return tuple(
        Found(_link(reader, one.id, one.kind, Label(one.label)), one.text if one.place == "text" else "")
        for one in results
    )


def suggest(reader: BoundedReader, store: Store, text: str, most: int) -> tuple[Link, ...]:
    """Return at most so many things whose names have words that begin as those typed, the best first."""
    found = suggestions(store, text.strip()[:LONGEST], "any", most)
    return tuple(_link(reader, one.id, one.kind, Label(one.label_fa, one.label_en)) for one in found)


def _link(reader: BoundedReader, node: str, kind: str, label: Label) -> Link:
    if "://" in node:
        return Link(f"ontology.html#{anchor(node)}", label, kind)
    return Link(reader.address(node.partition("/")[0], node), label, kind)
