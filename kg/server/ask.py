"""``/ask/NAME`` and ``/health``: questions of the library over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.server.asking import Asking

_NOT_PARAMETERS = ("format", "on", "partial")


def question_of(request: Request) -> dict[str, Any]:
    """Return which question of the library is asked, with which parameters, for which day; "" where none is given."""
    given = dict(request.query_params.multi_items())
    return {
        "name": request.path_params["name"],
        "params": {name: value for name, value in given.items() if name not in _NOT_PARAMETERS},
        "on": given.get("on", ""),
    }


async def ask(request: Request) -> Response:
    """Answer a question of the library: ``/ask/NAME?institution=…&format=csv``; ``on`` is today (UTC) unless given."""
    asking: Asking = request.app.state.asking
    question, given = question_of(request), request.query_params
    fields = {
        **question,
        "on": question["on"] or datetime.now(UTC).date().isoformat(),
        "format": given.get("format", ""),
        "partial": given.get("partial", "") in ("1", "true"),
    }
    return await asking.answer(request, "library", fields)


async def health(request: Request) -> Response:
    """Say whether the store can be read: a worker is asked."""
    asking: Asking = request.app.state.asking
    return await asking.answer(request, "health", {})
