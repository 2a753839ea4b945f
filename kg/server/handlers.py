"""The kinds of questions that worker processes answer, each by a function of the store and plain fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.server.graph_store import answer_graph
from kg.server.library import answer_bound, answer_library, answer_suggest
from kg.server.linked import answer_page, answer_thing
from kg.server.queries import answer_query
from kg.server.searching import answer_search
from kg.server.self_description import answer_description, answer_void
from kg.server.vocabulary import answer_vocabulary
from kg.store import EmbeddedStore, Store
from kg.workers import Limits, Reply

Handler = Callable[[EmbeddedStore, Mapping[str, Any], Limits], Reply]


def answer_health(_: Store, __: Mapping[str, Any], ___: Limits) -> Reply:
    """Say that the store can be read."""
    return Reply(json.dumps({"status": "ok"}).encode(), "application/json")


HANDLERS: Final[dict[str, Handler]] = {
    "bound": answer_bound,
    "description": answer_description,
    "graph": answer_graph,
    "health": answer_health,
    "library": answer_library,
    "page": answer_page,
    "query": answer_query,
    "search": answer_search,
    "suggest": answer_suggest,
    "thing": answer_thing,
    "vocabulary": answer_vocabulary,
    "void": answer_void,
}
"""Kind -> handler. A handler raises KgError or Refusal for what it does not answer."""
