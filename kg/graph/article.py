"""What one article says, as the quads of the article's own graph."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.articles import Article
from kg.extraction import Reading
from kg.graph.builder import Builder, Value, integer, string
from kg.graph.dates import date_literal
from kg.graph.quotes import Quotes, reason_concept
from kg.graph.reports import add_report
from kg.graph.speakers import add_mentions, add_statements
from kg.identity import article_graph, hash_id
from kg.ontology.terms import AGR, DCTERMS, SCHEMA

__all__ = ["Written", "article_lines", "article_local_id", "article_quads", "write_article"]


def article_local_id(article: Article) -> str:
    """Return the local id of an article."""
    return hash_id("article", article.key)


def article_quads(article: Article, reading: Reading, base_iri: str) -> tuple[Quad, ...]:
    """Return the article's graph, sorted: its head, reports, officials, statements, leftovers."""
    return _graph(article, reading, base_iri).quads()


def article_lines(article: Article, reading: Reading, base_iri: str) -> bytes:
    """Return the article's graph as lines of N-Quads: what pyoxigraph writes of ``article_quads``, in less time."""
    return _graph(article, reading, base_iri).lines()


@dataclass(frozen=True, slots=True)
class Written:
    """An article's graph for a store, as lines of N-Quads, and for consolidation, as a digest."""

    lines: bytes
    digest: bytes


def write_article(article: Article, reading: Reading, base_iri: str) -> Written:
    """Return the article's graph in both forms."""
    graph = _graph(article, reading, base_iri)
    return Written(graph.lines(), graph.digest())


def _graph(article: Article, reading: Reading, base_iri: str) -> Builder:
    local_id = article_local_id(article)
    graph = NamedNode(base_iri + article_graph(local_id))
    out = Builder(base_iri, graph, reading.language)
    quotes = Quotes(out, article.key, out.node(local_id))
    _add_head(out, article, quotes.article)
    _add_heading(out, quotes, reading)
    speakers = add_mentions(quotes, reading)
    reports = [add_report(quotes, speakers, reading, index, article.text) for index in range(len(reading.reports))]
    add_statements(quotes, speakers, reading.statements, reports)
    _add_leftovers(out, article, reading, quotes.article)
    return out


def _add_head(out: Builder, article: Article, node: NamedNode) -> None:
    out.kind(node, AGR("Article"), SCHEMA("NewsArticle"))
    facts: list[tuple[NamedNode, Value | None]] = [
        (DCTERMS("identifier"), string(article.key)),
        (AGR("sha256"), string(article.sha256)),
        (AGR("characters"), integer(len(article.text))),
        (AGR("text"), string(article.text)),
        (SCHEMA("headline"), string(article.title)),
        (SCHEMA("url"), string(article.url)),
        (SCHEMA("publisher"), string(article.publisher)),
        (SCHEMA("author"), string(article.author)),
        (AGR("encodingAsRead"), string(article.encoding or None)),
        (SCHEMA("datePublished"), date_literal(article.published) if article.published else None),
        (SCHEMA("inLanguage"), string(article.language)),
    ]
    for predicate, value in facts:
        out.add(node, predicate, value)


def _add_heading(out: Builder, quotes: Quotes, reading: Reading) -> None:
    heading = reading.heading
    for name, found in (
        ("titleLine", heading.title),
        ("byline", heading.byline),
        ("dateline", heading.dateline),
    ):
        if found is not None:
            out.add(quotes.article, AGR(name), string(found.text))
            quotes.support(quotes.article, AGR(name), found, found.text, "head")


def _add_leftovers(out: Builder, article: Article, reading: Reading, node: NamedNode) -> None:
    for sentence in reading.sentences:
        if not sentence.used:
            left = out.node(hash_id("sentence", article.key, str(sentence.start), str(sentence.end)))
            out.kind(left, AGR("UnusedSentence"))
            out.add(left, AGR("unusedIn"), node)
            _add_stretch(out, left, article.text, sentence.start, sentence.end)
            out.add(left, AGR("reason"), reason_concept(sentence.reason))
    for dropped in reading.dropped:
        key = (dropped.what, dropped.reason, str(dropped.start), str(dropped.end))
        left = out.node(hash_id("dropped", article.key, *key))
        out.kind(left, AGR("DroppedCandidate"))
        out.add(left, AGR("droppedIn"), node)
        out.add(left, AGR("candidateKind"), string(dropped.what))
        _add_stretch(out, left, article.text, dropped.start, dropped.end)
        out.add(left, AGR("reason"), reason_concept(dropped.reason))


def _add_stretch(out: Builder, node: NamedNode, text: str, start: int, end: int) -> None:
    out.add(node, AGR("quote"), string(text[start:end]))
    out.add(node, AGR("start"), integer(start))
    out.add(node, AGR("end"), integer(end))
