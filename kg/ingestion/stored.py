"""What the store knows of the articles in it: their fields, and with what each was read."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.articles import Article, Page
from kg.graph import article_local_id
from kg.identity import article_graph
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, DCTERMS, SCHEMA
from kg.store import Store, article_graphs, state_graph


def stored_articles(store: Store) -> Iterator[Article]:
    """Yield the articles of the store as they were read, by the IRI of their graph."""
    for graph in article_graphs(store):
        for quad in list(store.quads(None, AGR("text"), None, graph)):
            if isinstance(quad.subject, NamedNode):
                yield stored_article(store, quad.subject)


def stored_article(store: Store, node: NamedNode) -> Article:
    """Return one article of the store as it was read."""
    graph = NamedNode(store.base_iri + article_graph(node.value.removeprefix(store.base_iri)))

    def field(predicate: NamedNode) -> str | None:
        found = (quad.object for quad in store.quads(node, predicate, None, graph))
        return next((term.value for term in found if isinstance(term, Literal)), None)

    return Article(
        text=field(AGR("text")) or "",
        id=field(DCTERMS("identifier")) or "",
        url=field(SCHEMA("url")),
        title=field(SCHEMA("headline")),
        publisher=field(SCHEMA("publisher")),
        published=field(SCHEMA("datePublished")),
        language=field(SCHEMA("inLanguage")),
        source="the store",
        author=field(SCHEMA("author")),
        encoding=field(AGR("encodingAsRead")) or "",
    )


def article_node(store: Store, article: Article) -> NamedNode:
    """Return the node that stands for an article in the store."""
    return NamedNode(store.base_iri + article_local_id(article))


def fingerprint(article: Article, lexicon: Lexicon, extractor: str) -> str:
    """Return a hash of all that decides what an article's graph holds: its fields, lexicon, extractor, version."""
    parts = (
        __version__,
        extractor,
        lexicon.version,
        *(str(getattr(article, name) or "") for name in ("key", "url", "title", "publisher", "author", "published")),
        article.language or "",
        article.encoding,
        article.sha256,
    )
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def known_fingerprint(store: Store, node: NamedNode) -> str | None:
    """Return the fingerprint that the store has for an article, None when it is not there."""
    notes = store.quads(node, AGR("fingerprint"), None, state_graph(store.base_iri))
    return next((quad.object.value for quad in notes if isinstance(quad.object, Literal)), None)


def page_note(node: NamedNode, page: str, state: NamedNode) -> Quad:
    """Return the note that an article was read from the page with this hash, by this version."""
    return Quad(node, AGR("pageHash"), Literal(f"{__version__} {page}"), state)


def known_page(store: Store, page: Page) -> NamedNode | None:
    """Return the article that was read from exactly this page by this version, None when none was."""
    wanted = Literal(f"{__version__} {page.sha256}")
    notes = store.quads(None, AGR("pageHash"), wanted, state_graph(store.base_iri))
    return next((quad.subject for quad in notes if isinstance(quad.subject, NamedNode)), None)


def notes_of(store: Store, node: NamedNode) -> tuple[Quad, ...]:
    """Return the notes that go when an article is replaced or removed."""
    state = state_graph(store.base_iri)
    return tuple(quad for name in ("fingerprint", "pageHash") for quad in store.quads(node, AGR(name), None, state))


def read_alike(store: Store, lexicon: Lexicon) -> bool:
    """Say whether all articles of the store were read with this lexicon and program; those of an empty store were."""
    notes = list(store.quads(None, AGR("readWith"), None, state_graph(store.base_iri)))
    return notes == [reading_note(store, lexicon)] or (not notes and not article_graphs(store))


def reading_note(store: Store, lexicon: Lexicon) -> Quad:
    """Return the note that all articles were read with this lexicon and program."""
    state = state_graph(store.base_iri)
    return Quad(state, AGR("readWith"), Literal(f"{__version__} {lexicon.version}"), state)
