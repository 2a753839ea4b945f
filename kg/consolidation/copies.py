"""Digests of the article graphs of one run, small and near: a graph is needed twice, and a store decodes slowly.

Whoever writes an article's graph may hand its digest over (``Index.hand_over``), so that the graph need not be read at
all. A digest counts only for the graph it was made of: it bears the mark that the store has for the article, and one
without a mark lives no longer than the run that made it.
"""

from __future__ import annotations

from kg.consolidation.index import Index


class Copies:
    """The digests at hand; one run after another begins with those that were handed over since."""

    def __init__(self, index: Index) -> None:
        self._index = index
        index.run("DELETE FROM digest WHERE mark = ''")

    def get(self, article: str, mark: str) -> bytes | None:
        """Return the digest of an article (local id), or None when there is none with its mark."""
        found = self._index.rows("SELECT told FROM digest WHERE article = ? AND mark = ?", article, mark)
        told = found[0][0] if found else None
        return told if isinstance(told, bytes) else None

    def put(self, article: str, mark: str, told: bytes) -> None:
        """Keep the digest of an article."""
        self._index.hand_over([(article, mark, told)])

    def clear(self) -> None:
        """Drop all digests."""
        self._index.run("DELETE FROM digest")
