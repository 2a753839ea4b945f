"""Copies of the article graphs of one run, small and near: a graph is needed twice, and a store decodes slowly.

They lie in a temporary table of the index's connection, which SQLite keeps in a file of its own and drops at the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import pyoxigraph
from pyoxigraph import Quad, Triple

from kg.consolidation.index import Index

_FORMAT = pyoxigraph.RdfFormat.N_TRIPLES


class Copies:
    """The graphs read so far, by name; one run after another begins with none."""

    def __init__(self, index: Index) -> None:
        self._index = index
        index.run("CREATE TEMP TABLE IF NOT EXISTS copy (graph TEXT PRIMARY KEY, triples BLOB)")
        index.run("DELETE FROM copy")

    def get(self, graph: str) -> Iterable[Quad | Triple] | None:
        """Return the triples of a graph, or None when it was not read in this run."""
        found = self._index.rows("SELECT triples FROM copy WHERE graph = ?", graph)
        packed = found[0][0] if found else None
        return pyoxigraph.parse(zlib.decompress(packed), format=_FORMAT) if isinstance(packed, bytes) else None

    def put(self, graph: str, quads: Sequence[Quad]) -> None:
        """Keep the quads of a graph."""
        text = pyoxigraph.serialize((quad.triple for quad in quads), format=_FORMAT) or b""
        self._index.run("INSERT OR REPLACE INTO copy VALUES (?, ?)", graph, zlib.compress(text, 1))

    def clear(self) -> None:
        """Drop all copies."""
        self._index.run("DELETE FROM copy")
