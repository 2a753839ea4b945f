"""Which things of the old state are which of the new: joined by every id that ever stood for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from kg.compare.side import CLASSES, Side

_OWNERS = frozenset({
    "participation", "signature", "objective", "event", "value", "reference", "statement", "tenure", "set", "progress",
    "contradiction",
})  # fmt: skip
"""Kinds of nodes that are parts of an agreement or official."""


@dataclass(frozen=True, slots=True, order=True)
class Fate:
    """One thing or several that belong together: their ids in the old and in the new state, sorted."""

    kind: str
    before: tuple[NamedNode, ...]
    after: tuple[NamedNode, ...]

    @property
    def way(self) -> str:
        """How the thing differs, as far as its ids tell."""
        if not self.before or not self.after:
            return "gone" if self.before else "new"
        if len(self.before) > 1:
            return "regrouped" if len(self.after) > 1 else "merged"
        if len(self.after) > 1:
            return "split"
        return "changed" if self.before == self.after else "renamed"


def fates(old: Side, new: Side, changed: Iterable[str]) -> list[Fate]:
    """Return what became of every thing that a changed subject is or belongs to, sorted by kind and id."""
    found: set[Fate] = set()
    seen: set[NamedNode] = set()
    for kind, node in sorted(_touched(old, new, changed), key=lambda one: (one[0], one[1].value)):
        if node not in seen:
            fate = _fate(old, new, kind, node)
            seen |= {*fate.before, *fate.after}
            found.add(fate)
    return sorted(found, key=lambda one: (one.kind, [node.value for node in (*one.after, *one.before)]))


def _touched(old: Side, new: Side, changed: Iterable[str]) -> set[tuple[str, NamedNode]]:
    """Return the things that changed subjects are, redirect to, or are parts of."""
    found: set[tuple[str, NamedNode]] = set()
    for iri in changed:
        node = NamedNode(iri)
        for side in (old, new):
            kind = side.local(node).partition("/")[0]
            if kind in CLASSES:
                found |= {(kind, home) for home in side.homes(node, kind)}
            elif kind in _OWNERS:
                found |= _owners(side, node)
    return found


def _owners(side: Side, part: NamedNode) -> set[tuple[str, NamedNode]]:
    """Return the agreements and officials that a part belongs to, whichever of the two points to the other."""
    near: list[object] = [quad.subject for quad in side.store.quads(None, None, part, DefaultGraph())]
    near += [quad.object for quad in side.store.quads(part, None, None, DefaultGraph()) if _owns(side, quad.object)]
    named = [(side.local(one).partition("/")[0], one) for one in near if isinstance(one, NamedNode)]
    return {(kind, one) for kind, one in named if kind in ("agreement", "official") and side.is_thing(one, kind)}


def _owns(side: Side, node: object) -> bool:
    return isinstance(node, NamedNode) and side.local(node).startswith("agreement/")


def _fate(old: Side, new: Side, kind: str, start: NamedNode) -> Fate:
    """Return all things of both states that share an id with one another, beginning with one of them."""
    ids, waiting = set[NamedNode](), [start]
    homes: dict[int, set[NamedNode]] = {0: set(), 1: set()}
    while waiting:
        one = waiting.pop()
        if one in ids:
            continue
        ids.add(one)
        for number, side in enumerate((old, new)):
            for home in side.homes(one, kind):
                if home not in homes[number]:
                    homes[number].add(home)
                    waiting += side.members(home)
    before, after = (tuple(sorted(homes[number], key=lambda node: node.value)) for number in (0, 1))
    return Fate(kind, before, after)
