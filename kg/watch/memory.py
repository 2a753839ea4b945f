"""What a watch remembers between rounds and runs: a small SQLite file beside the store.

Only the store's content decides what is new; the memory saves reading and asking again. It may be deleted at any
time: the next round reads everything anew and changes nothing. It belongs to one store, and is emptied when that
was made anew. What is written to it counts only after ``commit``, so a run that is killed repeats what it had not
finished.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.web import Validators

FORMAT = "1"
_TABLES = """
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (source BLOB, path BLOB, mark TEXT, walk INTEGER, PRIMARY KEY (source, path)) WITHOUT ROWID;
CREATE TABLE feeds (source TEXT PRIMARY KEY, url TEXT, etag TEXT, modified TEXT, failures INTEGER, due REAL);
CREATE TABLE links (number INTEGER PRIMARY KEY, feed TEXT, link TEXT, mark TEXT, state TEXT, failures INTEGER, due REAL,
                    seen REAL, UNIQUE (feed, link));
CREATE INDEX by_link ON links (link);
CREATE INDEX by_state ON links (state, due)
"""
Row = tuple[object, ...]


def memory_path(store: Path) -> Path:
    """Return the file of a store's watch: ``<store>-watch.sqlite`` beside it."""
    named = store if store.name not in {"", ".."} else store.resolve()
    return named.with_name(f"{named.name}-watch.sqlite")


class Memory:
    """The remembered state of one watch; its parts write through it."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises UsageError when another watch has it, StoreError when it is broken."""
        self._path = path
        with self._told():
            self._db = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("BEGIN IMMEDIATE")
            if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._make()
            elif self.noted("format") != FORMAT:
                raise sqlite3.DatabaseError("it is of another format")
        self.commit()

    def _make(self) -> None:
        for statement in _TABLES.split(";"):
            self._db.execute(statement)
        self.note("format", FORMAT)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite raises into an error that says what to do."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                what, todo = "another kg watch keeps this store up to date", "name all feeds and folders in one call"
                raise UsageError(what, where=str(self._path), todo=todo) from error
            raise StoreError(f"the memory of kg watch cannot be kept: {error}", where=str(self._path)) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"the memory of kg watch cannot be read: {error}",
                where=str(self._path),
                todo="delete this file; everything is read again, which changes nothing",
            ) from error

    def close(self) -> None:
        """Close the file; what was not committed is gone."""
        self._db.close()

    def commit(self) -> None:
        """Keep all that was written since the last commit."""
        self._end("COMMIT")

    def rollback(self) -> None:
        """Forget all that was written since the last commit."""
        self._end("ROLLBACK")

    def _end(self, how: str) -> None:
        with self._told():
            if self._db.in_transaction:
                self._db.execute(how)
            self._db.execute("BEGIN IMMEDIATE")

    def rows(self, statement: str, *values: object) -> list[Row]:
        """Carry out one statement and return its rows. Raises StoreError."""
        with self._told():
            return self._db.execute(statement, values).fetchall()

    def changed(self, statement: str, *values: object) -> int:
        """Carry out one statement and return the number of rows it changed. Raises StoreError."""
        with self._told():
            return self._db.execute(statement, values).rowcount

    def note(self, name: str, value: str) -> None:
        """Remember one value by name."""
        self.changed("INSERT OR REPLACE INTO notes VALUES (?, ?)", name, value)

    def noted(self, name: str) -> str:
        """Return a value remembered by name, "" for none."""
        found = self.rows("SELECT value FROM notes WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def forget(self) -> None:
        """Empty the memory: the store is another one than before."""
        for statement in ("DELETE FROM files", "DELETE FROM feeds", "DELETE FROM links"):
            self.changed(statement)


class Files:
    """Which files of a folder were read, each with a mark that changes when the file does."""

    def __init__(self, memory: Memory, source: bytes) -> None:
        """Begin a walk of a folder (``source``: its name as the file system writes it)."""
        self._memory, self._source = memory, source
        self._walk = int(memory.noted("walk") or "0") + 1
        memory.note("walk", str(self._walk))

    def seen(self, path: bytes, mark: str) -> bool:
        """Note that a file was seen in this walk, and say whether it was read with this mark."""
        keys = (self._source, path)
        self._memory.changed("UPDATE files SET walk = ? WHERE source = ? AND path = ?", self._walk, *keys)
        return self._memory.rows("SELECT mark FROM files WHERE source = ? AND path = ?", *keys) == [(mark,)]

    def read(self, path: bytes, mark: str) -> None:
        """Note that a file was read."""
        self._memory.changed("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", self._source, path, mark, self._walk)

    def drop_unseen(self) -> int:
        """Forget the files that were not seen in this walk; return their number."""
        return self._memory.changed("DELETE FROM files WHERE source = ? AND walk <> ?", self._source, self._walk)


class Feeds:
    """What the sites of feeds said last, and when one that failed is asked again (seconds since 1970)."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def known(self, source: str) -> Validators:
        """Return what the feed's site said of it last."""
        found = self._memory.rows("SELECT url, etag, modified FROM feeds WHERE source = ?", source)
        return Validators(*(str(value) for value in found[0])) if found else Validators()

    def is_due(self, source: str, now: float) -> bool:
        """Say whether the feed may be asked now."""
        return not self._memory.rows("SELECT 1 FROM feeds WHERE source = ? AND due > ?", source, now)

    def had(self, source: str, validators: Validators) -> None:
        """Note that the feed was had."""
        values = (source, validators.url, validators.etag, validators.modified)
        self._memory.changed("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, 0, 0)", *values)

    def failed(self, source: str, now: float, every: float) -> None:
        """Note that the feed failed: the wait doubles each time."""
        self._memory.changed("INSERT OR IGNORE INTO feeds VALUES (?, '', '', '', 0, 0)", source)
        self._memory.changed("UPDATE feeds SET failures = failures + 1 WHERE source = ?", source)
        ((failures,),) = self._memory.rows("SELECT failures FROM feeds WHERE source = ?", source)
        due = now + put_off(int(str(failures)), every)
        self._memory.changed("UPDATE feeds SET due = ? WHERE source = ?", due, source)


LONGEST_WAIT = 86_400.0
"""Seconds between two tries of what keeps failing, at most: a day."""


def put_off(failures: int, every: float) -> float:
    """Return the seconds until the next try after so many failures: one round, two, four, …, at most a day.

    A tenth less, so that the round it is meant for does not come a moment too early.
    """
    return 0.9 * min(LONGEST_WAIT, every * 2.0 ** min(failures - 1, 30))
