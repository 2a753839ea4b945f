"""Questions that wait for a process, first come first served, but for clients that hold many processes already."""

from __future__ import annotations

from collections import Counter, deque

from kg.settings import Serving
from kg.workers.questions import Question


class Queue:
    """What waits, and how many questions of each client are under way. size: the number of processes."""

    def __init__(self, serving: Serving, size: int) -> None:
        self._serving, self._most = serving, max(1, size // 2)
        self._waiting: deque[Question] = deque()
        self._running: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._waiting)

    def is_full(self, client: str) -> bool:
        """Say whether no more may wait, of anybody or of this client."""
        if len(self._waiting) >= self._serving.waiting:
            return True
        own = sum(question.client == client for question in self._waiting) if client and self._waiting else 0
        return own > 0 and own >= self._serving.waiting // 4

    def put(self, question: Question, *, first: bool = False) -> None:
        """Let a question wait; first: before all others, for it had its turn."""
        if first:
            self._waiting.appendleft(question)
        else:
            self._waiting.append(question)

    def take(self) -> Question | None:
        """Return the first question that may have a process now, which waits no longer; None where there is none."""
        question = next(filter(self.may_run, self._waiting), None)
        if question is not None:
            self._waiting.remove(question)
        return question

    def late(self, now: float) -> list[Question]:
        """Return those that have waited too long, which wait no longer."""
        late = [question for question in self._waiting if question.until <= now]
        for question in late:
            self._waiting.remove(question)
        return late

    def drop(self, question: Question) -> None:
        """Forget a question that may wait."""
        if question in self._waiting:
            self._waiting.remove(question)

    def clear(self) -> list[Question]:
        """Forget all that wait, and return them."""
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting

    def may_run(self, question: Question) -> bool:
        """Say whether a question may have a process now: one client's hold at most half, so that others find some."""
        return not question.client or self._running[question.client] < self._most

    def began(self, question: Question) -> None:
        """Count a question that has a process."""
        self._running[question.client] += 1

    def ended(self, question: Question) -> None:
        """Count a question no longer."""
        self._running[question.client] -= 1
        if not self._running[question.client]:
            del self._running[question.client]
