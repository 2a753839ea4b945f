"""The embedded store: Oxigraph in this process, on disk or in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from kg.consolidation import Index
from kg.errors import QueryError, StoreError
from kg.graph import KINDS_LEFT_OUT, LEFT_OUT
from kg.identity import USER_GRAPHS
from kg.ontology.terms import RDF
from kg.store.answer import Answer, Term
from kg.store.base import Change, Closing, GraphName
from kg.store.changelog import ChangeLog
from kg.store.journal import Journal
from kg.store.place import put_in_place
from kg.store.searchable import keep_aside
from kg.textindex import Asked, Hit, TextIndex

_SIFT = "FILTER({})".format(
    " && ".join(
        f"?{place} NOT IN ({', '.join(sorted(map(str, terms)))})"
        for place, terms in (("p", LEFT_OUT - {RDF("type")}), ("o", KINDS_LEFT_OUT))
    )
)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around the quads: files of both indexes, log and journal (None: memory), what to do at the end."""

    index: Path | None = None
    texts: Path | None = None
    changes: Path | None = None
    journal: Journal | None = None
    on_close: Callable[[], None] = lambda: None
    on_versions: Callable[[str, str], None] = lambda lexicon, ontology: None
    has_users: bool = False


class EmbeddedStore(Closing):
    """A pyoxigraph store behind the common interface."""

    def __init__(
        self,
        backing: pyoxigraph.Store,
        base_iri: str,
        *,
        writable: bool = True,
        around: Around | None = None,
    ) -> None:
        self.base_iri = base_iri
        self.writable = writable
        self._backing: pyoxigraph.Store | None = backing
        self._around = around or Around()
        self._index: Index | None = None
        self._texts: TextIndex | None = None
        self._changes: ChangeLog | None = None

    @property
    def backing(self) -> pyoxigraph.Store:
        """The pyoxigraph store itself; StoreError once closed."""
        if self._backing is None:
            raise StoreError("the store is closed", todo="open it again")
        return self._backing

    def query(self, sparql: str, bindings: Mapping[str, Term] = {}, *, union: bool = False) -> Answer:
        """Answer a query; see ``Store.query``."""
        substitutions = {Variable(name): term for name, term in bindings.items()}
        with engine_errors():
            found = self.backing.query(sparql, use_default_graph_as_union=union, substitutions=substitutions or None)
            return _answer(found)

    def quads(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | BlankNode | Literal | Triple | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; see ``Store.quads``."""
        found = self.backing.quads_for_pattern(subject, predicate, object, graph)
        if graph is not None or not self._around.has_users:
            return iter(found)
        users = self.base_iri + USER_GRAPHS
        return (quad for quad in found if not _value(quad.graph_name).startswith(users))

    def sifted(self, graph: NamedNode) -> Iterable[Triple]:
        """Return of an article's graph what its digest would hold; see ``Store.sifted``.

        Oxigraph looks up every term by itself: what nobody reads, and the name of the graph, cost half of the time.
        """
        with engine_errors():
            found = self.backing.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {graph} {{ ?s ?p ?o {_SIFT} }} }}")
            return found if isinstance(found, pyoxigraph.QueryTriples) else ()

    def apply(self, change: Change) -> None:
        """Carry out one change in one transaction of Oxigraph: ``extend`` where it only adds, else one update."""
        self._must_write()
        if change.drop and (texts := self.texts()):
            keep_aside(self, texts, change.drop)
        if not (change.drop or change.forget or change.remove):
            self._write(lambda: self.backing.extend(change.add))
            return
        steps = [f"DROP SILENT GRAPH {graph}" for graph in change.drop]
        steps += [f"DELETE WHERE {{ GRAPH {graph} {{ {node} {name} ?value }} }}" for node, name, graph in change.forget]
        steps += [f"DELETE DATA {{ {_data(change.remove)} }}"] if change.remove else []
        steps += [f"INSERT DATA {{ {_data(change.add)} }}"] if change.add else []
        self._write(lambda: self.backing.update(";\n".join(steps)))

    def load_quads(self, quads: Iterable[Quad]) -> None:
        """Add many quads at once; see ``Store.load_quads``."""
        self._must_write()
        self._write(lambda: self.backing.bulk_extend(quads))

    def load_lines(self, blocks: Sequence[bytes]) -> None:
        """Add blocks of N-Quads through the journal; see ``Store.load_lines``."""
        self._must_write()
        journal = self._around.journal
        if journal is None:
            self._write(lambda: self._bulk_load(lines=b"".join(blocks)))
        else:
            self._write(lambda: journal.write(blocks))
            self.replay()

    def replay(self) -> None:
        """Load what the journal holds, and clear it. Raises StoreError when it cannot be loaded."""
        journal = self._around.journal
        if journal is None or not journal.exists():
            return
        try:
            self._write(lambda: self._bulk_load(path=journal.path))
        except SyntaxError as error:
            raise StoreError(
                f"what was being loaded when a run ended is damaged: {error}",
                where=str(journal.path),
                expected="whole N-Quads",
                todo="remove the file and ingest the articles again",
            ) from error
        self._write(self.backing.flush)
        journal.clear()

    def _bulk_load(self, lines: bytes | None = None, path: Path | None = None) -> None:
        """Load N-Quads given as bytes or as a file, which is then never in memory as a whole."""
        self.backing.bulk_load(lines, format=pyoxigraph.RdfFormat.N_QUADS, path=path)

    def flush(self) -> None:
        """Bring all that was written to the disk; see ``Store.flush``."""
        self._must_write()
        self._write(self.backing.flush)

    def clear_facts(self) -> None:
        """Empty the default graph; see ``Store.clear_facts``."""
        self._must_write()
        self._write(lambda: self.backing.clear_graph(DefaultGraph()))

    def index(self) -> Index:
        """Return the index, opened when it is first asked for; see ``Store.index``."""
        self._must_write()
        if self._index is None:
            self._index = Index(self._around.index)
        return self._index

    def texts(self) -> TextIndex | None:
        """Return the text index, opened when it is first asked for; see ``Store.texts``."""
        if self._texts is None and self._around.texts is not None and self._around.texts.exists():
            with suppress(StoreError):
                self._texts = TextIndex(self._around.texts, writable=self.writable)
        return self._texts

    def changes(self) -> ChangeLog | None:
        """Return the log of changes, opened when it is first asked for; see ``Store.changes``."""
        place = self._around.changes
        if self._changes is None and place is not None and (self.writable or place.exists()):
            with suppress(StoreError):
                self._changes = ChangeLog(place, writable=self.writable)
        return self._changes

    def renew_texts(self, make: Callable[[Path], None]) -> TextIndex | None:
        """Put another text index in place; see ``Store.renew_texts``."""
        self._must_write()
        place = self._around.texts
        if place is None:
            return None
        if self._texts is not None:
            self._texts.close()
            self._texts = None
        draft = place.with_name(f"{place.name}.new")
        make(draft)
        place.with_name(f"{place.name}-journal").unlink(missing_ok=True)
        self._write(lambda: put_in_place(draft, place))
        return self.texts()

    def find_texts(self, asked: Asked, kinds: tuple[str, ...] = (), limit: int = 20) -> tuple[Hit, ...] | None:
        """Return the best hits of a search; see ``Store.find_texts``."""
        texts = self.texts()
        return None if texts is None or texts.noted("generation") is None else texts.find(asked, kinds, limit)

    def made_with(self, lexicon: str, ontology: str) -> None:
        """Note with which versions the facts were made; see ``Store.made_with``."""
        self._must_write()
        self._write(lambda: self._around.on_versions(lexicon, ontology))

    def close(self) -> None:
        """Flush and release the store."""
        if self._backing is None:
            return
        try:
            if self.writable:
                self._write(self._backing.flush)
        finally:
            self._release()

    def _release(self) -> None:
        """Let go of files and lock, also where the last flush failed."""
        self._backing = None
        try:
            for index in (self._index, self._texts, self._changes):
                if index is not None:
                    index.close()
            self._texts = self._changes = None
        finally:
            self._around.on_close()

    def _must_write(self) -> None:
        if not self.writable:
            raise StoreError("the store is open for reading only", todo="open it for writing")

    def _write(self, action: Callable[[], object]) -> None:
        try:
            action()
        except OSError as error:
            raise StoreError(f"the store could not be written: {error}", todo="check disk space and rights") from error


def _value(graph: NamedNode | BlankNode | DefaultGraph) -> str:
    return graph.value if isinstance(graph, NamedNode) else ""


def _answer(found: object) -> Answer:
    if isinstance(found, pyoxigraph.QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        return Answer(variables=names, rows=tuple(map(tuple, found)))
    if isinstance(found, pyoxigraph.QueryTriples):
        return Answer(triples=tuple(found))
    return Answer(boolean=bool(found))


def _data(quads: Iterable[Quad]) -> str:
    """Return the quads as the body of INSERT DATA or DELETE DATA, one block a graph."""
    blocks = []
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        lines = pyoxigraph.serialize((quad.triple for quad in members), format=pyoxigraph.RdfFormat.N_TRIPLES)
        body = (lines or b"").decode("utf-8")
        blocks.append(body if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ {body} }}")
    return "\n".join(blocks)


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn what the engine raises into the errors of this program."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"the query is malformed: {error}", todo="mend the query") from error
    except RuntimeError as error:
        raise QueryError(f"the query cannot be answered: {error}", todo="mend the query") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"the query could not be answered: {error}", todo="run kg doctor") from error
