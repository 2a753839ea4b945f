"""Tables as text: for the terminal, for spreadsheets, for programs, and as Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.errors import QueryError
from kg.ontology.terms import PREFIXES, XSD
from kg.query.table import Cell, Table
from kg.store import Term

FORMATS: Final = ("table", "csv", "json", "turtle")

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What may begin a formula; the last four are the full-width =, +, - and @, which some spreadsheets read alike."""
_UNSEEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ISOLATE, _END = "\u2068", "\u2069"


def render(table: Table, format_: str = "table") -> str:
    """Return the table in one of FORMATS. Turtle is for CONSTRUCT and DESCRIBE. Raises QueryError."""
    if format_ == "table":
        return _terminal(table)
    if format_ == "csv":
        return to_csv(table.columns, table.rows)
    if format_ == "json":
        return _json(table)
    if format_ == "turtle":
        return _turtle(table)
    raise QueryError(f"there is no format {format_!r}", expected=", ".join(FORMATS))


def width(text: str) -> int:
    """Return how many terminal columns a text takes: wide letters two; marks, joiners and controls none.

    After Unicode's East Asian Width and general category.
    """
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _terminal(table: Table) -> str:
    """Return lines of columns. Each cell is isolated (U+2068 … U+2069), so Persian does not move its neighbours."""
    if not table.rows:
        return "(no rows)\n"
    cells = [[_shown(cell) for cell in row] for row in table.rows]
    widths = [max(width(name), *(width(row[index]) for row in cells)) for index, name in enumerate(table.columns)]
    lines = [_line(list(table.columns), widths), "  ".join("-" * size for size in widths)]
    lines += [_line(row, widths) for row in cells]
    return "\n".join(lines) + "\n"


def _shown(cell: Cell) -> str:
    """Return a cell on one line, without characters that steer the terminal or turn its direction."""
    return " ".join(_UNSEEN.sub("\ufffd", str(cell)).split())


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (f"{_ISOLATE}{cell}{_END}" + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def to_csv(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> str:
    """Return rows as CSV: byte-order mark for Excel, CRLF (RFC 4180), no cell that Excel takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def safe_cell(cell: Cell) -> Cell:
    """Return the cell; text that a spreadsheet would run as a formula gets a leading apostrophe.

    After OWASP's page on CSV injection; whole numbers stay numbers.
    """
    if isinstance(cell, str) and cell.lstrip(" \u200e\u200f\u2068\ufeff").startswith(_FORMULA):
        return "'" + cell
    return cell


def _json(table: Table) -> str:
    """Return SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/), keys sorted."""
    if table.boolean is not None:
        found: object = {"head": {}, "boolean": table.boolean}
    else:
        bindings = [
            {name: _binding(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
            for row in table.terms
        ]
        found = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return found | {"xml:lang": term.language}
        return found if term.datatype == XSD("string") else found | {"datatype": term.datatype.value}
    if isinstance(term, Triple):
        parts = ("subject", "predicate", "object")
        return {"type": "triple", "value": {part: _binding(getattr(term, part)) for part in parts}}
    return {"type": "bnode", "value": term.value}


def _turtle(table: Table) -> str:
    if table.triples is None:
        raise QueryError("only CONSTRUCT and DESCRIBE give Turtle", where=table.name, expected="table, csv or json")
    used = pyoxigraph.serialize(table.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return (used or b"").decode("utf-8")
