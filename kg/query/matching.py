"""The things that a search finds in a store: by its text index, or where it has none by asking for each name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from kg.language import search_text
from kg.ontology.terms import AGR, ONTOLOGY_GRAPH, PREFIXES, SKOS
from kg.query.binding import term_text
from kg.store import Store
from kg.textindex import Asked, Hit, Phrase, holds, kind_of

MOST_ASKED = 20_000
"""Names taken from a store without a text index, in the order of their IRIs: the best among them are the hits."""


def matching(store: Store, asked: Asked, kinds: tuple[str, ...] = (), limit: int = 20) -> tuple[Hit, ...]:
    """Return the best hits of a search, at most ``limit``; kinds: of ``kg.textindex.KINDS``, none means all.

    A store without a text index is asked with a FILTER over agr:searchText: the same names, objectives and statements
    are found, but no articles.
    """
    found = store.find_texts(asked, kinds, limit)
    return _asked_for(store, asked, kinds, limit) if found is None else found


def iri_of(store: Store, node: str) -> str:
    """Return the IRI of a hit's node."""
    return node if "://" in node else store.base_iri + node


def _asked_for(store: Store, asked: Asked, kinds: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
    if not asked.words or limit < 1:
        return ()
    exact = replace(asked, loose=asked.exact)
    best: dict[str, Hit] = {}
    for node, text in (*_names(store, asked, kinds), *_topics(store, asked, kinds)):
        tier = 0 if text.replace(" ", "") == asked.key else 1 if holds(exact, text) else 2
        if kinds and kind_of(node) not in kinds:
            continue
        hit = Hit(node, kind_of(node), tier, -round(1 / (1 + len(text)), 6))
        if node not in best or _order(hit) < _order(best[node]):
            best[node] = hit
    return tuple(sorted(best.values(), key=_order)[:limit])


def fitting(asked: Asked) -> Callable[[str], bool]:
    """Return what says of a folded text whether it has all that was asked, in whatever way it is written."""
    groups = [tuple(dict.fromkeys(_wanted(phrase) for phrase in group)) for group in asked.loose]

    def fits(folded: str) -> bool:
        said = f" {folded} "
        for group in groups:
            for wanted in group:
                if wanted in said:
                    break
            else:
                return False
        return True

    return fits


def _order(hit: Hit) -> tuple[int, float, str]:
    return hit.tier, hit.rank, hit.node


def _names(store: Store, asked: Asked, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the things among the facts with each of their folded names that has what is asked."""
    said = " && ".join(f"({' || '.join(_condition(phrase) for phrase in group)})" for group in asked.loose)
    query = (
        f"SELECT DISTINCT ?node ?text WHERE {{ ?node {AGR('searchText')} ?text FILTER({said}) "
        f"FILTER(isIRI(?node){_of_kinds(store, kinds)}) }} ORDER BY ?node ?text LIMIT {MOST_ASKED}"
    )
    for node, text in store.query(query).rows:
        if isinstance(node, NamedNode) and isinstance(text, Literal):
            yield node.value.removeprefix(store.base_iri), text.value


def _condition(phrase: Phrase) -> str:
    return f'CONTAINS(CONCAT(" ", ?text, " "), {term_text(Literal(_wanted(phrase)))})'


def _wanted(phrase: Phrase) -> str:
    """Return what stands in a folded text, with a space before and behind it, that has a phrase."""
    words = " ".join(phrase.words)
    return f" {words}" if phrase.open else f" {words} "


def _of_kinds(store: Store, kinds: tuple[str, ...]) -> str:
    """Return the condition that a node is of one of these kinds, which its IRI tells."""
    if not kinds or "other" in kinds:
        return ""
    starts = [f"STRSTARTS(STR(?node), {term_text(Literal(f'{store.base_iri}{kind}/'))})" for kind in kinds]
    return f" && ({' || '.join(starts)})"


def _topics(store: Store, asked: Asked, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if kinds and "topic" not in kinds:
        return
    for predicate in (SKOS("prefLabel"), SKOS("altLabel")):
        for quad in store.quads(None, predicate, None, ONTOLOGY_GRAPH):
            node, name = quad.subject, quad.object
            if not isinstance(node, NamedNode) or not isinstance(name, Literal):
                continue
            if node.value.startswith(PREFIXES["topic"]) and holds(asked, name.value):
                yield node.value, search_text(name.value)
