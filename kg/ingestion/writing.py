"""One article into the store, in one transaction; and out of it again."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.articles import Article
from kg.extraction import Extractor
from kg.graph import article_local_id, article_quads
from kg.identity import article_graph
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, DCTERMS, SCHEMA
from kg.store import Change, Store, article_graphs, state_graph


def stored_articles(store: Store) -> Iterator[Article]:
    """Yield the articles of the store as they were read, by the IRI of their graph."""
    for graph in article_graphs(store):
        for quad in list(store.quads(None, AGR("text"), None, graph)):
            yield _stored(store, quad)


def _stored(store: Store, text: Quad) -> Article:
    def field(predicate: NamedNode) -> str | None:
        found = (quad.object for quad in store.quads(text.subject, predicate))
        return next((term.value for term in found if isinstance(term, Literal)), None)

    return Article(
        text=text.object.value if isinstance(text.object, Literal) else "",
        id=field(DCTERMS("identifier")) or "",
        url=field(SCHEMA("url")),
        title=field(SCHEMA("headline")),
        publisher=field(SCHEMA("publisher")),
        published=field(SCHEMA("datePublished")),
        language=field(SCHEMA("inLanguage")),
        source="the store",
    )


def fingerprint(article: Article, lexicon: Lexicon, extractor: Extractor) -> str:
    """Return a hash of all that decides what an article's graph holds: its fields, lexicon, extractor, version."""
    fields = (article.key, article.url, article.title, article.publisher, article.published, article.language)
    parts = (
        __version__,
        type(extractor).__qualname__,
        lexicon.version,
        *(field or "" for field in fields),
        article.sha256,
    )
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Writer:
    """Reads articles with an extractor and keeps what they say."""

    def __init__(self, store: Store, extractor: Extractor, lexicon: Lexicon) -> None:
        self._store, self._extractor, self._lexicon = store, extractor, lexicon
        self._state = state_graph(store.base_iri)

    def fingerprint(self, article: Article) -> str:
        """Return the fingerprint the article would have if it were read now."""
        return fingerprint(article, self._lexicon, self._extractor)

    def known(self, article: Article) -> str | None:
        """Return the fingerprint the store has for the article, or None when it is new."""
        node = NamedNode(self._store.base_iri + article_local_id(article))
        notes = self._store.quads(node, AGR("fingerprint"), None, self._state)
        return next((quad.object.value for quad in notes if isinstance(quad.object, Literal)), None)

    def write(self, article: Article) -> int:
        """Extract and store one article, replacing what it said before; return its number of reports."""
        reading = self._extractor.extract(article)
        local_id = article_local_id(article)
        graph = NamedNode(self._store.base_iri + article_graph(local_id))
        node = NamedNode(self._store.base_iri + local_id)
        notes = (
            Quad(node, AGR("fingerprint"), Literal(self.fingerprint(article)), self._state),
            _pending(node, self._state),
        )
        stale = tuple(self._store.quads(node, AGR("fingerprint"), None, self._state))
        facts = article_quads(article, reading, self._store.base_iri)
        self._store.apply(Change(drop=(graph,) if stale else (), remove=stale, add=(*facts, *notes)))
        return len(reading.reports)


def read_alike(store: Store, lexicon: Lexicon) -> bool:
    """Say whether all articles of the store were read with this lexicon and program; those of an empty store were."""
    notes = list(store.quads(None, AGR("readWith"), None, state_graph(store.base_iri)))
    return notes == [_reading_note(store, lexicon)] or (not notes and not article_graphs(store))


def note_reading(store: Store, lexicon: Lexicon) -> None:
    """Note that all articles were read with this lexicon and program."""
    old = tuple(store.quads(None, AGR("readWith"), None, state_graph(store.base_iri)))
    store.apply(Change(remove=old, add=(_reading_note(store, lexicon),)))


def _reading_note(store: Store, lexicon: Lexicon) -> Quad:
    state = state_graph(store.base_iri)
    return Quad(state, AGR("readWith"), Literal(f"{__version__} {lexicon.version}"), state)


def take_out(store: Store, node: NamedNode) -> None:
    """Remove an article's graph; what only it said is gone after the next refresh."""
    state = state_graph(store.base_iri)
    graph = NamedNode(store.base_iri + article_graph(node.value.removeprefix(store.base_iri)))
    stale = tuple(store.quads(node, AGR("fingerprint"), None, state))
    store.apply(Change(drop=(graph,), remove=stale, add=(_pending(node, state),)))


def _pending(node: NamedNode, state: NamedNode) -> Quad:
    return Quad(state, AGR("pendingArticle"), node, state)
