"""A query sent with GET to the endpoint, answered where its connection is read: no task, router or messages between.

Nearly all requests of a busy endpoint are such, and the longer way takes as much computing as the rest of the front
process. Whatever is unusual about a request goes the longer way (``kg.server.app``); what is asked, refused, limited
and told is the same on both, for both are ``Asking``'s.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import httptools
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from kg.protocol import Operation, Refusal, read_operation, refuse
from kg.server.asking import SOON, Asking, Begun
from kg.server.guarding import is_here
from kg.server.heads import head
from kg.server.replies import Budget, Weighed, of_refusal
from kg.server.sparql import query_fields
from kg.workers import Failure, Question, Reply

if TYPE_CHECKING:
    from kg.server.connections import PatientProtocol

_LOG = logging.getLogger("kg.server")
_START: Final = b"/sparql?"
_UNUSUAL: Final = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"authorization"})
"""Headers that a plain question has no use for."""
_ONE_WRITE: Final = 65_536
"""Bytes up to which head and body are joined: two writes cost more than the copy."""


class Lane:
    """Takes the requests that may go the short way. local: as for ``build_app``."""

    def __init__(self, asking: Asking, *, local: bool) -> None:
        self.asking, self._local = asking, local

    def question(self, url: bytes, scope: Scope) -> Operation | None:
        """Return the query that a request with GET is; None for what is to go the longer way."""
        if not url.startswith(_START) or not _UNUSUAL.isdisjoint([name for name, _ in scope["headers"]]):
            return None
        scope["method"], scope["query_string"] = "GET", httptools.parse_url(url).query or b""
        if self._local and not is_here(head(Request(scope), b"host")):
            return None
        try:
            operation = read_operation("GET", scope["query_string"].decode("latin-1"), "", b"")
        except Refusal:
            return None
        return operation if operation.kind == "query" else None


class _Silent:
    """Stands where uvicorn tells a task of news; there is none."""

    def set(self) -> None:
        """Do nothing."""


class Direct:
    """One query on its way, in the place of uvicorn's cycle of request and response, whose attributes it has."""

    message_event = _Silent()

    def __init__(self, protocol: PatientProtocol, asking: Asking, operation: Operation) -> None:
        self._protocol, self._asking, self._operation = protocol, asking, operation
        self._request = Request(cast("Scope", protocol.scope))
        self._question: Question | None = None
        self._weight = 0
        self.keep_alive = protocol.parser.should_keep_alive()
        self.response_complete = self.disconnected = self.more_body = False

    def begin(self) -> None:
        """Ask."""
        try:
            fields = query_fields(self._request, self._operation)
            begun = self._asking.begin(self._request, "query", fields, seconds=self._operation.seconds)
            if begun.kept is not None:
                self._send(self._asking.ended(self._request, begun, begun.kept))
            else:
                done = partial(self._answered, begun)
                self._question = self._asking.pool.ask("query", begun.told, begun.limits, done, client=begun.client)
        except (Refusal, Failure) as error:
            self._send(self._asking.failed(self._request, error))
        except Exception:  # noqa: BLE001 - whatever was not foreseen, no client sees a trace
            self._fail()

    def _answered(self, begun: Begun, outcome: Reply | Failure) -> None:
        """Send what became of the question."""
        try:
            if isinstance(outcome, Failure):
                self._send(self._asking.failed(self._request, outcome))
            else:
                self._send(self._asking.ended(self._request, begun, outcome))
        except Exception:  # noqa: BLE001 - as above
            self._fail()

    def _fail(self) -> None:
        _LOG.exception("a request failed")
        fault = of_refusal(refuse("internal", "the server failed; its log tells more"))
        self._send(self._asking.finished(self._request, fault))

    def _send(self, response: Response) -> None:
        """Write the whole answer and let the connection go on."""
        self.response_complete = True
        transport = self._protocol.transport
        if self.disconnected or transport.is_closing():
            return
        closing = () if self.keep_alive else ((b"connection", b"close"),)
        headers = (*self._protocol.server_state.default_headers, *response.raw_headers, *closing)
        told, body = _head(response.status_code, headers), bytes(response.body)
        transport.write(told + body if len(body) < _ONE_WRITE else told)
        if len(body) >= _ONE_WRITE:
            transport.write(body)
        if isinstance(response, Weighed):
            self._weigh(response.budget, len(body))
        if not self.keep_alive:
            transport.close()
        self._protocol.on_response_complete()

    def _weigh(self, budget: Budget, size: int) -> None:
        """Count a large answer until the client has taken it."""
        if self._protocol.flow.write_paused:
            self._weight = size
            budget.left -= size

    def taken(self) -> None:
        """Count the answer no longer: the client took it, or is gone."""
        self._asking.budget.left += self._weight
        self._weight = 0

    def lost(self) -> None:
        """Give the question up, for the client is gone; one that is answered in a moment is left to end."""
        self.disconnected = True
        self.taken()
        if self._question is not None and not self._question.is_settled:
            asyncio.get_running_loop().call_later(SOON, self._asking.pool.give_up, self._question)


def _head(status: int, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return the head of a response. ValueError where a header has more than one line."""
    lines = [name + b": " + value for name, value in headers]
    told = STATUS_LINE[status] + b"\r\n".join(lines) + b"\r\n\r\n"
    if told.count(b"\n") != len(lines) + 2 or told.count(b"\r") != len(lines) + 2:
        raise ValueError("a header of an answer has more than one line")
    return told
