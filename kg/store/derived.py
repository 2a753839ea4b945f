"""Keeps the consolidated facts in step with the article graphs.

Every change of an article graph notes the article as pending in the same transaction; the consolidated facts are
replaced, and the notes removed, in one later transaction. What a crash leaves between the two is a note, and
opening the store replays it before anything is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import __version__
from kg.graph import consolidated_quads
from kg.identity import STATE
from kg.lexicon import Lexicon
from kg.ontology import ONTOLOGY_GRAPH, ontology_quads
from kg.ontology.terms import AGR, RDF
from kg.store.base import Change, Store


def state_graph(base_iri: str) -> NamedNode:
    """Return the name of the graph with the store's own notes."""
    return NamedNode(base_iri + STATE)


def article_graphs(store: Store) -> list[NamedNode]:
    """Return the names of all article graphs, sorted."""
    found = store.quads(predicate=RDF("type"), object=AGR("Article"))
    return sorted({quad.graph_name for quad in found if isinstance(quad.graph_name, NamedNode)}, key=str)


def pending(store: Store) -> list[Quad]:
    """Return the notes about articles that are not yet consolidated."""
    return list(store.quads(predicate=AGR("pendingArticle"), graph=state_graph(store.base_iri)))


def is_current(store: Store, lexicon: Lexicon) -> bool:
    """Say whether the facts were made with this lexicon, ontology and program; an empty store always is."""
    notes = list(store.quads(predicate=AGR("consolidatedWith"), graph=state_graph(store.base_iri)))
    return notes in ([], [_basis(store, lexicon)])


def refresh(store: Store, lexicon: Lexicon) -> bool:
    """Bring the consolidated facts and the ontology up to date; say whether anything changed.

    Nothing is computed when no article is pending and the lexicon, the ontology and the program are those of the
    last time. Facts that are only added go in before the notes go out: a crash between leaves a note, never a gap.
    """
    notes, basis = tuple(pending(store)), _basis(store, lexicon)
    last = tuple(store.quads(predicate=AGR("consolidatedWith"), graph=state_graph(store.base_iri)))
    if not notes and last == (basis,):
        return False
    wanted, present = _wanted(store, lexicon), set(_derived(store))
    gone, fresh = _ordered(present - wanted), _ordered(wanted - present)
    if not gone:
        store.apply(Change(add=fresh))
    store.apply(Change(remove=(*gone, *notes, *last), add=(*(fresh if gone else ()), basis)))
    store.made_with(lexicon.version, _ontology_version())
    return bool(gone or fresh)


def _basis(store: Store, lexicon: Lexicon) -> Quad:
    """Return the note that says with what the consolidated facts were made."""
    state = state_graph(store.base_iri)
    versions = f"{__version__} {lexicon.version} {_ontology_version()}"
    return Quad(state, AGR("consolidatedWith"), Literal(versions), state)


def _ontology_version() -> str:
    return sha256("\n".join(map(str, ontology_quads())).encode()).hexdigest()


def _wanted(store: Store, lexicon: Lexicon) -> set[Quad]:
    graphs = article_graphs(store)
    facts = consolidated_quads(graphs, lambda graph: store.quads(graph=graph), lexicon, store.base_iri)
    return {*facts, *ontology_quads()}


def _derived(store: Store) -> Iterator[Quad]:
    yield from store.quads(graph=DefaultGraph())
    yield from store.quads(graph=ONTOLOGY_GRAPH)


def _ordered(quads: set[Quad]) -> tuple[Quad, ...]:
    """Sort by graph first: a change is written one block a graph."""
    return tuple(sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad))))
