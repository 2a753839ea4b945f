"""One article into the index, or out of it; says which reports and persons that touches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from kg.consolidation.doubts import forget_doubts
from kg.consolidation.index import Index, short_hash
from kg.graph import Abstract, Person
from kg.identity import BLOCK_CAP, ReportKey, age, block_keys


@dataclass(slots=True)
class Touched:
    """What a change of articles touches: reports and person groups by number, clusters that lost a member by id.

    beside: reports to be clustered again, though all that was said of them and any other stands.
    blocks: how many reports each block had, as far as they were counted, before it gained or lost any; gained: how
    many more it has now.
    """

    reports: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    agreements: set[str] = field(default_factory=set)
    officials: set[str] = field(default_factory=set)
    blocks: dict[int, int] = field(default_factory=dict)
    gained: Counter[int] = field(default_factory=Counter)

    def size(self, index: Index, block: int) -> int | None:
        """Return how many reports a block has now, at most one more than are compared; None if nothing touched it."""
        before = self.blocks.get(block)
        if before is None or before > BLOCK_CAP:
            return None if before is None else counted(index, block)
        return before + self.gained[block]


def counted(index: Index, block: int) -> int:
    """Return how many reports a block has, counted no further than it matters: one more than are compared."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM block WHERE hash = ? LIMIT ?)"
    return index.numbers(sql, block, BLOCK_CAP + 1)[0]


def age_text(published: str | None, article_key: str) -> str:
    """Return one text that sorts as the pair of publication date (unknown last) and article key."""
    return " ".join(age(published, article_key))


_VALUES = attrgetter(*(one.name for one in fields(ReportKey)))


def pack(key: ReportKey) -> str:
    """Return a report's key as text."""
    return json.dumps(_VALUES(key), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=5_000)
def unpack(text: str) -> ReportKey:
    """Return the key that ``pack`` made text of: lists of texts, of numbers or of pairs become tuples."""
    values: list[Any] = json.loads(text)
    for place, value in enumerate(values):
        if type(value) is list:
            values[place] = tuple(map(tuple, value)) if value and type(value[0]) is list else tuple(value)
    return ReportKey(*values)


_SIZES = """
SELECT value, (SELECT count(*) FROM (SELECT 1 FROM block WHERE hash = value LIMIT ?2)) FROM json_each(?1)
"""
STRONG = "SELECT b FROM link WHERE a = ? AND strong UNION SELECT a FROM link WHERE b = ? AND strong"
"""The reports that strong links join with one."""
_FORGET = (
    "DELETE FROM office WHERE article = ?",
    "DELETE FROM naming WHERE article = ?",
    "DELETE FROM place WHERE article = ?",
    "DELETE FROM alias WHERE article = ?",
    "DELETE FROM article WHERE id = ?",
)


