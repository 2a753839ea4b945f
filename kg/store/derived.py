"""Keeps the consolidated facts in step with the article graphs, the lexicon and the ledgers.

Every change of an article graph notes the article as pending in the same transaction. Consolidation then writes what
that touches, portion by portion, and the notes go with the last one. What a crash leaves in between is a note, and
opening the store replays it before anything is read: the index knows which facts are still to be written. Each portion
is on the disk before the index says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.consolidation import Consolidation, Delta, Index, Step, empty
from kg.identity import STATE, article_graph
from kg.ledgers import Ledgers
from kg.lexicon import Lexicon
from kg.ontology import ONTOLOGY_GRAPH, ontology_quads, ontology_version
from kg.ontology.terms import AGR, RDF
from kg.store.base import Change, Store
from kg.store.searchable import Keeper

BULK_FROM = 10_000
"""Facts from which the bulk loader is faster than a transaction (it writes files of its own)."""


def state_graph(base_iri: str) -> NamedNode:
    """Return the name of the graph with the store's own notes."""
    return NamedNode(base_iri + STATE)


def article_graphs(store: Store) -> list[NamedNode]:
    """Return the names of all article graphs, sorted; graphs of users are none, whatever they say."""
    found = (quad.graph_name for quad in store.quads(predicate=RDF("type"), object=AGR("Article")))
    prefix = store.base_iri + article_graph("article/")
    return sorted({name for name in found if isinstance(name, NamedNode) and name.value.startswith(prefix)}, key=str)


def pending(store: Store) -> Iterator[Quad]:
    """Yield the notes about what is not yet consolidated: articles, or everything (the state graph itself)."""
    return store.quads(predicate=AGR("pendingArticle"), graph=state_graph(store.base_iri))


def is_pending(store: Store) -> bool:
    """Say whether anything is not yet consolidated."""
    return any(pending(store))


def is_current(store: Store, lexicon: Lexicon) -> bool:
    """Say whether the facts were made with this lexicon, ontology and program; an empty store always is."""
    notes = _notes(store, "consolidatedWith")
    return notes in ([], [_basis(store, lexicon)])


def follows(store: Store, ledgers: Ledgers) -> bool:
    """Say whether the facts were made with these ledgers; where none were made yet there is nothing to follow."""
    return _notes(store, "ledgersVersion") in ([], [_ledger_note(store, ledgers)])


def refresh(store: Store, lexicon: Lexicon, ledgers: Ledgers, step: Step = lambda *_: None) -> bool:
    """Bring the consolidated facts and the ontology up to date; say whether anything changed.

    Nothing is computed when no article is pending and the lexicon, the ontology, the program and the ledgers are
    those of the last time. With another lexicon, ontology or program, or without its index, everything is made anew.
    """
    index = store.index()
    anew = _must_begin_anew(store, lexicon, index) or index.noted("begun") not in {None, "", _task(store, ledgers)}
    articles = _begin_anew(store, index) if anew else _pending_articles(store)
    cut_short = is_pending(store)
    texts = Keeper(store, generation_of(store), cut_short=cut_short, anew=anew)
    work = Consolidation(
        index,
        lambda graph, node: store.quads(node, graph=graph),
        lexicon,
        ledgers,
        store.base_iri,
        mark=lambda article: fingerprint_of(store, article) or "",
        sifted=store.sifted,
    )
    if not cut_short and not work.waiting() and follows(store, ledgers):
        mend_texts(store)
        return False
    index.note("begun", _task(store, ledgers))
    changed = _refresh_ontology(store)
    log = store.changes()
    if log is not None:
        log.forget() if anew else log.articles(articles)
    texts.articles(articles)
    for delta in work.run(articles, step):
        if log is not None and not anew:
            log.facts(delta, store.base_iri)
        _write(store, delta, bulk=anew)
        texts.facts(delta)
        changed = True
    _finish(store, index, texts, (_basis(store, lexicon), _ledger_note(store, ledgers)))
    store.made_with(lexicon.version, ontology_version())
    return changed


def has_texts(store: Store) -> bool:
    """Say whether the text index is that of the store's facts; an empty store needs none."""
    cut_short = is_pending(store)
    return not _notes(store, "consolidatedWith") or Keeper(store, generation_of(store), cut_short=cut_short).current


def mend_texts(store: Store) -> None:
    """Make the text index anew where it is not that of the store's facts."""
    if not has_texts(store):
        now = generation_of(store)
        Keeper(store, now, cut_short=False, anew=True).end(lambda: _all_articles(store), now, now)


def _task(store: Store, ledgers: Ledgers) -> str:
    """Return a digest of what a run is made with: the ledgers, and each pending article as it is.

    A run that was cut short is gone on with only by the same task: of any other nobody knows what it has half written.
    """
    state = state_graph(store.base_iri)
    nodes = sorted((quad.object for quad in pending(store) if isinstance(quad.object, NamedNode)), key=str)
    marks = (str(note.object) for node in nodes for note in store.quads(node, AGR("fingerprint"), None, state))
    return sha256("\n".join([ledgers.version, *map(str, nodes), *marks]).encode()).hexdigest()


