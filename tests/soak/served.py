"""``kg serve`` as a program that runs, watched from outside: its processes, their memory, its file descriptors."""

from __future__ import annotations

import statistics
import subprocess
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from server_kit import serving

STEADY = 5
"""Looks, half a second apart, that must be alike before a server counts as at rest."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One look: resident bytes of the process that listens, and of all its descendants together; how many these are."""

    front: int
    rest: int
    processes: int
    descriptors: int


@dataclass(slots=True)
class Served:
    """A server for a store, on a port of its own; further options as for ``kg serve``."""

    store: Path
    options: tuple[str, ...] = ()
    every: float = 1.0
    port: int = 0
    samples: list[Sample] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    """Process ids of all descendants that were ever seen."""
    _process: subprocess.Popen[str] | None = None
    _running: ExitStack = field(default_factory=ExitStack)
    _stop: threading.Event = field(default_factory=threading.Event)
    _watcher: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Start, and wait until it listens."""
        server = self._running.enter_context(serving(self.store, *self.options))
        self._process, self.port = server.process, server.port
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it as Ctrl-C does."""
        self._stop.set()
        self._running.close()

    @property
    def pid(self) -> int:
        """Process id of the process that listens."""
        assert self._process is not None
        return self._process.pid

    def alive(self) -> bool:
        """Say whether the process that listens is still there."""
        return self._process is not None and self._process.poll() is None

    def look(self) -> Sample:
        """Return what the server holds at this moment."""
        below = descendants(self.pid)
        self.seen |= below
        try:
            descriptors = sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())
        except OSError:
            descriptors = 0
        return Sample(resident(self.pid), sum(map(resident, below)), len(below), descriptors)

    def settled(self, wanted: Sample, seconds: float = 30) -> Sample:
        """Return the last look once processes and descriptors are no more than wanted, or the time is over."""
        until, now = time.monotonic() + seconds, self.look()
        while (now.processes != wanted.processes or now.descriptors > wanted.descriptors) and time.monotonic() < until:
            time.sleep(0.5)
            now = self.look()
        return now

    def steady(self, seconds: float = 30) -> Sample:
        """Return the last look once processes and descriptors were the same for two seconds, or the time is over.

        While a worker is replaced its pipes are not all there yet.
        """
        until, looks = time.monotonic() + seconds, [self.look()]
        while len(looks) < STEADY or len({(one.processes, one.descriptors) for one in looks[-STEADY:]}) > 1:
            if time.monotonic() > until:
                break
            time.sleep(0.5)
            looks.append(self.look())
        return looks[-1]

    def left(self, seconds: float = 10) -> set[int]:
        """Return which descendants ever seen are still there so long after the end."""
        until = time.monotonic() + seconds
        while (still := {pid for pid in self.seen if is_worker(pid)}) and time.monotonic() < until:
            time.sleep(0.2)
        return still

    def _watch(self) -> None:
        while not self._stop.wait(self.every):
            self.samples.append(self.look())


def growth(values: list[int]) -> int:
    """Return how much more the lower quartile of the last third is than that of the third before it.

    The lower one, for what a question under way holds is no leak.
    """
    third = len(values) // 3
    if third < 2:
        return 0
    low, high = (statistics.quantiles(part, n=4)[0] for part in (values[third:-third], values[-third:]))
    return int(high - low)


def descendants(pid: int) -> set[int]:
    """Return the ids of all processes below one."""
    parents = dict(filter(None, map(_parent, Path("/proc").iterdir())))
    found, fresh = set[int](), {pid}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return found


def _parent(entry: Path) -> tuple[int, int] | None:
    if not entry.name.isdigit():
        return None
    try:
        return int(entry.name), int((entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None


def resident(pid: int) -> int:
    """Return the resident bytes of a process that it does not share with others, 0 if it is gone."""
    try:
        _, whole, shared, *_ = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    except (OSError, ValueError):
        return 0
    return (int(whole) - int(shared)) * 4096


def is_worker(pid: int) -> bool:
    """Say whether a process is there and runs this program: an id may have been given to another one meanwhile."""
    try:
        return b"kg.workers" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
