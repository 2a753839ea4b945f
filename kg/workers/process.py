"""The life of one worker process: it answers questions one after another until its connection ends.

Questions are answered in a thread of their own, because the owner may make that thread yield to others (Linux: nice),
and no process may take that back. A thread that was made to yield ends at the owner's word, and a fresh one follows.
"""

from __future__ import annotations

import os
import resource
import socket
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from kg.workers.frames import Incoming, send
from kg.workers.limits import Limits, Reply

Answerer = Callable[[str, dict[str, Any], Limits], Reply]

STACK = 64 << 20
"""Bytes of stack for the thread that answers: engines recurse as deep as a query is nested."""
GROWN = 128 << 20
"""Bytes of address space beyond those at birth that an answer may leave behind: else a fresh process is cheaper."""
SPARE = 512 << 20
"""Bytes of address space beyond the limit, for what is reserved and not used (stacks, buffers of RocksDB).

This bound only stops what grows in a moment; what is really held is looked at by the owner. A process that is started
for an update takes 290 MB of it by its imports and by opening a store."""
_PAGE = resource.getpagesize()
LARGE = 1 << 20
"""Bytes of an answer from which the bound is lifted while it is sent: to pack it takes as much again."""
_QUICK = 0.001
"""Seconds up to which a question is taken to have changed no memory worth a look; in that time 10 MB can be filled."""
_SELDOM = 50
"""After how many such questions there is a look all the same."""
_LOOK = 1.0
"""Seconds between two looks whether the owner is still there."""


def live(connection: socket.socket, answerer: Answerer) -> None:
    """Answer until the connection ends or the process that started this one is gone."""
    parent, first = os.getppid(), _address_space() or 0
    threading.stack_size(STACK)
    incoming = Incoming(connection)
    while True:
        ended, renewed = threading.Event(), threading.Event()
        told = (connection, incoming, answerer, (ended, renewed), first + GROWN)
        thread = threading.Thread(target=_serve, args=told, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_LOOK)
            if os.getppid() != parent:
                os._exit(1)
        if ended.is_set():
            return
        if not renewed.is_set():  # an answer was lost with the thread: no other may take its place
            os._exit(1)


def _serve(
    connection: socket.socket,
    incoming: Incoming,
    answerer: Answerer,
    events: tuple[threading.Event, threading.Event],
    most: int,
) -> None:
    """Answer questions in this thread; events: set when there are no more, and when another thread takes over.

    An answer that leaves the process with more than ``most`` bytes of address space says so.
    """
    ended, renewed = events
    with suppress(OSError):
        send(connection, {"ready": threading.get_native_id()})
        bound = Bound()
        while (message := incoming.next()) is not None:
            head, body = message
            if "renew" in head:
                renewed.set()
                return
            if "back" in head:
                send(connection, {"ready": 0})
                continue
            began = time.perf_counter()
            told, found = _answered(answerer, head, body, bound)
            spent = time.perf_counter() - began
            told |= {"number": head["number"], "seconds": round(spent, 6), "grown": bound.end(spent) > most}
            del head, body, message
            if len(found) > LARGE:
                bound.lift()
            send(connection, told, found)
    ended.set()


def _answered(answerer: Answerer, head: dict[str, Any], body: bytes, bound: Bound) -> tuple[dict[str, Any], bytes]:
    limits = _limits(**head["limits"])
    fields = {**head["fields"], "body": body} if body else head["fields"]
    try:
        bound.begin(limits.memory)
        reply = answerer(head["kind"], fields, limits)
    except MemoryError:
        bound.lift()
        return {"failed": "memory"}, b""
    except Exception as error:  # noqa: BLE001 - a fault of this program ends one answer, and the log tells of it
        bound.lift()
        return {"failed": "fault", "what": _told(error)}, b""
    return {"type": reply.media_type, "status": reply.status, "headers": reply.headers}, reply.body


@lru_cache(maxsize=16)
def _limits(**plain: float) -> Limits:
    return Limits(**plain)  # type: ignore[arg-type] # as Limits.plain() gave them


def _told(error: Exception) -> str:
    """Return the fault and where it arose, for the log of the one who runs the server; no client sees it."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{type(error).__name__}: {error} ({', '.join(f'{one.name}:{one.lineno}' for one in last)})"


class Bound:
    """A bound on the address space: what there was and so much more.

    What goes beyond makes Python raise MemoryError and the engine end the process, which the owner tells. It stops
    what grows in a moment; what grows slowly is seen by the owner, who looks at the memory that is really held. The
    bound stays between questions, and what there was is looked up again after what may have changed it: a question that
    took no time took no memory worth a look either.
    """

    def __init__(self) -> None:
        self._unbound = _unbound()
        self._space, self._set, self._quick = _address_space(), -1, 0

    def begin(self, more: int) -> None:
        """Bound what a question may take beyond what there was; more: bytes."""
        most = -1 if self._space is None else self._space + more + SPARE
        if most != self._set:
            self._set = most
            resource.setrlimit(resource.RLIMIT_AS, (most, self._unbound[1]))

    def lift(self) -> None:
        """Let a question that failed be told of."""
        if self._set >= 0:
            self._set = -1
            resource.setrlimit(resource.RLIMIT_AS, self._unbound)

    def end(self, seconds: float) -> int:
        """Look at what there is after a question of so many seconds, if need be; return its bytes, 0 if not known."""
        self._quick += 1
        if seconds > _QUICK or self._quick >= _SELDOM:
            self._space, self._quick = _address_space(), 0
        return self._space or 0


@cache
def _unbound() -> tuple[int, int]:
    """Return the limits of the address space as the process was born with them."""
    return resource.getrlimit(resource.RLIMIT_AS)


def _address_space() -> int | None:
    """Return the bytes of address space of this process, None where the system does not tell."""
    file = _statm(os.getpid())
    return None if file is None else int(os.pread(file, 64, 0).split(b" ", 1)[0]) * _PAGE


@cache
def _statm(pid: int) -> int | None:
    """Return the open file of the system that tells of a process's memory: it is asked for each question."""
    try:
        return os.open(f"/proc/{pid}/statm", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
