"""Tab-separated tables as lexicons use them: UTF-8, a header row, no quoting, ``|`` between several values.

Plain on purpose: a Persian speaker edits them in any editor or spreadsheet, and every fault is reported with
file, line, column, what was expected and what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.lexicon.entries import Row

# Control characters, and bidi embeddings, overrides and isolates, which could make a row look like another.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a lexicon. name: its path below the folder without ``.tsv`` (``institutions/states``)."""

    name: str
    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def fault(row: Row, column: str, what: str, expected: str, todo: str = "correct the cell") -> DataError:
    """Return the error for a cell of a row, with file, line and column."""
    return DataError(what, where=f"{row.where}, column {column}", expected=expected, todo=todo)


def read_table(name: str, path: Path, content: bytes) -> Table:
    """Parse the bytes of one file; blank lines are skipped. Raises DataError for anything malformed."""
    lines = _lines(path, content)
    columns = _header(path, lines[0])
    rows = [_row(columns, line, f"{path}:{number}") for number, line in enumerate(lines[1:], 2) if line.strip()]
    return Table(name, path, columns, tuple(rows))


def many(row: Row, column: str) -> tuple[str, ...]:
    """Return the ``|``-separated values of a cell; empty or padded parts are a fault."""
    cell = row.get(column)
    parts = tuple(cell.split("|")) if cell else ()
    if any(part != part.strip() or not part for part in parts):
        raise fault(row, column, f"bad list {cell!r}", "values separated by single '|' without spaces around them")
    return parts


def required(row: Row, column: str) -> str:
    """Return a cell that must not be empty."""
    cell = row.get(column)
    if not cell:
        raise fault(row, column, "the cell is empty", "a value")
    return cell


def slug(row: Row, column: str = "slug") -> str:
    """Return a cell that must be a slug: lower-case ASCII letters and digits, words joined by ``-``."""
    cell = required(row, column)
    if not _SLUG.fullmatch(cell):
        raise fault(row, column, f"bad slug {cell!r}", "lower-case ASCII words joined by '-'")
    return cell


def one_of(row: Row, column: str, allowed: frozenset[str]) -> str:
    """Return a cell that must hold one of the allowed values."""
    cell = required(row, column)
    if cell not in allowed:
        raise fault(row, column, f"unknown value {cell!r}", "one of " + ", ".join(sorted(allowed)))
    return cell


def flag(row: Row, column: str) -> bool:
    """Return whether a cell says ``yes``; it may be empty and hold nothing else."""
    cell = row.get(column)
    if cell not in {"", "yes"}:
        raise fault(row, column, f"bad flag {cell!r}", "'yes' or nothing")
    return cell == "yes"


def degrees(row: Row, column: str, limit: float) -> float | None:
    """Return a cell as decimal degrees within ±limit, None where it is empty."""
    cell = row.get(column)
    if not cell:
        return None
    if not re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", cell, re.ASCII) or abs(float(cell)) > limit:
        raise fault(row, column, f"bad coordinate {cell!r}", f"decimal degrees between -{limit:g} and {limit:g}")
    return float(cell)


def _lines(path: Path, content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"byte {error.start} is not UTF-8",
            where=str(path),
            expected="a UTF-8 file",
            todo="save it as UTF-8",
        ) from None
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        hit = _HIDDEN.search(line)
        if hit:
            raise DataError(
                f"hidden character U+{ord(hit[0]):04X} at character {hit.start() + 1}",
                where=f"{path}:{number}",
                expected="visible text",
                todo="delete the character",
            )
    return lines


def _header(path: Path, line: str) -> tuple[str, ...]:
    columns = tuple(line.split("\t"))
    if not all(columns) or len(set(columns)) != len(columns) or columns != tuple(c.strip() for c in columns):
        raise DataError(
            "bad header row",
            where=f"{path}:1",
            expected="different column names separated by tabs",
            todo="see data/lexicons/README.md",
        )
    return columns


def _row(columns: tuple[str, ...], line: str, where: str) -> Row:
    cells = tuple(line.rstrip("\r").split("\t"))
    if len(cells) > len(columns):
        raise DataError(
            f"{len(cells)} cells",
            where=where,
            expected=f"at most {len(columns)}",
            todo="remove the extra tabs",
        )
    cells += ("",) * (len(columns) - len(cells))
    row = Row(columns, cells, where)
    for column, cell in zip(columns, cells, strict=True):
        if cell != cell.strip():
            raise fault(row, column, f"space around {cell!r}", "no space at either end", "remove it")
    return row
