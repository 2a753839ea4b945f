"""One question on its way through the pool, and what becomes of it when there is no answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from kg.workers.limits import Limits, Reply
from kg.workers.member import Member


class Failure(Exception):  # noqa: N818 - an outcome, one of a few
    """No answer. code: seconds, memory, broken, fault, busy, slow, cancelled or ending; what: for the server's log."""

    def __init__(self, code: str, what: str = "") -> None:
        self.code, self.what = code, what
        super().__init__(f"{code} {what}".strip())


@dataclass(slots=True, eq=False)
class Question:
    """A question on its way: who works on it, whether it is slow, and the timers that look after it."""

    kind: str
    fields: str
    body: bytes
    limits: Limits
    client: str
    answer: asyncio.Future[Reply]
    member: Member | None = None
    yields: bool = False
    slow: bool = False
    again: bool = False
    before: int = 0
    begun: float | None = None
    looks: int = 0
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
