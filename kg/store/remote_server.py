"""One SPARQL server: queries and updates go out, answers come back as terms, and only whole ones."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

import pyoxigraph
from pyoxigraph import Literal, QueryResultsFormat, RdfFormat, Triple

from kg.errors import QueryError, StoreError
from kg.settings import Settings
from kg.store.answer import Answer, Term
from kg.store.remote_address import Address
from kg.store.remote_kinds import Kind, Standard
from kg.store.remote_login import Login
from kg.store.remote_virtuoso import Virtuoso
from kg.store.remote_wire import Body, CutAnswerError, Wire

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


class Server:
    """One SPARQL server: sends queries and updates, and reads what it answers."""

    def __init__(self, address: Address, settings: Settings) -> None:
        self.address, self.settings = address, settings
        self._wire = Wire(address.name, settings.remote, Login.of_environment())
        try:
            with self._ask([("query", "ASK { }")], settings.query_seconds) as found, self._whole():
                self.kind: Kind = kind_of(found.headers.get("server", ""))
                list(self._read(found))
        except BaseException:
            self._wire.close()
            raise

    def select(self, fields: list[tuple[str, str]], seconds: float) -> Answer:
        """Return the answer to a SELECT or ASK query."""
        with self._ask(fields, seconds) as body, self._whole():
            lines = self._read(body)
            first = next(lines)
            if isinstance(first, bool):
                return Answer(boolean=first)
            return Answer(variables=first, rows=tuple(lines))  # type: ignore[arg-type]

    def construct(self, fields: list[tuple[str, str]], seconds: float) -> Answer:
        """Return the triples of a CONSTRUCT query."""
        with self._wire.post(self.address.query, fields, _TRIPLES, seconds) as body, self._whole():
            found = pyoxigraph.parse(body.stream, format=RdfFormat.N_TRIPLES)
            return Answer(triples=tuple(Triple(one.subject, one.predicate, self._meant(one.object)) for one in found))

    def rows(self, where: str, names: list[str]) -> Iterator[dict[str, Term]]:
        """Yield the solutions of one pattern as name -> term; ``names``: its variables with their question marks.

        A server that cuts answers is asked page by page.
        """
        seconds = self.settings.remote.update_seconds
        if not names:
            if self.select([("query", f"ASK {{ {where} }}")], seconds).boolean:
                yield {}
            return
        try:
            yield from self._lines(f"SELECT {' '.join(names)} WHERE {{ {where} }}", names)
        except CutAnswerError as cut:
            if cut.rows <= 1:
                raise
            yield from (_named(row, names) for row in self._paged(where, names, cut))

    def _lines(self, query: str, names: list[str]) -> Iterator[dict[str, Term]]:
        """Yield the solutions of a query while its answer, which is there as a whole, is read."""
        with self._ask([("query", query)], self.settings.remote.update_seconds) as body, self._whole():
            lines = self._read(body)
            next(lines)
            yield from (_named(row, names) for row in lines)  # type: ignore[arg-type]

    def _paged(self, where: str, names: list[str], cut: CutAnswerError) -> tuple[tuple[Term | None, ...], ...]:
        """Return all solutions, fetched in pages of what the server gives at most; the number is checked at the end."""
        listed, seconds = " ".join(names), self.settings.remote.update_seconds
        size = cut.rows - 1  # an answer of just so many rows has the mark of a cut as well
        number = self.select([("query", f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}")], seconds).rows[0][0]
        total = int(number.value) if isinstance(number, Literal) else 0
        ordered = f"SELECT {listed} WHERE {{ {where} }} ORDER BY {listed}"
        found: dict[tuple[Term | None, ...], None] = {}
        for offset in range(0, total, size):
            page = f"SELECT {listed} WHERE {{ {{ {ordered} }} }} LIMIT {size} OFFSET {offset}"
            found.update(dict.fromkeys(self.select([("query", page)], seconds).rows))
        if len(found) != total:
            raise cut
        return tuple(found)

    def update(self, text: str) -> None:
        """Carry out an update."""
        try:
            limit = self.settings.remote.update_seconds
            self._wire.post(self.address.update, [("update", text)], "*/*", limit).stream.close()
        except QueryError as error:
            raise StoreError(f"the store could not be written: {error.what}", where=self.address.name) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _ask(self, fields: list[tuple[str, str]], seconds: float) -> Body:
        return self._wire.post(self.address.query, fields, _RESULTS, seconds)

    def _read(self, body: Body) -> Iterator[bool | tuple[Term | str | None, ...]]:
        """Yield the truth value, or the names of the variables and then the rows, while the answer is read.

        What pyoxigraph reads with must end in the thread that made it, and so not live on in an error's traceback.
        """
        found = pyoxigraph.parse_query_results(body.stream, format=QueryResultsFormat.JSON)
        try:
            if isinstance(found, pyoxigraph.QueryBoolean):
                yield bool(found)
                return
            names = tuple(variable.value for variable in found.variables)
            yield names
            for row in found:
                yield tuple(None if row[name] is None else self._meant(row[name]) for name in names)
        finally:
            del found

    def _meant(self, term: Term) -> Term:
        return self.kind.meant(term)

    def _whole(self) -> _Whole:
        return _Whole(self.address.name)


class _Whole:
    """Turns an answer that breaks off, or is none, into an error: what is there of it is never taken for all."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Tell of an answer that could not be read."""
        if isinstance(value, SyntaxError | ValueError | EOFError):
            raise StoreError(
                "the server's answer is cut short, or is none",
                where=self._name,
                expected="a whole answer in the SPARQL 1.1 formats",
                todo="ask for less, or look at the server's own limit of time",
            ) from value


def _named(row: tuple[Term | None, ...], names: list[str]) -> dict[str, Term]:
    return {name[1:]: term for name, term in zip(names, row, strict=True) if term is not None}


def kind_of(server: str) -> Kind:
    """Return the kind of the server that calls itself so in its ``Server`` header."""
    if server.startswith("Virtuoso"):
        return Virtuoso()
    return Standard(oxigraph=server.startswith("Oxigraph"))
