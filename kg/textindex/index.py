"""The text index: which names and texts hold which words.

Two full-text tables, one of names (every ``agr:searchText`` of the consolidated facts, topics, headlines), one of
article texts; neither keeps a copy of the texts. What leaves is told with its text, for the words of it must be found
again; the text of an article is kept aside before its graph goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from kg.errors import StoreError
from kg.textindex.asking import Asked
from kg.textindex.database import Database
from kg.textindex.finding import Finder
from kg.textindex.hits import Hit
from kg.textindex.numbering import body_number, name_number, short_hash

NEIGHBOURS = 15
"""Rows behind its own number in which a thing may stand when numbers meet, which two of a million names do."""
PARTS = ("headline", "text")
"""The parts of an article that are found."""

Name = tuple[str, str]
"""A thing (local id, or IRI of a concept) and one name of it, folded."""


class TextIndex:
    """One index; ``path`` is a file that is there, ``path`` None is not allowed: a store in memory keeps none."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the file. Raises StoreError when it is absent, broken or made by another version."""
        self.path = path
        self.db = Database(path, writable=writable)
        self._finder = Finder(self.db)

    @classmethod
    def make(cls, path: Path) -> TextIndex:
        """Make an empty index, which waits for no disk until it is put in its place."""
        Database.make(path)
        index = cls(path, writable=True)
        index.db.hurry()
        return index

    def noted(self, name: str) -> str | None:
        """Return a named value or None."""
        return self.db.text("SELECT value FROM meta WHERE name = ?", name)

    def note(self, name: str, value: str) -> None:
        """Keep a named value."""
        self.db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is changed inside."""
        with self.db.transaction():
            yield

    def find(self, asked: Asked, kinds: tuple[str, ...] = (), limit: int = 20) -> tuple[Hit, ...]:
        """Return the best hits, at most ``limit``; kinds: of KINDS, none means all."""
        return self._finder.find(asked, kinds, limit)

    def called(self, skeleton: str) -> tuple[str, ...]:
        """Return the things one of whose names has this skeleton key, sorted; a rare one may only share its hash."""
        found = self.db.texts("SELECT DISTINCT node FROM name WHERE key = ?", short_hash(skeleton))
        return tuple(sorted(found))

    def change_names(self, gone: Iterable[Name], fresh: Iterable[Name]) -> None:
        """Take names out and put names in; what is absent already, or there already, stays so."""
        rows = sorted((row, text) for node, text in gone if (row := self._row("name", name_number(node, text), node)))
        self._drop("name", "named", rows)
        put = []
        for node, text in fresh:
            first = name_number(node, text)
            if text and self._row("name", first, node) is None:
                row = self._free("name", first)
                self.db.run("INSERT INTO name VALUES (?, ?, ?)", row, node, short_hash(text.replace(" ", "")))
                put.append((row, text))
        self.db.run_many("INSERT INTO named (rowid, t) VALUES (?, ?)", sorted(put))

    def put_bodies(self, bodies: Iterable[Name]) -> None:
        """Put in the folded texts of articles that are not there."""
        put = []
        for node, text in bodies:
            row = self._free("body", body_number(node))
            self.db.run("INSERT INTO body VALUES (?, ?, ?)", row, node, short_hash(text))
            put.append((row, text))
        self.db.run_many("INSERT INTO told (rowid, t) VALUES (?, ?)", sorted(put))

    def take_body(self, node: str, text: str) -> None:
        """Take the folded text of an article out, if it is there."""
        row = self._row("body", body_number(node), node)
        if row is not None:
            if self.db.text("SELECT mark FROM body WHERE n = ?", row) != str(short_hash(text)):
                raise StoreError("the text index does not fit the store", where=str(self.path), todo="it is made anew")
            self._drop("body", "told", [(row, text)])

    def has_body(self, node: str, text: str | None = None) -> bool:
        """Say whether the text of an article is in the index, exactly this folded text where one is given."""
        row = self._row("body", body_number(node), node)
        if row is None or text is None:
            return row is not None
        return self.db.text("SELECT mark FROM body WHERE n = ?", row) == str(short_hash(text))

    def keep_aside(self, node: str, parts: Iterable[tuple[str, str]]) -> None:
        """Keep what the index has of an article before its graph goes: (part, folded text). The first time counts."""
        if self.has_body(node):
            rows = [(node, part, text) for part, text in parts]
            self.db.run_many("INSERT OR IGNORE INTO gone VALUES (?, ?, ?)", rows)

    def kept_aside(self, node: str) -> dict[str, str] | None:
        """Return what was kept aside of an article, by part, or None."""
        found = self.db.rows("SELECT part, text FROM gone WHERE node = ?", node)
        return {str(part): str(text) for part, text in found} or None

    def forget_aside(self, node: str) -> None:
        """Let go of what was kept aside of an article: the index has it no more."""
        self.db.run("DELETE FROM gone WHERE node = ?", node)

    def _row(self, table: str, first: int, node: str) -> int | None:
        """Return the row of a thing, which stands at a number or shortly behind it where others took that."""
        sql = f"SELECT n FROM {table} WHERE n BETWEEN ? AND ? AND node = ?"  # noqa: S608 - a table's name
        found = self.db.text(sql, first, first + NEIGHBOURS, node)
        return None if found is None else int(found)

    def _free(self, table: str, first: int) -> int:
        while self.db.text(f"SELECT 1 FROM {table} WHERE n = ?", first):  # noqa: S608 - a table's name
            first += 1
        return first

    def _drop(self, table: str, words: str, rows: list[tuple[int, str]]) -> None:
        self.db.run_many(f"DELETE FROM {table} WHERE n = ?", [(row,) for row, _ in rows])  # noqa: S608
        self.db.run_many(f"INSERT INTO {words} ({words}, rowid, t) VALUES ('delete', ?, ?)", rows)  # noqa: S608

    def counts(self) -> tuple[int, int]:
        """Return how many names and how many article texts are in the index."""
        names, bodies = (int(self.db.text(f"SELECT COUNT(*) FROM {one}") or 0) for one in ("name", "body"))  # noqa: S608
        return names, bodies

    def check(self) -> None:
        """Look whether the file and its words are whole. Raises StoreError when they are not."""
        if self.db.text("PRAGMA quick_check") != "ok":
            raise StoreError("the text index is damaged", where=str(self.path), todo="delete the file; it is made anew")

    def digest(self) -> str:
        """Return a digest of all that can be found: the same for the same articles, however they came."""
        told = sha256()
        for table, words in (("name", "named"), ("body", "told")):
            self.db.run(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{words}_all USING fts5vocab (main, {words}, instance)"
            )
            sql = f"SELECT n, node FROM {table}"  # noqa: S608 - names of tables
            nodes = {int(str(row)): str(node) for row, node in self.db.rows(sql)}
            uses = self.db.rows(f'SELECT term, doc, "offset" FROM temp.{words}_all')  # noqa: S608
            said = sorted(f"{term} {nodes.get(int(str(doc)), '?')} {offset}" for term, doc, offset in uses)
            told.update("\n".join([words, *sorted(nodes.values()), *said, ""]).encode("utf-8", "replace"))
        return told.hexdigest()

    def close(self) -> None:
        """Release the file."""
        self.db.close()
