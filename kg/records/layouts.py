"""Whether a text is a table, and what its columns are: told by its first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.records.columns import column_key, field_columns
from kg.settings import Settings

_DELIMITERS = ",;\t|"
_LONGEST_NAME = 64
_DECLARED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_NAME = re.compile(r"[\w .()/\u200c-]{1,40}")
_FIRST_LINE = re.compile(r"[^\r\n]*")
_FIRST_ROWS, _LEAST_COLUMNS = 3, 3


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written. first: number of its header row, from 1. fields: which field stands in which cell."""

    delimiter: str
    first: int
    names: tuple[str, ...]
    fields: dict[str, int]

    @property
    def unused(self) -> tuple[str, ...]:
        """Names of the columns that stand for no field."""
        return tuple(name for place, name in enumerate(self.names) if name and place not in self.fields.values())


def table_layout(text: str, settings: Settings) -> Layout | None:
    """Return the layout of a table by its beginning, None for what is none or has no column of texts.

    A table has a header with the name of the text's column and of one more; a name that the user has mapped to
    ``text`` suffices.
    """
    declared = _DECLARED.fullmatch(text[: text.find("\n") + 1])
    body = text[declared.end() :] if declared else text
    line = _first_line(body)
    marks = [mark for mark in (declared[1] if declared else _DELIMITERS) if settings.columns or mark in line]
    layouts = [_layout(body, mark, settings, 2 if declared else 1) for mark in marks]
    return max((one for one in layouts if one), key=lambda one: len(one.fields), default=None)


def _layout(text: str, delimiter: str, settings: Settings, first: int) -> Layout | None:
    names = tuple(name.strip() for name in next(_rows(text, delimiter), []))
    if not names or max(map(len, names)) > _LONGEST_NAME:
        return None
    found = field_columns(names, settings)
    mapped = {column_key(column) for field, column in settings.columns if field == "text"}
    if "text" not in found or (len(found) < 2 and column_key(found["text"]) not in mapped):
        return None
    return Layout(delimiter, first, names, {field: names.index(name) for field, name in found.items()})


def _first_line(text: str) -> str:
    return _FIRST_LINE.match(text)[0]  # type: ignore[index]  # it matches nothing at least


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the first rows of a text as if it were a table; ends at what cannot be one."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error:
        return


def looks_tabular(text: str) -> tuple[str, ...] | None:
    """Return the column names of what must be a table although none is known: names above rows of as many cells.

    Two rows with three cells show it, or one row in which a quoted cell goes over several lines.
    """
    line = _first_line(text)
    for delimiter in _DELIMITERS:
        if delimiter not in line:
            continue
        rows = [row for row, _ in zip(_rows(text, delimiter), range(_FIRST_ROWS), strict=False)]
        names = rows[0] if rows else []
        if _are_names(names) and len({len(row) for row in rows}) == 1 and _shows_table(rows):
            return tuple(names)
    return None


def _are_names(cells: list[str]) -> bool:
    return len(set(cells)) == len(cells) > 1 and all(map(_NAME.fullmatch, cells))


def _shows_table(rows: list[list[str]]) -> bool:
    return (len(rows) == _FIRST_ROWS and len(rows[0]) >= _LEAST_COLUMNS) or any(
        "\n" in cell for row in rows[1:2] for cell in row
    )
