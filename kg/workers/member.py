"""One worker process as the front process sees it: asked one question after another, made to yield, ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from kg.workers.frames import Head, Reader, framed, packed
from kg.workers.limits import YIELDING, Limits


@lru_cache(maxsize=256)
def _json(value: str | Limits) -> str:
    return json.dumps(value if isinstance(value, str) else value.plain())


Heard = Callable[["Member", Head, bytes], None]
Lost = Callable[["Member"], None]


class Member(asyncio.Protocol):
    """A worker. ``heard`` is told each answer, ``lost`` that the process is gone."""

    def __init__(self, pid: int, heard: Heard, lost: Lost) -> None:
        self.pid = pid
        self.ready: asyncio.Event = asyncio.Event()
        self.status: int | None = None
        """How the process ended, as far as it is known; negative: the signal."""
        self.ending = ""
        """Why this process was ended by its owner, "" if it was not."""
        self.is_gone = False
        self._heard, self._lost = heard, lost
        self._thread = self._number = 0
        self._reader = Reader()
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def join(cls, pid: int, connection: socket.socket, heard: Heard, lost: Lost) -> Member:
        """Return the member for a fresh worker."""
        member = cls(pid, heard, lost)
        try:
            transport, _ = await asyncio.get_running_loop().create_unix_connection(lambda: member, sock=connection)
        except BaseException:
            connection.close()
            raise
        member._transport = transport
        return member

    def ask(self, kind: str, fields: str, body: bytes, limits: Limits) -> int:
        """Hand over a question; fields: JSON. Returns its number, which its answer bears."""
        self._number += 1
        words = f'{{"number":{self._number},"kind":{_json(kind)},"limits":{_json(limits)},"fields":{fields}}}'
        self._write(framed(words.encode("utf-8", "surrogatepass"), body))
        return self._number

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    def data_received(self, data: bytes) -> None:
        """Hear the worker: its thread, or an answer."""
        for head, body in self._reader.feed(data):
            if "ready" in head:
                self._thread = head["ready"] or self._thread
                self.ready.set()
            else:
                self._heard(self, head, body)

    def connection_lost(self, _: Exception | None) -> None:
        """Tell the owner."""
        self.ready.set()
        self._lost(self)

    def make_yield(self) -> None:
        """Let the present question run only where others leave time."""
        if self._thread and hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._thread, YIELDING)

    def renew(self) -> None:
        """Let a fresh thread take the place of one that was made to yield; ``ready`` is set when it is there."""
        self.ready.clear()
        self._write(packed({"renew": True}))

    def give_back(self, count: int) -> None:
        """Let the worker pass over its last questions as far as they have not begun; ``ready`` is set when it heard."""
        self.ready.clear()
        self._write(packed({"back": self._number - count + 1}))

    def worked(self) -> float | None:
        """Return the seconds of computing of the process so far, None where the system does not tell (Linux does).

        The clock of another process has the number that clock_getcpuclockid(3) gives, made from the process id.
        """
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except (OSError, AttributeError):
            return None

    def resident(self) -> int:
        """Return the bytes of memory that the process holds now, 0 where the system does not tell."""
        try:
            with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:  # noqa: PTH123 - asked often
                return int(file.read().split()[1]) * 4096
        except (OSError, IndexError, ValueError):
            return 0

    @property
    def was_killed(self) -> bool:
        """Say whether somebody else ended the process, as far as is known."""
        return not self.ending and self.status in (None, -signal.SIGKILL)

    @property
    def cause(self) -> str:
        """Return what the process most probably died of: the engine ends it where memory cannot be had."""
        return "memory" if self.status in (-signal.SIGABRT, -signal.SIGKILL) else "broken"

    def end(self, why: str) -> None:
        """End the process now, whatever it does."""
        self.ending = self.ending or why
        self.kill()

    def kill(self) -> None:
        """End the process; whose wish it was stays as it is.

        The last of its threads gives its memory back, which for 1 GB takes 0.1 s: none of them may hold others up.
        """
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.pid, YIELDING)
        self.make_yield()
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Release the connection, whatever was still to be sent; an idle worker ends by it."""
        if self._transport is not None:
            self._transport.abort()
