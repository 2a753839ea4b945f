"""What is asked of the worker processes, and of which, within the bounds of ``kg.settings.Serving``."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from kg.errors import StoreError
from kg.settings import Serving
from kg.workers.crew import Crew
from kg.workers.limits import Limits, Reply
from kg.workers.member import Member
from kg.workers.patience import YIELDS, Patience
from kg.workers.questions import Failure, Question, outcome, settle
from kg.workers.queue import Queue
from kg.workers.ready import Ready

_QUICK = 0.005
"""Seconds that questions take of late up to which a busy process is sent its next ones ahead."""
_WEIGHT = 0.1
"""What one more answer counts in that."""
_TICK = 0.01
"""Seconds between two looks at all that is under way or waits."""


class Pool:
    """A fixed number of worker processes that answer questions about one store.

    make: ``module:function`` that returns what answers, called with ``values`` in each fresh process.
    """

    def __init__(self, make: str, values: tuple[Any, ...], serving: Serving) -> None:
        self._serving = serving
        self.size = serving.processes or 2 * (os.cpu_count() or 1) + 2
        self._crew = Crew(make, values, self._heard, self._release, self._gone)
        self._queue = Queue(serving, self.size)
        self._asked: dict[Member, Question] = {}
        self._ready = Ready()
        self._usual = 1.0
        self._patience = Patience(serving, max(1, self.size // 2), self._end, self._long)
        self._ticking = self._closed = False

    async def start(self) -> None:
        """Start all processes. Raises StoreError when they cannot be started."""
        await self._crew.start(self.size)
        if not self._crew.free:
            raise StoreError("the processes that answer could not be started", todo="run kg doctor")

    def submit(
        self, kind: str, fields: Mapping[str, Any] | str, limits: Limits, *, body: bytes = b"", client: str = ""
    ) -> asyncio.Future[Reply]:
        """Return the answer to come; cancelling it ends the process that works on it. It fails with Failure.

        fields: of the question, or the JSON of them. A question may be asked of two processes: it must change nothing.
        client: who asks; each holds at most so many slow questions. Raises Failure at once when too many wait.
        """
        answer = asyncio.get_running_loop().create_future()
        told = fields if isinstance(fields, str) else json.dumps(dict(fields))
        question = self.ask(kind, told, limits, partial(settle, answer), body=body, client=client)
        answer.add_done_callback(lambda answer: self.give_up(question) if answer.cancelled() else None)
        return answer

    def ask(  # noqa: PLR0913 - all of one question
        self,
        kind: str,
        fields: str,
        limits: Limits,
        done: Callable[[Reply | Failure], None],
        *,
        body: bytes = b"",
        client: str = "",
    ) -> Question:
        """Ask, as for ``submit``; ``done`` is told the outcome, unless the question is given up."""
        if self._closed:
            raise Failure("ending")
        if self._queue.is_full(client):
            raise Failure("busy")
        until = asyncio.get_running_loop().time() + self._serving.waiting_seconds
        question = Question(kind, fields, body, limits, client, done, until)
        if self._queue.may_run(question) and (member := self._crew.take_free()) is not None:
            self._hand_over(member, question)
        elif not self._queue and self._queue.may_run(question) and (member := self._room()) is not None:
            self._send_ahead(member, question)
        else:
            self._queue.put(question)
        if not self._ticking:
            self._tick()
        return question

    def _tick(self) -> None:
        """Look at all that is under way or waits, again and again as long as there is any."""
        loop = asyncio.get_running_loop()
        self._ticking = bool(self._asked or self._queue) and not self._closed
        if self._ticking:
            loop.call_later(_TICK, self._tick)
        now = loop.time()
        for question in self._queue.late(now):
            question.settle(Failure("busy"))
        self._patience.attend(list(self._asked.values()), now)

    def _room(self) -> Member | None:
        """Return a process that a question may be sent ahead to: only where questions are answered soon of late."""
        while self._usual <= _QUICK and (member := self._ready.room()) is not None:
            if member in self._crew:
                return member
            self._ready.close(member)
        return None

    def _hand_over(self, member: Member, question: Question) -> None:
        """Ask a free process."""
        self._ask(member, question)
        self._begin(member, question)

    def _send_ahead(self, member: Member, question: Question) -> None:
        """Let a question lie ready at a process that works on another one."""
        self._ask(member, question)
        self._ready.add(member, question)

    def _ask(self, member: Member, question: Question) -> None:
        question.member = member
        self._queue.began(question)
        question.number = member.ask(question.kind, question.fields, question.body, question.limits)

    def _begin(self, member: Member, question: Question) -> None:
        """Look after a question that its process begins to answer."""
        self._asked[member] = question
        self._ready.open(member)

    def _long(self, question: Question) -> None:
        """Let nothing lie behind a question that takes longer than most."""
        self._usual = max(self._usual, YIELDS)
        if question.member is not None:
            self._take_back(question.member)

    def _take_back(self, member: Member) -> None:
        """Let what lies ready at a process wait for others: it has not begun, or nobody hears the answer."""
        taken = self._ready.take(member)
        if taken and member in self._crew:
            member.give_back(len(taken))
        for question in reversed(taken):
            self._queue.ended(question)
            if not question.is_settled:
                self._ask_again(question)

    def _ask_again(self, question: Question) -> None:
        question.anew()
        if (member := self._crew.take_free()) is not None:
            self._hand_over(member, question)
        else:
            self._queue.put(question, first=True)
        if not self._ticking:
            self._tick()

    def _offer(self) -> None:
        """Give free processes to questions that wait because their client held too many."""
        while self._queue and (member := self._crew.take_free()) is not None:
            question = self._queue.take()
            if question is None:
                self._crew.put_free(member, first=True)
                return
            self._hand_over(member, question)

    def _heard(self, member: Member, head: dict[str, Any], body: bytes) -> None:
        asked = self._asked.get(member)
        if asked is None or head["number"] < asked.number:  # it was taken back, and answered all the same
            return
        if head["number"] > asked.number:
            self._end(asked, "broken")
            return
        question = self._done_with(member) or asked
        self._usual += (head.get("seconds", 0.0) - self._usual) * _WEIGHT
        if head.get("grown"):
            member.end("grown")
            self._take_back(member)
        elif question.yields or not member.ready.is_set():
            self._take_back(member)
            self._crew.rest(member, renew=question.yields)
        else:
            self._release(member)
        self._offer()
        question.settle(outcome(head, body))

    def _release(self, member: Member) -> None:
        """Let a process go on with what lies ready or waits, else be free."""
        if member not in self._crew:
            return
        if (question := self._ready.next(member)) is not None:
            self._begin(member, question)
        elif (question := self._queue.take()) is not None:
            self._hand_over(member, question)
        else:
            self._crew.put_free(member)
            return
        while self._queue and (room := self._room()) is not None and (more := self._queue.take()) is not None:
            self._send_ahead(room, more)

    def _done_with(self, member: Member) -> Question | None:
        question = self._asked.pop(member, None)
        if question is not None:
            self._patience.done(question)
            self._queue.ended(question)
            self._ready.close(member)
        return question

    def _end(self, question: Question, why: str) -> None:
        """End the process that works on a question, and tell why; a fresh process takes its place."""
        self._end_process(question, why)
        question.settle(Failure(why))

    def _end_process(self, question: Question, why: str) -> bool:
        """End the process that works on a question; return whether one does."""
        member = question.member
        if member is None or self._asked.get(member) is not question:
            return False
        member.end(why)
        self._take_back(member)
        self._crew.replace(member)
        return True

    def give_up(self, question: Question) -> None:
        """End the work on a question whose asker went away; nobody is told."""
        question.is_settled = True
        if self._end_process(question, "cancelled"):
            return
        if question.member is not None and self._ready.holds(question):
            self._take_back(question.member)
        self._queue.drop(question)
        self._offer()

    def _gone(self, member: Member) -> None:
        """Settle the questions of a process that is no more."""
        self._take_back(member)
        question = self._done_with(member)
        if question is None:
            return
        if member.was_killed and not question.slow and not question.again:  # maybe before it was even asked
            question.again = True
            self._ask_again(question)
        else:
            question.settle(Failure(member.ending or member.cause))
        self._offer()

    def state(self) -> dict[str, int]:
        """Return how many processes there are, are free, hold slow questions, and how many questions wait."""
        return {
            "processes": len(self._crew),
            "free": self._crew.free,
            "slow": self._patience.slow,
            "waiting": len(self._queue) + len(self._ready),
        }

    async def close(self) -> None:
        """End all processes; whatever is asked fails with ``ending``."""
        self._closed = True
        for question in [*self._queue.clear(), *self._asked.values(), *self._ready.all()]:
            question.settle(Failure("ending"))
        self._crew.close()
