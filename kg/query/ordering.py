"""The order in which the rows of a question are read: sorted here, after the engine gave them.

An engine that sorts must find every row before it gives the first, and Oxigraph (0.5.13) looks IRIs and texts up at
each comparison. So a question whose order is only for reading says it in its header (``#: order: date agreement``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from pyoxigraph import Literal

from kg.ontology.terms import PREFIXES
from kg.query.card import Order
from kg.query.table import Table
from kg.store import Term

_Cells = Sequence[Term | None]
_NUMERIC = frozenset(
    f"{PREFIXES['xsd']}{name}"
    for name in ("byte", "decimal", "double", "float", "int", "integer", "long", "nonNegativeInteger", "short")
)
_DIGITS = frozenset("0123456789+-.")


def in_order(table: Table, order: Order) -> Table:
    """Return the table with its rows sorted by columns, ties by all columns; as it is where no order is given.

    What is unbound comes first, then numbers by their value, then all else by its characters.
    """
    if not order or len(table.terms) < 2:
        return table
    columns = tuple(zip(*table.terms, strict=True))
    place = {name: number for number, name in enumerate(table.columns)}
    keys = [(_keys(columns[place[name]]), falls) for name, falls in order if name in place]
    rows = _sorted(keys, len(table.terms))
    if _ties(keys, rows):
        said = {name for name, _ in order}
        rest = [(_keys(column), False) for name, column in zip(table.columns, columns, strict=True) if name not in said]
        rows = _sorted([*keys, *rest], len(table.terms))
    return replace(table, terms=tuple(map(table.terms.__getitem__, rows)))


def _sorted(keys: Sequence[tuple[list[str] | list[tuple[int, Decimal | str]], bool]], size: int) -> list[int]:
    """Return the numbers of the rows; a sort keeps what ties as it was, so the last column is sorted by first."""
    rows = list(range(size))
    for column, falls in reversed(keys):
        rows.sort(key=column.__getitem__, reverse=falls)
    return rows


def _ties(keys: Sequence[tuple[list[str] | list[tuple[int, Decimal | str]], bool]], rows: list[int]) -> bool:
    """Say whether two rows that follow one another are alike in every column that was sorted by."""
    alike = list(pairwise(rows))
    for column, _ in keys:
        alike = [(one, other) for one, other in alike if column[one] == column[other]]
        if not alike:
            return False
    return True


def _keys(cells: _Cells) -> list[str] | list[tuple[int, Decimal | str]]:
    """Return what sorts a column: texts as they are, pairs where a cell is a number."""
    texts = ["" if term is None else str(term) if not hasattr(term, "value") else term.value for term in cells]
    if not any(text[:1] in _DIGITS and _is_numeric(term) for term, text in zip(cells, texts, strict=True) if text):
        return texts
    return [_key(term, text) for term, text in zip(cells, texts, strict=True)]


def _is_numeric(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.datatype.value in _NUMERIC


def _key(term: Term | None, text: str) -> tuple[int, Decimal | str]:
    if term is None:
        return 0, ""
    if text[:1] in _DIGITS and _is_numeric(term):
        try:
            number = Decimal(text)
        except InvalidOperation:
            return 2, text
        return (1, number) if number.is_finite() else (2, text)
    return 2, text
