"""Pairs that the rules neither join nor part, with both sides of each and what speaks for and against."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ledgers import VERDICTS
from kg.ontology.terms import AGR, RDF
from kg.review.sides import Side, SideFact, SideReader
from kg.store import Store

_POINTS = re.compile(r"(?<=\s)[+-]\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two that may be one. id: local id of the pair, "" for two that somebody chose to see; score: "" where none is."""

    id: str
    score: str
    reasons: tuple[str, ...]
    one: Side
    other: Side

    @property
    def rows(self) -> tuple[tuple[str, tuple[SideFact, ...], tuple[SideFact, ...]], ...]:
        """Both sides beside each other, one row a property: what one says of it, what the other says."""
        names = dict.fromkeys(fact.property for side in (self.one, self.other) for fact in side.facts)
        return tuple((name, _of(self.one, name), _of(self.other, name)) for name in names)

    def command(self, verdict: str) -> str:
        """Return the command line that takes this decision; a name and a reason have to be put in."""
        return shlex.join(
            ["kg", "review", "--decide", self.one.id, self.other.id, verdict, "--by", "NAME", "--why", "TEXT"]
        )

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """Each verdict with its command line."""
        return tuple((verdict, self.command(verdict)) for verdict in VERDICTS)


def doubtful_pairs(store: Store) -> tuple[Doubt, ...]:
    """Return the pairs that wait for a decision, those with the highest score first."""
    reader, found = SideReader(store), []
    for quad in store.quads(None, RDF("type"), AGR("DoubtfulPair"), DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and (doubt := _doubt(store, reader, quad.subject)):
            found.append(doubt)
    return tuple(sorted(found, key=lambda doubt: (-float(doubt.score or 0), doubt.id)))


def compare(store: Store, one: str, other: str) -> Doubt | None:
    """Return any two reports or mentions (local ids) side by side; None when the store lacks one of them."""
    reader = SideReader(store)
    sides = reader.side(one), reader.side(other)
    return Doubt("", "", (), sides[0], sides[1]) if sides[0] and sides[1] else None


def _doubt(store: Store, reader: SideReader, node: NamedNode) -> Doubt | None:
    base = store.base_iri
    members = sorted(
        quad.object.value.removeprefix(base)
        for quad in store.quads(node, AGR("pairMember"), None, DefaultGraph())
        if isinstance(quad.object, NamedNode)
    )
    sides = [side for side in map(reader.side, members) if side is not None]
    if len(sides) != 2:
        return None
    one, other = sorted(sides, key=lambda side: (side.published or "9999", side.id))
    score = next(_texts(store, node, "score"), "")
    reasons = sorted(_texts(store, node, "scoreReason"), key=lambda reason: (-_weight(reason), reason))
    return Doubt(node.value.removeprefix(base), score, tuple(reasons), one, other)


def _texts(store: Store, node: NamedNode, name: str) -> Iterator[str]:
    for quad in store.quads(node, AGR(name), None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            yield quad.object.value


def _weight(reason: str) -> float:
    """Return the size of the points in a part of a score («parties +3.0 (2 of 2 shared)»), 0 where there are none."""
    found = _POINTS.search(reason)
    return abs(float(found[0])) if found else 0.0


def _of(side: Side, name: str) -> tuple[SideFact, ...]:
    return tuple(fact for fact in side.facts if fact.property == name)
