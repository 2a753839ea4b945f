"""The kinds of questions that worker processes answer, each by a function of the store and plain fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.server.library import answer_bound, answer_library, answer_suggest
from kg.server.queries import answer_query
from kg.store import Store
from kg.workers import Limits, Reply

Handler = Callable[[Store, Mapping[str, Any], Limits], Reply]


def answer_health(_: Store, __: Mapping[str, Any], ___: Limits) -> Reply:
    """Say that the store can be read."""
    return Reply(json.dumps({"status": "ok"}).encode(), "application/json")


HANDLERS: Final[dict[str, Handler]] = {
    "bound": answer_bound,
    "health": answer_health,
    "library": answer_library,
    "query": answer_query,
    "suggest": answer_suggest,
}
"""Kind -> handler. A handler raises KgError or Refusal for what it does not answer."""
