"""What a question gives back: rows in their order, plain for people and raw for programs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ontology.terms import PREFIXES, XSD
from kg.store import Answer, Term

Cell = str | int

_INTEGER = XSD("integer")
_LAST = frozenset("0123456789")
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda pair: (-len(pair[1]), pair[0]))


@dataclass(frozen=True)
class Table:
    """The answer to one question.

    terms: the cells as RDF terms; base_iri: of the store. triples: sorted, for CONSTRUCT and DESCRIBE, else None;
    boolean: for ASK. cut: there are more rows than were asked for.
    """

    name: str
    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    base_iri: str
    triples: tuple[Triple, ...] | None = None
    boolean: bool | None = None
    cut: bool = False

    @cached_property  # of a thousand rows it takes as long as to find them, and JSON needs none of it
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells for reading: text or whole numbers, "" where unbound; IRIs as local ids or prefixed names."""
        return tuple(tuple(plain(term, self.base_iri) for term in row) for row in self.terms)


def table_of(name: str, answer: Answer, base_iri: str, most: int | None = None) -> Table:
    """Return an answer as a table of at most so many rows. Triples become the columns subject, predicate and object."""
    if answer.boolean is not None:
        literal = Literal(answer.boolean)
        return Table(name, ("answer",), ((literal,),), base_iri, None, answer.boolean)
    if answer.triples is not None:
        triples = tuple(sorted(set(answer.triples), key=str))
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        terms: tuple[tuple[Term | None, ...], ...] = tuple(
            (triple.subject, triple.predicate, triple.object) for triple in triples
        )
        cut = most is not None and len(terms) > most
        return Table(name, columns, terms[:most], base_iri, triples[:most], cut=cut)
    cut = most is not None and len(answer.rows) > most
    return Table(name, answer.variables, answer.rows[:most], base_iri, cut=cut)


def plain(term: Term | None, base_iri: str) -> Cell:
    """Return a term as a reader sees it: a local id or prefixed name, text, or a whole number."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return short(term.value, base_iri)
    if isinstance(term, Literal):
        return _plain_literal(term)
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def _plain_literal(literal: Literal) -> Cell:
    text = literal.value
    if text[-1:] not in _LAST or len(text) > 400 or not text.lstrip("+-").isdecimal():
        return text
    return int(text) if literal.datatype == _INTEGER else text


def short(iri: str, base_iri: str) -> str:
    """Return an IRI as a local id or a prefixed name where it is one, else whole."""
    if iri.startswith(base_iri) and len(iri) > len(base_iri):
        return iri.removeprefix(base_iri)
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
