"""One question on its way through the pool, and what becomes of it when there is no answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from kg.workers.frames import Head
from kg.workers.limits import Limits, Reply
from kg.workers.member import Member

_LOG = logging.getLogger("kg.workers")


class Failure(Exception):  # noqa: N818 - an outcome, one of a few
    """No answer. code: seconds, memory, broken, fault, busy, slow, cancelled or ending; what: for the server's log."""

    def __init__(self, code: str, what: str = "") -> None:
        self.code, self.what = code, what
        super().__init__(f"{code} {what}".strip())


@dataclass(slots=True, eq=False)
class Question:
    """A question on its way. done: told the outcome, once; until: when it will have waited too long.

    seen: when it was first found under way, 0 before; due: when it is looked at next; begun: seconds of computing of
    its process then; yields, slow: what was found out about it; again: its process was killed; number: at its process.
    """

    kind: str
    fields: str
    body: bytes
    limits: Limits
    client: str
    done: Callable[[Reply | Failure], None]
    until: float = 0.0
    is_settled: bool = False
    member: Member | None = None
    number: int = 0
    again: bool = False
    seen: float = 0.0
    due: float = 0.0
    looks: int = 0
    begun: float | None = None
    yields: bool = False
    slow: bool = False
    before: int = 0

    def settle(self, outcome: Reply | Failure) -> None:
        """Tell the outcome, once."""
        if self.is_settled:
            return
        self.is_settled = True
        try:
            self.done(outcome)
        except Exception:  # noqa: BLE001 - what one asker does wrong harms no other
            _LOG.exception("the outcome of a question could not be told")

    def anew(self) -> None:
        """Forget what was found out about it where it was: it is asked of another process."""
        self.member, self.seen, self.due, self.looks, self.begun = None, 0.0, 0.0, 0, None
        self.yields = self.slow = False


def outcome(head: Head, body: bytes) -> Reply | Failure:
    """Return what a process answered."""
    if "failed" in head:
        return Failure(head["failed"], head.get("what", ""))
    return Reply(body, head["type"], head["status"], tuple((name, value) for name, value in head["headers"]))


def settle(answer: asyncio.Future[Reply], told: Reply | Failure) -> None:
    """Tell an outcome to one who waits for it, if he still does."""
    if answer.done():
        return
    if isinstance(told, Reply):
        answer.set_result(told)
    else:
        answer.set_exception(told)
