"""Connections with patience that ends: for heads of requests that never come whole, and answers that nobody takes.

uvicorn bounds neither, so one client could hold sockets and memory for ever. Each connection is looked after by at
most one timer for reading and one for writing.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""How long the head of a request may take to arrive, from its first byte or the beginning of the connection."""
HEAD_BYTES = 131_072
"""Longest head of a request: the reader of URLs takes 64 KB, the rest is for headers. Longer queries are POSTed."""
TAKING_SECONDS = 30.0
"""How long a client may take nothing of an answer before the connection is cut."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to waiting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as uvicorn passes them
        super().__init__(*args, **kwargs)
        self._arriving: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take in what came, up to the longest head."""
        self._unread += len(data)
        if self._arriving is None and not self._is_answering():
            self._await_head()
        super().data_received(data)
        if self._arriving is not None and self._unread > HEAD_BYTES:
            self._cut()

    def on_headers_complete(self) -> None:
        """Wait no longer: the request is there."""
        self._head_came()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what was sent."""
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(TAKING_SECONDS, self._cut)

    def resume_writing(self) -> None:
        """Wait no longer: the client reads."""
        super().resume_writing()
        self._taken()

    def connection_lost(self, exc: Exception | None) -> None:
        """Release the timers."""
        self._head_came()
        self._taken()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        self._unread = 0
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
