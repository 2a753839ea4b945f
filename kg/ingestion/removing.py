"""Articles out of the store again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.extraction import GrammarExtractor
from kg.ingestion.crew import Alone, Readers
from kg.ingestion.ingesting import Clock, now
from kg.ingestion.run import Run
from kg.ingestion.runs import RunRecord
from kg.ingestion.writing import Writer, take_out
from kg.ledgers import Ledgers
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, DCTERMS, RDF, SCHEMA
from kg.settings import Settings
from kg.stopping import Stop
from kg.store import Store, refresh


def remove(  # noqa: PLR0913 - what goes, with what the rest is read again, and what tests put in its place
    store: Store,
    ids: Iterable[str],
    lexicon: Lexicon,
    *,
    settings: Settings | None = None,
    ledgers: Ledgers | None = None,
    readers: Readers | None = None,
    clock: Clock = now,
) -> tuple[str, ...]:
    """Take articles out by id, key, URL or IRI; return the keys removed. The run is recorded.

    What only those articles said is gone afterwards. Raises InputError, and removes nothing, when one is unknown.
    """
    nodes, settings, started = _all(store, ids), settings or Settings(base_iri=store.base_iri), clock()
    keys = tuple(_key(store, node) for node in nodes)
    record = RunRecord(store, started)
    record.begin(started, lexicon.version, settings)
    for node in nodes:
        take_out(store, node)
    readers = readers or Alone(GrammarExtractor(lexicon), settings)
    run = Run(store, lexicon, readers, Writer(store), record)
    for _ in run.read_again(Stop()):
        continue
    run.seen.close()
    refresh(store, lexicon, ledgers or Ledgers())
    record.end(clock(), {"articlesRemoved": len(nodes)})
    return keys


def _all(store: Store, ids: Iterable[str]) -> list[NamedNode]:
    """Return all the articles that are meant. Raises InputError when one is unknown."""
    found = {one: _find(store, one) for one in ids}
    for one, nodes in found.items():
        if not nodes:
            raise InputError("no article in the store has this id", where=one, todo="kg query articles")
    return sorted({node for group in found.values() for node in group}, key=str)


def _find(store: Store, one: str) -> list[NamedNode]:
    """Return the articles whose IRI, local id, key or URL this is."""
    hits: Iterator[NamedNode] = (
        quad.subject
        for predicate in (DCTERMS("identifier"), SCHEMA("url"))
        for quad in store.quads(None, predicate, Literal(one))
        if isinstance(quad.subject, NamedNode)
    )
    named = one if one.startswith(store.base_iri) else store.base_iri + one
    try:
        direct = [NamedNode(named)] if any(store.quads(NamedNode(named), RDF("type"), AGR("Article"))) else []
    except ValueError:
        direct = []
    return [*hits, *direct]


def _key(store: Store, node: NamedNode) -> str:
    return next(
        quad.object.value for quad in store.quads(node, DCTERMS("identifier")) if isinstance(quad.object, Literal)
    )
