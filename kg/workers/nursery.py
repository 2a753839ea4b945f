"""Starts worker processes fast: a process that has imported everything, forks at a wish, and tells how each one ended.

It opens no store and starts no thread, so that a fork copies nothing that is in use.
"""

from __future__ import annotations

import importlib
import os
import pickle
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from kg.collecting import seldom_collecting
from kg.workers.frames import receive, send
from kg.workers.limits import YIELDING
from kg.workers.process import Answerer, live

_PATIENCE = 0.2


def main() -> None:
    """Serve wishes for workers on the file descriptor given as the argument: the whole life of this process."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = receive(control)
    if first is None:
        return
    make = _function(first[0]["make"])
    values = pickle.loads(first[1])  # noqa: S301 - sent by the process that started this one
    seldom_collecting()
    send(control, {"begun": os.getpid()})
    _serve(control, make, values)


def _function(name: str) -> Callable[..., Answerer]:
    """Return the function ``module:name``; importing it, and its module's ``warm()``, is what makes the forks fast."""
    module, _, attribute = name.partition(":")
    found = importlib.import_module(module)
    warm: Callable[[], None] = getattr(found, "warm", _nothing)
    warm()
    function: Callable[..., Answerer] = getattr(found, attribute)
    return function


def _nothing() -> None:
    """Do what a module without a function ``warm`` needs."""


def _serve(control: socket.socket, make: Callable[..., Answerer], values: tuple[Any, ...]) -> None:
    parent = os.getppid()
    while os.getppid() == parent:
        ready, _, _ = select.select([control], [], [], _PATIENCE)
        if ready and not _wish(control, make, values):
            break
        _tell_ends(control)


def _wish(control: socket.socket, make: Callable[..., Answerer], values: tuple[Any, ...]) -> bool:
    """Take one wish: a byte with the descriptor of the new worker's connection. Say whether there may be more."""
    data, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    if not data:
        return False
    for descriptor in descriptors:
        pid = os.fork()
        if pid == 0:
            control.close()
            _be_worker(descriptor, make, values)
        os.close(descriptor)
        send(control, {"born": pid})
    return True


def _be_worker(descriptor: int, make: Callable[..., Answerer], values: tuple[Any, ...]) -> None:
    status = 1
    try:
        live(socket.socket(fileno=descriptor), _made(make, values))
        status = 0
    finally:
        os._exit(status)


def _made(make: Callable[..., Answerer], values: tuple[Any, ...]) -> Answerer:
    """Return what answers, made in a thread that yields, as do all threads that an engine starts for itself there."""
    with ThreadPoolExecutor(1, initializer=_yield) as apart:
        return apart.submit(make, *values).result()


def _yield() -> None:
    with suppress(OSError, AttributeError):  # no threads with a niceness of their own there
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), YIELDING)


def _tell_ends(control: socket.socket) -> None:
    """Tell of all workers that ended: process id and status (negative: the signal)."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        send(control, {"ended": pid, "status": os.waitstatus_to_exitcode(status)})


if __name__ == "__main__":
    main()
