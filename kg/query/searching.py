"""Text search for people and programs: what was found, as printed, with the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.identity import article_graph
from kg.ontology.terms import AGR
from kg.query.matching import iri_of, matching
from kg.query.notes import note_of
from kg.query.printed import names_of, printed_excerpt
from kg.store import Store
from kg.textindex import KINDS, Asked, Excerpt, Hit, excerpt, holds, read_search

SEARCHED: Final = (*KINDS, "evidence")
"""What ``search`` may be narrowed to; ``evidence`` are the quotes of the articles found."""
MOST_RESULTS: Final = 1_000
"""Most results of one search."""


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
    return _shown(store, hit.node, hit.kind, (label, note_of(store, hit.node)), (place, hit.score), piece)


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
