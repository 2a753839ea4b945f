"""Retired identifiers: where they lead, and what is said when they lead to several things or to none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.ontology.terms import AGR, DCTERMS, RDF
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What has become of an identifier.

    state: "here" (the store says something of it), "moved" (one heir), "split" (several), "gone" (none),
    "unnamed" (its heirs are named by no article of the store) or "unknown". since, reason: of a retired one, as far as
    the store says.
    """

    state: OneOf["here", "moved", "split", "gone", "unnamed", "unknown"]
    heirs: tuple[NamedNode, ...] = ()
    since: str = ""
    reason: str = ""


def whereabouts(store: Store, node: NamedNode) -> Whereabouts:
    """Return what has become of an identifier."""
    if not is_retired(store, node):
        return Whereabouts("here" if is_named(store, node) else "unknown")
    found = heirs(store, node)
    if found == (node,):
        return Whereabouts("here")
    since = next(_literals(store, node, "goneSince", "retiredSince"), "")
    reason = next(_literals(store, node, "retirementReason"), "")
    if not found:
        return Whereabouts("gone", (), since, reason)
    there = tuple(heir for heir in found if is_named(store, heir))
    if not there:
        return Whereabouts("unnamed", found, since, reason)
    return Whereabouts("moved" if len(there) == 1 else "split", there, since, reason)


def is_named(store: Store, node: NamedNode) -> bool:
    """Say whether the store says anything of a node, leads to it otherwise than as an heir, or has such a graph."""
    if any(next(iter(quads), None) is not None for quads in (store.quads(subject=node), store.quads(graph=node))):
        return True
    return any(quad.predicate != DCTERMS("isReplacedBy") for quad in store.quads(object=node))


def is_retired(store: Store, node: NamedNode) -> bool:
    """Say whether the node is an identifier that was given up."""
    return _is_called_retired(store, node) or bool(_next(store, node))


def heirs(store: Store, node: NamedNode) -> tuple[NamedNode, ...]:
    """Return the identifiers in use that a node leads to, itself where it is in use; none when it is gone.

    Steps are followed as far as they go; a circle ends where it began.
    """
    seen, rest, found = set[NamedNode](), [node], set[NamedNode]()
    while rest:
        one = rest.pop()
        if one in seen:
            continue
        seen.add(one)
        further = _next(store, one)
        rest += further
        if not further and not _is_called_retired(store, one):
            found.add(one)
    return tuple(sorted(found or ({node} if _next(store, node) else set()), key=lambda heir: heir.value))


def _is_called_retired(store: Store, node: NamedNode) -> bool:
    return next(iter(store.quads(node, RDF("type"), AGR("RetiredIdentifier"))), None) is not None


def living(store: Store, node: NamedNode) -> NamedNode:
    """Return the one identifier in use that a node leads to. Raises QueryError when it was split or is gone."""
    found = heirs(store, node)
    if len(found) == 1:
        return found[0]
    name = node.value.removeprefix(store.base_iri)
    if not found:
        raise QueryError(f"{name} is gone{_why(store, node)}", todo="ask for another thing")
    listed = ", ".join(one.value.removeprefix(store.base_iri) for one in found)
    raise QueryError(f"{name} was split into {len(found)}{_why(store, node)}", expected=f"one of {listed}")


def told(store: Store, node: NamedNode, heir: NamedNode) -> str:
    """Return the sentence that tells of a redirect: the old id, since when and why, the new one."""
    old, new = (one.value.removeprefix(store.base_iri) for one in (node, heir))
    return f"{old} is retired{_why(store, node)}; its facts are those of {new}"


def unnamed(store: Store, node: NamedNode, heir: NamedNode) -> QueryError:
    """Return the error for a retired id whose heir no article of the store names."""
    old, new = (one.value.removeprefix(store.base_iri) for one in (node, heir))
    return QueryError(f"no article in the store names {new}, for which {old} was retired", todo="kg stats")


def _why(store: Store, node: NamedNode) -> str:
    """Return since when and why, as far as the store says."""
    since = next(_literals(store, node, "goneSince", "retiredSince"), "")
    reason = next(_literals(store, node, "retirementReason"), "")
    return (f" since {since}" if since else "") + (f" ({reason})" if reason else "")


def _literals(store: Store, node: NamedNode, *names: str) -> Iterator[str]:
    for name in names:
        for quad in store.quads(node, AGR(name)):
            if isinstance(quad.object, Literal):
                yield quad.object.value


def _next(store: Store, node: NamedNode) -> list[NamedNode]:
    found = (quad.object for quad in store.quads(node, DCTERMS("isReplacedBy")))
    return [one for one in found if isinstance(one, NamedNode)]
