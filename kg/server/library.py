"""Answers a question of the library by its name and parameters, and what the forms of the query desk ask."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.desk import bound_text, offers
from kg.protocol import refuse
from kg.query import FORMATS, Card, load_library, render, run_query
from kg.store import Store
from kg.workers import Limits, Reply

_TYPES = {
    "table": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/sparql-results+json",
    "turtle": "text/turtle; charset=utf-8",
}


def answer_library(store: Store, fields: Mapping[str, Any], limits: Limits) -> Reply:
    """Answer the question ``name`` with ``params`` on the day ``on``, in one of the formats of ``kg query``.

    Over the limit of rows the answer is a refusal, or with ``partial`` the first rows and a header that says so.
    """
    card = _card(fields["name"])
    format_ = fields["format"] or "json"
    if format_ not in FORMATS:
        raise refuse("not-acceptable", f"there is no format {format_[:40]!r}; expected {', '.join(FORMATS)}")
    table = run_query(store, card, fields["params"], fields["on"], most=limits.rows)
    if table.cut and not fields["partial"]:
        raise refuse("row-limit", f"the answer has more than {limits.rows} rows; ask for less, or pass partial=1")
    name = (
        f'inline; filename="{card.name}.{"ttl" if format_ == "turtle" else "txt" if format_ == "table" else format_}"'
    )
    body = render(table, format_).encode("utf-8", "backslashreplace")
    told = (("KG-Partial", f"rows={limits.rows}"),) if table.cut else ()
    return Reply(body, _TYPES[format_], headers=(("Content-Disposition", name), *told))


def answer_bound(store: Store, fields: Mapping[str, Any], _: Limits) -> Reply:
    """Give the question ``name`` with ``params`` as SPARQL that any client can ask."""
    text = bound_text(store, _card(fields["name"]), fields["params"], fields["on"] or None)
    return Reply(text.encode("utf-8", "backslashreplace"), "application/sparql-query; charset=utf-8")


def answer_suggest(store: Store, fields: Mapping[str, Any], _: Limits) -> Reply:
    """Give the things ``of`` a kind whose names fit what is typed in ``q``, as a JSON list."""
    found = offers(store, fields["q"], fields["of"])
    return Reply(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"), "application/json")


def _card(name: str) -> Card:
    card = load_library().get(name)
    if card is None:
        raise refuse("not-found", f"the library has no question {name[:60]!r}; see /library")
    return card
