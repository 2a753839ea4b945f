"""Parquet files, row by row: only the columns that stand for fields of an article are read."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.articles import Article, Skip, decode, noted, record_article
from kg.records.columns import field_columns
from kg.settings import Settings
from kg.streams import HEAD, Budget, Stream, damaged

if TYPE_CHECKING:
    from types import ModuleType

_LEAST_ROWS, _MOST_ROWS, _BATCH_BYTES = 8, 256, 64_000_000
"""Rows at once: as many as unfold to so many bytes at most, within these bounds (fewer take longer)."""
_LONGEST_HEADER = 16_000_000
"""Bytes, and elements, of one part of the file's own description."""
_LEAST = 500
"""Bytes that a row costs at least in the budget: a million empty ones may be written in a hundred bytes, and each is
listed as a skip, which takes as much in the store."""


def open_parquet(stream: Stream, source: str, settings: Settings) -> Iterator[Article | Skip]:
    """Yield an article or a skip for each row; dates, times and numbers become text. Rows are numbered from 1."""
    try:
        import pyarrow  # noqa: PLC0415 - heavy, and only here if the user has wanted it
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        todo = "pip install 'agreements-kg[parquet]'"
        yield Skip(source, "NEEDS_PARQUET", f"it is a Parquet file; to read those: {todo}")
        return
    with stream.seekable() as file:
        try:
            yield from _rows(pyarrow, file, stream.budget, source, settings)
        except (pyarrow.ArrowException, OSError, ValueError, KeyError, OverflowError) as error:
            raise damaged(source, error) from error


def _rows(
    arrow: ModuleType, file: BinaryIO, budget: Budget, source: str, settings: Settings
) -> Iterator[Article | Skip]:
    table = _opened(arrow, file)
    names = tuple(table.schema_arrow.names)
    columns = field_columns(names, settings)
    if "text" not in columns:
        reason = f"no column is known to hold texts: {', '.join(names)[:300]}; say which one does"
        yield Skip(source, "NO_TEXT_COLUMN", reason)
        return
    number = 0
    for batch in _batches(table, budget, sorted(set(columns.values()))):
        cells = {name: _cells(arrow, batch.column(name)) for name in columns.values()}
        for row in range(batch.num_rows):
            number += 1
            record = {field: cells[name][row] for field, name in columns.items()}
            budget.spend(_LEAST + sum(len(str(cell)) for cell in record.values()))
            yield _article(record, f"{source}:{number}", settings)


def _batches(table: Any, budget: Budget, wanted: list[str]) -> Iterator[Any]:  # noqa: ANN401
    """Yield the rows of the wanted columns, few at once where one value, written once, may stand for many.

    Such a value is at most as large as its group of rows. (What the file says of single columns is not asked for:
    the library aborts the whole program when that is damaged.)
    """
    for group in range(table.num_row_groups):
        unpacked = table.metadata.row_group(group).total_byte_size
        budget.spend(unpacked)
        size = max(_LEAST_ROWS, min(_MOST_ROWS, _BATCH_BYTES // max(1, unpacked)))
        yield from table.iter_batches(size, row_groups=[group], columns=wanted, use_threads=False)


def _opened(arrow: ModuleType, file: BinaryIO) -> Any:  # noqa: ANN401
    file.seek(0)
    return arrow.parquet.ParquetFile(
        arrow.PythonFile(file, "r"),
        buffer_size=HEAD,
        pre_buffer=False,
        thrift_string_size_limit=_LONGEST_HEADER,
        thrift_container_size_limit=_LONGEST_HEADER,
    )


def _cells(arrow: ModuleType, column: Any) -> list[object]:  # noqa: ANN401
    """Return the cells of a column of a batch: texts, numbers, days and times as text, bytes; others as they are."""
    types, kind = arrow.types, column.type
    if types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if types.is_timestamp(kind) and kind.tz:
        column = arrow.compute.local_timestamp(column)
    if types.is_temporal(kind) or types.is_decimal(kind):
        column = column.cast(arrow.string())
    cells: list[object] = column.to_pylist()
    return list(map(_whole, cells)) if types.is_floating(kind) else cells


def _whole(cell: object) -> object:
    """Return a number as text; whole ones without a point, for some programs write columns with gaps as fractions."""
    if not isinstance(cell, float) or isnan(cell):
        return None
    return int(cell) if cell.is_integer() else str(cell)


def _article(record: dict[str, object], source: str, settings: Settings) -> Article | Skip:
    encoding, notes = "", ""
    for field, cell in record.items():
        if isinstance(cell, bytes):
            read = decode(cell)
            if read is None:
                return Skip(source, "BAD_RECORD", f"the field {field} holds bytes that are no text")
            record[field] = read.text
            if field == "text":
                encoding, notes = read.encoding, read.note
    return noted(record_article(record, source, settings), encoding, notes)
