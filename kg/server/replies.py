"""From answers and failures to HTTP responses: stable codes, limits stated, nothing of this machine in a message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.protocol import Refusal, refuse
from kg.server.refusing import refused
from kg.workers import Failure, Limits, Reply

FAILURES: Final[dict[str, tuple[str, str]]] = {
    "seconds": ("time-limit", "the question took longer than it may; ask for less"),
    "memory": ("memory-limit", "the question took more memory than it may; ask for less"),
    "broken": ("memory-limit", "the question is too deep or too large for the engine; make it simpler"),
    "slow": ("busy", "too many long questions are running; try again later, or ask for less"),
    "busy": ("busy", "too many questions are waiting; try again later"),
    "ending": ("busy", "the server is ending"),
    "cancelled": ("cancelled", "the client went away"),
    "fault": ("internal", "the server failed; its log tells more"),
}
"""Failure of a worker -> the code a client gets, and what it is told."""
LARGE: Final = 1_000_000
"""Bytes from which an answer counts while it is sent."""
_COME_BACK: Final = (("Retry-After", "5"),)
SAFE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Headers of every answer; pages bring a policy of their own."""


def of_failure(failure: Failure) -> Reply:
    """Return what a client is told when there is no answer."""
    code, message = FAILURES[failure.code]
    return refused(refuse(code, message, _COME_BACK if code == "busy" else ()))


def of_refusal(refusal: Refusal) -> Reply:
    """Return a refusal as an answer."""
    return refused(refusal)


@lru_cache(maxsize=256)
def stated(limits: Limits) -> str:
    """Return the limits of a question as the header ``KG-Limits`` states them."""
    return f"seconds={limits.seconds:g}, rows={limits.rows}, bytes={limits.size}, memory={limits.memory}"


@dataclass(slots=True)
class Budget:
    """How many bytes of large answers may still be sent at the same time."""

    left: int


class Weighed(Response):
    """A large answer, whose bytes count until the client has taken them."""

    budget: Budget

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        self.budget.left -= len(self.body)
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.budget.left += len(self.body)


def response(reply: Reply, extra: dict[str, str] | None = None, budget: Budget | None = None) -> Response:
    """Return an answer as a response of Starlette.

    304 repeats no header of safety: a browser would put it in the place of the one that it keeps with the page.
    """
    safe = {} if reply.status == 304 else SAFE
    headers = {**safe, **dict(reply.headers), **(extra or {})}
    if budget is None or len(reply.body) < LARGE:
        return Response(reply.body, reply.status, headers, reply.media_type or None)
    if len(reply.body) > budget.left:
        return response(of_failure(Failure("busy")), extra)
    weighed = Weighed(reply.body, reply.status, headers, reply.media_type or None)
    weighed.budget = budget
    return weighed
