"""Which article of each key a run keeps, on disk and not in memory, for a run may see millions.

One key twice in a run: the later publication date wins, else the larger hash; the loser is told.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kg.articles import storable

_SHAPE = """
CREATE TABLE seen (
    key TEXT PRIMARY KEY, published TEXT, hash TEXT, source TEXT, before TEXT, after TEXT, reports INTEGER
) WITHOUT ROWID
"""


@dataclass(slots=True)
class Kept:
    """The winning article of one key; before, after: the store's fingerprint of it (None: not there)."""

    key: str
    rank: tuple[str, str]
    source: str
    before: str | None
    after: str | None
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of articles: new, replaced, as before; of the first two those that told of no agreement."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    empty: int = 0


class Seen:
    """The keys of one run; gone when it is closed."""

    def __init__(self) -> None:
        # An unnamed database lies in a temporary file of SQLite's own and spills there what does not fit its cache.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(_SHAPE)
        self._base.execute("BEGIN")

    def find(self, key: str) -> Kept | None:
        """Return what is kept of a key, None when it was not seen yet."""
        row = self._base.execute("SELECT * FROM seen WHERE key = ?", (storable(key),)).fetchone()
        if row is None:
            return None
        _, published, digest, source, before, after, reports = row
        return Kept(key, (published, digest), source, before, after, reports)

    def keep(self, kept: Kept) -> None:
        """Note the present winner of its key."""
        row = (storable(kept.key), *kept.rank, storable(kept.source), kept.before, kept.after, kept.reports)
        self._base.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def counts(self) -> Counts:
        """Return how many articles came to what, each key counted once."""
        row = self._base.execute(
            "SELECT sum(before IS NULL), sum(before IS NOT NULL AND before IS NOT after), sum(before IS after),"
            " sum(before IS NOT after AND reports = 0) FROM seen WHERE after IS NOT NULL"
        ).fetchone()
        return Counts(*(number or 0 for number in row))

    def close(self) -> None:
        """Throw the notes away."""
        self._base.close()
