"""FROM and FROM NAMED, lifted from a query's text into the operation, so that no engine goes and loads a file or page.

SPARQL says that these clauses name the dataset, and the protocol's parameters do the same and win over them. As
values they choose among the graphs of the store, which is all they may do here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from kg.errors import QueryError
from kg.protocol.operation import Operation
from kg.protocol.prologue import blank, declared, resolved
from kg.protocol.refusal import refuse
from kg.query import MAX_CHARACTERS, Token, place, tokens

MAX_CLAUSES: Final = 1_000
"""Most clauses that are lifted; the guard refuses a query with more, as it refuses any FROM."""
_SCHEMES: Final = ("http:", "https:", "urn:")
_AFTER: Final = frozenset("FROM WHERE { GROUP HAVING ORDER LIMIT OFFSET VALUES".split())
"""What may follow a clause; the words behind WHERE for DESCRIBE, which needs none."""
_DEPTH: Final = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class _Clause:
    """One dataset clause: where it begins and ends in the text, and what it names."""

    start: int
    end: int
    named: bool
    iri: str


def lift_dataset(operation: Operation) -> Operation:
    """Return a query without its dataset clauses, their graphs as ``default_graphs`` and ``named_graphs``.

    Where the request named graphs itself, those stay and the clauses are only taken out (SPARQL 1.1 Protocol,
    2.1.4). Lines and columns of the text stay as they were. Raises Refusal 400 for a text that is no SPARQL, or a
    graph whose name is not an absolute http, https or urn IRI.
    """
    if operation.kind != "query" or "from" not in operation.text.lower():
        return _checked(operation)
    if len(operation.text) > MAX_CHARACTERS:
        raise refuse("too-large", f"the query has {len(operation.text)} characters; expected at most {MAX_CHARACTERS}")
    try:
        clauses = tuple(islice(_clauses(operation.text, tokens(operation.text)), MAX_CLAUSES))
    except QueryError as error:
        raise refuse("malformed-query", str(error)) from None
    text = blank(operation.text, [(each.start, each.end) for each in clauses])
    if operation.default_graphs or operation.named_graphs:
        return _checked(replace(operation, text=text))
    default, named = ({each.iri: None for each in clauses if each.named is wanted} for wanted in (False, True))
    return _checked(replace(operation, text=text, default_graphs=tuple(default), named_graphs=tuple(named)))


def _checked(operation: Operation) -> Operation:
    for iri in (*operation.default_graphs, *operation.named_graphs):
        if not iri.lower().startswith(_SCHEMES):
            raise refuse("malformed-request", f"a graph may not be named <{iri[:80]}>; expected an http or urn IRI")
    return operation


def _clauses(text: str, found: tuple[Token, ...]) -> Iterator[_Clause]:
    """Yield the dataset clauses between the query's form and its WHERE; any other FROM is left for the guard."""
    prefixes, depth, groups = declared(found), 0, 1
    for index, token in enumerate(found):
        word = token.text.upper() if token.kind == "word" else ""
        if word == "FROM" and depth == 0:
            yield _clause(text, found[index : index + 4], prefixes)
        groups += word == "CONSTRUCT"
        groups -= depth == 0 and token.text == "{"
        depth += _DEPTH.get(token.text, 0) if token.kind == "mark" else 0
        if word == "WHERE" or not groups:
            return


def _clause(text: str, found: tuple[Token, ...], prefixes: dict[str, str]) -> _Clause:
    named = [token.text.upper() for token in found[1:2]] == ["NAMED"]
    name, after = found[1 + named : 2 + named], found[2 + named : 3 + named]
    iri = resolved(name[0], prefixes) if name else ""
    if not iri or (after and after[0].text.upper() not in _AFTER):
        raise refuse("malformed-query", f"{place(text, found[0].start)}: expected FROM <absolute IRI> before WHERE")
    return _Clause(found[0].start, name[0].start + len(name[0].text), named, iri)
