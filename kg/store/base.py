"""What every store can do, whatever keeps its quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.consolidation import Index
from kg.store.answer import Answer, Term
from kg.store.changelog import ChangeLog
from kg.textindex import Asked, Hit, TextIndex

GraphName = NamedNode | DefaultGraph


@dataclass(frozen=True, slots=True)
class Change:
    """One transaction: whole graphs that go, all values of some properties, single quads; and quads that come.

    forget: subject, property and graph whose values go.
    """

    drop: tuple[NamedNode, ...] = ()
    forget: tuple[tuple[NamedNode, NamedNode, NamedNode], ...] = ()
    remove: tuple[Quad, ...] = ()
    add: tuple[Quad, ...] = ()


class Store(Protocol):
    """Quads with SPARQL. The default graph holds the consolidated facts, each article has its own graph.

    ``base_iri`` is the prefix of all IRIs minted for this store.
    """

    base_iri: str

    def query(self, sparql: str, bindings: Mapping[str, Term] = {}, *, union: bool = False) -> Answer:
        """Answer a query; ``bindings`` replace variables by terms. QueryError if it is malformed."""

    def quads(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | BlankNode | Literal | Triple | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches anything, as a graph all but those of users."""

    def sifted(self, graph: NamedNode) -> Iterable[Quad | Triple]:
        """Return of an article's graph what its digest would hold, or more of it."""

    def apply(self, change: Change) -> None:
        """Carry out one change wholly or not at all. Raises StoreError when the store is read only."""

    def load_quads(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast and not in one transaction: what a crash leaves of them must be made anew."""

    def load_lines(self, blocks: Sequence[bytes]) -> None:
        """Add blocks of N-Quads in the fast way so that they are there as a whole or, after a crash, made good.

        Beside a reader this is no transaction: a reader that opens the store meanwhile may see a part.
        """

    def flush(self) -> None:
        """Bring all that was written to the disk, so that a power cut does not take it."""

    def clear_facts(self) -> None:
        """Empty the default graph at once. Raises StoreError when the store is read only."""

    def index(self) -> Index:
        """Return the index of the consolidation: a file in the store's folder, or memory. StoreError when read only."""

    def texts(self) -> TextIndex | None:
        """Return the text index, as writable as the store; None where there is none that can be used."""

    def renew_texts(self, make: Callable[[Path], None]) -> TextIndex | None:
        """Put a text index that ``make`` writes at a path in place of any other; None where the store keeps none."""

    def find_texts(self, asked: Asked, kinds: tuple[str, ...] = (), limit: int = 20) -> tuple[Hit, ...] | None:
        """Return the best hits of a search, at most ``limit``; None where the store has no text index."""

    def changes(self) -> ChangeLog | None:
        """Return the log of changes, as writable as the store; None where there is none that can be used."""

    def made_with(self, lexicon: str, ontology: str) -> None:
        """Note for people with which versions the facts were made, where the store has a place for it."""

    def close(self) -> None:
        """Flush and release the store; later calls are errors."""

    def __enter__(self) -> Self:
        """Return the store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""


class Closing:
    """What a store has in common with a file: it is closed at the end of a ``with`` block."""

    def close(self) -> None:
        """Flush and release the store."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()
