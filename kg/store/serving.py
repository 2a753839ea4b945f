"""A store for those who only ask, many times a second: a snapshot, its version, and answers as bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat

from kg.errors import QueryError
from kg.ontology.terms import PREFIXES
from kg.settings import Settings
from kg.store.base import GraphName
from kg.store.embedded import EmbeddedStore, engine_errors
from kg.store.folder import USERS, open_folder, read_meta


@dataclass(frozen=True, slots=True)
class Graphs:
    """What a query is asked of; None: the store's own default graph, and all its named graphs."""

    default: tuple[GraphName, ...] | None = None
    named: tuple[NamedNode, ...] | None = None


class TooLargeError(QueryError):
    """The answer is larger than allowed."""


class UnwritableError(QueryError):
    """The answer has no form in the format that was asked for."""


def snapshot(location: Path, settings: Settings) -> EmbeddedStore:
    """Open a store as it is now and for reading only; nothing that a crash left is made good. Raises StoreError."""
    return open_folder(location, settings, write=False)


def version_of(location: Path) -> str:
    """Return a text that changes whenever anything is written to a store folder; "" where there is no store."""
    names = [f"{path.name} {stat.st_size} {stat.st_mtime_ns}" for path, stat in _files(location)]
    return blake2b("\n".join(names).encode(), digest_size=12).hexdigest() if names else ""


def _files(location: Path) -> list[tuple[Path, os.stat_result]]:
    found = list[tuple[Path, os.stat_result]]()
    try:
        for path in sorted((*(location / "quads").iterdir(), *location.glob("*.sqlite*"), location / "meta.json")):
            if path.name.startswith(("LOG", "LOCK", "OPTIONS")):
                continue
            found.append((path, path.stat()))
    except OSError:
        return found
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as bytes. count: rows of SELECT or triples of CONSTRUCT as far as they were counted, else None."""

    body: bytes
    count: int | None = None


def written(  # noqa: PLR0913 - what is asked, of what, and what may come out
    store: EmbeddedStore,
    text: str,
    results: QueryResultsFormat,
    triples: RdfFormat,
    *,
    graphs: Graphs = Graphs(),
    most: int,
    size: int,
) -> Written:
    """Return the answer to a query, written by the engine itself.

    results: format for SELECT and ASK; triples: for CONSTRUCT and DESCRIBE, which give at most ``most`` triples,
    sorted. Rows are not bounded here (``kg.query.with_limit``). Raises QueryError, TooLargeError over ``size`` bytes.
    """
    with engine_errors():
        dataset = {"default_graph": _list(graphs.default), "named_graphs": _list(graphs.named)}
        found = store.backing.query(text, base_iri=store.base_iri, **dataset)
        sink = _Sink(size)
        stream = cast(IO[bytes], sink)
        if not isinstance(found, pyoxigraph.QueryTriples):
            found.serialize(stream, format=results)
            return Written(sink.value())
        some = sorted(set(islice(found, most)), key=str)
        _serialize(some, stream, triples)
        return Written(sink.value(), len(some))


def _serialize(some: list[pyoxigraph.Triple], stream: IO[bytes], triples: RdfFormat) -> None:
    """Write triples. Raises UnwritableError where the format has no way to write them."""
    try:
        pyoxigraph.serialize(some, stream, format=triples, prefixes=PREFIXES)
    except (OSError, ValueError) as error:
        raise UnwritableError(
            f"the answer cannot be written as {triples.name}", todo="ask for another format"
        ) from error


def _list(graphs: tuple[GraphName, ...] | tuple[NamedNode, ...] | None) -> Any:  # noqa: ANN401 - lists are invariant
    return None if graphs is None else list(graphs)


class _Sink:
    """Takes what is written up to a size; no more of a stream than the engine uses, for one is made for each answer."""

    __slots__ = ("_held", "_parts", "_size")

    def __init__(self, size: int) -> None:
        self._size, self._parts, self._held = size, list[bytes](), 0

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        self._held += len(data)
        if self._held > self._size:
            raise TooLargeError(f"the answer has more than {self._size} bytes", todo="ask for less, or add a LIMIT")
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def value(self) -> bytes:
        return b"".join(self._parts)


def update_user_graphs(location: Path, settings: Settings, text: str) -> None:
    """Carry out a SPARQL update in one transaction; the caller has checked what it may touch.

    Raises StoreLockedError while another process writes, QueryError for a malformed update, StoreError.
    """
    read_meta(location)  # a store that vanished is not made anew
    (location / USERS).touch()
    with open_folder(location, settings, write=True) as store, engine_errors():
        store.backing.update(text, base_iri=store.base_iri)
