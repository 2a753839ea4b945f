"""How a parameter's value comes into a query: as one checked VALUES block of RDF terms, never as pasted text.

One way for every engine. The embedded store's own substitutions were tried first (pyoxigraph 0.5.13): they reach
only projected variables, are folded away under BOUND, and come after the join order is chosen. On 150,000
agreements one institution's took 375 ms so, and 0.5 ms with the block (``tests/query/bench_binding.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.query.checked import Checked

Value = NamedNode | Literal
"""What a parameter may be bound to: a blank node would be a variable, not a value."""

_IRI: Final = re.compile(r"[^<>\"{}|^`\\\x00-\x20\x7f-\x9f]+")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ESCAPED: Final = {'"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_AFTER_BACKSLASH: Final = {"u": "\\U00000075", "U": "\\U00000055"}
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def term_text(term: object) -> str:
    """Return an IRI or literal as SPARQL writes it. Raises QueryError for anything else, or an unsafe part."""
    if isinstance(term, NamedNode):
        return _iri(term.value)
    if isinstance(term, Literal):
        return _literal(term)
    raise QueryError(f"{term!r} is no value for a parameter", expected="an IRI or a literal")


def _iri(iri: str) -> str:
    if not _IRI.fullmatch(iri):
        raise QueryError(f"{iri!r} is no IRI", expected="no spaces, quotes or brackets in an IRI")
    return f"<{iri}>"


def _literal(literal: Literal) -> str:
    if "\x00" in literal.value:
        raise QueryError("a parameter holds the character U+0000", expected="text")
    quoted = f'"{_quoted(literal.value)}"'
    if literal.language:
        return f"{quoted}@{literal.language}"
    datatype = literal.datatype.value
    return quoted if datatype == _STRING else f"{quoted}^^{_iri(datatype)}"


def _quoted(text: str) -> str:
    r"""Escape a string. ``\u`` is kept from appearing: rdflib expands it before it reads strings."""
    pieces, previous = [], ""
    for char in text:
        escaped = _ESCAPED.get(char, char)
        pieces.append(_AFTER_BACKSLASH.get(char, escaped) if previous == "\\" else escaped)
        previous = char
    return "".join(pieces)


def values_block(values: Mapping[str, Value]) -> str:
    """Return ``VALUES (?a ?b) { (… …) }`` for the values, by name; "" for none.

    >>> values_block({"year": Literal(1403)})
    'VALUES (?year) { ("1403"^^<http://www.w3.org/2001/XMLSchema#integer>) }'
    """
    if not values:
        return ""
    for name in values:
        if not _NAME.fullmatch(name):
            raise QueryError(f"{name!r} is no name for a parameter", expected="Latin letters, digits and _")
    names = sorted(values)
    variables = " ".join(f"?{name}" for name in names)
    return f"VALUES ({variables}) {{ ({' '.join(term_text(values[name]) for name in names)}) }}"


def bind(query: Checked, values: Mapping[str, Value]) -> str:
    """Return the query's text with the values as a block at the head of its outermost WHERE.

    Groups that name a parameter themselves are told it again (``kg.query.groups`` says which and why). A block stands
    on the bracket's own line, so line numbers in messages stay true. Raises QueryError for a variable
    the query does not have, and where the query has no WHERE group.
    """
    if not values:
        return query.text
    if unknown := sorted(set(values) - query.variables):
        raise QueryError(f"the query has no variable ?{unknown[0]}", todo="check the parameter's name")
    if query.body is None:
        raise QueryError("this query has no WHERE group to take parameters", expected="WHERE { … }")
    told = [(query.body, frozenset(values)), *query.groups]
    pieces, last = list[str](), 0
    for offset, names in told:
        block = values_block({name: values[name] for name in values if name in names})
        pieces += [query.text[last:offset], f" {block} " if block else ""]
        last = offset
    return "".join([*pieces, query.text[last:]])
