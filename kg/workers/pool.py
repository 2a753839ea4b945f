"""All worker processes together: who is free, who waits, who is slow, and what becomes of those that are ended.

A question that runs longer than a moment is slow: its thread yields to all others, and slow questions hold at most
half of the processes. One more of them is ended and told to come back later, so that short questions always find a
process. Every bound is a setting (``kg.settings.Serving``).
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import StoreError
from kg.settings import Serving
from kg.workers.limits import Limits, Reply
from kg.workers.member import Member
from kg.workers.starting import Nursery

_WATCH = 0.05
"""Seconds between two looks at the memory of a question that runs long."""


class Failure(Exception):  # noqa: N818 - an outcome, one of a few
    """No answer. code: seconds, memory, broken, fault, busy, slow, cancelled or ending; what: for the server's log."""

    def __init__(self, code: str, what: str = "") -> None:
        self.code, self.what = code, what
        super().__init__(f"{code} {what}".strip())


@dataclass(slots=True, eq=False)
class _Question:
    kind: str
    fields: dict[str, Any]
    body: bytes
    limits: Limits
    client: str
    answer: asyncio.Future[Reply]
    member: Member | None = None
    slow: bool = False
    before: int = 0
    timers: list[asyncio.TimerHandle] = field(default_factory=list)
    watch: asyncio.TimerHandle | None = None

    def quiet(self) -> None:
        """Cancel all timers."""
        for timer in (*self.timers, *filter(None, (self.watch,))):
            timer.cancel()
        self.timers.clear()

    def settle(self, outcome: Reply | Failure) -> None:
        """Tell the outcome, once."""
        self.quiet()
        if self.answer.done():
            return
        if isinstance(outcome, Reply):
            self.answer.set_result(outcome)
        else:
            self.answer.set_exception(outcome)


