"""Articles into the store and out of it: by portions in the fast way, or one transaction where something must go.

An article's graph, its fingerprint and the note that it is to be consolidated are always written together.
"""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.identity import article_graph
from kg.ingestion.stored import known_fingerprint, notes_of, page_note, reading_note
from kg.ingestion.work import Read
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR
from kg.store import Change, Store, state_graph

PORTION = 32_000_000
"""Bytes of N-Quads that are written together, some hundred articles: larger ones are no faster to load."""
BULK_FROM = 2_000_000
"""Bytes of N-Quads from which the bulk loader is faster than a transaction: 1.4 MB took 67 against 56 ms, 2.5 MB 90
against 116 (15 and 30 articles of ``tests/bench/news.py``, computing)."""


class Writer:
    """Keeps what articles say. What was put is in the store after ``flush`` at the latest, each article as a whole."""

    writes = True

    def __init__(self, store: Store) -> None:
        self._store = store
        self._state = state_graph(store.base_iri)
        self._portion: dict[NamedNode, tuple[bytes, bytes]] = {}
        self._marks: dict[NamedNode, str] = {}
        self._digests: list[tuple[str, str, bytes]] = []
        self._size = 0

    def known(self, node: NamedNode) -> str | None:
        """Return the fingerprint of the article as it is in the store or about to be, None when it is new."""
        return self._marks.get(node) or known_fingerprint(self._store, node)

    def put(self, node: NamedNode, read: Read, mark: str) -> None:
        """Store what one article says, with its fingerprint ``mark``, in place of what it said before."""
        if node in self._portion:
            self.flush()
        notes = [Quad(node, AGR("fingerprint"), Literal(mark), self._state), _pending(node, self._state)]
        notes += [page_note(node, read.page, self._state)] if read.page else []
        self._digests.append((node.value.removeprefix(self._store.base_iri), mark, read.digest))
        stale = notes_of(self._store, node)
        if stale:
            facts = tuple(pyoxigraph.parse(read.lines, format=pyoxigraph.RdfFormat.N_QUADS))
            self._store.apply(Change(drop=(_graph(self._store, node),), remove=stale, add=(*facts, *notes)))
            self._hand_over()
            return
        self._portion[node] = read.lines, pyoxigraph.serialize(notes, format=pyoxigraph.RdfFormat.N_QUADS) or b""
        self._marks[node] = mark
        self._size += len(read.lines)
        if self._size >= PORTION:
            self.flush()

    def flush(self) -> None:
        """Write the portion that was put together: its graphs in the order of their names, then the notes."""
        if not self._portion:
            return
        self._hand_over()
        nodes = sorted(self._portion, key=str)
        blocks = [self._portion[node][part] for part in (0, 1) for node in nodes]
        if self._size >= BULK_FROM:
            self._store.load_lines(blocks)
        else:
            quads = pyoxigraph.parse(b"".join(blocks), format=pyoxigraph.RdfFormat.N_QUADS)
            self._store.apply(Change(add=tuple(quads)))
        self._portion.clear()
        self._marks.clear()
        self._size = 0

    def _hand_over(self) -> None:
        """Let consolidation have the digests: each counts only while the store has the graph with its mark."""
        index = self._store.index()
        with index.transaction():
            index.hand_over(self._digests)
        self._digests.clear()

    def note_reading(self, lexicon: Lexicon) -> None:
        """Note that all articles of the store were read with this lexicon and program."""
        old = tuple(self._store.quads(None, AGR("readWith"), None, self._state))
        note = reading_note(self._store, lexicon)
        if old != (note,):
            self._store.apply(Change(remove=old, add=(note,)))


class Pretence(Writer):
    """A writer that writes nothing, for asking what a run would do."""

    writes = False

    def put(self, node: NamedNode, read: Read, mark: str) -> None:
        """Write nothing; the run itself knows what it has seen of each key."""

    def flush(self) -> None:
        """Write nothing."""

    def note_reading(self, lexicon: Lexicon) -> None:
        """Note nothing."""


def take_out(store: Store, node: NamedNode) -> None:
    """Remove an article's graph; what only it said is gone after the next refresh."""
    note = _pending(node, state_graph(store.base_iri))
    store.apply(Change(drop=(_graph(store, node),), remove=notes_of(store, node), add=(note,)))


def _graph(store: Store, node: NamedNode) -> NamedNode:
    return NamedNode(store.base_iri + article_graph(node.value.removeprefix(store.base_iri)))


def _pending(node: NamedNode, state: NamedNode) -> Quad:
    return Quad(state, AGR("pendingArticle"), node, state)
