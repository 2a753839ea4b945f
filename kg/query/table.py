"""What a question gives back: rows in their order, plain for people and raw for programs."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ontology.terms import PREFIXES, XSD
from kg.store import Answer, Term

Cell = str | int

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda pair: (-len(pair[1]), pair[0]))


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to one question.

    rows: text or whole numbers, "" where unbound; IRIs of this store are local ids, other known ones prefixed.
    terms: the same cells as RDF terms. triples: sorted, for CONSTRUCT and DESCRIBE, else None; boolean: for ASK.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    terms: tuple[tuple[Term | None, ...], ...]
    triples: tuple[Triple, ...] | None = None
    boolean: bool | None = None


def table_of(name: str, answer: Answer, base_iri: str) -> Table:
    """Return an answer as a table. Triples become the columns subject, predicate and object."""
    if answer.boolean is not None:
        literal = Literal(answer.boolean)
        return Table(name, ("answer",), ((literal.value,),), ((literal,),), None, answer.boolean)
    if answer.triples is not None:
        triples = tuple(sorted(set(answer.triples), key=str))
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        terms: tuple[tuple[Term | None, ...], ...] = tuple(
            (triple.subject, triple.predicate, triple.object) for triple in triples
        )
    else:
        triples, columns, terms = None, answer.variables, answer.rows
    rows = tuple(tuple(plain(term, base_iri) for term in row) for row in terms)
    return Table(name, columns, rows, terms, triples)


def plain(term: Term | None, base_iri: str) -> Cell:
    """Return a term as a reader sees it: a local id or prefixed name, text, or a whole number."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return short(term.value, base_iri)
    if isinstance(term, Literal):
        return _number(term) if term.datatype == XSD("integer") else term.value
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def _number(literal: Literal) -> Cell:
    text = literal.value
    return int(text) if len(text) <= 400 and text.lstrip("+-").isdecimal() else text


def short(iri: str, base_iri: str) -> str:
    """Return an IRI as a local id or a prefixed name where it is one, else whole."""
    if iri.startswith(base_iri) and len(iri) > len(base_iri):
        return iri.removeprefix(base_iri)
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
