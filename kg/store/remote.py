"""A store on a SPARQL 1.1 server: the same contract as the embedded one, over HTTP.

The consolidated facts are the graph ``<base>graph/consolidated``; here that graph and the default graph are one. The
store keeps notes of its own (what it is, who writes, what is being changed) in ``<base>graph/upkeep`` and
``<base>graph/redo``, which ``quads`` does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.consolidation import Index
from kg.errors import StoreError
from kg.identity import CONSOLIDATED
from kg.store.answer import Answer, Term
from kg.store.base import Change, Closing, GraphName
from kg.store.remote_changes import carry_out, data_of, steps_of
from kg.store.remote_here import Here, Pattern
from kg.store.remote_scan import bound, outline
from kg.store.remote_server import Server
from kg.textindex import Asked

_Wanted = tuple[NamedNode | None, NamedNode | None, NamedNode | Literal | None]
UPKEEP = "graph/upkeep"
REDO = "graph/redo"


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the quads: the file of the index (None: memory), and what else is done when."""

    index: Path | None = None
    before_change: Callable[[], None] = lambda: None
    on_close: Callable[[], None] = lambda: None
    on_versions: Callable[[str, str], None] = lambda lexicon, ontology: None


class RemoteStore(Closing):
    """Quads on a server behind the common interface."""

    def __init__(self, server: Server, base_iri: str, *, writable: bool = True, beside: Beside | None = None) -> None:
        self.base_iri = base_iri
        self.writable = writable
        self.facts = NamedNode(base_iri + CONSOLIDATED)
        self.redo = NamedNode(base_iri + REDO)
        self._own = {base_iri + UPKEEP, base_iri + REDO}
        self._open: Server | None = server
        self._beside = beside or Beside()
        self._index: Index | None = None
        self._here: Here | None = None

    @property
    def server(self) -> Server:
        """The server; StoreError once closed."""
        if self._open is None:
            raise StoreError("the store is closed", todo="open it again")
        return self._open

    def query(self, sparql: str, bindings: Mapping[str, Term] = {}, *, union: bool = False) -> Answer:
        """Answer a query; see ``Store.query``. One that the server would answer wrongly is answered here."""
        server, limit = self.server, self.server.settings.remote.local_quads
        query = outline(sparql)
        query = outline(bound(query, bindings)) if bindings else query
        if not server.kind.trusts(query, union=union):
            self._here = self._here or Here(self.base_iri, self.facts, self._matching, limit)
            return self._here.answer(query.text, union=union)
        fields = server.kind.ask(query, self.facts, union=union)
        ask = server.construct if query.form == "CONSTRUCT" else server.select
        return ask(fields, server.settings.query_seconds)

    def _matching(self, pattern: Pattern) -> Iterator[Quad]:
        return self.quads(*pattern)

    def quads(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | BlankNode | Literal | Triple | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Return the quads that match; see ``Store.quads``. All are fetched before the first is given."""
        if isinstance(subject, BlankNode | Triple) or isinstance(object, BlankNode | Triple):
            return iter(())  # a store of this program holds neither
        wanted = self.facts if isinstance(graph, DefaultGraph) else graph
        return self._found((subject, predicate, object), wanted)

    def sifted(self, graph: NamedNode) -> Iterator[Quad]:
        """Return an article's whole graph; see ``Store.sifted``."""
        return self.quads(graph=graph)

    def _found(self, pattern: _Wanted, graph: NamedNode | None) -> Iterator[Quad]:
        subject, predicate, object_ = pattern
        stored = None if object_ is None else self.server.kind.stored(object_)
        parts = [subject or "?s", predicate or "?p", stored or "?o"]
        where = f"GRAPH {graph or '?g'} {{ {' '.join(map(str, parts))} }}"
        for row in self.server.rows(where, [one for one in (*parts, graph or "?g") if isinstance(one, str)]):
            named = graph or row.get("g")
            if not isinstance(named, NamedNode) or (graph is None and self._hides(named.value)):
                continue
            quad = Quad(
                subject or row["s"],  # type: ignore[arg-type]
                predicate or row["p"],  # type: ignore[arg-type]
                object_ if object_ is not None else row["o"],
                DefaultGraph() if named == self.facts else named,
            )
            yield quad

    def _hides(self, graph: str) -> bool:
        return graph in self._own or self.server.kind.hides(graph)

    def apply(self, change: Change) -> None:
        """Carry out one change wholly or, after a crash, when the store is next opened; see ``Store.apply``."""
        server = self._writing()
        limits = server.settings.remote
        old = (quad for node, name, graph in change.forget for quad in self.quads(node, name, None, graph))
        change = replace(change, forget=(), remove=(*old, *change.remove))  # each update within the limits
        steps = list(steps_of(change, self.facts, server.kind, limits))
        carry_out(steps, self.redo, server.kind, server.update, limits)

    def load_quads(self, quads: Iterable[Quad]) -> None:
        """Add many quads, request by request; see ``Store.load_quads``."""
        server = self._writing()
        for text in data_of("INSERT", quads, self.facts, server.kind, server.settings.remote):
            server.update(text)

    def load_lines(self, blocks: Sequence[bytes]) -> None:
        """Add blocks of N-Quads as one change; see ``Store.load_lines``."""
        self.apply(Change(add=tuple(pyoxigraph.parse(b"".join(blocks), format=RdfFormat.N_QUADS))))

    def flush(self) -> None:
        """Do nothing: a server answers an update once it has it."""
        self._must_write()

    def clear_facts(self) -> None:
        """Empty the graph of the consolidated facts; see ``Store.clear_facts``."""
        self._writing().update(f"DROP SILENT GRAPH {self.facts}")

    def index(self) -> Index:
        """Return the index, which lies on this machine and is made anew where it is of another run."""
        self._must_write()
        if self._index is None:
            self._index = Index(self._beside.index)
        return self._index

    def made_with(self, lexicon: str, ontology: str) -> None:
        """Note with which versions the facts were made; see ``Store.made_with``."""
        self._writing()
        self._beside.on_versions(lexicon, ontology)

    def changes(self) -> None:
        """Return None: no log of changes is kept for a server."""

    def texts(self) -> None:
        """Return None: no text index is kept for a server."""

    def renew_texts(self, make: Callable[[Path], None]) -> None:
        """Make nothing: no text index is kept for a server."""

    def find_texts(self, asked: Asked, kinds: tuple[str, ...] = (), limit: int = 20) -> None:
        """Return None: questions fall back on what is told of things themselves."""

    def close(self) -> None:
        """Release the store."""
        if self._open is None:
            return
        server = self._open
        try:
            if self._index is not None:
                self._index.close()
            self._beside.on_close()
        finally:
            self._open = None
            server.close()

    def _must_write(self) -> None:
        if not self.writable:
            raise StoreError("the store is open for reading only", todo="open it for writing")

    def _writing(self) -> Server:
        """Return the server to write to, once it is sure that no other process has taken the store over."""
        self._must_write()
        self._here = None
        self._beside.before_change()
        return self.server
