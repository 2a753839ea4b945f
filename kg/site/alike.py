"""What an update touches besides: pages that name a thing without any fact that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.language import skeleton_key
from kg.ontology.terms import AGR, OA
from kg.pages import Reader, kin_of
from kg.site.order import exists
from kg.site.state import State
from kg.store import Store


def also_touched(store: Store, state: State, found: Iterable[str]) -> frozenset[str]:
    """Return what links to officials and topics that are called otherwise, came or went.

    Officials of the same name as one of these (before or now), the articles that quote an official who came or has
    another name, and the kin of topics that came or went. state: of the site as it was before.
    """
    officials = [one for one in sorted(found) if one.startswith("official/")]
    before = {skeleton_key(entry.label.any) for entry in state.entries_of(officials)}
    now = {key for one in officials for key in _keys(store, one)}
    names = {other for key in (before | now) - {""} for other in _of_name(store, key)}
    topics = (one for one in found if one.startswith("topic/"))
    moved = [one for one in topics if exists(store, one) != (state.thing("topic", one) is not None)]
    kin = {other for one in moved for other in kin_of(one) if exists(store, other)}
    quoting = {article for one in state.renamed(officials, Reader(store)) for article in _quoted(store, one)}
    return frozenset(names | kin | quoting)


def _quoted(store: Store, official: str) -> Iterator[str]:
    """Yield the articles with quotes that an official rests on."""
    for quad in store.quads(NamedNode(store.base_iri + official), AGR("evidence"), None, DefaultGraph()):
        for source in (
            store.quads(quad.object, OA("hasSource"), None, None) if isinstance(quad.object, NamedNode) else ()
        ):
            if isinstance(source.object, NamedNode):
                yield source.object.value.removeprefix(store.base_iri)


def _keys(store: Store, official: str) -> Iterator[str]:
    for quad in store.quads(NamedNode(store.base_iri + official), AGR("skeletonKey"), None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            yield quad.object.value


def _of_name(store: Store, key: str) -> Iterator[str]:
    for quad in store.quads(None, AGR("skeletonKey"), Literal(key), DefaultGraph()):
        name = quad.subject.value.removeprefix(store.base_iri) if isinstance(quad.subject, NamedNode) else ""
        if name.startswith("official/"):
            yield name
