"""``/search``: text search over HTTP, in the form of ``kg search --json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kg.protocol import Refusal, refuse
from kg.query import MOST_RESULTS, SEARCHED, search
from kg.server.asking import Asking
from kg.server.replies import of_refusal
from kg.store import Store
from kg.workers import Limits, Reply

_FEW: Final = 20
_LONGEST: Final = 1_000
"""Characters of a search; longer ones are refused."""


async def find(request: Request) -> Response:
    """Answer ``/search?q=words&kind=institution&limit=20``; ``kind`` may stand several times."""
    asking: Asking = request.app.state.asking
    given = request.query_params
    try:
        limit = _limit(given.get("limit", str(_FEW)))
        fields = {"q": _words(given.get("q", "")), "kinds": given.getlist("kind")[: len(SEARCHED)], "limit": limit}
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    return await asking.answer(request, "search", fields)


def _words(text: str) -> str:
    if not text.strip() or len(text) > _LONGEST:
        raise refuse("malformed-request", f"expected q=words, at most {_LONGEST} characters")
    return text


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= MOST_RESULTS:
        raise refuse("malformed-request", f"limit={text[:20]!r} is no number from 1 to {MOST_RESULTS}")
    return int(text)


def answer_search(store: Store, fields: Mapping[str, Any], _: Limits) -> Reply:
    """Search for ``q`` among the ``kinds``, at most ``limit`` results; the form is ``ontology/search.schema.json``."""
    answer = search(store, fields["q"], tuple(fields["kinds"]), fields["limit"])
    return Reply(json.dumps(answer.plain(), ensure_ascii=False).encode("utf-8", "replace"), "application/json")
