"""The sample of the data layout keeps the layout's own promises, so that rooms may be tested on it."""

from __future__ import annotations

import hashlib
from collections import Counter

import pyoxigraph as px
import pytest
from sample_graph import SAMPLE

from kg.ontology.terms import AGR, DCTERMS, OA, RDF
from kg.settings import BASE_IRI


@pytest.fixture(scope="module")
def store() -> px.Store:
    store = px.Store()
    store.load(path=SAMPLE, format=px.RdfFormat.TRIG)
    return store


def texts(store: px.Store) -> dict[px.NamedNode, str]:
    return {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, AGR("text"), None)
        if next(store.quads_for_pattern(quad.subject, RDF("type"), AGR("Article")), None)
    }


def value(store: px.Store, node: px.NamedNode, predicate: px.NamedNode) -> px.NamedNode | px.Literal:
    found = [quad.object for quad in store.quads_for_pattern(node, predicate, None)]
    assert len(found) == 1, (node, predicate, found)
    return found[0]


def test_articles_carry_length_and_hash_of_their_text(store: px.Store) -> None:
    articles = texts(store)
    assert len(articles) == 4
    for article, text in articles.items():
        assert int(value(store, article, AGR("characters")).value) == len(text)
        assert value(store, article, AGR("sha256")).value == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("kind", "source"), [("Evidence", OA("hasSource")), ("DroppedCandidate", AGR("droppedIn"))])
def test_quotes_stand_at_their_offsets(store: px.Store, kind: str, source: px.NamedNode) -> None:
    articles = texts(store)
    nodes = [quad.subject for quad in store.quads_for_pattern(None, RDF("type"), AGR(kind))]
    assert nodes
    for node in nodes:
        text = articles[value(store, node, source)]
        start, end = (int(value(store, node, AGR(name)).value) for name in ("start", "end"))
        assert text[start:end] == value(store, node, AGR("quote")).value


def test_no_triple_stands_in_two_graphs_and_no_node_is_blank(store: px.Store) -> None:
    triples = Counter((quad.subject, quad.predicate, quad.object) for quad in store)
    assert [triple for triple, times in triples.items() if times > 1] == []
    assert not [quad for quad in store if px.BlankNode in {type(term) for term in quad}]


def test_every_named_thing_is_described_and_every_evidence_is_used(store: px.Store) -> None:
    subjects = {quad.subject for quad in store}
    objects = {quad.object for quad in store if str(getattr(quad.object, "value", "")).startswith(BASE_IRI)}
    idle = {quad.subject for quad in store.quads_for_pattern(None, AGR("applied"), px.Literal(False))}
    vanished = {quad.object for line in idle for quad in store.quads_for_pattern(line, AGR("pairMember"), None)}
    assert idle
    assert objects - vanished <= subjects
    evidence = {quad.subject for quad in store.quads_for_pattern(None, RDF("type"), AGR("Evidence"))}
    assert evidence <= {quad.object for quad in store.quads_for_pattern(None, AGR("evidence"), None)}


def test_redirects_end_at_a_living_thing(store: px.Store) -> None:
    redirects = list(store.quads_for_pattern(None, DCTERMS("isReplacedBy"), None))
    assert len(redirects) == 2
    for quad in redirects:
        assert value(store, quad.subject, RDF("type")) == AGR("RetiredIdentifier")
        assert list(store.quads_for_pattern(quad.object, AGR("evidence"), None))
