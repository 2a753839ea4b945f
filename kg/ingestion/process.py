"""One worker process as its owner sees it: started when needed, replaced when it was lost over a task."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection

from kg.articles import Skip
from kg.errors import StoreError
from kg.ingestion.work import Read, Task
from kg.isolation import isolated
from kg.settings import Settings

PATIENCE = 30
"""A task may take so many times its computing time by the clock: a busy machine must not decide what is read."""
STARTING_SECONDS = 300


class Process:
    """A worker process. One thread owns it; tasks go in by batches and come out one by one, in order."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._over = False

    def read(self, tasks: Sequence[Task]) -> Iterator[Read | Skip]:
        """Yield the outcome of each task; one over which the worker was lost is a skip."""
        done = 0
        while done < len(tasks) and not self._over:
            for outcome in self._answers(tasks[done:]):
                done += 1
                yield outcome
            if done < len(tasks) and not self._over:
                yield self._lost(tasks[done])
                done += 1

    def _answers(self, tasks: Sequence[Task]) -> Iterator[Read | Skip]:
        """Yield outcomes until all are there or the worker is lost."""
        connection = self._connection or self._start()
        try:
            connection.send(list(tasks))
            for _ in tasks:
                if not connection.poll(self._settings.article_seconds * PATIENCE):
                    return
                yield connection.recv()
        except (EOFError, ConnectionError):
            return

    def _start(self) -> Connection:
        """Start a worker and wait until it is ready. Raises StoreError when none can be started."""
        ours, theirs = socket.socketpair()
        with theirs:
            command = isolated("kg.ingestion.worker:main", str(theirs.fileno()))
            self._running = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs this
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self._connection = Connection(ours.detach())
        try:
            self._connection.send(self._settings)
            if self._connection.poll(STARTING_SECONDS):
                self._connection.recv()
                return self._connection
        except (EOFError, ConnectionError):
            pass
        running = self._running
        self.close()
        status = running.returncode if running else None
        raise StoreError(f"a worker process ended with status {status} before it began", todo="try again, or --jobs 0")

    def _lost(self, task: Task) -> Skip:
        """End what is left of the worker and say why the task is not read."""
        running = self._running
        if running is not None and running.poll() is None and not self._ended_by_itself(running):
            self.close()
            return self._late(task)
        self.close()
        status = running.returncode if running is not None else 0
        if status == -signal.SIGPROF:
            return self._late(task)
        return Skip(task.item.source, "CRASHED", f"the process that read it ended with status {status}")

    @staticmethod
    def _ended_by_itself(running: subprocess.Popen[bytes]) -> bool:
        try:
            running.wait(1)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _late(self, task: Task) -> Skip:
        reason = f"reading it takes more than {self._settings.article_seconds:g} seconds of computing time"
        return Skip(task.item.source, "TIMED_OUT", reason)

    def kill(self) -> None:
        """End the process from another thread; its owner then finds it lost and reads no more."""
        self._over = True
        if (running := self._running) is not None:
            running.kill()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            self._running = None
