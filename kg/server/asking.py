"""The one way of every request to an answer: rate, version, cache, worker, headers; the same for all kinds."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.protocol import Refusal
from kg.server.caching import Cache, matches, tag_of
from kg.server.clients import Rates, client_of
from kg.server.heads import head
from kg.server.origins import allowed
from kg.server.packing import takes_gzip
from kg.server.replies import Budget, of_failure, of_refusal, response, stated
from kg.settings import Settings
from kg.store import version_of
from kg.workers import Failure, Limits, Pool, Reply

_LOG = logging.getLogger("kg.server")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FRESH = 1.0
"""Seconds for which the version of the store is taken as known."""
_SENDING = 512_000_000
"""Bytes of large answers that may be on their way at once: what clients do not take stays in memory."""
SOON = 0.05
"""Seconds after which the server begins to watch whether the one who asked is still there."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A question that is admitted. told: its fields as JSON; tag: for the answer, "" where it has none.

    kept: the answer where it is there already.
    """

    kind: str
    told: str
    limits: Limits
    client: str
    tag: str
    kept: Reply | None = None


class Asking:
    """Turns requests into questions for the pool, and answers into responses."""

    def __init__(self, location: Path, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.location, self.settings, self.serving = location, settings, settings.serving
        self.pool = Pool("kg.server.answering:make", (location, settings), settings.serving)
        self.limits = Limits(
            self.serving.seconds, self.serving.memory_bytes, self.serving.rows, self.serving.answer_bytes
        )
        self._cache = Cache(self.serving.cache_bytes)
        self._rates = Rates(self.serving, clock)
        self._clock = clock
        self.budget = Budget(_SENDING)
        self._version, self._seen = "", -math.inf

    @property
    def version(self) -> str:
        """Return the version of the store as it was at most a second ago."""
        now = self._clock()
        if now - self._seen >= _FRESH:
            self._version, self._seen = self._look(), now
        return self._version

    def changed(self) -> None:
        """Look at the store again before the next answer: what was just written must be seen."""
        self._seen = -math.inf

    def _look(self) -> str:
        return version_of(self.location)

    def admit(self, request: Request) -> str:
        """Count a request, once. Returns the name under which the client is limited. Raises Refusal."""
        if "kg.client" not in request.scope:
            request.scope["kg.client"] = client = self._rates.counted(client_of(request))
            self._rates.take(client)
        return str(request.scope["kg.client"])

    async def answer(
        self,
        request: Request,
        kind: str,
        fields: Mapping[str, Any],
        *,
        seconds: float | None = None,
        body: bytes = b"",
    ) -> Response:
        """Answer a question of a kind in ``HANDLERS``; every failure is a response too.

        seconds: a shorter limit that the client asks for. Answers are kept and tagged as long as the store's version
        is known and the handler does not say ``no-store``.
        """
        try:
            begun = self.begin(request, kind, fields, seconds=seconds, tagged=not body)
            reply = begun.kept or await self._asked(request, begun, body)
        except (Refusal, Failure) as error:
            return self.failed(request, error)
        return self.ended(request, begun, reply)

    def begin(
        self,
        request: Request,
        kind: str,
        fields: Mapping[str, Any],
        *,
        seconds: float | None = None,
        tagged: bool = True,
    ) -> Begun:
        """Admit a question, as for ``answer``; what is not kept is to be asked of the pool. Raises Refusal.

        tagged: the fields say all that the answer depends on.
        """
        client = self.admit(request)
        limits = replace(self.limits, seconds=min(self.limits.seconds, seconds)) if seconds else self.limits
        told = _ENCODER.encode({**fields, "version": self.version, "gzip": takes_gzip(request)})
        tag = tag_of(kind, told) if self.version and tagged else ""
        kept = None
        if tag and request.method in ("GET", "HEAD") and matches(head(request, b"if-none-match"), tag):
            kept = Reply(b"", "", 304)
        elif tag:
            kept = self._cache.get(tag)
        return Begun(kind, told, limits, client, tag, kept)

    def ended(self, request: Request, begun: Begun, reply: Reply) -> Response:
        """Return the response for the answer of a question that was begun; it is kept where it may be."""
        tag = begun.tag
        if begun.kept is None:
            if reply.status != 200 or ("Cache-Control", "no-store") in reply.headers:
                tag = ""
            elif tag and self.serving.cache_bytes:
                self._cache.put(tag, reply)
        return self.finished(request, reply, {"KG-Limits": stated(begun.limits), **_caching(reply, tag)})

    def failed(self, request: Request, error: Refusal | Failure) -> Response:
        """Return the response for a question that has no answer."""
        if isinstance(error, Refusal):
            return self.finished(request, of_refusal(error))
        if error.code == "fault":
            _LOG.error("a question failed: %s", error.what)
        return self.finished(request, of_failure(error), {"KG-Limits": stated(self.limits)})

    async def _asked(self, request: Request, begun: Begun, body: bytes) -> Reply:
        """Wait for the answer; when the one who asked goes away meanwhile, the work on it is ended. Raises Failure."""
        answer = self.pool.submit(begun.kind, begun.told, begun.limits, body=body, client=begun.client)
        watching = asyncio.get_running_loop().call_later(SOON, _watch, request, answer)
        try:
            return await answer
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise Failure("cancelled") from None
        finally:
            watching.cancel()

    def finished(self, request: Request, reply: Reply, extra: Mapping[str, str] | None = None) -> Response:
        """Return the response with what every answer says: who may read it, and on what it depends."""
        headers = {"Vary": "Accept, Accept-Encoding, Origin", **(extra or {})}
        origin = allowed(request, self.serving.origins)
        if origin:
            headers |= {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": EXPOSED}
        return response(reply, headers, self.budget)


EXPOSED = "ETag, KG-Limits, KG-Partial, Retry-After, Link, Location"


def _watch(request: Request, answer: asyncio.Future[Reply]) -> None:
    """Give the answer up when the client closes its connection before it is there."""
    gone = asyncio.ensure_future(_gone(request))
    gone.add_done_callback(lambda _: answer.cancel())
    answer.add_done_callback(lambda _: gone.cancel())


async def _gone(request: Request) -> None:
    """Return when the client closes its connection."""
    with contextlib.suppress(Exception):
        while (await request.receive())["type"] != "http.disconnect":
            pass


def _caching(reply: Reply, tag: str) -> dict[str, str]:
    if not tag:
        return {"Cache-Control": "no-store"} if reply.status == 200 else {}
    return {"ETag": tag, "Cache-Control": "no-cache"}