class Pool:
    """A fixed number of worker processes that answer questions about one store.

    make: ``module:function`` that returns what answers, called with ``values`` in each fresh process.
    """

    def __init__(self, make: str, values: tuple[Any, ...], serving: Serving) -> None:
        self._serving = serving
        self.size = serving.processes or 2 * (os.cpu_count() or 1) + 2
        self._most_slow = max(1, self.size // 2)
        self._nursery = Nursery(make, values, self._ended)
        self._members: dict[int, Member] = {}
        self._free: deque[Member] = deque()
        self._waiting: deque[_Question] = deque()
        self._asked: dict[Member, _Question] = {}
        self._slow: Counter[str] = Counter()
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start all processes. Raises StoreError when they cannot be started."""
        await self._nursery.start()
        await asyncio.gather(*(self._add() for _ in range(self.size)))
        if not self._free:
            raise StoreError("the processes that answer could not be started", todo="run kg doctor")

    async def _add(self) -> None:
        try:
            pid, connection = await self._nursery.fork()
        except StoreError:
            return
        member = await Member.join(pid, connection, self._heard, self._lost)
        self._members[pid] = member
        await member.ready.wait()
        self._release(member)

    def submit(
        self, kind: str, fields: Mapping[str, Any], limits: Limits, *, body: bytes = b"", client: str = ""
    ) -> asyncio.Future[Reply]:
        """Return the answer to come; cancelling it ends the process that works on it. It fails with Failure.

        client: who asks; each holds at most so many slow questions. Raises Failure at once when too many wait.
        """
        if self._closed:
            raise Failure("ending")
        if len(self._waiting) >= self._serving.waiting:
            raise Failure("busy")
        loop = asyncio.get_running_loop()
        question = _Question(kind, dict(fields), body, limits, client, loop.create_future())
        question.answer.add_done_callback(lambda answer: self._given_up(question) if answer.cancelled() else None)
        if self._free:
            self._hand_over(self._free.popleft(), question)
        else:
            self._waiting.append(question)
            question.timers.append(loop.call_later(self._serving.waiting_seconds, self._too_late, question))
        return question.answer

    def _hand_over(self, member: Member, question: _Question) -> None:
        question.quiet()
        question.member = member
        self._asked[member] = question
        later = asyncio.get_running_loop().call_later
        question.timers = [
            later(self._serving.slow_seconds, self._is_slow, question),
            later(question.limits.seconds, self._end, question, "seconds"),
        ]
        member.ask(question.kind, question.fields, question.body, question.limits)

    def _heard(self, member: Member, head: dict[str, Any], body: bytes) -> None:
        question = self._done_with(member)
        if question is not None:
            if "failed" in head:
                question.settle(Failure(head["failed"], head.get("what", "")))
            else:
                headers = tuple((name, value) for name, value in head["headers"])
                question.settle(Reply(body, head["type"], head["status"], headers))
        if question is None or not question.slow:
            self._release(member)
        else:
            member.renew()
            self._later(self._release_when_ready(member))

    async def _release_when_ready(self, member: Member) -> None:
        """Take a worker back once a fresh thread has replaced the one that was made to yield."""
        await member.ready.wait()
        self._release(member)

    def _release(self, member: Member) -> None:
        if member.pid not in self._members or member.ending:
            return
        while self._waiting:
            question = self._waiting.popleft()
            if not question.answer.done():
                self._hand_over(member, question)
                return
        self._free.append(member)

    def _done_with(self, member: Member) -> _Question | None:
        question = self._asked.pop(member, None)
        if question is not None and question.slow:
            self._slow[question.client] -= 1
            if not self._slow[question.client]:
                del self._slow[question.client]
        return question

    def _is_slow(self, question: _Question) -> None:
        """Make a question yield that runs long; end it where slow ones hold their share already."""
        if question.member is None or question.member not in self._asked:
            return
        held, own = self._slow.total(), self._slow[question.client]
        if held >= self._most_slow or (question.client and own >= self._serving.client_slow):
            self._end(question, "slow")
            return
        question.slow = True
        self._slow[question.client] += 1
        question.member.make_yield()
        question.before = question.member.resident()
        self._watch(question)

    def _watch(self, question: _Question) -> None:
        """Look at the memory of a slow question again and again."""
        if question.member is None or question.answer.done():
            return
        if question.member.resident() - question.before > question.limits.memory:
            self._end(question, "memory")
            return
        question.watch = asyncio.get_running_loop().call_later(_WATCH, self._watch, question)

    def _end(self, question: _Question, why: str) -> None:
        """End the process that works on a question, and tell why; a fresh process takes its place."""
        if question.member is not None:
            question.member.end(why)
        question.settle(Failure(why))

    def _too_late(self, question: _Question) -> None:
        question.settle(Failure("busy"))
        if question in self._waiting:
            self._waiting.remove(question)

    def _given_up(self, question: _Question) -> None:
        """End the work on a question whose asker went away."""
        question.quiet()
        if question.member is not None and self._asked.get(question.member) is question:
            question.member.end("cancelled")
        elif question in self._waiting:
            self._waiting.remove(question)

    def _ended(self, pid: int, status: int) -> None:
        """Hear from the nursery how a process ended."""
        member = self._members.get(pid)
        if member is not None:
            member.status = status
            self._settle_lost(member)

    def _lost(self, member: Member) -> None:
        """Wait a moment for word of how the process ended whose connection is gone."""
        if member in self._free:
            self._free.remove(member)
        if not self._closed:
            asyncio.get_running_loop().call_later(1.0, self._settle_lost, member)

    def _settle_lost(self, member: Member) -> None:
        """Settle the question of a process that is gone, once, and start another."""
        if self._members.pop(member.pid, None) is None:
            return
        if member in self._free:
            self._free.remove(member)
        member.close()
        question = self._done_with(member)
        if question is not None:
            question.settle(Failure(member.ending or _cause(member.status)))
        if not self._closed:
            self._later(self._add())

    def _later(self, work: Any) -> None:  # noqa: ANN401 - a coroutine
        task = asyncio.get_running_loop().create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    def state(self) -> dict[str, int]:
        """Return how many processes there are, are free, hold slow questions, and how many questions wait."""
        return {
            "processes": len(self._members),
            "free": len(self._free),
            "slow": self._slow.total(),
            "waiting": len(self._waiting),
        }

    async def close(self) -> None:
        """End all processes; whatever is asked fails with ``ending``."""
        self._closed = True
        for question in [*self._waiting, *self._asked.values()]:
            question.settle(Failure("ending"))
        self._waiting.clear()
        for member in list(self._members.values()):
            member.end("ending")
            member.close()
        self._members.clear()
        for task in list(self._starting):
            task.cancel()
        self._nursery.close()


def _cause(status: int | None) -> str:
    """Return what a process most probably died of: the engine ends its process where memory cannot be had."""
    return "memory" if status in (-signal.SIGABRT, -signal.SIGKILL) else "broken"
