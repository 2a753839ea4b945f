"""CSV and its kin: a header row tells what the columns hold; a broken row is listed and the next one read."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.articles import Article, Decoded, Skip, brief, decode, noted, record_article
from kg.records.layouts import Layout, looks_tabular, table_layout
from kg.settings import Settings
from kg.streams import HEAD, Stream, whole_lines

_MARKS = re.compile(rb"\xef\xbb\xbf|\xff\xfe\x00\x00|\x00\x00\xfe\xff|\xff\xfe|\xfe\xff")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


def open_table(stream: Stream, source: str, settings: Settings) -> Iterator[Article | Skip]:
    """Yield an article or a skip for each row of a table with a header row.

    Rows are numbered as a spreadsheet shows them, the header being row 1. The character set is told by the head;
    what is not UTF-8 further down is told cell by cell.
    """
    decoded = decode(whole_lines(stream.head), stream.encoding) or Decoded("")
    layout = table_layout(decoded.text, settings)
    if layout is None:
        yield Skip(source, "NO_TEXT_COLUMN", "it is a table without a column of texts")
        return
    utf8 = decoded.encoding in ("", "utf-8")
    mark = _MARKS.match(stream.head)
    stream.raw.read(mark.end() if mark else 0)
    encoding, errors = ("utf-8", "surrogateescape") if utf8 else (decoded.encoding, "replace")
    text = io.TextIOWrapper(stream.raw, encoding, errors, newline="")
    left = layout.unused
    for number, row in enumerate(Rows(text, layout.delimiter, settings.record_bytes), start=1):
        if isinstance(row, Skip):
            yield Skip(f"{source}:{number}", row.code, row.reason)
        elif number > layout.first and row:
            found = _article(row, layout, f"{source}:{number}", settings)
            found = found if utf8 else noted(found, decoded.encoding, decoded.note)
            if left and isinstance(found, Article):
                left, found = (), replace(found, notes=(*found.notes, _left_out(layout.unused)))
            yield found


def _left_out(columns: tuple[str, ...]) -> str:
    """Return what the first article of a table says about columns that are not used."""
    return f"columns of the table that are not used: {', '.join(columns)[:300]}; map them with --column FIELD=COLUMN"


def open_unknown_table(stream: Stream, source: str, settings: Settings) -> Iterator[Skip]:
    """Yield the skip of a table of whose columns none is known to hold texts."""
    decoded = decode(whole_lines(stream.head), stream.encoding) or Decoded("")
    names = ", ".join(looks_tabular(decoded.text) or ())
    reason = f"it looks like a table, but no column is known to hold texts: {names[:300]}; say which one does"
    yield Skip(source, "NO_TEXT_COLUMN", f"{reason} (--column text=NAME)")


def _article(row: list[str], layout: Layout, source: str, settings: Settings) -> Article | Skip:
    width = len(layout.names)
    if len(row) < width or any(row[width:]):
        return Skip(source, "BAD_ROW", f"the row has {len(row)} cells, the header {width}")
    record = {field: row[place] for field, place in layout.fields.items()}
    if not any(map(_NOT_UTF8.search, record.values())):
        return record_article(record, source, settings)
    read = {field: decode(cell.encode("utf-8", "surrogateescape")) for field, cell in record.items()}
    if None in read.values():
        return Skip(source, "NOT_UTF8", "a cell is not text")
    found = record_article({field: cell.text for field, cell in read.items() if cell}, source, settings)
    text = read["text"] or Decoded("")
    return noted(found, text.encoding, *dict.fromkeys(cell.note for cell in read.values() if cell))


class _TooLong(Exception):  # noqa: N818 - it ends a row, not the run
    """A row is over the limit."""


class Rows:
    """The rows of a table; a row that breaks off the rules costs no other row, nor more than its share of time.

    A quotation mark that is never closed would swallow what follows it. So the lines that a broken row has swallowed
    are read again, as long as no more is read again than was read at all.
    """

    def __init__(self, text: io.TextIOWrapper, delimiter: str, limit: int) -> None:
        self._text, self._limit = text, limit
        self._waiting: deque[str | None] = deque()  # None stands for a line over the limit
        self._pulled: list[str | None] = []
        self._size = self._read = self._again = 0
        csv.field_size_limit(max(csv.field_size_limit(), limit))
        self._csv = csv.reader(_Pulled(self._pull), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[list[str] | Skip]:
        """Yield the cells of each row, or a skip without a place."""
        while True:
            self._pulled, self._size = [], 0
            try:
                yield next(self._csv)
            except StopIteration:
                return
            except _TooLong:
                yield Skip("", "TOO_LARGE", f"the row is over {self._limit} characters{self._recover()}")
            except csv.Error as error:
                yield Skip("", "BAD_ROW", f"the row cannot be read: {brief(error)}{self._recover()}")

    def _pull(self) -> str | None:
        """Return the next line for the row that is being read; None at the end."""
        if self._waiting:
            line = self._waiting.popleft()
        else:
            line = self._fresh()
            if line == "":
                return None
        self._pulled.append(line)
        self._size += len(line or "")
        if line is None or self._size > self._limit:
            raise _TooLong
        return line

    def _fresh(self) -> str | None:
        line = self._text.readline(self._limit + 1)
        self._read += len(line)
        if len(line) <= self._limit:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(HEAD)
        return None

    def _recover(self) -> str:
        """Put back what a broken row has swallowed; return what to say of it if it is too much for that."""
        swallowed = self._pulled[1:]
        if not swallowed:
            return ""
        if self._again + self._size > self._read:
            return f", nor can the {len(swallowed)} lines behind its first"
        self._again += self._size
        self._waiting.extendleft(reversed(swallowed))
        return ""


class _Pulled:
    """The lines that a row asks for, as an iterator that goes on after an error."""

    def __init__(self, pull: Callable[[], str | None]) -> None:
        self._pull = pull

    def __iter__(self) -> _Pulled:
        return self

    def __next__(self) -> str:
        line = self._pull()
        if line is None:
            raise StopIteration
        return line
