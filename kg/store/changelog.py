"""Which nodes each run of the consolidation changed, so that what is made from a store can follow it cheaply.

A log of a bounded number of nodes, run by run; runs are told by the *generation* of the facts before and after, as the
indexes are. A node is logged before its facts are written, so that after a crash the log says too much, never too
little.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.ontology.terms import AGR, TOPIC
from kg.sqlite import Tables

if TYPE_CHECKING:
    from kg.consolidation import Delta

CHANGES = "changes.sqlite"
"""The file of the log in a store's folder."""
MOST = 200_000
"""Nodes that are kept (the project's own choice: some 20 MB); of older runs it is forgotten what they changed."""
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY, before TEXT, after TEXT);
CREATE TABLE IF NOT EXISTS changes (run INTEGER, node TEXT, said INTEGER, PRIMARY KEY (run, node, said)) WITHOUT ROWID;
"""
_TOPIC = f"<{TOPIC.base}"
_SHORT_CUTS = frozenset(
    str(AGR(name)) for name in ("coParty", "searchText", "dateOrder", "idOrder", "rankOrder", "timelineDay")
)
_OPEN = 0
"""Number of the run that has not ended."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Local ids. said: nodes (and articles) whose own facts changed; named: nodes that a changed fact leads to.

    A node of which only short cuts changed (``agr:coParty`` …) is named alone.
    """

    said: frozenset[str]
    named: frozenset[str]


class ChangeLog(Tables):
    """The log of one store folder."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the file, for writing made when absent. Raises StoreError when it cannot be used."""
        self.path = path
        try:
            name = path.absolute().as_uri() + ("?mode=rwc" if writable else "?mode=ro")
            self._db = sqlite3.connect(name, uri=True, isolation_level=None, timeout=30)
            if writable:
                self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, why: object) -> StoreError:
        return StoreError(f"the log of changes cannot be used: {why}", where=str(self.path), todo="remove the file")

    def forget(self) -> None:
        """Forget all runs: everything was made anew."""
        with self.transaction():
            self.run("DELETE FROM changes")
            self.run("DELETE FROM runs")

    def articles(self, articles: Iterable[str]) -> None:
        """Log articles that came, went or changed."""
        self._log((one, 1) for one in articles)

    def facts(self, delta: Delta, base_iri: str) -> None:
        """Log the nodes of facts that are about to go and to come."""
        self._log(_nodes((*delta.gone, *delta.fresh), f"<{base_iri}"))

    def _log(self, rows: Iterable[tuple[str, int]]) -> None:
        with self.transaction():
            self.run_many(f"INSERT OR IGNORE INTO changes VALUES ({_OPEN}, ?, ?)", rows)  # noqa: S608 - a number

    def end(self, before: str, after: str) -> None:
        """Say which generation the logged changes led from and to; forget the oldest runs beyond ``MOST`` nodes."""
        with self.transaction():
            number = 1 + max(self.numbers("SELECT coalesce(max(number), 0) FROM runs"))
            self.run("INSERT INTO runs VALUES (?, ?, ?)", number, before, after)
            self.run("UPDATE changes SET run = ? WHERE run = ?", number, _OPEN)
            kept = 0
            for run, count in self.rows("SELECT run, count(*) FROM changes GROUP BY run ORDER BY run DESC"):
                kept += int(str(count))
                if kept > MOST:
                    self.run("DELETE FROM changes WHERE run <= ?", run)
                    self.run("DELETE FROM runs WHERE number <= ?", run)
                    break

    def since(self, generation: str) -> Changed | None:
        """Return what changed since a generation; None when that is not known (any more)."""
        runs = self.rows("SELECT number, before, after FROM runs ORDER BY number")
        if runs and runs[-1][2] == generation:
            return Changed(frozenset(), frozenset())
        first = next((at for at, (_, before, _) in enumerate(runs) if before == generation), None)
        if first is None or any(one[2] != other[1] for one, other in pairwise(runs[first:])):
            return None
        rows = self.rows("SELECT DISTINCT node, said FROM changes WHERE run >= ?", runs[first][0])
        said = frozenset(str(node) for node, is_said in rows if is_said)
        return Changed(said, frozenset(str(node) for node, is_said in rows if not is_said))


def _nodes(lines: Iterable[str], start: str) -> set[tuple[str, int]]:
    """Return (id, 1 for a subject, 0 for an object) of the nodes of these triples.

    The subject of a short cut, which repeats what other triples say, is no more than named: whoever shows what it says
    follows those. Nodes below the base by their local id, topics of agreements as ``topic/SLUG``.
    """
    found = set[tuple[str, int]]()
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        for term, said in ((subject, int(predicate not in _SHORT_CUTS)), (value, 0)):
            if term.startswith(start):
                found.add((term[len(start) : -1], said))
            elif term.startswith(_TOPIC):
                found.add((f"topic/{term[len(_TOPIC) : -1]}", said))
    return found
