"""The order of the lists, known before any page is read, so that each page knows those beside it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.language import alphabetical, search_text
from kg.ontology.terms import AGR, RDF, RDFS, SCHEMA, TOPIC
from kg.pages import is_theme, shipped_labels
from kg.store import Store

_LATEST = str.maketrans("0123456789", "9876543210")
_UNDATED = "~"
_DATED = {"agreement": AGR("date"), "article": SCHEMA("datePublished")}


def places(store: Store, kind: str) -> Iterator[tuple[str, str]]:
    """Yield (local id, place) of all things of a kind; sorted by place, then id, they are in the order of their list.

    Agreements and articles the latest first and the undated last, institutions and officials by name.
    """
    if kind in _THEMES:
        yield from ((one, place_of(kind, said_of(store, kind, one))) for one in members(store, kind))
        return
    said = _dates(store, kind) if kind in _DATED else _names(store, kind)
    for local_id in members(store, kind):
        yield local_id, place_of(kind, said.get(local_id, ""))


def place_of(kind: str, said: str) -> str:
    """Return the place that a date (ISO) or a name gives.

    >>> place_of("agreement", "2023-05") < place_of("agreement", "2021") < place_of("agreement", "")
    True
    """
    if kind in _DATED:
        return said.translate(_LATEST) if said else _UNDATED
    return alphabetical(search_text(said)) or _UNDATED


def said_of(store: Store, kind: str, local_id: str) -> str:
    """Return what one thing's place rests on, "" for nothing."""
    predicate, node = _DATED.get(kind, RDFS("label")), NamedNode(store.base_iri + local_id)
    if kind == "topic":
        label = shipped_labels().get(TOPIC(local_id.partition("/")[2]).value)
        return label.fa if label else local_id
    if kind == "province":
        node = NamedNode(f"{store.base_iri}place/{local_id.partition('/')[2]}")
    quads = store.quads(node, predicate, None, None)
    return min((_said(quad.object) for quad in quads if isinstance(quad.object, Literal)), default=(False, ""))[1]


def _said(value: Literal) -> tuple[bool, str]:
    """Return by what the one of several values is chosen that counts: Persian names before English ones."""
    return (value.language or "").startswith("en"), value.value


def members(store: Store, kind: str) -> list[str]:
    """Return the local ids of all things of a kind, sorted."""
    if kind in _THEMES:
        return _THEMES[kind](store)
    found = store.quads(None, RDF("type"), AGR(kind.capitalize()), None)
    ids = {quad.subject.value.removeprefix(store.base_iri) for quad in found if isinstance(quad.subject, NamedNode)}
    return sorted(ids)


def _topics(store: Store) -> list[str]:
    """Return the topics of agreements as ``topic/SLUG``."""
    found = store.quads(None, AGR("topic"), None, DefaultGraph())
    iris = {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}
    return sorted(f"topic/{iri.removeprefix(TOPIC.base)}" for iri in iris if iri.startswith(TOPIC.base))


def _provinces(store: Store) -> list[str]:
    """Return the provinces as ``province/SLUG``."""
    found = store.quads(None, AGR("placeKind"), Literal("province"), DefaultGraph())
    ids = {quad.subject.value.removeprefix(store.base_iri) for quad in found if isinstance(quad.subject, NamedNode)}
    return sorted(f"province/{one.partition('/')[2]}" for one in ids)


_THEMES = {"topic": _topics, "province": _provinces}


def exists(store: Store, thing: str) -> bool:
    """Say whether a store knows a thing of one of the kinds of pages."""
    kind = thing.partition("/")[0]
    if kind in _THEMES:
        return is_theme(store, thing)
    return any(store.quads(NamedNode(store.base_iri + thing), RDF("type"), AGR(kind.capitalize()), None))


def _dates(store: Store, kind: str) -> dict[str, str]:
    return _least(store, _DATED[kind], f"{kind}/")


def _names(store: Store, kind: str) -> dict[str, str]:
    return _least(store, RDFS("label"), f"{kind}/")


def _least(store: Store, predicate: NamedNode, prefix: str) -> dict[str, str]:
    """Return local id -> least value of a predicate, of the ids that begin with a prefix."""
    found: dict[str, tuple[bool, str]] = {}
    start = store.base_iri + prefix
    for quad in store.quads(None, predicate, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            name, value = quad.subject.value, _said(quad.object)
            if name.startswith(start) and value < found.get(name, (True, "\U0010ffff")):
                found[name] = value
    return {name.removeprefix(store.base_iri): value for name, (_, value) in found.items()}
