"""Reads one request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) into an operation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kg.protocol.parameters import absolute_iri, fields, media_type, query_fields, text_of
from kg.protocol.refusal import refuse

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final[dict[str, Literal["query", "update"]]] = {
    "application/sparql-query": "query",
    "application/sparql-update": "update",
}
ALLOW: Final = "GET, HEAD, POST, OPTIONS"
_GRAPHS: Final = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
_YES: Final = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "": False}

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asked for.

    kind: query, update, or description (a GET without a query); text: the query or update as sent;
    default_graphs, named_graphs: absolute IRIs from ``default-graph-uri`` and ``named-graph-uri`` of a query, or
    ``using-graph-uri`` and ``using-named-graph-uri`` of an update, in order, each once; partial: the client takes
    a cut answer; format: value of ``format`` or ``output``, or ""; seconds: the client's own time limit, or None.
    """

    kind: Literal["query", "update", "description"]
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    partial: bool = False
    format: str = ""
    seconds: float | None = None


def read_operation(method: str, query_string: str, content_type: str, body: bytes) -> Operation:
    """Return the operation of a request; ``query_string`` is the URL's, still percent-encoded, without ``?``.

    HEAD is read as GET. Raises Refusal: 400 for what cannot be read or is there twice, 405, 415.
    """
    url = query_fields(query_string)
    if method in ("GET", "HEAD"):
        return _from_url(url)
    if method != "POST":
        raise refuse("method-not-allowed", f"{method[:20]} is not taken here", (("Allow", ALLOW),))
    kind = media_type(content_type)
    if kind == FORM:
        return _from_fields((*url, *fields(body, "the form")))
    if kind in DIRECT:
        return _from_fields((*url, (DIRECT[kind], text_of(body, f"the {DIRECT[kind]}"))))
    accepted = ", ".join((FORM, *DIRECT))
    given = f"a body of type {kind}" if kind else "a body without a Content-Type"
    raise refuse("unsupported-media-type", f"{given} is not read here; send {accepted}", (("Accept", accepted),))


def _from_url(url: Pairs) -> Operation:
    names = {name for name, _ in url}
    if "update" in names:
        raise refuse("method-not-allowed", "an update must be sent with POST", (("Allow", "POST"),))
    if names.isdisjoint(("query", *_GRAPHS["query"], *_GRAPHS["update"])):
        return Operation("description", "", format=_format(url))
    return _from_fields(url)


def _from_fields(pairs: Pairs) -> Operation:
    kind, text = _text(pairs)
    if len(pairs) == 1:
        return Operation(kind, text)
    other = _GRAPHS["update" if kind == "query" else "query"]
    if wrong := next((name for name, value in pairs if name in other and value), None):
        raise refuse("conflicting-graphs", f"{wrong} does not go with {kind}=; use {' and '.join(_GRAPHS[kind])}")
    default, named = (_iris(pairs, name) for name in _GRAPHS[kind])
    return Operation(kind, text, default, named, _partial(pairs), _format(pairs), _seconds(pairs))


def _text(pairs: Pairs) -> tuple[Literal["query", "update"], str]:
    given = [(name, value) for name, value in pairs if name in ("query", "update")]
    if len(given) > 1:
        raise refuse("repeated-parameter", "more than one query or update is given; send them one by one")
    if not given or not given[0][1].strip():
        raise refuse("missing-query", "there is no query; expected query=SELECT … or update=INSERT …")
    return "query" if given[0][0] == "query" else "update", given[0][1]


def _iris(pairs: Pairs, wanted: str) -> tuple[str, ...]:
    """Return the IRIs in order; an empty value, which forms send for an empty field, names no graph."""
    return tuple(dict.fromkeys(absolute_iri(value, wanted) for name, value in pairs if name == wanted and value))


def _one(pairs: Pairs, wanted: str) -> str:
    """Return the one value of a parameter, "" where it has none. Refusal where it has two different ones."""
    values = {value for name, value in pairs if name == wanted and value}
    if len(values) > 1:
        raise refuse("repeated-parameter", f"{wanted} is given with different values")
    return next(iter(values), "")


def _format(pairs: Pairs) -> str:
    """Return the first value of ``format`` or ``output``: SPARQLWrapper sends several spellings of one format."""
    return next((value for name, value in pairs if name in ("format", "output") and value), "")


def _partial(pairs: Pairs) -> bool:
    value = _one(pairs, "partial").lower()
    if value not in _YES:
        raise refuse("malformed-request", f"partial={value[:40]!r} is neither 1 nor 0")
    return _YES[value]


def _seconds(pairs: Pairs) -> float | None:
    value = _one(pairs, "timeout")
    try:
        seconds = float(value or "0")
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise refuse("malformed-request", f"timeout={value[:40]!r} is no number of seconds")
    return seconds or None
