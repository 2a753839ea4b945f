"""``agr:matches``: text search inside SPARQL, which any client can send, for it is replaced before the query runs.

``?node agr:matches "قم" .`` becomes a VALUES block of what is found. ``(?node ?score)`` takes a number that sorts the
hits (higher is better), ``(?node ?score ?snippet)`` the text as printed too. The object is a string, a parameter with
a value, or a list: ``("قم" 50 "institution" "place")`` takes the best 50 of these kinds. Without a number all hits are
taken, and too many of them are an error: nothing is cut unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.ontology.terms import XSD
from kg.query.binding import Value, term_text
from kg.query.checked import Checked
from kg.query.lexer import Token, place, tokens
from kg.query.matching import iri_of, matching
from kg.query.patterns import Names, Statement, statements
from kg.query.printed import names_of, printed_excerpt
from kg.store import Store
from kg.textindex import KINDS, Asked, Hit, read_search

MOST_SNIPPETS = 1_000
"""Hits whose text may be asked for too: each text is read from the store."""
_QUOTES = re.compile(r'"""|\'\'\'|"|\'')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_FORM = '?node agr:matches "words", or ("words" 50 "institution")'

MOST_HITS = 10_000
"""Most hits that ``agr:matches`` may have without a number; VALUES takes them in 0.1 s."""


def rewritten(store: Store, query: Checked, bindings: Mapping[str, Value] = {}, most: int | None = None) -> Checked:
    """Return the query with every ``agr:matches`` replaced by what it finds in the store now.

    bindings: values of the query's parameters; most: hits that one use may have, ``MOST_HITS`` if not given.
    A query without ``agr:matches`` is returned as it is. Raises QueryError, with line and column, for a use that is
    malformed or finds too much.
    """
    if "matches" not in query.text:
        return query
    found = tokens(query.text)
    names = Names(found)
    rewriter = _Rewriter(store, query.text, names, bindings, most or MOST_HITS)
    text, groups = query.text, query.groups
    for statement in reversed(statements(query.text, found, names)):
        said = rewriter.replaced(statement)
        text = text[: statement.start] + said + text[statement.end :]
        longer = len(said) - (statement.end - statement.start)
        groups = tuple((offset + longer * (offset >= statement.end), told) for offset, told in groups)
    return replace(query, text=text, groups=groups, tokens=(), ends=False)


