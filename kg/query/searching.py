"""Text search for people and programs: what was found, as printed, with the words marked; and names while typing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.errors import QueryError
from kg.identity import article_graph
from kg.language import skeleton_key
from kg.ontology.terms import AGR, ONTOLOGY_GRAPH, PREFIXES, SCHEMA, SKOS
from kg.query.binding import term_text
from kg.query.matching import iri_of, matching
from kg.query.naming import CLASSES, SCHEMES
from kg.query.printed import names_of, printed_excerpt
from kg.store import Store
from kg.textindex import KINDS, Asked, Excerpt, Hit, excerpt, holds, read_search

SEARCHED: Final = (*KINDS, "evidence")
"""What ``search`` may be narrowed to; ``evidence`` are the quotes of the articles found."""
MOST_RESULTS: Final = 1_000
"""Most results of one search."""
_LOOKED_AT, _COUNTED = 64, 300
"""Names whose uses are counted while somebody types, and the most uses counted of each: 10 ms together."""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found. id: local id, or IRI of a concept; label: its first name; note: what tells it from others.

    text: the name or piece of text as printed; start: offset of the piece in it; marks: (start, end) of words in it.
    place: ``name`` or ``text``; score: higher is better.
    """

    id: str
    iri: str
    kind: str
    label: str
    note: str
    place: str
    score: float
    text: str
    start: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found, best first. words: as they were looked for; more: whether there are more results.

    indexed: whether the store has a text index; where it has none article texts were not searched.
    """

    words: tuple[str, ...]
    results: tuple[Result, ...]
    more: bool
    indexed: bool

    def plain(self) -> dict[str, object]:
        """Return the answer as ``ontology/search.schema.json`` describes it."""
        return {
            "words": list(self.words),
            "more": self.more,
            "indexed": self.indexed,
            "results": [asdict(result) | {"marks": [list(mark) for mark in result.marks]} for result in self.results],
        }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that a parameter may mean. uses: facts that name it, counted up to a limit."""

    id: str
    iri: str
    label_fa: str
    label_en: str
    kind: str
    note: str
    uses: int


def search(store: Store, text: str, kinds: tuple[str, ...] = (), limit: int = 20) -> SearchAnswer:
    """Return the best results for what a person types; kinds: of SEARCHED, none means all but ``evidence``.

    Raises QueryError for an unknown kind, a limit out of range, or more words than a search takes.
    """
    if unknown := sorted(set(kinds) - set(SEARCHED)):
        raise QueryError(f"{unknown[0]!r} is no kind of thing", expected=f"one of {', '.join(SEARCHED)}")
    if not 1 <= limit <= MOST_RESULTS:
        raise QueryError(f"{limit} results are asked for", expected=f"1 to {MOST_RESULTS}")
    asked = read_search(text)
    plain = tuple(kind for kind in kinds if kind != "evidence")
    found = matching(store, asked, plain, limit + 1) if plain or not kinds else ()
    results = [result for hit in found if (result := _result(store, asked, hit))]
    if "evidence" in kinds:
        results += islice(_quotes(store, asked), limit + 1)
    texts = store.texts()
    return SearchAnswer(asked.words, tuple(results[:limit]), len(results) > limit, texts is not None)


def _result(store: Store, asked: Asked, hit: Hit) -> Result | None:
    """Return a hit as it is shown; None for a thing that the store has no more."""
    names = names_of(store, hit.node)
    if not names:
        return None
    piece, label = printed_excerpt(asked, [name for name, _ in names]), names[0][0]
    place = "text" if hit.tier > 2 else "name"
    if hit.kind == "article" and len(names) == 1:
        label = hit.node
    return _shown(store, hit.node, hit.kind, (label, _note(store, hit.node)), (place, hit.score), piece)


def _shown(  # noqa: PLR0913, PLR0917 - the parts of a result
    store: Store, node: str, kind: str, told: tuple[str, str], how: tuple[str, float], piece: Excerpt
) -> Result:
    return Result(node, iri_of(store, node), kind, *told, *how, piece.text, piece.start, piece.marks)


