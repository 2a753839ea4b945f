"""The facts as rows of tables: one table a class, one row a node; several values are joined with `` | ``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.export.selection import Choice
from kg.export.sheets import SHEETS
from kg.ontology.terms import AGR, PREFIXES, RDF
from kg.query import Cell, plain
from kg.store import Store, Term


def sheets(store: Store, choice: Choice) -> Iterator[tuple[str, tuple[str, ...], tuple[tuple[Cell, ...], ...]]]:
    """Yield (file name, columns, rows) of every table that the choice keeps, rows sorted by id."""
    for sheet in SHEETS:
        if sheet.fact or not choice.consolidated:
            columns = [pair for pair in sheet.columns if choice.with_text or pair != ("text", "agr:text") or sheet.fact]
            header = ("id", *(name for name, _ in columns))
            yield f"{sheet.name}.csv", header, tuple(_rows(store, sheet.of, columns))


def _rows(store: Store, of: str, columns: list[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    nodes = {quad.subject for quad in store.quads(predicate=RDF("type"), object=AGR(of))}
    for node in sorted((node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value):
        cells = (_cell(_follow(store, node, path), store.base_iri) for _, path in columns)
        yield (plain(node, store.base_iri), *cells)


def _cell(terms: Iterable[Term], base_iri: str) -> Cell:
    values = sorted({plain(term, base_iri) for term in terms}, key=lambda value: (isinstance(value, str), value))
    return values[0] if len(values) == 1 else " | ".join(map(str, values))


@cache
def _steps(path: str) -> tuple[tuple[tuple[bool, NamedNode, str], ...], ...]:
    """Return a path as steps, each a tuple of alternatives (backwards, property, language)."""
    return tuple(tuple(_step(part) for part in step.split("|")) for step in path.split("/"))


def _step(text: str) -> tuple[bool, NamedNode, str]:
    name, _, language = text.removeprefix("^").partition("@")
    prefix, _, local = name.partition(":")
    return text.startswith("^"), NamedNode(PREFIXES[prefix] + local), language


def _follow(store: Store, node: NamedNode, path: str) -> set[Term]:
    found: set[Term] = {node}
    for alternatives in _steps(path):
        found = {
            term
            for start in found
            if isinstance(start, NamedNode)
            for backwards, predicate, language in alternatives
            for term in _reached(store, start, predicate, backwards=backwards)
            if not language or _is_in(term, language)
        }
    return found


def _is_in(term: Term, language: str) -> bool:
    """Say whether a label is in the language; those of persons and offices carry none and count as Persian."""
    return isinstance(term, Literal) and (term.language or "fa") == language


def _reached(store: Store, node: NamedNode, predicate: NamedNode, *, backwards: bool) -> Iterator[Term]:
    if not backwards:
        yield from (quad.object for quad in store.quads(subject=node, predicate=predicate))
        return
    for quad in store.quads(predicate=predicate, object=node):
        subject: NamedNode | BlankNode | Triple = quad.subject
        yield subject
