"""One request to a SPARQL server: bounded in time and size, never redirected, its failure told in one line."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final, Self
from urllib.parse import urlencode, urlsplit

from kg.errors import QueryError, StoreError
from kg.settings import Remote
from kg.store.remote_login import Login

if TYPE_CHECKING:
    import httpcore

_IN_MEMORY: Final = 4_000_000
"""Bytes of an answer that are kept in memory; a larger one goes to a temporary file."""
_TOLD: Final = 300
"""Characters of a server's message that are told on."""
_BAD_REQUEST, _UNAUTHORIZED, _OK = 400, 401, range(200, 300)
_CUT: Final = "x-sparql-maxrows"
"""Virtuoso's only sign that it has left out rows (``ResultSetMaxRows``): the status is 200 all the same."""


class CutAnswerError(StoreError):
    """The server left out rows; ``rows`` is how many it gives at most."""

    def __init__(self, name: str, rows: str) -> None:
        self.rows = int(rows) if rows.isascii() and rows.isdecimal() else 0
        super().__init__(
            f"the server cut its answer to {self.rows} rows",
            where=name,
            todo="ask for less, or raise ResultSetMaxRows in the server's settings",
        )


class Body:
    """A whole answer: its bytes, and the headers it came with (lower-case names)."""

    def __init__(self, stream: IO[bytes], headers: Mapping[str, str]) -> None:
        self.stream, self.headers = stream, headers

    def __enter__(self) -> Self:
        """Return the answer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the bytes."""
        self.stream.close()


class Wire:
    """Connections to one server, kept alive. Names of its host in errors, never a password."""

    def __init__(self, name: str, limits: Remote, login: Login) -> None:
        import httpcore  # noqa: PLC0415 - only who asks a server pays for it

        self._name, self._limits, self._login = name, limits, login
        self._pool: httpcore.ConnectionPool | None = httpcore.ConnectionPool(max_connections=8, keepalive_expiry=4.0)

    def post(self, url: str, fields: Iterable[tuple[str, str]], accept: str, seconds: float) -> Body:
        """Send a form, and return the answer once it is whole.

        Raises QueryError where the server calls the request bad or it takes too long, StoreError for all else.
        """
        content = urlencode(list(fields)).encode("ascii")
        until = time.monotonic() + seconds
        status, body = self._sent(url, content, accept, until)
        if status == _UNAUTHORIZED and self._login.take(body.headers.get("www-authenticate", "")):
            body.stream.close()
            status, body = self._sent(url, content, accept, until)
        error = self._refused(status, body) if status not in _OK else self._cut(body)
        if error is not None:
            body.stream.close()
            raise error
        return body

    def _sent(self, url: str, content: bytes, accept: str, until: float) -> tuple[int, Body]:
        """Send once; once more where a connection that was kept had gone: what is sent may be sent twice."""
        import httpcore  # noqa: PLC0415

        try:
            try:
                return self._exchange(url, content, accept, until)
            except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
                return self._exchange(url, content, accept, until)
        except httpcore.TimeoutException as error:
            raise self._late() from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            what = str(error) or type(error).__name__
            raise self._error(f"the server cannot be reached: {what}", todo="see that it runs") from error

    def _exchange(self, url: str, content: bytes, accept: str, until: float) -> tuple[int, Body]:
        if self._pool is None:
            raise StoreError("the store is closed", todo="open it again")
        left = max(until - time.monotonic(), 0.01)
        waits = {"connect": min(left, self._limits.connect_seconds), "read": left, "write": left, "pool": left}
        headers: dict[bytes | str, bytes | str] = {
            "Host": urlsplit(url).netloc,
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(content)),
            "User-Agent": "agreements-kg",
        }
        headers.update(self._login.headers("POST", url).items())
        with self._pool.stream("POST", url, headers=headers, content=content, extensions={"timeout": waits}) as answer:
            names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            return answer.status, Body(self._whole(answer, until), names)

    def _whole(self, answer: httpcore.Response, until: float) -> IO[bytes]:
        kept: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as its answer
        try:
            self._keep(answer, until, kept)
        except BaseException:
            kept.close()
            raise
        kept.seek(0)
        return kept

    def _keep(self, answer: httpcore.Response, until: float, kept: IO[bytes]) -> None:
        size = 0
        with closing(answer.iter_stream()) as pieces:  # type: ignore[type-var]
            for piece in pieces:
                size += len(piece)
                if size > self._limits.answer_bytes:
                    most = self._limits.answer_bytes
                    raise self._error(f"the answer is larger than {most} bytes", todo="ask for less")
                if time.monotonic() > until:
                    raise self._late()
                kept.write(piece)

    def _cut(self, body: Body) -> CutAnswerError | None:
        return CutAnswerError(self._name, body.headers[_CUT]) if _CUT in body.headers else None

    def _late(self) -> QueryError:
        return QueryError("the server took too long", where=self._name, todo="ask for less, or pass a longer --timeout")

    def _refused(self, status: int, body: Body) -> QueryError | StoreError:
        told = " ".join(body.stream.read(2_000).decode("utf-8", "replace").split())
        told = "".join(char if char.isprintable() else "?" for char in told.partition("SPARQL query:")[0])[:_TOLD]
        if status == _BAD_REQUEST:
            return QueryError(f"the query is malformed: {told.strip()}", where=self._name, todo="mend the query")
        if status in range(300, 400):
            return self._error("the server answers from another address", todo="pass that address itself")
        if status in {401, 403}:
            todo = "set KG_STORE_USER and KG_STORE_PASSWORD, or the server's own rights"
            return self._error(f"the server does not allow this (HTTP {status})", todo=todo)
        if status == 404:
            return self._error("there is no SPARQL service at this address", todo="see kg ingest --help for addresses")
        return self._error(f"the server failed (HTTP {status}): {told.strip()}")

    def _error(self, what: str, todo: str = "") -> StoreError:
        return StoreError(what, where=self._name, todo=todo)

    def close(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
