"""The index: what identity needs to know of all articles, in one SQLite file beside the quads.

It is derived. It can be thrown away at any time and is made anew from the article graphs; nothing in it is asked by
users. It keeps abstracts, block keys, links and clusters, the lines that each unit of facts has written, and what is
still to be written, so that one more article costs what it touches and a crash loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from kg.errors import StoreError
from kg.sqlite import Tables

SCHEMA = 8
"""Raised when the tables change: an index of another number is made anew."""

_EMPTY = """
DELETE FROM article; DELETE FROM report; DELETE FROM block; DELETE FROM full_block; DELETE FROM link;
DELETE FROM mention; DELETE FROM person; DELETE FROM grouped; DELETE FROM code; DELETE FROM kin; DELETE FROM tenure;
DELETE FROM office; DELETE FROM naming; DELETE FROM alias; DELETE FROM place; DELETE FROM doubt;
DELETE FROM counted; DELETE FROM tally; DELETE FROM told_kind;
DELETE FROM unit; DELETE FROM shared; DELETE FROM todo; DELETE FROM meta
"""
_SHAPE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE article (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE report (n INTEGER PRIMARY KEY, id TEXT UNIQUE, article TEXT, age TEXT, key TEXT, cluster TEXT);
CREATE INDEX report_article ON report (article);
CREATE INDEX report_cluster ON report (cluster);
CREATE TABLE block (hash INTEGER, n INTEGER, PRIMARY KEY (hash, n)) WITHOUT ROWID;
CREATE INDEX block_n ON block (n);
CREATE TABLE full_block (hash INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE link (a INTEGER, b INTEGER, strong INTEGER, total REAL, against REAL, score TEXT, PRIMARY KEY (a, b))
WITHOUT ROWID;
CREATE INDEX link_b ON link (b);
CREATE TABLE mention (n INTEGER PRIMARY KEY, id TEXT UNIQUE, article TEXT, age TEXT, key TEXT, name TEXT);
CREATE INDEX mention_article ON mention (article);
CREATE TABLE person (g INTEGER PRIMARY KEY, key TEXT, body TEXT, name TEXT, official TEXT, UNIQUE (key, body));
CREATE INDEX person_official ON person (official);
CREATE TABLE grouped (g INTEGER, age TEXT, n INTEGER, name TEXT, PRIMARY KEY (g, age, n)) WITHOUT ROWID;
CREATE INDEX grouped_n ON grouped (n);
CREATE INDEX grouped_name ON grouped (g, name);
CREATE TABLE code (hash INTEGER, g INTEGER, PRIMARY KEY (hash, g)) WITHOUT ROWID;
CREATE INDEX code_g ON code (g);
CREATE TABLE kin (a INTEGER, b INTEGER, strong INTEGER, score TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX kin_b ON kin (b);
CREATE TABLE tenure (n INTEGER, office TEXT, capacity TEXT, day TEXT);
CREATE INDEX tenure_n ON tenure (n);
CREATE TABLE office (id TEXT, age TEXT, article TEXT, title TEXT, body TEXT);
CREATE INDEX office_id ON office (id, age);
CREATE INDEX office_article ON office (article);
CREATE TABLE naming (body TEXT, age TEXT, article TEXT, name TEXT, kind TEXT, language TEXT, written_id TEXT);
CREATE INDEX naming_body ON naming (body, age);
CREATE INDEX naming_article ON naming (article);
CREATE INDEX naming_written ON naming (written_id);
CREATE TABLE alias (article TEXT, a TEXT, b TEXT, name TEXT, language TEXT);
CREATE INDEX alias_article ON alias (article);
CREATE INDEX alias_a ON alias (a);
CREATE TABLE place (id TEXT, article TEXT, PRIMARY KEY (id, article)) WITHOUT ROWID;
CREATE INDEX place_article ON place (article);
CREATE TABLE doubt (kind TEXT, a TEXT, b TEXT, PRIMARY KEY (kind, a, b)) WITHOUT ROWID;
CREATE INDEX doubt_b ON doubt (kind, b);
CREATE TABLE counted (agreement TEXT PRIMARY KEY, shares TEXT) WITHOUT ROWID;
CREATE TABLE tally (name TEXT, count TEXT, sum INTEGER, PRIMARY KEY (name, count)) WITHOUT ROWID;
CREATE TABLE told_kind (body TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE digest (article TEXT PRIMARY KEY, mark TEXT, told BLOB);
CREATE TABLE unit (kind TEXT, id TEXT, lines BLOB, PRIMARY KEY (kind, id));
CREATE TABLE shared (hash INTEGER PRIMARY KEY, count INTEGER);
CREATE TABLE todo (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""

Row = tuple[str, ...]


def short_hash(text: str) -> int:
    """Return a signed 64-bit hash of a text, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


class Index(Tables):
    """The tables and a few plain words over them; ``path`` None keeps them in memory."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file. Raises StoreError when it cannot be written."""
        self.path = path
        try:
            self._db = self._opened()
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _opened(self) -> sqlite3.Connection:
        """Open the file; one that is no index, or one of another shape, is made anew."""
        db = self._connected()
        try:
            known = bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone())
            if known and _schema(db) == SCHEMA:
                return db
        except sqlite3.DatabaseError:
            known = True
        if known and self.path is not None:
            db.close()
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            db = self._connected()
        db.executescript(_SHAPE)
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))
        return db

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path or ":memory:", isolation_level=None, check_same_thread=False)
        with suppress(sqlite3.DatabaseError):
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -32768")
        return db

    def _failed(self, why: object) -> StoreError:
        return StoreError(
            f"the index could not be used: {why}",
            where=str(self.path or "memory"),
            todo="check disk space and rights; the file may be deleted, it is made anew",
        )

    def note(self, name: str, value: str) -> None:
        """Keep a named value."""
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def noted(self, name: str) -> str | None:
        """Return a named value or None."""
        return self.text("SELECT value FROM meta WHERE name = ?", name)

    def shrink(self) -> None:
        """Give back the memory of the pages that were read."""
        self.run("PRAGMA shrink_memory")

    def hand_over(self, digests: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep the digests of article graphs for the next run: local id, the mark that the store has for it, digest."""
        self.run_many("INSERT OR REPLACE INTO digest VALUES (?, ?, ?)", digests)

    def plan(self, kind: str, ids: Iterable[str]) -> None:
        """Note units as still to be written."""
        self.run_many("INSERT OR IGNORE INTO todo VALUES (?, ?)", [(kind, one) for one in ids])

    def planned(self, kind: str) -> list[str]:
        """Return the units of a kind that are still to be written, sorted."""
        return self.texts("SELECT id FROM todo WHERE kind = ? ORDER BY id", kind)

    def tell_full(self, hash_: int, name: str | None) -> None:
        """Keep the name of a block that is too large to be compared, or take it back (None); plan to tell of it."""
        self.run("DELETE FROM full_block WHERE hash = ?", hash_)
        if name is not None:
            self.run("INSERT INTO full_block VALUES (?, ?)", hash_, name)
        self.plan("block", [str(hash_)])


def _schema(db: sqlite3.Connection) -> int | None:
    found = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return int(found[0]) if found and str(found[0]).isdecimal() else None


def empty(index: Index) -> None:
    """Throw away all that the index holds, but its shape."""
    with index.transaction():
        for statement in _EMPTY.split(";"):
            index.run(statement)
        index.note("schema", str(SCHEMA))
