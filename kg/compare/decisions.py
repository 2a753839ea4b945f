"""Lines of the ledgers that act now and did not, or that no longer do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode

from kg.compare.side import Side
from kg.compare.values import Difference, Said, Turn
from kg.ontology.terms import AGR

_TOLD = (
    "pairMember", "verdict", "correctsArticle", "correctedProperty", "correctedValue", "action", "replacement",
    "decidedBy", "decidedOn", "why",
)  # fmt: skip
"""What of a line is told, in this order."""


def ledger_differences(old: Side, new: Side, changed: Iterable[str]) -> Iterator[Difference]:
    """Yield the lines that are newly applied, and those that were and are no more."""
    for iri in changed:
        node = NamedNode(iri)
        kind = new.local(node).partition("/")[0]
        if kind in ("judgement", "correction"):
            was, acts = (side.first(node, "applied") == "true" for side in (old, new))
            if was != acts:
                side = new if acts else old
                yield _difference(side, node, "applied" if acts else "withdrawn")


def _difference(side: Side, node: NamedNode, way: str) -> Difference:
    turns = tuple(Turn(name, (), values) for name in _TOLD if (values := _values(side, node, name)))
    local = side.local(node)
    before, after = ((), (local,)) if way == "applied" else ((local,), ())
    return Difference("ledger", way, side.first(node, "verdict") or side.first(node, "action"), before, after, turns)


def _values(side: Side, node: NamedNode, name: str) -> tuple[Said, ...]:
    found = side.store.quads(node, AGR(name), None, DefaultGraph())
    return tuple(sorted(side.said(quad.object) for quad in found))
