"""What is said about one node when its IRI is looked up: a symmetric concise bounded description.

In this order:

1. what the store says of the node, in all graphs;
2. of the nodes that it holds and that are nothing without it (evidence, participations, signatures … ``PARTS``) what is
   said of them, one step and no further;
3. what leads to the node from elsewhere.

Of a graph (``graph/article/…``) the description is what stands in it. The store's own notes (``graph/state``) are never
part of one. A description is cut into pages of so many triples, and says whether there is a next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from kg.store import Store, state_graph

PAGE: Final = 5_000
"""Triples of one page (the project's own choice: about a tenth of a second and a megabyte of Turtle)."""
PARTS: Final = frozenset(
    "contradiction event evidence objective participation progress reference reported set signature statement "
    "status-period tenure term value".split()
)
"""Kinds of nodes (first step of the local id) that are described with the node that holds them."""


@dataclass(frozen=True, slots=True)
class Description:
    """One page of a description, each triple once; number counts from 1; more: there is a next page."""

    triples: tuple[Triple, ...]
    number: int
    more: bool


def describe(store: Store, node: NamedNode, number: int = 1, size: int = PAGE) -> Description:
    """Return a page of what is said about a node; empty for an unknown one, and beyond the last page.

    The work grows with the number of the page, and not with the store.
    """
    start = (number - 1) * size
    found = list(islice(_once(store, node), start, start + size + 1))
    return Description(tuple(found[:size]), number, len(found) > size)


def _once(store: Store, node: NamedNode) -> Iterator[Triple]:
    seen: set[Triple] = set()
    own = state_graph(store.base_iri)
    for quad in _quads(store, node):
        if quad.graph_name != own and quad.triple not in seen:
            seen.add(quad.triple)
            yield quad.triple


def _quads(store: Store, node: NamedNode) -> Iterator[Quad]:
    yield from store.quads(graph=node)
    held = []
    for quad in store.quads(node):
        yield quad
        if isinstance(quad.object, NamedNode) and _is_part(store, quad.object):
            held.append(quad.object)
    for part in sorted(set(held), key=str):
        yield from store.quads(part)
    yield from store.quads(object=node)


def _is_part(store: Store, node: NamedNode) -> bool:
    local_id = node.value.removeprefix(store.base_iri)
    return local_id != node.value and local_id.partition("/")[0] in PARTS
