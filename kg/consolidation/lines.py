"""What each unit has written: compared with what it would write now, so that only the difference reaches the store.

Facts whose subject hangs on the unit's own id are written by it alone. All others (an official's, an institution's)
may be written by many units and are counted: a fact goes when the last unit that says it stops saying it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

from kg.consolidation.index import Index, short_hash
from kg.ontology.terms import AGR

OWN = frozenset({
    "agreement", "participation", "signature", "objective", "event", "value", "reference", "set", "contradiction",
    "statement", "judgement", "correction",
})  # fmt: skip
"""Classes of local ids that are made from the id of the unit that writes them, and by no other unit."""

_RETIRED = str(AGR("RetiredIdentifier"))
"""Retired ids may pass from one unit to another: that one is retired is counted, whatever its class."""


@dataclass(frozen=True, slots=True)
class Delta:
    """Facts of the default graph that go and that come."""

    remove: tuple[Quad, ...] = ()
    add: tuple[Quad, ...] = ()


@dataclass(slots=True)
class Lines:
    """Gathers the differences of many units; ``delta`` tells them, ``keep`` writes them down once they are stored."""

    index: Index
    base_iri: str
    _units: list[tuple[str, str, bytes | None]] = field(default_factory=list)
    _added: dict[str, Quad] = field(default_factory=dict)
    _removed: set[str] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self._added) + len(self._removed)

    def update(self, kind: str, id_: str, quads: Iterable[Quad]) -> None:
        """Compare what a unit says now with what it said."""
        now = {str(quad.triple): quad for quad in quads}
        before = self._before(kind, id_)
        for line in before - now.keys():
            self._removed.add(line)
            self._count(line, -1)
        for line in now.keys() - before:
            self._added[line] = now[line]
            self._count(line, 1)
        if now.keys() != before:
            self._units.append((kind, id_, zlib.compress("\n".join(sorted(now)).encode(), 1) if now else None))

    def _before(self, kind: str, id_: str) -> set[str]:
        found = self.index.rows("SELECT lines FROM unit WHERE kind = ? AND id = ?", kind, id_)
        if not found:
            return set()
        packed = found[0][0]
        return set(zlib.decompress(packed).decode().split("\n")) if isinstance(packed, bytes) else set()

    def _count(self, line: str, step: int) -> None:
        own = line[len(self.base_iri) + 1 :].partition("/")[0] in OWN
        if not own or line.endswith(_RETIRED):
            self._counts[line] += step

    def delta(self) -> Delta:
        """Return what goes and what comes: a shared fact goes only when nobody says it any more."""
        gone = [line for line in sorted(self._removed) if line not in self._added and not self._still_said(line)]
        fresh = [self._added[line] for line in sorted(self._added)]
        return Delta(tuple(_quads(gone)), tuple(fresh))

    def _still_said(self, line: str) -> bool:
        if line not in self._counts:
            return False
        before = self.index.numbers("SELECT count FROM shared WHERE hash = ?", short_hash(line))
        return (before[0] if before else 0) + self._counts[line] > 0

    def keep(self) -> None:
        """Write down what the units say now, after the store has it; then begin anew."""
        index = self.index
        for kind, id_, packed in self._units:
            if packed is None:
                index.run("DELETE FROM unit WHERE kind = ? AND id = ?", kind, id_)
            else:
                index.run("INSERT OR REPLACE INTO unit VALUES (?, ?, ?)", kind, id_, packed)
        index.run_many(
            "INSERT INTO shared VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET count = count + excluded.count",
            [(short_hash(line), count) for line, count in self._counts.items() if count],
        )
        fewer = [(short_hash(line),) for line, count in self._counts.items() if count < 0]
        index.run_many("DELETE FROM shared WHERE hash = ? AND count <= 0", fewer)
        self._units.clear()
        self._added.clear()
        self._removed.clear()
        self._counts.clear()


def _quads(lines: list[str]) -> list[Quad]:
    text = "".join(f"{line} .\n" for line in lines)
    parsed = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in parsed]
