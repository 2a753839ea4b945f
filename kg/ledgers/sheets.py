"""CSV as people keep it: UTF-8 with or without a byte-order mark, any line ends, commas or Excel's semicolons.

Text that a spreadsheet would run as a formula carries a leading apostrophe in the file and none in the program.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.settings import Settings

HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that make a cell look like another one: controls, bidi embeddings, overrides and isolates."""

_FORMULA = re.compile("[\u200e\u200f ]*'*[=+\\-@\t|%\uff1d\uff0b\uff0d\uff20]")
_ENDS = re.compile("\r\n?")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line of the file it begins on, and its cells by column."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path, content: bytes, columns: Sequence[str], settings: Settings) -> Iterator[Row]:
    """Yield the records of a ledger; rows without any text are skipped. Raises DataError for anything malformed."""
    text = _decoded(path, content, settings)
    delimiter = delimiter_of(text)
    records = _records(path, text, delimiter)
    header = next(records, (1, []))
    names = [name.strip() for name in header[1]]
    if sorted(names) != sorted(columns):
        raise _bad_header(path, header[0], names, columns)
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            yield Row(line, _named(path, line, names, cells))


def delimiter_of(text: str) -> str:
    """Return what separates the cells: a comma, unless the first line has semicolons and no comma."""
    first = text.partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","


def record(cells: Sequence[str], delimiter: str, end: str) -> str:
    """Return one record as it stands in a file, formulas disarmed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerow([_disarmed(cell) for cell in cells])
    return out.getvalue()


def _disarmed(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _rearmed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _decoded(path: Path, content: bytes, settings: Settings) -> str:
    if len(content) > settings.ledger_bytes:
        raise DataError(
            f"the ledger has {len(content):,} bytes",
            where=str(path),
            expected=f"at most {settings.ledger_bytes:,}",
            todo="take out lines that newer ones have replaced",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataError(
            f"byte {error.start} is not UTF-8",
            where=f"{path}:{line}",
            expected="a UTF-8 file",
            todo="save it as CSV UTF-8",
        ) from None
    return _ENDS.sub("\n", text.removeprefix(_BOM))


def _records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the ledger's own limits speak, not the module's
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DataError(
                f"the record is malformed: {error}",
                where=f"{path}:{line}",
                expected='cells in "…" where they hold a comma, a line end or a mark ", which is doubled',
                todo="correct the line",
            ) from None
        yield line, cells


def _bad_header(path: Path, line: int, names: list[str], columns: Sequence[str]) -> DataError:
    missing = [name for name in columns if name not in names]
    unknown = [repr(name) for name in names if name not in columns]
    faults = [f"{what} {', '.join(of)}" for what, of in (("without", missing), ("with", unknown)) if of]
    return DataError(
        f"bad header row {' and '.join(faults) or 'with a column twice'}",
        where=f"{path}:{line}",
        expected=",".join(columns),
        todo="make this the first line",
    )


def _named(path: Path, line: int, names: list[str], cells: list[str]) -> dict[str, str]:
    full = cells[: len(names)]
    if len(full) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
        raise DataError(
            f"{len(cells)} cells",
            where=f"{path}:{line}",
            expected=f"{len(names)}: {','.join(names)}",
            todo='correct the line; text with a comma stands in "…"',
        )
    return {name: _rearmed(cell.strip()) for name, cell in zip(names, full, strict=True)}
