"""Names looked up in a store that has no text index, at a cost that does not grow with the store."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.language import search_text
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDFS, SCHEMA
from kg.query.binding import term_text
from kg.query.matching import fitting, iri_of
from kg.query.naming import CLASSES
from kg.store import Store
from kg.textindex import Asked, Hit, kind_of

LOOKED_AT: Final = 1_000
"""Names of one kind that are gone through; a thousand took 12 ms on 10,000 reports."""
_NAMESAKES, _LISTED = 200, 200
"""Things of exactly one name, and things of the lexicon, that are taken at most."""
_NAMED: Final = {"administration": RDFS("label"), "article": SCHEMA("headline"), "office": AGR("officeTitle")}
"""Where a kind has its names if not in agr:searchText."""


def looked_up(store: Store, asked: Asked, kinds: tuple[str, ...]) -> tuple[Hit, ...]:
    """Return things of these kinds (of ``CLASSES``) whose names fit, each once, where it fits best; in no order.

    They come from three places: whole names, by their keys; names of the lexicon that begin so, for things that the
    store has; and the first LOOKED_AT names of each kind in the store's own order. Not found, in a store with more
    names than that, is what was neither typed whole nor begins so in the lexicon: an official by the first letters.
    """
    best: dict[str, Hit] = {}
    fits = fitting(asked)
    known = ((node, text) for node, text in (*_whole(store, asked), *_listed(store, asked)) if kind_of(node) in kinds)
    first = ((node, text) for node, text in _first(store, kinds) if fits(text) or text.replace(" ", "") == asked.key)
    for node, text in (*known, *first):
        tier = 0 if text.replace(" ", "") == asked.key else 2
        hit = Hit(node, kind_of(node), tier, -1 / (1 + len(text)))
        if node not in best or (hit.tier, hit.rank) < (best[node].tier, best[node].rank):
            best[node] = hit
    return tuple(best.values())


def _whole(store: Store, asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield what has exactly the name that was typed, spaces or not."""
    for predicate, name in ((AGR("skeletonKey"), asked.key), (AGR("searchText"), " ".join(asked.words))):
        quads = store.quads(None, predicate, Literal(name), DefaultGraph())
        for quad in islice(quads, _NAMESAKES):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value.removeprefix(store.base_iri), name


def _listed(store: Store, asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield what has a name in the lexicon that begins as typed, spaces or not, as far as the store has it."""
    names = _curated()
    start = bisect_left(names, (asked.key,))
    some = list(takewhile(lambda name: name[0].startswith(asked.key), islice(names, start, start + _LISTED)))
    nodes = " ".join(sorted({term_text(NamedNode(iri_of(store, node))) for _, node, _ in some}))
    query = f"SELECT DISTINCT ?node WHERE {{ VALUES ?node {{ {nodes} }} ?node a ?kind }}"
    rows = store.query(query).rows if nodes else ()
    there = {node.value.removeprefix(store.base_iri) for (node,) in rows if isinstance(node, NamedNode)}
    yield from ((node, text) for _, node, text in some if node in there)


@cache
def _curated() -> tuple[tuple[str, str, str], ...]:
    """Return the names of the lexicon, sorted by their keys: (key, id, folded name)."""
    lexicon = load_lexicon()
    named: list[tuple[str, Iterable[str]]] = [(one.id, one.names) for one in lexicon.institutions]
    named += [(one.id, (*one.names, *one.full_names)) for one in lexicon.places]
    named += [(one.id, (one.name_fa, one.name_en)) for one in lexicon.administrations]
    folded = ((node, search_text(name)) for node, names in named for name in names)
    return tuple(sorted((text.replace(" ", ""), node, text) for node, text in folded))


def _first(store: Store, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the first names of each kind, folded."""
    for kind in kinds:
        if kind in CLASSES:
            for node, name in store.query(_asking(kind)).rows:
                if isinstance(node, NamedNode) and isinstance(name, Literal):
                    text = search_text(name.value) if kind in _NAMED else name.value
                    yield node.value.removeprefix(store.base_iri), text


def _asking(kind: str) -> str:
    name = f"?node {term_text(_NAMED.get(kind, AGR('searchText')))} ?name"
    where = f"GRAPH ?graph {{ {name} }}" if kind == "article" else f"?node a {term_text(CLASSES[kind])} . {name}"
    return f"SELECT ?node ?name WHERE {{ {where} }} LIMIT {LOOKED_AT}"
