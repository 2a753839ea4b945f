"""Several graphs as one default graph: their merge, in which a triple that stands in two of them is there once.

Oxigraph reads such graphs one after another, so that a triple of two graphs counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

from kg.protocol import refuse
from kg.store import EmbeddedStore, Graphs

MOST_MERGED: Final = 200_000
"""Most quads of a dataset that is merged in memory, which takes about a second."""


def merged(store: EmbeddedStore, graphs: Graphs, most: int = MOST_MERGED) -> tuple[EmbeddedStore, Graphs]:
    """Return what to ask instead, and of which graphs: the same, unless several graphs make up the default graph.

    Raises Refusal where the graphs hold more than ``most`` quads together.
    """
    if graphs.default is None or len(graphs.default) < 2:
        return store, graphs
    if len(set(graphs.default)) == 1:
        return store, Graphs(graphs.default[:1], graphs.named)
    backing = pyoxigraph.Store()
    found = list(islice(_quads(store, graphs), most + 1))
    if len(found) > most:
        raise refuse(
            "size-limit", f"several default graphs may hold {most} triples together; name one, or ask with GRAPH"
        )
    backing.extend(found)
    return EmbeddedStore(backing, store.base_iri), Graphs((DefaultGraph(),), graphs.named)


def _quads(store: EmbeddedStore, graphs: Graphs) -> Iterator[Quad]:
    for graph in dict.fromkeys(graphs.default or ()):
        for quad in store.quads(graph=graph):
            yield Quad(quad.subject, quad.predicate, quad.object)
    for name in dict.fromkeys(graphs.named or ()):
        yield from store.quads(graph=name)
