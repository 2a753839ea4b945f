"""Connections with patience that ends: for heads of requests that never come whole, and answers that nobody takes.

uvicorn bounds neither, so one client could hold sockets and memory for ever. Each connection is looked after by at
most one timer for reading and one for writing.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from typing import Any, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.protocol import Operation
from kg.server.clients import is_local, named
from kg.server.direct import Direct, Lane

HEAD_SECONDS = 10.0
"""How long the head of a request may take to arrive, from its first byte or the beginning of the connection."""
HEAD_BYTES = 131_072
"""Longest head of a request: the reader of URLs takes 64 KB, the rest is for headers. Longer queries are POSTed."""
TAKING_SECONDS = 30.0
"""How long a client may take nothing of an answer before the connection is cut."""
AT_ONCE = 100
"""Connections of one client from elsewhere at a time; one more is closed."""
_OPEN: Counter[str] = Counter()
"""Client -> its open connections."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to waiting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as uvicorn passes them
        super().__init__(*args, **kwargs)
        self._arriving: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._unread = self._heads = 0
        self._left = 0
        self._peer = ""
        self._lane: Lane | None = getattr(getattr(self.app, "state", None), "lane", None)
        self._direct: Direct | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        peer = named(self.client[0]) if self.client else ""
        self._peer = "" if is_local(peer) else peer
        _OPEN[self._peer] += 1
        if self._peer and _OPEN[self._peer] > AT_ONCE:
            self._cut()
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take in what came, up to the longest head; only a head that did not come whole is waited for."""
        heads = self._heads
        super().data_received(data)
        if self._heads == heads and not self._is_answering():
            self._unread += len(data)
            if self._arriving is None:
                self._await_head()
            if self._unread > HEAD_BYTES:
                self._cut()

    def on_headers_complete(self) -> None:
        """Wait no longer: the request is there."""
        self._heads += 1
        self._head_came()
        question = self._question() if self._lane is not None else None
        if question is None or self._lane is None:
            super().on_headers_complete()
        else:
            self._direct = Direct(self, self._lane.asking, question)
            self.cycle = self._direct  # type: ignore[assignment]

    def _question(self) -> Operation | None:
        """Return what is asked where a request may go the short way, None where not."""
        plain = self.parser.get_method() == b"GET" and self.parser.get_http_version() == "1.1"
        if not plain or self._lane is None or self._is_answering() or self.flow.write_paused:
            return None
        if len(self.connections) >= (self.limit_concurrency or math.inf):
            return None
        return self._lane.question(self.url, cast("Scope", self.scope))

    def on_message_complete(self) -> None:
        """Begin to answer."""
        if self._direct is not None and cast("object", self.cycle) is self._direct:
            self._direct.begin()
        else:
            super().on_message_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what was sent."""
        super().pause_writing()
        if self._taking is None:
            self._left = self.transport.get_write_buffer_size()
            self._taking = self.loop.call_later(TAKING_SECONDS, self._still_taking)

    def _still_taking(self) -> None:
        """Cut the connection if nothing was taken since the last look, else look again later."""
        left = self.transport.get_write_buffer_size()
        if left >= self._left:
            self._cut()
            return
        self._left = left
        self._taking = self.loop.call_later(TAKING_SECONDS, self._still_taking)

    def resume_writing(self) -> None:
        """Wait no longer: the client reads."""
        super().resume_writing()
        self._taken()
        if self._direct is not None:
            self._direct.taken()

    def connection_lost(self, exc: Exception | None) -> None:
        """Release the timers."""
        _OPEN[self._peer] -= 1
        if not _OPEN[self._peer]:
            del _OPEN[self._peer]
        self._head_came()
        self._taken()
        if self._direct is not None:
            self._direct.lost()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        self._arriving = self.loop.call_later(HEAD_SECONDS, self._cut)

    def _head_came(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None
        self._unread = 0

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _cut(self) -> None:
        self._arriving = None
        if self.transport is not None:
            self.transport.abort()
