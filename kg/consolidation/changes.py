"""What changed in the ledgers since the facts were last made, and what that touches."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kg.consolidation.decided import Decided, Line
from kg.consolidation.index import Index


@dataclass(frozen=True, slots=True)
class Changes:
    """Reports to compare again, articles to read again, bodies and corrections to write again: local ids and keys.

    lines: whether any line is new or gone.
    """

    reports: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    corrections: frozenset[str] = frozenset()
    lines: bool = False

    def __bool__(self) -> bool:
        return self.lines


def changed_decisions(index: Index, decided: Decided) -> Changes:
    """Compare what stands in the ledgers now with what stood when the facts were last made."""
    before: set[Line] = {tuple(line) for line in json.loads(index.noted("decisions") or "[]")}
    changed = before.symmetric_difference(decided.lines())
    judged = {name for line in changed if line[0] == "judgement" for name in line[1:3]}
    corrections = {line for line in changed if line[0] == "correction"}
    bodies = changed_bodies(index, decided)
    articles = {line[1] for line in corrections} | _articles(index, judged, bodies)
    return Changes(
        frozenset(name for name in judged if name.startswith("report/")),
        frozenset(articles),
        bodies,
        frozenset(line[3] for line in corrections),
        bool(changed),
    )


def changed_bodies(index: Index, decided: Decided) -> frozenset[str]:
    """Return the institutions that stand for another now, or no longer do, with what they stood or stand for."""
    before = set(map(tuple, json.loads(index.noted("bodies") or "[]")))
    return frozenset(name for pair in before.symmetric_difference(decided.bodies.items()) for name in pair)


def aliases(index: Index) -> list[tuple[str, str]]:
    """Return the institutions that texts name as one."""
    return [(str(a), str(b)) for a, b in index.rows("SELECT DISTINCT a, b FROM alias WHERE a != b ORDER BY a, b")]


def articles_naming(index: Index, bodies: Iterable[str]) -> set[str]:
    """Return the articles that name one of these institutions by their own ids."""
    sql = "SELECT article FROM naming WHERE written_id = ?"
    return {article for body in bodies for article in index.texts(sql, body)}


def _articles(index: Index, judged: Iterable[str], bodies: Iterable[str]) -> set[str]:
    """Return the articles that name a judged mention, or an institution whose meaning changed."""
    mentions = (name for name in judged if name.startswith("mention/"))
    found = {article for name in mentions for article in index.texts("SELECT article FROM mention WHERE id = ?", name)}
    return found | articles_naming(index, bodies)


def keep_decisions(index: Index, decided: Decided, changes: Changes, articles: Iterable[str]) -> None:
    """Plan the lines of the ledgers as facts, and note what stands now."""
    known = index.texts("SELECT id FROM unit WHERE kind = 'judgement'")
    index.plan("judgement", {*known, *decided.judgements})
    again = (one.key for article in articles for one in decided.corrections.get(article, ()))
    index.plan("correction", {*changes.corrections, *again})
    index.note("decisions", json.dumps(decided.lines()))
    index.note("bodies", json.dumps(sorted(decided.bodies.items())))
