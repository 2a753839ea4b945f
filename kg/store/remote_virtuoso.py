"""Virtuoso 7.2.5 (Debian's ``virtuoso-opensource``): what it does otherwise, and what is done about it.

* A POST of ``application/sparql-query`` hangs: everything is sent as a form.
* A request of several updates is not carried out as a whole: such changes go through the redo graph.
* INSERT DATA of more than some 4,000 quads ends with "memory exhausted": requests hold at most 2,000.
* INSERT … WHERE with FILTER NOT EXISTS inserts all the same: no update has a condition.
* xsd:duration cannot be stored. An xsd:integer beyond 64 bits becomes another number. ``0.90`` comes back as ``0.9``,
  ``05`` as ``5``, a time with an offset as UTC: a literal that would not come back as it is is kept under the datatype
  ``urn:kg-literal:`` + its own, and read as what it was. Its STR() is true for other clients too.
* xsd:boolean comes back as ``1`` and ``0``: read as ``true`` and ``false``.
* After ``ResultSetMaxRows`` rows an answer is cut, with status 200 and a header: an answer with that header is an
  error; look-ups are made again page by page and counted. A CONSTRUCT is cut without a header: none is sent.
* Its own graphs (``virtrdf#`` …) are among the named graphs: they are left out of what is read.
* Queries with two property paths, with ``+`` and ``*``, with OPTIONAL before BIND and FILTER, with GRAPH beside a
  ``default-graph-uri``, with VALUES and UNION are answered wrongly without a sign (28 of 200 questions of the library).
  Only what consists of plain patterns is asked of it; all else is answered in this process: see ``remote_here``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.store.answer import Term
from kg.store.remote_scan import Outline

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_OWN: Final = "urn:kg-literal:"
_FAITHFUL: Final = {
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    "decimal": re.compile(r"-?(?:0|[1-9][0-9]{0,13})(?:\.[0-9]{0,5}[1-9])?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "gYear": re.compile(r"[0-9]{4}"),
    "gYearMonth": re.compile(r"[0-9]{4}-[0-9]{2}"),
    "dateTime": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
}
"""Forms of literals that Virtuoso gives back as they are (measured by ``tests/store/test_remote_literals.py``)."""
_BOOLEANS: Final = {"1": "true", "0": "false"}
_WORDS: Final = frozenset("PREFIX SELECT DISTINCT WHERE COUNT AS A".split())
_MARKS: Final = frozenset("{}().;,")


def _is_plain(token: tuple[int, str, str]) -> bool:
    """Say whether a token is a name, a variable, or of the few words and marks of plain patterns."""
    _, kind, text = token
    if kind == "word":
        return (":" in text and not text.startswith("_")) or text.upper() in _WORDS
    return kind in {"iri", "variable"} or (kind == "mark" and text in _MARKS)


def _is_one_group(query: Outline) -> bool:
    return sum(text == "{" for _, _, text in query.tokens) == 1


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """Virtuoso 7; see the table above."""

    whole: bool = False

    def trusts(self, query: Outline, *, union: bool) -> bool:
        """Trust plain patterns in one group, and their numbers: each word and mark is of a known few."""
        return not union and query.form == "SELECT" and all(map(_is_plain, query.tokens)) and _is_one_group(query)

    def stored(self, term: Term) -> Term:
        """Return the term, a literal that would come back as another one under a datatype of our own."""
        if not isinstance(term, Literal) or term.language or term.datatype.value == f"{_XSD}string":
            return term
        datatype = term.datatype.value
        form = _FAITHFUL.get(datatype.removeprefix(_XSD))
        if form is not None and form.fullmatch(term.value):
            return term
        return Literal(term.value, datatype=NamedNode(_OWN + datatype))

    def meant(self, term: Term) -> Term:
        """Return the term with its own datatype."""
        if not isinstance(term, Literal) or term.language:
            return term
        datatype = term.datatype.value
        if datatype.startswith(_OWN):
            return Literal(term.value, datatype=NamedNode(datatype.removeprefix(_OWN)))
        if datatype == f"{_XSD}boolean":
            return Literal(_BOOLEANS.get(term.value, term.value), datatype=term.datatype)
        return term

    def ask(self, query: Outline, graph: NamedNode, *, union: bool) -> list[tuple[str, str]]:
        """Return the form; the union, which holds graphs of Virtuoso's own, is never asked for."""
        return [("query", query.text), ("default-graph-uri", graph.value)]

    def hides(self, graph: str) -> bool:
        """Say whether a graph is one that Virtuoso brings along."""
        return graph in _OF_VIRTUOSO or graph.endswith(("/DAV/", "/sparql"))


_OF_VIRTUOSO: Final = frozenset(
    (
        "http://www.openlinksw.com/schemas/virtrdf#",
        "http://www.w3.org/ns/ldp#",
        "http://www.w3.org/2002/07/owl#",
        "urn:activitystreams-owl:map",
        "urn:rules.skos",
        "urn:core:services:sparql",
    )
)
