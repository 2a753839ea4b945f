"""From a search to its hits, best first."""

from __future__ import annotations

from itertools import pairwise

from kg.textindex.asking import Asked, Phrase
from kg.textindex.database import Database
from kg.textindex.hits import NAME, NAME_LIKE, TEXT, TEXT_LIKE, WHOLE, Hit
from kg.textindex.kinds import KINDS, kind_of
from kg.textindex.numbering import kind_range, short_hash

RANKED = 1_000
"""Hits of one tier that are ranked by bm25; of a word with more, those that stand first by kind and id. Ranking all
that have a common word took 110 ms on 100,000 articles, a thousand of them 2 ms."""

_NAMED = """
SELECT name.node, MIN(ROUND(found.rank, 9)) AS best FROM (
  SELECT rowid AS n, bm25(named) AS rank FROM named WHERE named MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?
) AS found JOIN name ON name.n = found.n GROUP BY name.node ORDER BY best, name.node LIMIT ?
"""
_TOLD = """
SELECT body.node, ROUND(found.rank, 9) AS best FROM (
  SELECT rowid AS n, bm25(told) AS rank FROM told WHERE told MATCH ? ORDER BY rowid LIMIT ?
) AS found JOIN body ON body.n = found.n ORDER BY best, body.node LIMIT ?
"""


class Finder:
    """Asks the two full-text tables, the names first, and no more than is needed."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, asked: Asked, kinds: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
        """Return at most ``limit`` hits, by tier, rank and node; each thing once, where it fits best."""
        if not asked.words or limit < 1:
            return ()
        best: dict[str, Hit] = {}
        wanted = tuple(kind for kind in KINDS if not kinds or kind in kinds)
        tiers = (WHOLE, NAME, NAME_LIKE) if asked.names else (WHOLE, NAME, NAME_LIKE, TEXT, TEXT_LIKE)
        for tier in tiers:
            if tier not in (NAME_LIKE, TEXT_LIKE) or asked.variants:
                found = self._tier(asked, wanted, tier, (max(RANKED, limit), limit + len(best)))
                fresh = sorted((float(str(rank)), str(node)) for node, rank in found)
                for rank, node in fresh:
                    if node not in best and len(best) < limit:
                        best[node] = Hit(node, kind_of(node), tier, rank)
            if len(best) >= limit:
                break
        return tuple(best.values())

    def _tier(self, asked: Asked, kinds: tuple[str, ...], tier: int, most: tuple[int, int]) -> list[tuple[object, ...]]:
        """Return the best hits of one tier with their ranks; most: how many are ranked, and how many are wanted."""
        if tier == WHOLE:
            found = self._db.rows("SELECT DISTINCT node, 0 FROM name WHERE key = ?", short_hash(asked.key))
            return [row for row in found if kind_of(str(row[0])) in kinds]
        said = expression(asked.exact if tier in (NAME, TEXT) else asked.loose)
        if tier in (NAME, NAME_LIKE):
            return [row for rows in _ranges(kinds) for row in self._db.rows(_NAMED, said, *rows, *most)]
        return self._db.rows(_TOLD, said, *most) if "article" in kinds else []


def expression(groups: tuple[tuple[Phrase, ...], ...]) -> str:
    """Return what FTS5 is asked: every word in quotation marks, so that none is an operator."""
    return " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in groups)


def _quoted(phrase: Phrase) -> str:
    words = " ".join(phrase.words).replace('"', '""')
    return f'"{words}" *' if phrase.open else f'"{words}"'


def _ranges(kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the rows of these kinds' names, neighbours made one."""
    ranges = [kind_range(kind) for kind in kinds]
    starts = [0] + [at for at, (one, two) in enumerate(pairwise(ranges), 1) if two[0] != one[1] + 1]
    ends = [*starts[1:], len(ranges)]
    return [(ranges[start][0], ranges[end - 1][1]) for start, end in zip(starts, ends, strict=True) if start < end]
