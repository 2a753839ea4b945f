"""The SQLite file inside a site's folder: opening it, asking it, and telling its faults as errors of this program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.sqlite import Tables

STATE = "site.sqlite"
TABLES = """
CREATE TABLE things (kind TEXT, id TEXT, place TEXT, count INTEGER, row TEXT, words TEXT, measure TEXT,
                     betweenness REAL, jalali TEXT, gregorian TEXT, note TEXT, further TEXT,
                     PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE INDEX places ON things (kind, place, id);
CREATE INDEX counts ON things (kind, count DESC, place, id);
CREATE INDEX jalali ON things (kind, jalali, place, id);
CREATE INDEX gregorian ON things (kind, gregorian, place, id);
CREATE INDEX bridges ON things (betweenness DESC) WHERE betweenness > 0;
CREATE INDEX noted ON things (kind, note) WHERE note > '';
CREATE TABLE listed (kind TEXT, place TEXT, id TEXT, address TEXT, PRIMARY KEY (kind, place, id)) WITHOUT ROWID;
CREATE TABLE numbers (href TEXT PRIMARY KEY, page INTEGER) WITHOUT ROWID;
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_PORTION = 200
"""Rows read at once: a page of a list has some hundred."""


class Database(Tables):
    """The open file. All errors of SQLite are told as an OutputError."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """Open the file of a site, or make an empty one. Raises OutputError when it cannot be used."""
        self._path, self._fresh = folder / STATE, fresh
        if not fresh and not self._path.is_file():
            raise self._failed("it is absent")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path, isolation_level=None)
            self._db.execute("PRAGMA synchronous = OFF")  # the pages are not brought to the disk at once either
            if fresh:
                self._db.executescript(TABLES)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def put(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each of these rows, all or none of them."""
        with self.transaction():
            self.run_many(sql, rows)

    def stream(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a question, read in portions."""
        try:
            cursor = self._db.execute(sql, values)
            while portion := cursor.fetchmany(_PORTION):
                yield from portion
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, why: object) -> OutputError:
        if self._fresh:
            return OutputError(
                f"what the site remembers of its pages cannot be written: {why}",
                where=str(self._path),
                expected="a folder that can be written, with room on the disk",
                todo="free some room, or give another folder",
            )
        return OutputError(
            f"what the site remembers of its pages cannot be used: {why}",
            where=str(self._path),
            expected=f"the {STATE} that was written with the site",
            todo="kg view --full",
        )
