"""The SQLite file of the text index: its tables, and plain words over them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from kg import __version__
from kg.errors import StoreError
from kg.language import fold_version
from kg.sqlite import Tables

SCHEMA = 1
"""Raised when the tables, or the numbers of their rows, change."""
WAIT = 30.0
"""Seconds that one process waits for another that is putting a portion in."""

# FTS5 without a copy of the texts, which are in the store. The tokenizer parts only at spaces: what comes in is folded.
_SHAPE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE name (n INTEGER PRIMARY KEY, node TEXT NOT NULL, key INTEGER NOT NULL);
CREATE INDEX name_key ON name (key);
CREATE TABLE body (n INTEGER PRIMARY KEY, node TEXT NOT NULL, mark INTEGER NOT NULL);
CREATE TABLE gone (node TEXT, part TEXT, text TEXT NOT NULL, PRIMARY KEY (node, part)) WITHOUT ROWID;
CREATE VIRTUAL TABLE named USING fts5 (t, content='', tokenize='ascii');
CREATE VIRTUAL TABLE told USING fts5 (t, content='', tokenize='ascii');
"""


def made_with() -> str:
    """Return by what an index is made: one that was made by anything else is made anew."""
    return f"{SCHEMA} {fold_version()} {__version__}"


class Database(Tables):
    """One open file; every failure is a StoreError that says so."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open a file that is there. Raises StoreError when it cannot be read as an index made by this program."""
        self.path = path
        try:
            self._db = self._connected("rw" if writable else "ro")
        except sqlite3.Error as error:
            raise self._failed(error) from error
        try:
            made = self.text("SELECT value FROM meta WHERE name = 'made with'")
        except StoreError:
            self.close()
            raise
        if made != made_with():
            self.close()
            raise self._failed("it was made by another version")

    @classmethod
    def make(cls, path: Path) -> None:
        """Make an empty file in place of any that is there, without waiting for the disk."""
        path.unlink(missing_ok=True)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        try:
            db = sqlite3.connect(path, isolation_level=None)
            try:
                db.executescript(_SHAPE)
                db.execute("INSERT INTO meta VALUES ('made with', ?)", (made_with(),))
            finally:
                db.close()
        except sqlite3.Error as error:
            raise StoreError(f"the text index cannot be made: {error}", where=str(path), todo="check space") from error

    def _connected(self, mode: str) -> sqlite3.Connection:
        uri = f"file:{quote(str(self.path.resolve()))}?mode={mode}"
        db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=WAIT)
        with suppress(sqlite3.DatabaseError):
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA cache_size = -16384")
        return db

    def hurry(self) -> None:
        """Wait for the disk no more: for a file that is thrown away when anything goes wrong."""
        self.run("PRAGMA synchronous = OFF")
        self.run("PRAGMA journal_mode = OFF")
        self.run("PRAGMA cache_size = -32768")

    def _failed(self, why: object) -> StoreError:
        return StoreError(
            f"the text index could not be used: {why}",
            where=str(self.path),
            todo="check disk space and rights; the file may be deleted, it is made anew",
        )