class _Rewriter:
    def __init__(self, store: Store, text: str, names: Names, bindings: Mapping[str, Value], most: int) -> None:
        self._store, self._text, self._names = store, text, names
        self._bindings, self._most = bindings, most

    def replaced(self, statement: Statement) -> str:
        """Return what stands for a statement: blocks of hits, then what else is said; it keeps its line ends."""
        blocks = [self._block(statement, use, object_) for use, object_ in statement.matches]
        subject = self._text[statement.subject[0].start : _end(statement.subject[-1])]
        rest = [self._text[start:end] for start, end in statement.rest]
        if rest and subject.startswith("("):
            raise self._wrong(statement.subject[0], "a list of variables stands for hits alone", "another statement")
        said = f"{' '.join(blocks)} {subject} {' ; '.join(rest)}" if rest else " ".join(blocks)
        lines = self._text.count("\n", statement.start, statement.end) - said.count("\n")
        return said + "\n" * lines

    def _block(self, statement: Statement, use: Token, object_: Sequence[Token]) -> str:
        asked, limit, kinds = self._search(use, object_)
        variables = self._variables(use, statement.subject)
        hits = self._hits(use, asked, limit, kinds, snippets=len(variables) > 2)
        if not variables:
            iri = self._names.full(statement.subject[0])
            return f"FILTER({'true' if any(iri_of(self._store, hit.node) == iri for hit in hits) else 'false'})"
        if not hits:  # an empty block is SPARQL, but rdflib fails on it
            return f"VALUES ({' '.join(variables)}) {{ ({' '.join(['UNDEF'] * len(variables))}) }} FILTER(false)"
        rows = (" ".join(self._cells(hit, asked, len(variables))) for hit in hits)
        return f"VALUES ({' '.join(variables)}) {{ {' '.join(f'({row})' for row in rows)} }}"

    def _cells(self, hit: Hit, asked: Asked, width: int) -> list[str]:
        node = NamedNode(iri_of(self._store, hit.node))
        cells: list[Value] = [node]
        if width > 1:
            cells.append(Literal(str(hit.score), datatype=XSD("double")))
        if width > 2:
            printed = [name for name, _ in names_of(self._store, hit.node)]
            cells.append(Literal(printed_excerpt(asked, printed).text))
        return [term_text(cell) for cell in cells]

    def _hits(
        self, use: Token, asked: Asked, limit: int | None, kinds: tuple[str, ...], *, snippets: bool
    ) -> tuple[Hit, ...]:
        most = min(self._most, MOST_SNIPPETS) if snippets else self._most
        if limit is not None and limit > most:
            raise self._wrong(use, f"{limit} hits are asked for", f"at most {most}")
        hits = matching(self._store, asked, kinds, most + 1 if limit is None else limit)
        if limit is None and len(hits) > most:
            said = " ".join(asked.words)
            raise self._wrong(
                use, f"{said!r} is found in more than {most} things", f'more words, or the best so many: ("{said}" 100)'
            )
        return hits

    def _variables(self, use: Token, subject: Sequence[Token]) -> tuple[str, ...]:
        """Return the variables that take the hits; none where the subject is an IRI."""
        kinds = [token.kind for token in subject]
        if kinds == ["variable"]:
            return (f"?{subject[0].text[1:]}",)
        if kinds[:1] == ["mark"] and subject[0].text == "(" and kinds[1:-1] in (["variable"] * n for n in (1, 2, 3)):
            return tuple(f"?{token.text[1:]}" for token in subject[1:-1])
        if len(subject) == 1 and self._names.full(subject[0]):
            return ()
        raise self._wrong(use, "what is searched for must be a variable", "?node, (?node ?score) or an IRI")

    def _search(self, use: Token, object_: Sequence[Token]) -> tuple[Asked, int | None, tuple[str, ...]]:
        """Return the search, how many of the best hits are wanted (None: all), and of which kinds."""
        inside = object_[1:-1] if object_ and object_[0].text == "(" and object_[-1].text == ")" else object_
        values = self._values(use, inside)
        if not values or not isinstance(values[0], str) or (inside is object_ and len(values) > 1):
            raise self._wrong(use, "there is no text to search for", _FORM)
        numbers = [value for value in values[1:] if isinstance(value, int)]
        kinds = tuple(value for value in values[1:] if isinstance(value, str))
        if len(numbers) > 1 or any(number < 1 for number in numbers):
            raise self._wrong(use, "the number of hits is not clear", "one number, 1 or more")
        if unknown := sorted(set(kinds) - set(KINDS)):
            raise self._wrong(use, f"{unknown[0]!r} is no kind of thing", f"one of {', '.join(KINDS)}")
        try:
            return read_search(values[0]), numbers[0] if numbers else None, kinds
        except QueryError as error:
            raise QueryError(error.what, where=place(self._text, use.start), expected=error.expected) from error

    def _values(self, use: Token, inside: Sequence[Token]) -> list[str | int]:
        """Return texts and whole numbers, as written or as a parameter's value; a text's language is left out."""
        values: list[str | int] = []
        skip = False
        for token in inside:
            if skip or token.kind == "language":
                skip = False
            elif token.text == "^^":
                skip = True
            elif token.kind == "string":
                values.append(_unquoted(token.text))
            elif token.kind == "number" and token.text.isdecimal():
                values.append(int(token.text[:18]))
            elif token.kind == "variable":
                values.append(self._bound(token))
            else:
                raise self._wrong(use, f"{token.text!r} is nothing to search for", _FORM)
        return values

    def _bound(self, token: Token) -> str | int:
        value = self._bindings.get(token.text[1:])
        if not isinstance(value, Literal):
            raise self._wrong(token, f"{token.text} has no value before the query runs", _FORM)
        return int(value.value) if value.datatype == XSD("integer") else value.value

    def _wrong(self, token: Token, what: str, expected: str) -> QueryError:
        return QueryError(what, where=place(self._text, token.start), expected=expected)


def _unquoted(token: str) -> str:
    """Return the text of a string token, its escapes resolved."""
    quotes = _QUOTES.match(token)
    size = len(quotes[0]) if quotes else 0
    return _ESCAPE.sub(_resolved, token[size:-size])


def _resolved(escape: re.Match[str]) -> str:
    if escape[3]:
        return _PLAIN.get(escape[3], escape[3])
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _end(token: Token) -> int:
    return token.start + len(token.text)
