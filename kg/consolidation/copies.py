"""Digests of the article graphs of one run, small and near: a graph is needed twice, and a store decodes slowly.

Whoever writes an article's graph may hand its digest over (``Index.hand_over``), so that the graph need not be read at
all. A digest counts only for the graph it was made of: it bears the mark that the store has for the article, and what
bears another or none is thrown away before a run begins.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.consolidation.index import Index

Mark = Callable[[str], str]
"""What the store has as the mark of an article (local id): another for every other graph of it; "" for none."""

PORTION = 1000
"""Digests whose marks are looked at together."""
_KNOWN = "SELECT article, mark FROM digest WHERE article > ? ORDER BY article LIMIT ?"


class Copies:
    """The digests at hand; one run after another begins with those that were handed over since."""

    def __init__(self, index: Index, mark: Mark) -> None:
        self._index = index
        last = ""
        while known := index.rows(_KNOWN, last, PORTION):
            stale = [(article,) for article, given in known if not given or given != mark(str(article))]
            index.run_many("DELETE FROM digest WHERE article = ?", stale)
            last = str(known[-1][0])

    def get(self, article: str) -> bytes | None:
        """Return the digest of an article (local id), or None when there is none."""
        found = self._index.rows("SELECT told FROM digest WHERE article = ?", article)
        told = found[0][0] if found else None
        return told if isinstance(told, bytes) else None

    def put(self, article: str, told: bytes) -> None:
        """Keep the digest of an article for this run."""
        self._index.hand_over([(article, "", told)])

    def clear(self) -> None:
        """Drop all digests."""
        self._index.run("DELETE FROM digest")
