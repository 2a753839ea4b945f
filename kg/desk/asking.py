"""A question as a text that any SPARQL tool can run: its values bound, its documentation as one comment."""

from __future__ import annotations

from collections.abc import Mapping

from kg.query import Card, bind, terms
from kg.store import Store


def bound_text(store: Store, card: Card, params: Mapping[str, object], on: str | None = None) -> str:
    """Return the question as SPARQL with its parameters bound as RDF terms.

    params: text by parameter name, names of things in any spelling; a None counts as not given. on: the day (ISO,
    Gregorian) for a parameter ``on``. Raises QueryError as ``kg.query.run_query`` does. A store is read for the names.
    """
    text = bind(card.query, terms(store, card, params, on))
    return f"# {card.title_fa} · {card.title_en}\n{without_header(text)}"


def without_header(text: str) -> str:
    r"""Return a query's text without the leading lines that document it.

    >>> without_header("#: title.en: All\n\nASK { ?s ?p ?o }\n")
    'ASK { ?s ?p ?o }\n'
    """
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#:")), 0)
    return "".join(lines[first:])
