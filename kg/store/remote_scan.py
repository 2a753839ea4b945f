"""The outline of a SPARQL query, read by a linear scan: its form, and where its outermost group begins and ends.

The protocol's ``default-graph-uri`` alone takes all named graphs away (Oxigraph follows the standard there), and to
list every article's graph as ``named-graph-uri`` is out of the question. So a query over the consolidated facts is
sent with its outermost group inside ``GRAPH <…/consolidated> { }``, which means the same: a GRAPH within it still
ranges over all graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.store.answer import Term

_TOKEN: Final = re.compile(
    r"""\s+ | \#[^\n\r]*
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | \'\'\'(?:[^'\\]|\\.|\'(?!\'\'))*\'\'\'
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<word>@?\w[\w.\-]*:?(?:[\w.:%\-]|\\.)* | :(?:[\w.:%\-]|\\.)*)
    | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
Token = tuple[int, str, str]
"""Offset, kind (iri, string, variable, word, mark) and text."""
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a query is made of.

    form: SELECT, ASK, CONSTRUCT or DESCRIBE. start, end: offsets just inside the outermost group of its WHERE, None
    where it has none. head: offset of the word of its form. short: CONSTRUCT WHERE without a template.
    variables: the names that occur in it.
    """

    text: str
    form: str
    head: int
    start: int | None
    end: int
    short: bool
    variables: frozenset[str]
    tokens: tuple[Token, ...]

    @property
    def body(self) -> str:
        """What stands inside the outermost group."""
        return "" if self.start is None else self.text[self.start : self.end]

    def around(self, before: str, after: str = "") -> str:
        """Return the query with text put at the head and at the end of its outermost group."""
        if self.start is None:
            raise QueryError("this query has no group for values", expected="WHERE { … }")
        return "".join((self.text[: self.start], before, self.body, after, self.text[self.end :]))


def outline(text: str) -> Outline:
    """Read the outline of a query. Raises QueryError for what is no query."""
    tokens = list(_tokens(text))
    form = next(
        (place for place, (_, kind, word) in enumerate(tokens) if kind == "word" and word.upper() in _FORMS), None
    )
    if form is None:
        raise QueryError("the query is malformed: it has no SELECT, ASK, CONSTRUCT or DESCRIBE", todo="mend the query")
    groups = _groups(tokens[form + 1 :])
    name = tokens[form][2].upper()
    template = name == "CONSTRUCT" and tokens[form + 1 : form + 2] and tokens[form + 1][2] == "{"
    body = groups[1:2] if template else groups[:1]
    start, end = body[0] if body else (None, len(text))
    variables = frozenset(word[1:] for _, kind, word in tokens if kind == "variable")
    short = name == "CONSTRUCT" and not template
    return Outline(text, name, tokens[form][0], start, end, short, variables, tuple(tokens))


def bound(query: Outline, bindings: Mapping[str, Term]) -> str:
    """Return the query's text with the terms as a VALUES block. Raises QueryError for a variable it does not have."""
    if not bindings:
        return query.text
    for name in bindings:
        if name not in query.variables:
            raise QueryError(f"the query has no variable ?{name}, it is missing", todo="check the name")
    names = " ".join(f"?{name}" for name in bindings)
    return query.around(f" VALUES ({names}) {{ ({' '.join(map(str, bindings.values()))}) }} ")


def within(query: Outline, graph: NamedNode) -> str:
    """Return the query asked of one graph in place of the default graph."""
    if query.start is None:
        return query.text
    if query.short:
        if re.search(r"_:|\[", query.body):
            raise QueryError(
                "CONSTRUCT WHERE with blank nodes cannot be asked of a remote store", todo="give a template"
            )
        return (
            f"{query.text[: query.head]}CONSTRUCT {{ {query.body} }} WHERE {{ GRAPH {graph} {{ {query.body} }} "
            + (query.text[query.end :])
        )
    return query.around(f" GRAPH {graph} {{ ", " } ")


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup:
            yield found.start(), found.lastgroup, found.group()


def _groups(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the insides of the outermost groups in braces that stand in no parentheses."""
    found, depth, round_, start = [], 0, 0, 0
    for place, kind, mark in tokens:
        if kind != "mark":
            continue
        round_ += (mark == "(") - (mark == ")") if not depth else 0
        if mark == "{" and not round_:
            start = start if depth else place + 1
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
            if not depth:
                found.append((start, place))
    return found
