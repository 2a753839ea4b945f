"""What each unit has written: compared with what it would write now, so that only the difference reaches the store.

Facts whose subject hangs on the unit's own id are written by it alone. All others (an official's, an institution's)
may be written by many units and are counted: a fact goes when the last unit that says it stops saying it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

from kg.consolidation.index import Index, short_hash
from kg.graph import Facts
from kg.ontology.terms import AGR

OWN = frozenset({
    "agreement", "participation", "signature", "objective", "event", "value", "reference", "set", "contradiction",
    "statement", "judgement", "correction", "tally",
})  # fmt: skip
"""Classes of local ids that are made from the id of the unit that writes them, and by no other unit."""

_RETIRED = str(AGR("RetiredIdentifier"))
"""Retired ids may pass from one unit to another: that one is retired is counted, whatever its class."""


@dataclass(frozen=True, slots=True)
class Delta:
    """Facts of the default graph that go and that come, as triples in N-Triples without full stops, sorted."""

    gone: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()

    @property
    def remove(self) -> tuple[Quad, ...]:
        """Return what goes as quads."""
        return tuple(_quads(self.gone))

    @property
    def add(self) -> tuple[Quad, ...]:
        """Return what comes as quads."""
        return tuple(_quads(self.fresh))

    def lines(self) -> bytes:
        """Return what comes as lines of N-Quads: a large store loads them faster than quads."""
        return _document(self.fresh)


@dataclass(slots=True)
class Lines:
    """Gathers the differences of many units; ``delta`` tells them, ``keep`` writes them down once they are stored."""

    index: Index
    base_iri: str
    _units: list[tuple[str, str, bytes | None]] = field(default_factory=list)
    _added: set[str] = field(default_factory=set)
    _removed: set[str] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)
    _first: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look whether any unit has written anything yet; each is written once in a run."""
        self._first = not self.index.rows("SELECT 1 FROM unit LIMIT 1")

    def __len__(self) -> int:
        return len(self._added) + len(self._removed)

    def update(self, kind: str, id_: str, quads: Iterable[Quad]) -> None:
        """Compare what a unit says now with what it said."""
        now = quads.triples() if isinstance(quads, Facts) else [str(quad.triple) for quad in quads]
        self._compare(kind, id_, self._before(kind, id_), now)

    def rewrite(self, kind: str, id_: str, said: Callable[[Iterable[str]], list[str]]) -> None:
        """Compare what a unit said with what it says now, made of that."""
        before = self._before(kind, id_)
        self._compare(kind, id_, before, said(before))

    def _compare(self, kind: str, id_: str, before: set[str], now: list[str]) -> None:
        fresh = set(now) - before if before else now
        gone = before.difference(now) if before else ()
        self._added.update(fresh)
        self._removed.update(gone)
        for lines, step in ((fresh, 1), (gone, -1)):
            for line in lines:
                self._count(line, step)
        if fresh or gone:
            self._units.append((kind, id_, zlib.compress("\n".join(sorted(now)).encode(), 1) if now else None))

    def _before(self, kind: str, id_: str) -> set[str]:
        if self._first:
            return set()
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
        gone = (line for line in sorted(self._removed) if line not in self._added and not self._still_said(line))
        return Delta(tuple(gone), tuple(sorted(self._added)))

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
            sorted((short_hash(line), count) for line, count in self._counts.items() if count),
        )
        fewer = [(short_hash(line),) for line, count in self._counts.items() if count < 0]
        index.run_many("DELETE FROM shared WHERE hash = ? AND count <= 0", fewer)
        self._units.clear()
        self._added.clear()
        self._removed.clear()
        self._counts.clear()


def _document(triples: Iterable[str]) -> bytes:
    return "".join([f"{triple} .\n" for triple in triples]).encode()


def _quads(triples: Iterable[str]) -> Iterator[Quad]:
    for parsed in pyoxigraph.parse(_document(triples), format=pyoxigraph.RdfFormat.N_QUADS):
        yield Quad(parsed.subject, parsed.predicate, parsed.object, DefaultGraph())
