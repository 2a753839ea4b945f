"""What becomes of questions that run long: they yield, they count as slow, they are looked at, they are ended.

A question that computes for longer than a moment yields to all others. One that computes longer than that is slow, and
slow questions hold at most half of the processes; one more is ended and told to come back, so that short questions
always find a process.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from kg.settings import Serving
from kg.workers.questions import Question

YIELDS = 0.03
"""Seconds after which a question yields to others: look-ups take less, and several that take more fill the cores."""
_LOOKS = 20
"""How often a question that does not compute may be found still running before it counts as slow."""
_WATCH = 0.05
"""Seconds between two looks at the memory of a question that runs long."""


class Patience:
    """Looks after questions under way. end: ends a question for a reason; most: slow questions at a time."""

    def __init__(self, serving: Serving, most: int, end: Callable[[Question, str], None]) -> None:
        self._serving, self._most, self._end = serving, most, end
        self._slow: Counter[str] = Counter()

    @property
    def slow(self) -> int:
        """Return how many slow questions there are now."""
        return self._slow.total()

    def begin(self, question: Question) -> None:
        """Look after a question that was just handed over; most are answered before the first look."""
        question.begun, question.looks = question.member.worked() if question.member else None, 0
        soon = min(YIELDS, self._serving.slow_seconds, question.limits.seconds)
        question.timers = [asyncio.get_running_loop().call_later(soon, self._look, question)]

    def done(self, question: Question) -> None:
        """Forget a question whose process is free again or gone."""
        question.quiet()
        if question.slow:
            self._slow[question.client] -= 1
            if not self._slow[question.client]:
                del self._slow[question.client]

    def _look(self, question: Question) -> None:
        """Let a question that computes much run only where others leave time; set the timers of long ones."""
        if _computed(question) > YIELDS / 2:
            _make_yield(question)
        later = asyncio.get_running_loop().call_later
        question.timers += [
            later(max(self._serving.slow_seconds - YIELDS, 0), self._is_slow, question),
            later(max(question.limits.seconds - YIELDS, 0), self._end, question, "seconds"),
        ]

    def _is_slow(self, question: Question) -> None:
        """Count a question as slow; end it where slow ones hold their share already.

        One that has hardly computed is looked at again later: on a busy machine that is no fault of its own.
        """
        question.looks += 1
        if _computed(question) <= self._serving.slow_seconds / 2 and question.looks <= _LOOKS:
            later = asyncio.get_running_loop().call_later(self._serving.slow_seconds, self._is_slow, question)
            question.timers.append(later)
            return
        own = self._slow[question.client]
        if self.slow >= self._most or (question.client and own >= self._serving.client_slow):
            self._end(question, "slow")
            return
        question.slow = True
        self._slow[question.client] += 1
        _make_yield(question)
        question.before = question.member.resident() if question.member else 0
        self._watch(question)

    def _watch(self, question: Question) -> None:
        """Look at the memory of a slow question again and again."""
        if question.member is None or question.answer.done():
            return
        if question.member.resident() - question.before > question.limits.memory:
            self._end(question, "memory")
            return
        question.watch = asyncio.get_running_loop().call_later(_WATCH, self._watch, question)


def _computed(question: Question) -> float:
    """Return the seconds of computing that a question took so far, infinite where the system does not tell."""
    now = question.member.worked() if question.member is not None else None
    return float("inf") if now is None or question.begun is None else now - question.begun


def _make_yield(question: Question) -> None:
    if not question.yields and question.member is not None:
        question.yields = True
        question.member.make_yield()
