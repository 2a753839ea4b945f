"""Officials who only get another id: what names them is written again from what it said, and no article is read.

An official bears the id of the earliest mention, so an old article that comes late, or goes, gives another id to whom
thousands of articles name. Where all groups of one official become those of one whom nobody was before, every unit
that names him says what it said, of the new id; only the articles of the two mentions say more or less than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from kg.consolidation.index import Index
from kg.graph import Post, renamed_triples
from kg.identity import renamed

RENAMED = "renamed"
"""Kind of a plan: the id that an official has, and the former one, divided by a space."""

Unit = tuple[str, str]
"""Kind and id of a unit."""

_ARTICLES = "SELECT DISTINCT article FROM person JOIN grouped USING (g) JOIN mention USING (n) WHERE official = ?"
_AGREEMENTS = """
SELECT DISTINCT cluster FROM person JOIN grouped USING (g) JOIN mention USING (n) JOIN report USING (article)
WHERE official = ? AND cluster NOT NULL
"""
_POSTS = """
SELECT DISTINCT office, capacity FROM person JOIN grouped USING (g) JOIN tenure USING (n) WHERE official = ?
"""
_GROUPS = "SELECT g FROM person WHERE official = ?"


def only_renamed(index: Index, before: Mapping[int, str], after: Mapping[int, str]) -> dict[str, str]:
    """Return for each official who only gets another id that id. before, after: the officials of groups that change."""
    becomes: dict[str, set[str | None]] = {}
    for old in set(before.values()):
        becomes[old] = {after[number] if number in before else None for number in index.numbers(_GROUPS, old)}
    heirs = [new for found in becomes.values() for new in found]
    return {
        old: new
        for old, (new, *more) in becomes.items()
        if new is not None and not more and heirs.count(new) == 1 and not index.rows(f"{_GROUPS} LIMIT 1", new)
    }


def plan_renaming(index: Index, old: str, new: str) -> None:
    """Plan to write what names an official of another id now; who got that id in this run had another one before."""
    earlier = index.texts("SELECT id FROM todo WHERE kind = ? AND id > ? AND id < ?", RENAMED, f"{old} ", f"{old}!")
    index.run_many("DELETE FROM todo WHERE kind = ? AND id = ?", [(RENAMED, one) for one in earlier])
    index.plan(RENAMED, [f"{new} {former}" for former in (old, *(one.partition(" ")[2] for one in earlier))])
    for official in (old, new):  # the mention whose id the official bears needs no redirect, the other does
        mention = renamed(official, "mention")
        index.plan("article", index.texts("SELECT article FROM mention WHERE id = ?", mention))


class Renaming:
    """What is to be written again because officials got other ids, and is not written anew as a whole."""

    def __init__(self, index: Index, base_iri: str, anew: Mapping[str, Set[str]]) -> None:
        """Look up which units that is. anew: articles and agreements that are."""
        self._base = base_iri
        self._posts: dict[str, list[Post]] = {}
        self._former: dict[Unit, dict[str, str]] = {}
        for pair in index.planned(RENAMED):
            new, _, old = pair.partition(" ")
            self._posts[old] = [(str(office), str(capacity)) for office, capacity in index.rows(_POSTS, new)]
            for kind, sql in (("agreement", _AGREEMENTS), ("article", _ARTICLES)):
                for id_ in index.texts(sql, new):
                    if id_ not in anew[kind]:
                        self._former.setdefault((kind, id_), {})[old] = new

    def __contains__(self, unit: Unit) -> bool:
        return unit in self._former

    @property
    def units(self) -> list[Unit]:
        """The units, sorted."""
        return sorted(self._former)

    def said(self, unit: Unit, before: Iterable[str]) -> list[str]:
        """Return what a unit says now, by the triples that it said."""
        return renamed_triples(before, self._base, unit[1], self._former[unit], self._posts)