def _quotes(store: Store, asked: Asked) -> Iterator[Result]:
    """Yield the quotes that have what was asked: they are pieces of the articles that have it."""
    for hit in matching(store, asked, ("article",), MOST_RESULTS):
        graph = NamedNode(store.base_iri + article_graph(hit.node))
        quads = sorted(store.quads(None, AGR("quote"), None, graph), key=lambda quad: str(quad.subject))
        for quad in quads:
            node, quote = quad.subject, quad.object
            if isinstance(node, NamedNode) and isinstance(quote, Literal) and holds(asked, quote.value):
                local = node.value.removeprefix(store.base_iri)
                told = ("", hit.node)
                yield _shown(store, local, "evidence", told, ("text", hit.score), excerpt(asked, quote.value))


def _note(store: Store, node: str) -> str:
    """Return what tells a thing from others of its name: day and publisher, or the kind of body."""
    article = node.startswith("article/")
    graph = NamedNode(store.base_iri + article_graph(node)) if article else DefaultGraph()
    wanted = (SCHEMA("datePublished"), SCHEMA("publisher")) if article else (AGR("date"),)
    found = {
        quad.predicate: quad.object.value
        for predicate in wanted
        for quad in store.quads(NamedNode(iri_of(store, node)), predicate, None, graph)
        if isinstance(quad.object, Literal)
    }
    return " · ".join(found[predicate] for predicate in wanted if predicate in found)


def suggestions(store: Store, text: str, of: str = "any", limit: int = 10) -> tuple[Suggestion, ...]:
    """Return the things of a class or scheme (of a parameter) whose names have words that begin as those typed.

    A whole name comes first, then what is named most often. Nothing is suggested for no words. Raises QueryError.
    """
    if of != "any" and of not in CLASSES and of not in SCHEMES:
        raise QueryError(f"{of!r} is no class", expected=f"one of {', '.join(('any', *CLASSES, *SCHEMES))}")
    asked = read_search(text, typing=True)
    if of in SCHEMES and of != "topic":
        hits = _concepts(store, asked, of)
    else:
        kinds = tuple(kind for kind in KINDS if kind not in ("objective", "statement", "article"))
        hits = matching(store, asked, kinds if of == "any" else (of,), _LOOKED_AT)
    uses = _uses(store, hits)
    counts = {hit: uses.get(str(NamedNode(iri_of(store, hit.node))), 0) for hit in hits}
    best = sorted(hits, key=lambda hit: (hit.tier != 0, -counts[hit], hit.rank, hit.node))
    return tuple(_suggestion(store, hit, counts[hit]) for hit in best[: max(0, limit)])


def _concepts(store: Store, asked: Asked, of: str) -> tuple[Hit, ...]:
    """Return the concepts of a small scheme whose labels have what was typed."""
    found: dict[str, Hit] = {}
    for predicate in (SKOS("prefLabel"), SKOS("altLabel")):
        for quad in store.quads(None, predicate, None, ONTOLOGY_GRAPH):
            node, name = quad.subject, quad.object
            if not isinstance(node, NamedNode) or not isinstance(name, Literal):
                continue
            if node.value.startswith(PREFIXES[SCHEMES[of]]) and asked.words and holds(asked, name.value):
                whole = skeleton_key(name.value) == asked.key
                if whole or node.value not in found:
                    found[node.value] = Hit(node.value, of, 0 if whole else 2, 0.0)
    return tuple(found.values())


def _suggestion(store: Store, hit: Hit, uses: int) -> Suggestion:
    labels: dict[str, str] = {}
    for name, language in names_of(store, hit.node):
        labels.setdefault("en" if language == "en" else "fa", name)
    told = labels.get("fa", ""), labels.get("en", "")
    return Suggestion(hit.node, iri_of(store, hit.node), *told, hit.kind, _note(store, hit.node), uses)


def _uses(store: Store, hits: tuple[Hit, ...]) -> dict[str, int]:
    """Return how many facts name each thing, counted up to a limit; one query for all."""
    nodes = [term_text(NamedNode(iri_of(store, hit.node))) for hit in hits]
    counted = " UNION ".join(
        f"{{ SELECT ?node ?by {{ VALUES ?node {{ {node} }} ?by ?how ?node }} LIMIT {_COUNTED} }}" for node in nodes
    )
    query = f"SELECT ?node (COUNT(?by) AS ?uses) {{ {counted} }} GROUP BY ?node"
    rows = store.query(query).rows if nodes else ()
    return {str(node): int(str(getattr(uses, "value", 0))) for node, uses in rows}
