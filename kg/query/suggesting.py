"""What a name that is being typed may mean: things whose names have words that begin as those typed."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.query.binding import term_text
from kg.query.concepts import Concept, concept_hits, concepts
from kg.query.matching import iri_of
from kg.query.naming import CLASSES, SCHEMES
from kg.query.notes import note_of
from kg.query.printed import names_of
from kg.query.without_index import looked_up
from kg.store import Store
from kg.textindex import Asked, Hit, read_search

_LOOKED_AT, _COUNTED = 64, 300
"""Names whose uses are counted while somebody types, and the most uses counted of each: 10 ms together."""
_TOPICS = 16
"""Topics among them where any kind will do: more than are shown."""
_ANY = tuple(kind for kind in CLASSES if kind != "article")
"""The kinds that are suggested where any will do, and topics."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that a parameter may mean. id: local id, or IRI of a concept; uses: facts that name it, up to a limit.

    kind: of ``CLASSES`` or ``SCHEMES``; note: what tells it from others of its name.
    """

    id: str
    iri: str
    label_fa: str
    label_en: str
    kind: str
    note: str
    uses: int


def suggestions(store: Store, text: str, of: str = "any", limit: int = 10) -> tuple[Suggestion, ...]:
    """Return the things of a class or scheme (of a parameter) whose names have words that begin as those typed.

    Spelling, order and whether words are written as one do not count; concepts are found by their ids too. A whole
    name comes first, then what is named most often. Nothing is suggested for no words, or for more than a search takes.
    A store without a text index is looked through only so far: see ``kg.query.without_index``.

    Raises QueryError for an unknown class.
    """
    if of != "any" and of not in CLASSES and of not in SCHEMES:
        raise QueryError(f"{of!r} is no class", expected=f"one of {', '.join(('any', *CLASSES, *SCHEMES))}")
    try:
        asked = read_search(text, typing=True)
    except QueryError:  # so many words are no name
        return ()
    hits = _hits(store, asked, text, of) if asked.words else ()
    uses = _uses(store, hits)
    counts = {hit: uses.get(str(NamedNode(iri_of(store, hit.node))), 0) for hit in hits}
    best = sorted(hits, key=lambda hit: (hit.tier != 0, -counts[hit], hit.rank, hit.node))
    return tuple(_suggestion(store, hit, counts[hit]) for hit in best[: max(0, limit)])


def _hits(store: Store, asked: Asked, text: str, of: str) -> tuple[Hit, ...]:
    """Return the best things that fit, so many as are worth counting; a topic's rank is no measure for a name's."""
    if of in SCHEMES:
        return _best(concept_hits(asked, text, of), _LOOKED_AT)
    kinds = _ANY if of == "any" else (of,)
    found = store.find_texts(asked, kinds, _LOOKED_AT)
    named = _best(looked_up(store, asked, kinds), _LOOKED_AT) if found is None else found
    return named + _best(concept_hits(asked, text, "topic"), _TOPICS) if of == "any" else named


def _best(hits: tuple[Hit, ...], most: int) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda hit: (hit.tier, hit.rank, hit.node))[:most])


def _suggestion(store: Store, hit: Hit, uses: int) -> Suggestion:
    concept = _concept(hit)
    labels: dict[str, str] = {}
    for name, language in concept.names if concept else names_of(store, hit.node):
        labels.setdefault("en" if language == "en" else "fa", name)
    told = labels.get("fa", ""), labels.get("en", "")
    note = "" if concept else note_of(store, hit.node)
    return Suggestion(hit.node, iri_of(store, hit.node), *told, hit.kind, note, uses)


def _concept(hit: Hit) -> Concept | None:
    if hit.kind not in SCHEMES:
        return None
    return next(concept for concept in concepts(hit.kind) if concept.iri == hit.node)


def _uses(store: Store, hits: tuple[Hit, ...]) -> dict[str, int]:
    """Return how many facts name each thing, counted up to a limit; one query for all."""
    nodes = [term_text(NamedNode(iri_of(store, hit.node))) for hit in hits]
    counted = " UNION ".join(
        f"{{ SELECT ?node ?by {{ VALUES ?node {{ {node} }} ?by ?how ?node }} LIMIT {_COUNTED} }}" for node in nodes
    )
    query = f"SELECT ?node (COUNT(?by) AS ?uses) {{ {counted} }} GROUP BY ?node"
    rows = store.query(query).rows if nodes else ()
    return {str(node): int(str(getattr(uses, "value", 0))) for node, uses in rows}
