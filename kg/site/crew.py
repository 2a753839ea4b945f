"""Writes many things in worker processes, each with its own view of the store; the outcome is the same for any number.

A store on disk is opened read only by every worker; any other store is read by this process alone.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.errors import OutputError, StoreError
from kg.isolation import safe_path
from kg.settings import Settings
from kg.site.folder import Site
from kg.site.plan import Plan
from kg.site.things import Entry, Thing, Things
from kg.store import snapshot, version_of

PORTION = 40
"""Things that a worker is given at once: some tenths of a second."""
LARGE = ("topic", "province")
"""Kinds of things with the most pages: written first and one by one, so that no process has to wait for another."""
COLLECTED = (1_000_000, 20, 100)
"""When a worker looks for unreachable cycles (``gc.set_threshold``): pages make many objects and hardly any cycle."""
MANY = 300
"""Things from which on worker processes are worth their beginning, which takes some seconds."""
AHEAD = 4
"""Portions a worker that are given out before the first is done, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker knows.

    store: folder of the store; version: of what it held when the run began; root: of the site being written;
    sample: of measures; changed: see ``Things``.
    """

    store: Path
    version: str
    settings: Settings
    root: Path
    sample: int | None
    changed: frozenset[str] | None = None


class Crew(Protocol):
    """Who writes things."""

    def write(self, things: Iterable[Thing]) -> Iterator[list[Entry]]:
        """Write things and yield what they leave behind, portion by portion, in their order."""


def task_of(
    plan: Plan, site: Site, sample: int | None, things: int, changed: frozenset[str] | None = None
) -> Task | None:
    """Return the task of worker processes, None where so few things are not worth any, or none could read the store."""
    if plan.location is None or things < MANY:
        return None
    return Task(plan.location, plan.version, plan.settings, site.root, sample, changed)


@contextmanager
def crew(task: Task | None, alone: Things, jobs: int) -> Iterator[Crew]:
    """Give who writes: ``jobs`` processes, or ``alone`` for less than two and where a store has no folder."""
    if task is None or jobs < 2:
        yield _Alone(alone)
        return
    context = multiprocessing.get_context("spawn")
    with safe_path():
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(task,))
        try:
            yield _Many(pool, jobs)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def portions(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Yield things as they are given out: many at once, but those that may have thousands of pages one by one."""
    part = list[Thing]()
    for thing in things:
        part.append(thing)
        if len(part) == PORTION or thing.kind in LARGE:
            yield part
            part = []
    if part:
        yield part


class _Alone:
    def __init__(self, things: Things) -> None:
        self._things = things

    def write(self, things: Iterable[Thing]) -> Iterator[list[Entry]]:
        for part in portions(things):
            yield [self._things.write(thing) for thing in part]


class _Many:
    def __init__(self, pool: ProcessPoolExecutor, jobs: int) -> None:
        self._pool, self._jobs = pool, jobs

    def write(self, things: Iterable[Thing]) -> Iterator[list[Entry]]:
        source = portions(things)
        waiting: deque[Future[list[Entry]]] = deque()
        try:
            while True:
                while len(waiting) < self._jobs * AHEAD and (part := next(source, None)):
                    waiting.append(self._pool.submit(_write, part))
                if not waiting:
                    return
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise OutputError(
                "a process that writes pages has ended",
                expected="enough memory for the processes",
                todo="run it again with --jobs 1",
            ) from error


_things: list[Things] = []
"""What this process writes with, if it is a worker that sees the store as the run began."""


def _begin(task: Task) -> None:
    gc.freeze()  # what is loaded stays: no use in looking through it again and again
    gc.set_threshold(*COLLECTED)
    store = snapshot(task.store, task.settings)
    if version_of(task.store) == task.version:
        _things.append(Things(store, Site(task.root), task.sample, task.changed))


def _write(part: list[Thing]) -> list[Entry]:
    if not _things:
        raise StoreError("the store was written to while the pages were begun", todo="run it again in a moment")
    try:
        return [_things[0].write(thing) for thing in part]
    except OSError as error:  # the cause of some is not picklable, and says nothing more
        raise OutputError(f"a page cannot be written: {error.strerror or error}", todo="check the disk") from None
