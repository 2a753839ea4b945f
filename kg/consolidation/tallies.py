"""Tallies kept in step with agreements: what each agreement adds, and what that comes to.

The index keeps the shares of every agreement, so that one which changes or goes takes its old shares with it, and the
sums, so that only tallies which it touches are written anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.consolidation.index import Index
from kg.graph import KINDS, Counting, Facts, Name, Shares, tally_quads
from kg.lexicon import Lexicon

_KINDS = "SELECT kind FROM naming WHERE body = ? AND kind != '' ORDER BY age, kind"
_TOLD_IN = """
SELECT DISTINCT cluster FROM report WHERE cluster NOT NULL AND article IN (SELECT article FROM naming WHERE body = ?)
"""
_ADD = """
INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT (name, count) DO UPDATE SET sum = sum + excluded.sum
"""
CACHED = 10_000
"""Kinds of institutions kept in memory while neighbouring agreements are counted."""


def told_kind(index: Index, body: str) -> str:
    """Return the first kind that any article tells of a body outside the lexicon, or ""."""
    return next((kind for kind in index.texts(_KINDS, body) if kind in KINDS), "")


class Tallies:
    """Counts the agreements of one run; ``settle`` puts down what has been counted and plans what that touches."""

    def __init__(self, index: Index, lexicon: Lexicon, base_iri: str) -> None:
        self._index, self._lexicon, self._base = index, lexicon, base_iri
        self._told_kind: Callable[[str], str] = lru_cache(maxsize=CACHED)(lambda body: told_kind(index, body))
        self._counting = Counting(base_iri, lexicon, self._kind)
        self._changes: Counter[tuple[Name, str]] = Counter()

    def _kind(self, body: str) -> str:
        known = self._lexicon.institution_by_id(body)
        return known.kind if known else KINDS.get(self._told_kind(body), "")

    def take(self, agreement: str, facts: Facts | None) -> None:
        """Count an agreement by its facts instead of as it was counted before; None: it is no more."""
        self._keep(agreement, self._counting.shares(agreement, facts) if facts is not None else Shares())

    def look_at(self, body: str) -> None:
        """Count the agreements of a body again by kinds where another kind is told of it than before."""
        if self._lexicon.institution_by_id(body):
            return
        before = self._index.text("SELECT kind FROM told_kind WHERE body = ?", body) or ""
        now = self._kind(body)
        if now == before:
            return
        self._index.run("DELETE FROM told_kind WHERE body = ?", body)
        self._index.run_many("INSERT INTO told_kind VALUES (?, ?)", [(body, now)] if now else [])
        for agreement in self._index.texts(_TOLD_IN, body):
            self._by_kinds_again(agreement)

    def _by_kinds_again(self, agreement: str) -> None:
        shares = self._shares(agreement)
        parties = [name[1] for name, _ in shares if name[0] == "institution"]
        kept = Shares({one: count for one, count in shares.items() if one[0][0] != "kinds"})
        kept.update((name, "agreementCount") for name in self._counting.kinds(parties))
        self._keep(agreement, kept)

    def _shares(self, agreement: str) -> Shares:
        """Return what an agreement was counted as."""
        text = self._index.text("SELECT shares FROM counted WHERE agreement = ?", agreement) or ""
        lines = (line.split("\t") for line in text.splitlines())
        return Shares({(_name(name), count): int(number) for name, count, number in lines})

    def _keep(self, agreement: str, now: Shares) -> None:
        before = self._shares(agreement)
        if now == before:
            return
        self._changes.update(now)
        self._changes.subtract(before)
        lines = sorted(f"{_text(name)}\t{count}\t{number}" for (name, count), number in now.items())
        self._index.run("DELETE FROM counted WHERE agreement = ?", agreement)
        self._index.run_many("INSERT INTO counted VALUES (?, ?)", [(agreement, "\n".join(lines))] if lines else [])

    def settle(self) -> None:
        """Add up what was counted since the last time, and plan the tallies that differ by it."""
        changes = Counter({one: step for one, step in self._changes.items() if step})
        for (name, _), step in list(changes.items()):
            if name[0] == "parties":
                meet = self._met(name, step)
                changes.update({(("institution", body), "coPartyCount"): meet for body in name[1:] if meet})
        index = self._index
        index.run_many(_ADD, sorted((_text(name), count, step) for (name, count), step in changes.items() if step))
        fewer = [(_text(name), count) for (name, count), step in changes.items() if step < 0]
        index.run_many("DELETE FROM tally WHERE name = ? AND count = ? AND sum = 0", fewer)
        index.plan("tally", sorted({_text(name) for name, _ in changes}))
        self._changes.clear()

    def _met(self, pair: Name, step: int) -> int:
        """Return 1 for two bodies that had no agreement in common and have one now, -1 the other way, else 0."""
        found = self._index.numbers("SELECT sum FROM tally WHERE name = ?", _text(pair))
        before = found[0] if found else 0
        return int(before + step > 0) - int(before > 0)

    def quads(self, text: str) -> Facts:
        """Return the facts of one tally, by its name as the index writes it."""
        rows: Iterable[tuple[object, ...]] = self._index.rows("SELECT count, sum FROM tally WHERE name = ?", text)
        return tally_quads(self._base, _name(text), {str(count): int(str(number)) for count, number in rows})


def _text(name: Name) -> str:
    return "|".join(name)


def _name(text: str) -> Name:
    return tuple(text.split("|"))
