"""Articles of the gold of clusters, read once, as quads: what the tests of consolidation are fed with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.graph import article_quads
from kg.lexicon import load_lexicon
from kg.settings import BASE_IRI

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
