"""All worker processes together: who is free, who waits, and what becomes of those that are ended.

Every bound is a setting (``kg.settings.Serving``).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections import Counter, deque
from collections.abc import Mapping
from typing import Any

from kg.errors import StoreError
from kg.settings import Serving
from kg.workers.limits import Limits, Reply
from kg.workers.member import Member
from kg.workers.patience import Patience
from kg.workers.questions import Failure, Question
from kg.workers.starting import Nursery

_AGAIN = 1.0
"""Seconds until a process is tried again that could not be started."""


class Pool:
    """A fixed number of worker processes that answer questions about one store.

    make: ``module:function`` that returns what answers, called with ``values`` in each fresh process.
    """

    def __init__(self, make: str, values: tuple[Any, ...], serving: Serving) -> None:
        self._serving = serving
        self.size = serving.processes or 2 * (os.cpu_count() or 1) + 2
        self._make, self._values = make, values
        self._nursery = self._fresh_nursery()
        self._renewing = asyncio.Lock()
        self._members: dict[int, Member] = {}
        self._free: deque[Member] = deque()
        self._waiting: deque[Question] = deque()
        self._asked: dict[Member, Question] = {}
        self._running: Counter[str] = Counter()
        self._patience = Patience(serving, max(1, self.size // 2), self._end)
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
            pid, connection = await (await self._living_nursery()).fork()
        except StoreError:
            if not self._closed:
                asyncio.get_running_loop().call_later(_AGAIN, lambda: self._later(self._add()))
            return
        member = await Member.join(pid, connection, self._heard, self._lost)
        self._members[pid] = member
        await member.ready.wait()
        self._release(member)

    def _fresh_nursery(self) -> Nursery:
        return Nursery(self._make, self._values, self._ended)

    async def _living_nursery(self) -> Nursery:
        """Return the nursery, a fresh one where it died. Raises StoreError when none can be started."""
        async with self._renewing:
            if self._nursery.is_gone and not self._closed:
                self._nursery = self._fresh_nursery()
                await self._nursery.start()
            return self._nursery

    def submit(
        self, kind: str, fields: Mapping[str, Any] | str, limits: Limits, *, body: bytes = b"", client: str = ""
    ) -> asyncio.Future[Reply]:
        """Return the answer to come; cancelling it ends the process that works on it. It fails with Failure.

        fields: of the question, or the JSON of them.
        client: who asks; each holds at most so many slow questions. Raises Failure at once when too many wait.
        """
        if self._closed:
            raise Failure("ending")
        if len(self._waiting) >= self._serving.waiting or self._has_too_many(client):
            raise Failure("busy")
        loop = asyncio.get_running_loop()
        told = fields if isinstance(fields, str) else json.dumps(dict(fields))
        question = Question(kind, told, body, limits, client, loop.create_future())
        question.answer.add_done_callback(lambda answer: self._given_up(question) if answer.cancelled() else None)
        if self._free and self._may_run(question):
            self._hand_over(self._free.popleft(), question)
        else:
            self._waiting.append(question)
            question.timers.append(loop.call_later(self._serving.waiting_seconds, self._too_late, question))
        return question.answer

    def _hand_over(self, member: Member, question: Question) -> None:
        question.quiet()
        question.member = member
        self._asked[member] = question
        self._running[question.client] += 1
        self._patience.begin(question)
        member.ask(question.kind, question.fields, question.body, question.limits)

    def _heard(self, member: Member, head: dict[str, Any], body: bytes) -> None:
        question = self._done_with(member)
        if question is not None:
            if "failed" in head:
                question.settle(Failure(head["failed"], head.get("what", "")))
            else:
                headers = tuple((name, value) for name, value in head["headers"])
                question.settle(Reply(body, head["type"], head["status"], headers))
        if head.get("grown"):
            member.end("grown")
        elif question is None or not question.yields:
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
        question = next(filter(self._may_run, self._waiting), None)
        if question is None:
            self._free.append(member)
        else:
            self._waiting.remove(question)
            self._hand_over(member, question)

    def _may_run(self, question: Question) -> bool:
        """Say whether a question may have a process now: one client's hold at most half, so that others find some."""
        return not question.client or self._running[question.client] < max(1, self.size // 2)

    def _has_too_many(self, client: str) -> bool:
        own = sum(question.client == client for question in self._waiting) if client and self._waiting else 0
        return own > 0 and own >= self._serving.waiting // 4

    def _done_with(self, member: Member) -> Question | None:
        question = self._asked.pop(member, None)
        if question is not None:
            self._patience.done(question)
            self._running[question.client] -= 1
            if not self._running[question.client]:
                del self._running[question.client]
        return question

    def _end(self, question: Question, why: str) -> None:
        """End the process that works on a question, and tell why; a fresh process takes its place."""
        if question.member is not None and self._asked.get(question.member) is question:
            question.member.end(why)
        question.settle(Failure(why))

    def _too_late(self, question: Question) -> None:
        question.settle(Failure("busy"))
        if question in self._waiting:
            self._waiting.remove(question)

    def _given_up(self, question: Question) -> None:
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
        if question is not None and not self._asked_again(question, member):
            question.settle(Failure(member.ending or _cause(member.status)))
        if not self._closed:
            self._later(self._add())

    def _asked_again(self, question: Question, member: Member) -> bool:
        """Ask a young question once more whose process somebody else killed, maybe before it was even asked."""
        if member.ending or question.slow or question.again or member.status not in (None, -signal.SIGKILL):
            return False
        question.again = True
        if self._free:
            self._hand_over(self._free.popleft(), question)
        else:
            self._waiting.appendleft(question)
        return True

    def _later(self, work: Any) -> None:  # noqa: ANN401 - a coroutine
        task = asyncio.get_running_loop().create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    def state(self) -> dict[str, int]:
        """Return how many processes there are, are free, hold slow questions, and how many questions wait."""
        return {
            "processes": len(self._members),
            "free": len(self._free),
            "slow": self._patience.slow,
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
