"""A question with its parameters, asked of a store."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import QueryError
from kg.query.binding import Value, bind
from kg.query.card import Card
from kg.query.checked import Checked
from kg.query.limiting import limited
from kg.query.ordering import in_order
from kg.query.rewriting import rewritten
from kg.query.table import Table, table_of
from kg.query.values import terms
from kg.store import Store

_PLACE = re.compile(r"error at ([0-9]+):([0-9]+): *")


def run_query(  # noqa: PLR0913 - what is asked, of what, and how much
    store: Store,
    card: Card,
    params: Mapping[str, object],
    on: str | None = None,
    *,
    union: bool = False,
    most: int | None = None,
) -> Table:
    """Ask a store one question of the library or of a user's file.

    params: text by parameter name; a None counts as not given. on: the day that questions about "now" mean
    (ISO, Gregorian). union: take the union of all graphs for the default graph. most: rows of a SELECT that are wanted
    at most; the engine stops at one more, and ``Table.cut`` says whether there is one. Which rows those are the
    query's own ORDER BY says, and where it has none the store. Raises QueryError.
    """
    values = terms(store, card, params, on)
    try:
        query = card.query if most is None else limited(card.query, most + 1)
        query = rewritten(store, query, values)
    except QueryError as error:
        where = f"{card.name}:{error.where}" if error.where else card.name
        raise QueryError(error.what, where=where, expected=error.expected, todo=error.todo) from error
    text = bind(query, values)
    try:
        answer = store.query(text, union=union)
    except QueryError as error:
        raise _located(card.name, query, values, error) from error
    return in_order(table_of(card.name, answer, store.base_iri, most), card.order)


def _located(name: str, query: Checked, values: Mapping[str, Value], error: QueryError) -> QueryError:
    """Say where in the user's own text the engine stopped: the bound block is taken off the column."""
    found = _PLACE.search(error.what)
    if found is None:
        return QueryError(error.what, where=name, expected=error.expected, todo=error.todo)
    line, column = int(found[1]), int(found[2])
    body, before = query.body or 0, query.text[: query.body or 0]
    added = len(bind(query, values)) - len(query.text)
    if line == before.count("\n") + 1 and column > body - before.rfind("\n"):
        column = max(column - added, body - before.rfind("\n"))
    what = error.what.replace(found.group(), "")
    return QueryError(what, where=f"{name}:{line}:{column}", todo=error.todo)
