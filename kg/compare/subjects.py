"""Which subjects of the consolidated facts differ, found with one digest a subject instead of its statements.

A subject's digest is the sum of the hashes of its statements, so it hangs on no order; the new state's is taken from
the old one's, and what is left is not zero where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import InputError
from kg.store import Store

_KEY, _SUM = 8, 16
"""Bytes of a subject's key, and of a statement's hash."""

_MODULUS = 1 << (8 * _SUM)


def changed_subjects(old: Store, new: Store) -> tuple[str, ...]:
    """Return the IRIs of all subjects whose consolidated facts are not the same in both states, sorted."""
    left: dict[int, int] = {}
    for store, sign in ((old, 1), (new, -1)):
        for quad in facts(store):
            key = _key(_iri(quad))
            left[key] = (left.get(key, 0) + sign * _number(f"{quad.predicate} {quad.object}", _SUM)) % _MODULUS
    keys = {key for key, value in left.items() if value}
    left.clear()
    if not keys:
        return ()
    named = (_iri(quad) for store in (old, new) for quad in facts(store))
    return tuple(sorted({iri for iri in named if _key(iri) in keys}))


def facts(store: Store) -> Iterator[Quad]:
    """Yield the consolidated facts."""
    return store.quads(graph=DefaultGraph())


def statements(store: Store, subject: str) -> set[Quad]:
    """Return the consolidated facts about one subject."""
    return set(store.quads(NamedNode(subject), graph=DefaultGraph()))


def _iri(quad: Quad) -> str:
    if not isinstance(quad.subject, NamedNode):
        raise InputError(
            f"a fact is about {str(quad.subject)[:60]}, which is no IRI", expected="a store, or an export of one"
        )
    return quad.subject.value


@lru_cache(maxsize=1024)
def _key(iri: str) -> int:
    """Return the key of a subject; a store gives the facts about one after another."""
    return _number(iri, _KEY)


def _number(text: str, size: int) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest())
