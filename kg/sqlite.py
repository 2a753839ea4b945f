"""A few plain words over one SQLite file, shared by the indexes beside the quads and by the memory of a site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from kg.errors import KgError


class Tables:
    """Statements and questions over an open connection, ``_db``; what SQLite raises becomes a KgError."""

    _db: sqlite3.Connection

    def _failed(self, why: object) -> KgError:
        """Return the error that says which file could not be used, why, and what to do."""
        raise NotImplementedError

    def run(self, sql: str, *values: object) -> None:
        """Carry out one statement."""
        try:
            self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for many rows."""
        try:
            self._db.executemany(sql, rows)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a question."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def texts(self, sql: str, *values: object) -> list[str]:
        """Return the first column of the rows as text."""
        return [str(row[0]) for row in self.rows(sql, *values)]

    def numbers(self, sql: str, *values: object) -> list[int]:
        """Return the first column of the rows as integers."""
        return [int(str(row[0])) for row in self.rows(sql, *values)]

    def text(self, sql: str, *values: object) -> str | None:
        """Return the first value of the first row as text, or None."""
        found = self.rows(sql, *values)
        return None if not found or found[0][0] is None else str(found[0][0])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is run inside."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(KgError):  # what went wrong before is what is told
                self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def close(self) -> None:
        """Release the file."""
        self._db.close()
