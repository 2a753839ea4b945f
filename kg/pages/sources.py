"""The articles behind a page: who published them, when and where, and which quotes are shown from them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.ontology.terms import AGR, SCHEMA
from kg.pages.dates import when
from kg.pages.names import web_address
from kg.pages.nodes import Node
from kg.pages.reader import Reader
from kg.pages.values import Source

SHOWN = 3
"""Quotes of an article in the list of sources, in the order of its text; the others stand beside what they support."""


def source(reader: Reader, article: str) -> Source:
    """Return an article as a source."""
    node = reader.stated(article)
    urls = [term.value for term in node.all(SCHEMA("url")) if isinstance(term, NamedNode | Literal)]
    quotes = sorted(set(reader.cited.get(article, ())), key=lambda quote: (quote.start, quote.end, quote.source.href))
    return Source(
        article=reader.article(article),
        publisher=node.text(SCHEMA("publisher")),
        published=when(node.text(SCHEMA("datePublished"))),
        url=web_address(urls[0]) if urls else "",
        uri=reader.iri(article).value,
        quotes=tuple(quotes[:SHOWN]),
    )


def articles_of(reader: Reader, agreement: Node) -> set[str]:
    """Return the ids of the articles that tell of an agreement."""
    reports = map(reader.local, agreement.iris(AGR("reportedBy")))
    return {article for report in reports for article in reader.stated_objects(report, AGR("reportedIn"))}


def sources(reader: Reader, articles: Iterable[str]) -> tuple[Source, ...]:
    """Return these articles as sources, the first published first, those without a date last."""
    return tuple(sorted((source(reader, article) for article in set(articles)), key=_by_date))


def _by_date(item: Source) -> tuple[str, str]:
    return (item.published.iso if item.published else "9999", item.article.href)