def fingerprint_of(store: Store, article: str) -> str | None:
    """Return the fingerprint that the store has of an article (local id), or None when it has no such article."""
    notes = store.quads(NamedNode(store.base_iri + article), AGR("fingerprint"), None, state_graph(store.base_iri))
    return next((quad.object.value for quad in notes if isinstance(quad.object, Literal)), None)


def _everything(store: Store) -> Quad:
    """Return the note that all facts are to be made anew."""
    state = state_graph(store.base_iri)
    return Quad(state, AGR("pendingArticle"), state, state)


def _must_begin_anew(store: Store, lexicon: Lexicon, index: Index) -> bool:
    """Say whether nothing was made yet, or with other means, or whether index and quads are not of one run."""
    made = bool(_notes(store, "consolidatedWith"))
    return (
        _everything(store) in pending(store)
        or not made
        or not is_current(store, lexicon)
        or not _in_step(store, index, cut_short=is_pending(store))
    )


def _begin_anew(store: Store, index: Index) -> list[str]:
    """Throw away what was made, and return all articles. A store without articles has nothing to make."""
    articles = _all_articles(store)
    if articles or is_pending(store) or _notes(store, "consolidatedWith"):
        store.apply(Change(add=(_everything(store),)))
        empty(index)
        store.clear_facts()
    return articles


def _pending_articles(store: Store) -> list[str]:
    nodes = (quad.object for quad in pending(store))
    return [node.value.removeprefix(store.base_iri) for node in nodes if isinstance(node, NamedNode)]


def _write(store: Store, delta: Delta, *, bulk: bool) -> None:
    """Store one portion; where all is made anew a large one goes in the fast way, for a crash begins anew as well."""
    if bulk and not delta.gone and len(delta.fresh) >= BULK_FROM:
        store.load_lines([delta.lines()])
    else:
        store.apply(Change(remove=delta.remove, add=delta.add))
    store.flush()


def _in_step(store: Store, index: Index, *, cut_short: bool) -> bool:
    """Say whether the index and the quads are of one run; when a run was cut short, the index may be one ahead."""
    theirs = generation_of(store)
    return theirs == (index.noted("generation") or "") or (cut_short and theirs == index.noted("generation before"))


def _finish(store: Store, index: Index, texts: Keeper, facts: tuple[Quad, ...]) -> None:
    """Take the notes away in one transaction with the names of what the facts were made with.

    The generation is a digest of the one before and of what was done since, so that the index of one store, or of an
    earlier copy, is never taken for that of another.
    """
    state, before = state_graph(store.base_iri), generation_of(store)
    done = sha256("\n".join([before, index.noted("begun") or "", *map(str, facts)]).encode()).hexdigest()
    old = [quad for name in ("consolidatedWith", "ledgersVersion", "generation") for quad in _notes(store, name)]
    fresh = (*facts, Quad(state, AGR("generation"), Literal(done), state))
    index.shrink()
    texts.end(lambda: _all_articles(store), before, done)
    if (log := store.changes()) is not None:
        log.end(before, done)
    index.note("generation before", before)
    index.note("generation", done)
    noted = (state, AGR("pendingArticle"), state)
    store.apply(Change(forget=(noted,), remove=tuple(quad for quad in old if quad not in fresh), add=fresh))
    index.note("begun", "")


def generation_of(store: Store) -> str:
    """Return the name of the state of the facts, another after each run; "" for a store without facts."""
    found = (quad.object for quad in _notes(store, "generation"))
    return next((term.value for term in found if isinstance(term, Literal)), "")


def is_outdated(store: Store) -> bool:
    """Say whether the facts of a store were made by an older version of the program."""
    made = [quad.object for quad in _notes(store, "consolidatedWith")]
    by = {term.value.partition(" ")[0] for term in made if isinstance(term, Literal)}
    return bool(made) and (by != {__version__} or not generation_of(store))


def _notes(store: Store, name: str) -> list[Quad]:
    return list(store.quads(predicate=AGR(name), graph=state_graph(store.base_iri)))


def _all_articles(store: Store) -> list[str]:
    prefix = store.base_iri + article_graph("")
    return [graph.value.removeprefix(prefix) for graph in article_graphs(store)]


def _basis(store: Store, lexicon: Lexicon) -> Quad:
    """Return the note that says with what the consolidated facts were made."""
    state = state_graph(store.base_iri)
    versions = f"{__version__} {lexicon.version} {ontology_version()}"
    return Quad(state, AGR("consolidatedWith"), Literal(versions), state)


def _ledger_note(store: Store, ledgers: Ledgers) -> Quad:
    state = state_graph(store.base_iri)
    return Quad(state, AGR("ledgersVersion"), Literal(ledgers.version), state)


def _refresh_ontology(store: Store) -> bool:
    wanted, present = set(ontology_quads()), set(store.quads(graph=ONTOLOGY_GRAPH))
    gone, fresh = _ordered(present - wanted), _ordered(wanted - present)
    if gone or fresh:
        store.apply(Change(remove=gone, add=fresh))
    return bool(gone or fresh)


def _ordered(quads: set[Quad]) -> tuple[Quad, ...]:
    return tuple(sorted(quads, key=str))
