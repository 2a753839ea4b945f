"""Articles of the gold of clusters, read once, as quads: what the tests of consolidation are fed with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.graph import article_quads
from kg.ledgers import Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import Change, Store, open_store, refresh, state_graph

FOLDER = Path(__file__).parents[2] / "data" / "gold" / "clusters"


@cache
def articles() -> tuple[Article, ...]:
    """Return all articles of the gold, by file and line."""
    lines = [line for path in sorted(FOLDER.glob("articles-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return tuple(Article(**json.loads(line)) for line in lines)


@cache
def graph_of(article: Article) -> tuple[Quad, ...]:
    """Return the graph of an article as the product reads it."""
    return article_quads(article, GrammarExtractor(load_lexicon()).extract(article), BASE_IRI)


def name_of(quads: tuple[Quad, ...]) -> NamedNode:
    """Return the name of the graph in which all these quads stand."""
    name = quads[0].graph_name
    assert isinstance(name, NamedNode)
    return name


NOBODY = Ledgers()


def facts(store: Store) -> list[Quad]:
    return sorted(store.quads(graph=DefaultGraph()), key=str)


def put(store: Store, article: Article) -> None:
    """Store an article's graph as ingestion does: with a note that it is not yet consolidated."""
    quads, state = graph_of(article), state_graph(store.base_iri)
    node = next(quad.subject for quad in quads if quad.predicate == AGR("text"))
    assert not isinstance(node, str)
    store.apply(Change(drop=(name_of(quads),), add=(*quads, Quad(state, AGR("pendingArticle"), node, state))))


def take_out(store: Store, article: Article) -> None:
    quads, state = graph_of(article), state_graph(store.base_iri)
    node = next(quad.subject for quad in quads if quad.predicate == AGR("text"))
    store.apply(Change(drop=(name_of(quads),), add=(Quad(state, AGR("pendingArticle"), node, state),)))


def whole(chosen: Sequence[Article], ledgers: Ledgers = NOBODY) -> list[Quad]:
    """Return what a fresh store makes of the articles at once."""
    with open_store() as store:
        for article in chosen:
            put(store, article)
        refresh(store, load_lexicon(), ledgers)
        return facts(store)