class Taking:
    """Puts abstracts into the index. isolated: mentions that a judgement keeps apart from all others."""

    def __init__(self, index: Index, body_of: Callable[[str], str], isolated: frozenset[str]) -> None:
        self._index, self._body_of, self._isolated = index, body_of, isolated
        self.touched = Touched()

    def take_out(self, article: str) -> None:
        """Forget what the article said."""
        index = self._index
        self._plan_names(article)
        for (number,) in index.rows("SELECT n FROM report WHERE article = ?", article):
            self._forget_report(int(str(number)))
        for (number,) in index.rows("SELECT n FROM mention WHERE article = ?", article):
            self._forget_mention(int(str(number)))
        for statement in _FORGET:
            index.run(statement, article)
        index.plan("article", [article])

    def _forget_report(self, number: int) -> None:
        index = self._index
        self._count(index.numbers("SELECT hash FROM block WHERE n = ?", number), -1)
        self.touched.beside.update(index.numbers(STRONG, number, number))
        self.touched.reports.discard(number)
        for id_, cluster in index.rows("SELECT id, cluster FROM report WHERE n = ?", number):
            forget_doubts(index, "report", str(id_))
            self.touched.agreements.update([str(cluster)] if cluster else [])
        index.run("DELETE FROM block WHERE n = ?", number)
        index.run("DELETE FROM link WHERE a = ? OR b = ?", number, number)
        index.run("DELETE FROM report WHERE n = ?", number)

    def _forget_mention(self, number: int) -> None:
        index = self._index
        for group in index.numbers("SELECT g FROM grouped WHERE n = ?", number):
            self.touched.persons.add(group)
            official = index.text("SELECT official FROM person WHERE g = ?", group)
            if official:
                self.touched.officials.add(official)
        index.run("DELETE FROM grouped WHERE n = ?", number)
        index.run("DELETE FROM tenure WHERE n = ?", number)
        index.run("DELETE FROM mention WHERE n = ?", number)

    def take_in(self, said: Abstract) -> None:
        """Keep what an article says; it must have been taken out before."""
        index, age = self._index, age_text(said.published, said.key)
        index.run("INSERT INTO article VALUES (?)", said.article)
        for key in said.reports:
            self._report(key, said.article, age)
        for person in said.people:
            self._mention(person, said, age)
        index.run_many(
            "INSERT INTO office VALUES (?, ?, ?, ?, ?)",
            [(one.office, age, said.article, one.title, one.body) for one in said.offices],
        )
        index.run_many(
            "INSERT INTO naming VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (self._body_of(one.body), age, said.article, one.name, one.kind, said.language, one.body)
                for one in said.namings
            ],
        )
        index.run_many(
            "INSERT INTO alias VALUES (?, ?, ?, ?, ?)",
            [(said.article, one.body, one.other, one.name, one.language) for one in said.aliases],
        )
        index.run_many("INSERT OR IGNORE INTO place VALUES (?, ?)", [(one, said.article) for one in said.places])
        index.plan("article", [said.article])
        self._plan_names(said.article)

    def _plan_names(self, article: str) -> None:
        """Plan the offices, bodies and places that an article names: what is chosen of them may change."""
        index = self._index
        index.plan("office", index.texts("SELECT id FROM office WHERE article = ?", article))
        index.plan("body", index.texts("SELECT body FROM naming WHERE article = ?", article))
        index.plan("place", index.texts("SELECT id FROM place WHERE article = ?", article))

    def _report(self, key: ReportKey, article: str, age: str) -> None:
        index = self._index
        index.run("INSERT INTO report (id, article, age, key) VALUES (?, ?, ?, ?)", key.report, article, age, pack(key))
        number = index.numbers("SELECT n FROM report WHERE id = ?", key.report)[0]
        self.touched.reports.add(number)
        hashes = sorted({short_hash(name) for name in block_keys(key)})
        self._count(hashes, 1)
        index.run_many("INSERT OR IGNORE INTO block VALUES (?, ?)", [(hash_, number) for hash_ in hashes])

    def _count(self, hashes: Sequence[int], step: int) -> None:
        """Remember how large blocks were before anything changed, and what they gain."""
        blocks = self.touched.blocks
        unknown = [hash_ for hash_ in hashes if hash_ not in blocks]
        blocks.update(
            (int(hash_), int(count)) for hash_, count in self._index.rows(_SIZES, json.dumps(unknown), BLOCK_CAP + 1)
        )
        for hash_ in hashes:
            self.touched.gained[hash_] += step

    def _mention(self, person: Person, said: Abstract, age: str) -> None:
        index = self._index
        index.run(
            "INSERT INTO mention (id, article, age, key, name) VALUES (?, ?, ?, ?, ?)",
            person.mention, said.article, age, person.key, person.name,
        )  # fmt: skip
        number = index.numbers("SELECT n FROM mention WHERE id = ?", person.mention)[0]
        bodies = {self._body_of(one.body) for one in person.held if one.body}
        for group in self._groups(person, bodies):
            index.run("INSERT OR IGNORE INTO grouped VALUES (?, ?, ?, ?)", group, age, number, person.name)
            self.touched.persons.add(group)
        rows = [(number, one.office, one.capacity, said.published) for one in person.held]
        index.run_many("INSERT INTO tenure VALUES (?, ?, ?, ?)", rows)

    def _groups(self, person: Person, bodies: Iterable[str]) -> list[int]:
        """Return the groups of a mention: the same name key in the same body; alone where it names no body."""
        apart = person.mention if person.mention in self._isolated else ""
        places = sorted(f"{body}\t{apart}".rstrip("\t") for body in bodies) or [f"\t{person.mention}"]
        for place in places:
            self._index.run("INSERT OR IGNORE INTO person (key, body) VALUES (?, ?)", person.key, place)
        return [
            self._index.numbers("SELECT g FROM person WHERE key = ? AND body = ?", person.key, place)[0]
            for place in places
        ]
