"""What becomes of questions that run long: they yield, they count as slow, they are looked at, they are ended.

A question that computes for longer than a moment yields to all others. One that computes longer than that is slow, and
slow questions hold at most half of the processes; one more is ended and told to come back, so that short questions
always find a process. All questions under way are looked at together, a hundred times a second: most are never seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from kg.settings import Serving
from kg.workers.questions import Question

YIELDS = 0.03
"""Seconds after which a question yields to others: look-ups take less, and several that take more fill the cores."""
_LOOKS = 20
"""How often a question that does not compute may be found still running before it counts as slow."""
_WATCH = 0.05
"""Seconds between two looks at the memory of a question that runs long."""
_WAITS = 3
"""How many times so long a question that does not compute may keep what lies behind it waiting: cores may be busy."""


class Patience:
    """Looks after questions under way.

    end: ends a question for a reason; long: is told of one that is not answered in a moment; most: slow questions at a
    time.
    """

    def __init__(
        self, serving: Serving, most: int, end: Callable[[Question, str], None], long: Callable[[Question], None]
    ) -> None:
        self._serving, self._most, self._end, self._long = serving, most, end, long
        self._slow: Counter[str] = Counter()

    @property
    def slow(self) -> int:
        """Return how many slow questions there are now."""
        return self._slow.total()

    def done(self, question: Question) -> None:
        """Forget a question whose process is free again or gone."""
        if question.slow:
            self._slow[question.client] -= 1
            if not self._slow[question.client]:
                del self._slow[question.client]

    def attend(self, questions: Iterable[Question], now: float) -> None:
        """Look at the questions under way; now: in seconds."""
        for question in questions:
            if question.is_settled:
                continue
            if not question.seen:
                question.begun = question.member.worked() if question.member else None
                question.seen, question.due = now, now + min(YIELDS, self._serving.slow_seconds)
            elif now - question.seen >= question.limits.seconds:
                self._end(question, "seconds")
            elif now >= question.due:
                self._look(question, now)

    def _look(self, question: Question, now: float) -> None:
        """Let a question that computes much run only where others leave time, then count it as slow, then watch it."""
        if question.slow:
            self._watch(question, now)
            return
        if _computed(question) > YIELDS / 2:
            _make_yield(question)
        if question.yields or now - question.seen >= _WAITS * YIELDS:
            self._long(question)
        if now - question.seen >= self._serving.slow_seconds:
            self._may_be_slow(question, now)
        elif question.yields or now - question.seen >= _WAITS * YIELDS:
            question.due = question.seen + self._serving.slow_seconds
        else:
            question.due = now + YIELDS

    def _may_be_slow(self, question: Question, now: float) -> None:
        """Count a question as slow; end it where slow ones hold their share already.

        One that has hardly computed is looked at again later: on a busy machine that is no fault of its own.
        """
        question.looks += 1
        if _computed(question) <= self._serving.slow_seconds / 2 and question.looks <= _LOOKS:
            question.due = now + self._serving.slow_seconds
            return
        own = self._slow[question.client]
        if self.slow >= self._most or (question.client and own >= self._serving.client_slow):
            self._end(question, "slow")
            return
        question.slow = True
        self._slow[question.client] += 1
        _make_yield(question)
        self._long(question)
        question.before = question.member.resident() if question.member else 0
        question.due = now

    def _watch(self, question: Question, now: float) -> None:
        """Look at the memory of a slow question again and again."""
        question.due = now + _WATCH
        if question.member is not None and question.member.resident() - question.before > question.limits.memory:
            self._end(question, "memory")


def _computed(question: Question) -> float:
    """Return the seconds of computing that a question took so far, infinite where the system does not tell."""
    now = question.member.worked() if question.member is not None else None
    return float("inf") if now is None or question.begun is None else now - question.begun


def _make_yield(question: Question) -> None:
    if not question.yields and question.member is not None:
        question.yields = True
        question.member.make_yield()
