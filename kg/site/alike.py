"""What an update touches besides: pages that name a thing without any fact that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.language import skeleton_key
from kg.network import linked
from kg.ontology.terms import AGR, OA
from kg.pages import Reader, kin_of
from kg.site.order import exists
from kg.site.state import State
from kg.site.touched import PARTS_OF_AGREEMENTS, naming
from kg.store import Store


def also_touched(store: Store, state: State, found: Iterable[str]) -> frozenset[str]:
    """Return what links to officials, bodies and topics that are called otherwise, came or went.

    Officials of the same name as one of these (before or now), the articles that quote an official who came or has
    another name, who else is named with a body that has another name, and the kin of topics that came or went.
    state: of the site as it was before.
    """
    reader = Reader(store)
    officials = [one for one in sorted(found) if one.startswith("official/")]
    before = {skeleton_key(entry.label.any) for entry in state.entries_of(officials)}
    now = {key for one in officials for key in _keys(store, one)}
    names = {other for key in (before | now) - {""} for other in _of_name(store, key)}
    topics = (one for one in found if one.startswith("topic/"))
    moved = [one for one in topics if exists(store, one) != (state.thing("topic", one) is not None)]
    kin = {other for one in moved for other in kin_of(one) if exists(store, other)}
    quoting = {article for one in state.renamed(officials, reader) for article in _quoted(reader, one)}
    bodies = [one for one in sorted(found) if one.startswith("institution/")]
    beside = {other for one in state.renamed(bodies, reader) for other in _named_with(store, reader, one)}
    return frozenset(names | kin | quoting | beside)


def _quoted(reader: Reader, official: str) -> Iterator[str]:
    """Yield the articles with quotes that an official rests on."""
    for evidence in reader.objects(official, AGR("evidence")):
        yield from map(reader.local, reader.stated(evidence).iris(OA("hasSource")))


def _named_with(store: Store, reader: Reader, body: str) -> Iterator[str]:
    """Yield who has an edge with a body, the agreements in which it is named, and what names these."""
    beside = set(linked(store, body))
    for role, owner in PARTS_OF_AGREEMENTS:
        beside |= {one for part in reader.sources_of(AGR(role), body) for one in reader.sources_of(AGR(owner), part)}
    for one in beside:
        yield one
        yield from naming(store, one) if one.startswith("agreement/") else ()


def _keys(store: Store, official: str) -> Iterator[str]:
    for quad in store.quads(NamedNode(store.base_iri + official), AGR("skeletonKey"), None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            yield quad.object.value


def _of_name(store: Store, key: str) -> Iterator[str]:
    for quad in store.quads(None, AGR("skeletonKey"), Literal(key), DefaultGraph()):
        name = quad.subject.value.removeprefix(store.base_iri) if isinstance(quad.subject, NamedNode) else ""
        if name.startswith("official/"):
            yield name
