"""The nursery as the front process sees it: started once, asked for workers, heard when one ended."""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kg.errors import StoreError
from kg.isolation import isolated
from kg.workers.frames import Head, Reader, packed

STARTING_SECONDS = 120
"""How long the nursery may take to import everything on a busy machine."""
TUNABLES = "glibc.malloc.tcache_count=1000"
"""For the C library: the engine asks for some hundred small blocks a question; taken from the one arena they cost
workers a tenth of their time."""


class Nursery(asyncio.Protocol):
    """A process that forks workers. ``make``: ``module:function`` that, called with ``values``, returns an answerer."""

    def __init__(self, make: str, values: tuple[Any, ...], on_end: Callable[[int, int], None]) -> None:
        self._first = packed({"make": make}, pickle.dumps(values))
        self._on_end = on_end
        self._reader = Reader()
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._begun: asyncio.Event = asyncio.Event()
        self._running: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._transport: asyncio.Transport | None = None
        self._one_at_a_time = asyncio.Lock()

    async def start(self) -> None:
        """Start the process and wait until it can fork. Raises StoreError when it cannot."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._running = subprocess.Popen(  # noqa: S603 - this interpreter, with code of this package
                isolated("kg.workers.nursery:main", str(theirs.fileno())),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                # Arenas a thread reserve 128 MB of address space each, which the limit of a question would count.
                env={"GLIBC_TUNABLES": TUNABLES, **os.environ, "MALLOC_ARENA_MAX": "1"},
            )
        ours.setblocking(False)
        self._control = ours
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_unix_connection(lambda: self, sock=ours.dup())
        self._write(self._first)
        try:
            await asyncio.wait_for(self._begun.wait(), STARTING_SECONDS)
        except TimeoutError as error:
            self.close()
            raise StoreError("the processes that answer could not be started", todo="try again") from error
        if self._running is None:
            raise StoreError("the processes that answer ended before they began", todo="run kg doctor")

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    @property
    def is_gone(self) -> bool:
        """Say whether the process ended."""
        return self._control is None

    async def fork(self) -> tuple[int, socket.socket]:
        """Return the process id of a fresh worker and our end of its connection. Raises StoreError."""
        if self._control is None:
            raise StoreError("the server is ending", todo="start it again")
        ours, theirs = socket.socketpair()
        try:
            async with self._one_at_a_time:
                if self._control is None:  # gone while this one waited
                    raise StoreError("the process that starts workers is gone", todo="start the server again")
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
                pid = await self._born.get()
            if pid < 0:
                raise StoreError("the process that starts workers is gone", todo="start the server again")
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        return pid, ours

    def data_received(self, data: bytes) -> None:
        """Hear what the nursery tells."""
        for head, _ in self._reader.feed(data):
            self._hear(head)

    def _hear(self, head: Head) -> None:
        if "begun" in head:
            self._begun.set()
        elif "born" in head:
            self._born.put_nowait(head["born"])
        elif "ended" in head:
            self._on_end(head["ended"], head["status"])

    def connection_lost(self, _: Exception | None) -> None:
        """Let those who wait know that the nursery is gone."""
        self.close()
        self._begun.set()
        self._born.put_nowait(-1)

    def close(self) -> None:
        """End the nursery; its workers end when their connections do, or within a second."""
        if self._transport is not None:
            self._transport.close()
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._running is not None:
            running, self._running = self._running, None
            running.kill()
            with suppress(subprocess.TimeoutExpired):
                running.wait(5)
