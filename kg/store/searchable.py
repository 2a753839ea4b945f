"""Keeps the text index in step with the quads: what changed is taken in with each portion, else all is made anew.

The index carries the same *generation* as the facts and the index of identity, a digest of all runs so far. Names are
taken in right behind the portion of facts that they are in, before identity says that the portion is done, so that a
crash tells them again. Articles are pending until the run ends. What goes must be told with its text: that of an
article is kept aside, in the index, before its graph goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.identity import article_graph
from kg.language import search_text
from kg.ontology import ONTOLOGY_GRAPH
from kg.ontology.terms import AGR, PREFIXES, SCHEMA, SKOS
from kg.store.base import Store
from kg.textindex import PARTS, TextIndex

if TYPE_CHECKING:
    from kg.consolidation import Delta

TEXTS = "text.sqlite"
"""The file of the index in a store's folder."""
_PREDICATES = dict(zip(PARTS, (SCHEMA("headline"), AGR("text")), strict=True))
_NAMES, _BODIES = 20_000, 2_000
"""Names and article texts put in together when all is made anew: some megabytes, sorted in memory."""

Name = tuple[str, str]


def parts_of(store: Store, graph: NamedNode) -> tuple[str, dict[str, str]]:
    """Return the article that a graph tells of (local id, "" for none) and its folded texts by part."""
    article, found = "", dict[str, str]()
    for part, predicate in _PREDICATES.items():
        for quad in store.quads(None, predicate, None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                article = quad.subject.value.removeprefix(store.base_iri)
                found[part] = search_text(quad.object.value)
    return article, found


def keep_aside(store: Store, texts: TextIndex, graphs: Iterable[NamedNode]) -> None:
    """Keep the texts of articles whose graphs are about to go."""
    for graph in graphs:
        article, parts = parts_of(store, graph)
        if article:
            texts.keep_aside(article, parts.items())


def in_step(texts: TextIndex | None, generation: str, *, cut_short: bool) -> bool:
    """Say whether the index is of this store and run; when a run was cut short, it may be one ahead."""
    if texts is None:
        return False
    own = texts.noted("generation")
    return own == generation or (own is not None and cut_short and texts.noted("generation before") == generation)


def take_in(store: Store, texts: TextIndex, articles: Iterable[str]) -> None:
    """Take in what these articles say now, if anything, in place of what they said.

    Raises StoreError when the index is not what the store says: it is to be made anew.
    """
    with texts.transaction():
        rows = [(one, *_changed(store, texts, one)) for one in articles]
        gone = [(article, old) for article, old, _ in rows if old]
        fresh = [(article, new) for article, _, new in rows if new]
        for article, old in gone:
            texts.take_body(article, old.get("text", ""))
            texts.forget_aside(article)
        texts.change_names(_headlines(gone), _headlines(fresh))
        texts.put_bodies(sorted((article, new.get("text", "")) for article, new in fresh))


def _changed(store: Store, texts: TextIndex, article: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what goes and what comes of one article, by part."""
    _, now = parts_of(store, NamedNode(store.base_iri + article_graph(article)))
    old = texts.kept_aside(article)
    if old is not None:
        return old, now
    if texts.has_body(article):
        if not texts.has_body(article, now.get("text", "")):
            raise StoreError("the text index does not fit the store", where=str(texts.path), todo="it is made anew")
        return {}, {}
    return {}, now


def _headlines(rows: Iterable[tuple[str, dict[str, str]]]) -> list[Name]:
    return [(article, parts["headline"]) for article, parts in rows if parts.get("headline")]


class Keeper:
    """Takes in what one run changes, as long as the index is of this store; else makes it anew when the run ends.

    A store that has no place for an index keeps none, and nothing is done.
    """

    def __init__(self, store: Store, generation: str, *, cut_short: bool, anew: bool = False) -> None:
        self._store = store
        self._texts = store.texts()
        self._fits = not anew and in_step(self._texts, generation, cut_short=cut_short)

    @property
    def current(self) -> bool:
        """Say whether nothing needs to be made anew."""
        return self._fits

    def articles(self, articles: Iterable[str]) -> None:
        """Take in what these articles say now."""
        rest = iter(articles)
        while self._texts is not None and self._fits and (some := list(islice(rest, _BODIES))):
            try:
                take_in(self._store, self._texts, some)
            except StoreError:
                self._fits = False

    def facts(self, delta: Delta) -> None:
        """Take in the names among the facts that went and came."""
        wanted = f" {AGR('searchText')} "
        names = replace(delta, gone=_with(wanted, delta.gone), fresh=_with(wanted, delta.fresh))
        if self._texts is None or not self._fits or not (names.gone or names.fresh):
            return
        try:
            with self._texts.transaction():
                self._texts.change_names(
                    _names(names.remove, self._store.base_iri), _names(names.add, self._store.base_iri)
                )
        except StoreError:
            self._fits = False

    def end(self, articles: Callable[[], Iterable[str]], before: str, generation: str) -> None:
        """Make the index anew if need be, of all ``articles``; note of which generation it is."""
        if not self._fits:
            self._texts = self._store.renew_texts(lambda path: made_anew(self._store, path, articles()))
            self._fits = True
        if self._texts is not None:
            with self._texts.transaction():
                self._texts.note("generation before", before)
                self._texts.note("generation", generation)


def _with(wanted: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if wanted in line)


def _names(quads: Iterable[Quad], base_iri: str) -> Iterator[Name]:
    wanted = AGR("searchText")
    for quad in quads:
        if quad.predicate == wanted and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.subject.value.removeprefix(base_iri), quad.object.value


def made_anew(store: Store, path: Path, articles: Iterable[str]) -> None:
    """Make the index of all that the store has, at ``path``: a file that the caller puts in place."""
    texts = TextIndex.make(path)
    try:
        names = _names(store.quads(None, AGR("searchText"), None, DefaultGraph()), store.base_iri)
        for portion in _portions(_topics(store), names):
            texts.change_names((), portion)
        rest = iter(articles)
        while some := list(islice(rest, _BODIES)):
            take_in(store, texts, some)
    finally:
        texts.close()


def _portions(first: Iterable[Name], more: Iterator[Name]) -> Iterator[list[Name]]:
    yield list(first)
    while some := list(islice(more, _NAMES)):
        yield some


def _topics(store: Store) -> Iterator[Name]:
    """Yield the names of the topics, folded: they are in the ontology's graph, not among the facts."""
    for predicate in (SKOS("prefLabel"), SKOS("altLabel")):
        for quad in store.quads(None, predicate, None, ONTOLOGY_GRAPH):
            node, name = quad.subject, quad.object
            if isinstance(node, NamedNode) and isinstance(name, Literal) and node.value.startswith(PREFIXES["topic"]):
                yield node.value, search_text(name.value)
