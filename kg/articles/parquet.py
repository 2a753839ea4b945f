"""Parquet files, row by row: only the columns that stand for fields of an article are read."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.articles.article import Article, Skip
from kg.articles.columns import field_columns
from kg.articles.decoding import decode
from kg.articles.records import record_article
from kg.articles.streams import Budget, Stream, damaged
from kg.articles.texts import noted
from kg.settings import Settings

if TYPE_CHECKING:
    from types import ModuleType

_BATCH = 256
"""Rows at once. Texts stay in their dictionary until a row needs them, so equal ones cost their room once."""
_PIECE = 65_536
_LONGEST_HEADER = 16_000_000
"""Bytes, and elements, of one part of the file's own description."""
_LEAST = 8
"""Bytes that a cell costs at least in the budget: a million empty ones may be written in a hundred bytes."""


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
    wanted = sorted(set(columns.values()))
    texts = [name for name in wanted if _is_text(arrow, table.schema_arrow.field(names.index(name)).type)]
    table.close()
    table = _opened(arrow, file, read_dictionary=texts)
    number = 0
    for batch in table.iter_batches(_BATCH, columns=wanted, use_threads=False):
        cells = {name: _cells(arrow, batch.column(name)) for name in wanted}
        for row in range(batch.num_rows):
            number += 1
            record = {field: cells[name][row] for field, name in columns.items()}
            budget.spend(sum(_LEAST + len(str(cell)) for cell in record.values()))
            yield _article(record, f"{source}:{number}", settings)


def _opened(arrow: ModuleType, file: BinaryIO, read_dictionary: list[str] | None = None) -> Any:  # noqa: ANN401
    file.seek(0)
    return arrow.parquet.ParquetFile(
        arrow.PythonFile(file, "r"),
        read_dictionary=read_dictionary,
        buffer_size=_PIECE,
        pre_buffer=False,
        thrift_string_size_limit=_LONGEST_HEADER,
        thrift_container_size_limit=_LONGEST_HEADER,
    )


def _is_text(arrow: ModuleType, kind: Any) -> bool:  # noqa: ANN401
    return bool(arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_binary(kind))


def _cells(arrow: ModuleType, column: Any) -> list[object]:  # noqa: ANN401
    """Return the cells of a column of a batch: texts, numbers, days and times as text, bytes; others as they are."""
    types, kind = arrow.types, column.type
    if types.is_dictionary(kind):
        places = column.indices.to_pylist()
        used = sorted({place for place in places if place is not None})
        values = dict(zip(used, column.dictionary.take(arrow.array(used, arrow.int32())).to_pylist(), strict=True))
        return [values.get(place) for place in places]
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
