"""Stores for tests of figures, made from short descriptions of agreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, ATYPE, GEO, RDF, RDFS, SCHEMA, STATUS, TOPIC, XSD
from kg.store import Store, open_store

_TEXTS = ("year", "jalaliYear", "date", "jalaliDate", "duration")
_NODES = ("party", "signatory", "place", "placeConcerned", "reportedBy")


def store_of(agreements: Iterable[Mapping[str, Any]], facts: Iterable[tuple[str, str, Any]] = ()) -> Store:
    """Return a store of agreements (``id``, texts, lists of local ids, ``topics``) and other facts.

    facts: (local id, name of a property, local id or literal).
    """
    store = open_store(None, "write")
    store.load_quads([quad for one in agreements for quad in _agreement(store.base_iri, one)])
    store.load_quads([_fact(store.base_iri, *fact) for fact in facts])
    return store


def _agreement(base: str, told: Mapping[str, Any]) -> Iterator[Quad]:
    node = NamedNode(f"{base}agreement/{told['id']}")
    yield Quad(node, RDF("type"), AGR("Agreement"), DefaultGraph())
    if "label" in told:
        yield Quad(node, RDFS("label"), Literal(told["label"], language="fa"), DefaultGraph())
    for name in _TEXTS:
        if name in told:
            yield Quad(node, AGR(name), Literal(str(told[name])), DefaultGraph())
    for name, scheme in (("agreementType", ATYPE), ("status", STATUS)):
        if name in told:
            yield Quad(node, AGR(name), scheme(told[name]), DefaultGraph())
    for name in _NODES:
        for local_id in told.get(name, ()):
            yield Quad(node, AGR(name), NamedNode(base + local_id), DefaultGraph())
    for number, topic in enumerate(told.get("topics", ())):
        objective = NamedNode(f"{base}objective/{told['id']}{number}")
        yield Quad(node, AGR("hasObjective"), objective, DefaultGraph())
        yield Quad(objective, AGR("topic"), TOPIC(topic), DefaultGraph())


def _fact(base: str, subject: str, name: str, value: Any) -> Quad:
    node = NamedNode(base + subject)
    known = {"type": RDF("type"), "label": RDFS("label"), "lat": GEO("lat"), "long": GEO("long")}
    predicate = known.get(name) or (SCHEMA if name in ("datePublished", "publisher") else AGR)(name)
    graph = NamedNode(f"{base}graph/{subject}") if subject.startswith(("article/", "report/")) else DefaultGraph()
    if name == "type":
        return Quad(node, predicate, AGR(value), graph)
    if isinstance(value, float):
        return Quad(node, predicate, Literal(str(value), datatype=XSD("decimal")), graph)
    return Quad(node, predicate, value if isinstance(value, Literal) else NamedNode(base + value), graph)
