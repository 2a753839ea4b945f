"""Pairs that stay apart although much speaks for one thing: noted in the index, written for people to decide.

Kinds: ``report``; ``mention`` and the key of the name that two officials share, divided by a tab.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.consolidation.index import Index

Pair = tuple[str, str]
_OF_FIRST = "SELECT a, b FROM doubt WHERE kind = ? AND a = ?"
_OF_SECOND = "SELECT a, b FROM doubt WHERE kind = ? AND b = ?"


def forget_doubts(index: Index, kind: str, one: str) -> None:
    """Take back all doubts of a kind about a report or mention, and plan to take them out of the facts."""
    for a, b in [*index.rows(_OF_FIRST, kind, one), *index.rows(_OF_SECOND, kind, one)]:
        index.run("DELETE FROM doubt WHERE kind = ? AND a = ? AND b = ?", kind, a, b)
        index.plan("doubt", [f"{kind} {a} {b}"])


def settle_doubts(index: Index, kind: str, some: Iterable[str], pairs: set[Pair]) -> None:
    """Make these pairs all doubts of a kind about some reports or mentions; plan only what that changes."""
    found = (index.rows(sql, kind, one) for one in some for sql in (_OF_FIRST, _OF_SECOND))
    before = {(str(a), str(b)) for rows in found for a, b in rows}
    index.run_many("DELETE FROM doubt WHERE kind = ? AND a = ? AND b = ?", [(kind, *pair) for pair in before - pairs])
    index.run_many("INSERT INTO doubt VALUES (?, ?, ?)", [(kind, *pair) for pair in pairs - before])
    index.plan("doubt", sorted(f"{kind} {a} {b}" for a, b in before ^ pairs))


def forget_kind(index: Index, kind: str) -> None:
    """Take back all doubts of one kind."""
    for a, b in index.rows("SELECT a, b FROM doubt WHERE kind = ?", kind):
        index.plan("doubt", [f"{kind} {a} {b}"])
    index.run("DELETE FROM doubt WHERE kind = ?", kind)


def note_doubt(index: Index, kind: str, one: str, other: str) -> None:
    """Note a doubtful pair and plan to write it."""
    index.run("INSERT OR IGNORE INTO doubt VALUES (?, ?, ?)", kind, one, other)
    index.plan("doubt", [f"{kind} {one} {other}"])


def partners(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Return for each thing those that pairs join with it."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
