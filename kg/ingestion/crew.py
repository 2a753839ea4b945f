"""Who reads the inputs: this process alone, or a crew of worker processes; the outcomes come in the order of the tasks.

A worker that takes too long over a task, or dies of it, is replaced; that task is a listed skip and the others of its
batch go to the next worker. The lookahead is bounded, so memory is constant whatever the number of tasks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, Protocol, TypeVar

from kg.articles import Article, Skip
from kg.extraction import Extractor, GrammarExtractor
from kg.ingestion.process import Process
from kg.ingestion.work import Read, Task, read_task
from kg.lexicon import Lexicon
from kg.settings import Settings

T = TypeVar("T")
Outcome = Read | Skip | None

BATCH_TASKS, BATCH_SIZE = 8, 100_000
"""A batch is handed over when it has so many tasks, or so many characters: small enough to share out evenly."""
AHEAD_TASKS, AHEAD_SIZE = 64, 16_000_000
"""How far reading may be ahead, for each worker: what a worker does while the writer is busy with a portion."""


class Readers(Protocol):
    """Reads tasks and gives the outcomes in order, each beside what the caller sent along."""

    name: str

    def read(
        self, tasks: Iterable[tuple[T, Task | None]], hurry: Callable[[], bool] = bool
    ) -> Iterator[tuple[T, Outcome]]:
        """Yield each caller's value with the outcome of its task, None where there was no task.

        hurry: asked when there are no more tasks; once it says so, those are dropped that are not read by then.
        """

    def close(self) -> None:
        """Let the workers go."""


class Alone:
    """Reads in this process, one task after the other, with any extractor and without a limit of time."""

    def __init__(self, extractor: Extractor, settings: Settings) -> None:
        self.name = type(extractor).__qualname__
        self._extractor, self._settings = extractor, settings

    def read(
        self, tasks: Iterable[tuple[T, Task | None]], hurry: Callable[[], bool] = bool
    ) -> Iterator[tuple[T, Outcome]]:
        """Read when asked; see ``Readers``."""
        for sent, task in tasks:
            yield sent, None if task is None else read_task(task, self._extractor, self._settings)

    def close(self) -> None:
        """Nothing is to be let go."""


@dataclass(slots=True)
class _Slot(Generic[T]):
    """A task on its way; the future holds its outcome."""

    sent: T
    task: Task | None
    size: int
    outcome: Future[Outcome] = field(default_factory=Future)


class Crew:
    """Reads with worker processes, which start when there is something to do. The extractor is the grammar."""

    def __init__(self, jobs: int, settings: Settings) -> None:
        self.name = GrammarExtractor.__qualname__
        self._jobs, self._settings = jobs, settings
        self._todo: SimpleQueue[list[_Slot[Any]] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._workers: list[Process] = []

    def read(
        self, tasks: Iterable[tuple[T, Task | None]], hurry: Callable[[], bool] = bool
    ) -> Iterator[tuple[T, Outcome]]:
        """Read side by side; see ``Readers``."""
        line: deque[_Slot[T]] = deque()
        batch: list[_Slot[T]] = []
        ahead = 0
        for sent, task in tasks:
            slot = _Slot(sent, task, _size(task))
            line.append(slot)
            ahead += slot.size
            batch = self._queued(slot, batch)
            while line and (line[0].outcome.done() or self._is_far_ahead(len(line), ahead)):
                batch = self._hand_over(batch) if not line[0].outcome.done() else batch
                ahead -= line[0].size
                first = line.popleft()
                yield first.sent, first.outcome.result()
        self._hand_over(batch)
        while line and (line[0].outcome.done() or not hurry()):
            first = line.popleft()
            yield first.sent, first.outcome.result()

    def _queued(self, slot: _Slot[T], batch: list[_Slot[T]]) -> list[_Slot[T]]:
        """Put a slot into the batch, hand the batch over when it is full; return the batch to go on with."""
        if slot.task is None:
            slot.outcome.set_result(None)
            return batch
        batch.append(slot)
        full = len(batch) >= BATCH_TASKS or sum(one.size for one in batch) >= BATCH_SIZE
        return self._hand_over(batch) if full else batch

    def _hand_over(self, batch: list[_Slot[T]]) -> list[_Slot[T]]:
        if batch:
            self._todo.put(batch)
            if len(self._threads) < self._jobs:
                self._employ(Process(self._settings))
        return []

    def _employ(self, worker: Process) -> None:
        self._workers.append(worker)
        self._threads.append(Thread(target=self._tend, args=(worker,), daemon=True))
        self._threads[-1].start()

    def _is_far_ahead(self, count: int, size: int) -> bool:
        return count >= AHEAD_TASKS * self._jobs or size >= AHEAD_SIZE * self._jobs

    def _tend(self, worker: Process) -> None:
        """Keep one worker busy until there is nothing more to do."""
        while (batch := self._todo.get()) is not None:
            try:
                outcomes = worker.read([slot.task for slot in batch if slot.task])
                for slot, outcome in zip(batch, outcomes, strict=True):
                    slot.outcome.set_result(outcome)
            except Exception as error:  # noqa: BLE001 - whoever waits for the outcome must hear of it
                for slot in batch:
                    if not slot.outcome.done():
                        slot.outcome.set_exception(error)
        worker.close()

    def close(self) -> None:
        """End the workers at once; what they were reading is dropped."""
        while not self._todo.empty():
            self._todo.get()
        for worker in self._workers:
            worker.kill()
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._workers.clear()


@contextmanager
def reading_crew(jobs: int, lexicon: Lexicon, settings: Settings) -> Iterator[Readers]:
    """Give the readers for so many worker processes, or this process alone for none; let them go at the end."""
    readers: Readers = Crew(jobs, settings) if jobs else Alone(GrammarExtractor(lexicon), settings)
    try:
        yield readers
    finally:
        readers.close()


def _size(task: Task | None) -> int:
    if task is None:
        return 0
    return len(task.item.text) if isinstance(task.item, Article) else len(task.item.data)
