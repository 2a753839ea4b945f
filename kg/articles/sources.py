"""From sources (files, folders, standard input) to articles, one by one, whatever their number."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.articles.article import Article, Skip
from kg.articles.records import plain_article, record_article
from kg.articles.walking import shown, walk
from kg.errors import UsageError
from kg.settings import Settings

STANDARD_INPUT = "-"
_LOOKS_LIKE_JSON = re.compile(r"\s*(\{|\[\s*[\[{\]])")
"""An object, or a list whose first item is one; «[عکس] …» is a text that begins with a bracket."""
_HEAD = 65_536
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

Result = Article | Skip


def read_articles(sources: Iterable[str | Path], settings: Settings) -> Iterator[Result]:
    """Yield an article or a skip for everything in the sources, in a fixed order.

    A source is a file (plain text, a JSON object or list, JSON Lines; told apart by content), a folder
    (recursively, by name) or ``-`` for standard input. Raises UsageError when a source does not exist.
    """
    wanted = [str(source) for source in sources]
    for source in wanted:
        if source != STANDARD_INPUT and not os.path.lexists(source):
            raise UsageError("there is no such file or folder", where=source, todo="check the path")
    for source in wanted:
        if source == STANDARD_INPUT:
            yield from _stream(sys.stdin.buffer, "standard input", settings)
        else:
            yield from _path(Path(source), settings)


def _path(path: Path, settings: Settings) -> Iterator[Result]:
    for found in walk(path):
        if isinstance(found, Skip):
            yield found
        else:
            yield from _file(found, settings)


def _file(path: Path, settings: Settings) -> Iterator[Result]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, shown(path), settings)
    except OSError as error:
        yield Skip(shown(path), "UNREADABLE", f"it cannot be read: {error.strerror}")


def _stream(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Result]:
    """Tell by the first bytes what the stream holds; read it accordingly."""
    head = stream.read(_HEAD)
    marked = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), None)
    if marked is None and b"\x00" in head:
        yield Skip(source, "BINARY", "it is not text")
        return
    lines = _Lines(head, stream, settings.record_bytes)
    if head.removeprefix(_MARKS[0][0]).lstrip()[:1] == b"{":
        yield from _json_lines(lines, source, settings)
    else:
        yield from _whole(lines.rest(), source, settings, marked)


class _Lines:
    """The lines of a stream whose head was read already; none longer than the limit is kept."""

    def __init__(self, head: bytes, stream: BinaryIO, limit: int) -> None:
        self._stream = io.BufferedReader(_Rejoined(head, stream), _HEAD)
        self._limit = limit

    def rest(self) -> bytes | None:
        """Return all that is left, or None when it is over the limit."""
        data = self._stream.read(self._limit + 1)
        return data if len(data) <= self._limit else None

    def __iter__(self) -> Iterator[bytes | None]:
        """Yield each line; None for one over the limit, which is read past in bounded memory."""
        while line := self._stream.readline(self._limit + 1):
            if len(line) <= self._limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(_HEAD)
            yield None


class _Rejoined(io.RawIOBase):
    """A stream with its head put back in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _json_lines(lines: _Lines, source: str, settings: Settings) -> Iterator[Result]:
    """Read one record a line; a first line that is no record means one JSON document over several lines."""
    for number, line in enumerate(lines, start=1):
        where = f"{source}:{number}"
        if line is None:
            yield Skip(where, "TOO_LARGE", f"the record is over {settings.record_bytes} bytes")
        elif line.strip():
            result = _record(line, where, settings)
            if number == 1 and isinstance(result, Skip) and result.code == "BAD_RECORD":
                rest = lines.rest()
                yield from _whole(None if rest is None else line + rest, source, settings, None, fallback=result)
                return
            yield result


def _record(line: bytes, where: str, settings: Settings) -> Result:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Skip(where, "NOT_UTF8", f"byte {error.start} is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Skip(where, "BAD_RECORD", f"it is not JSON: {error}")
    if not isinstance(record, dict):
        return Skip(where, "BAD_RECORD", "it is not a JSON object")
    return record_article(record, where, settings)


def _whole(
    data: bytes | None,
    source: str,
    settings: Settings,
    marked: tuple[bytes, str] | None,
    fallback: Skip | None = None,
) -> Iterator[Result]:
    """Read the whole as one JSON document if it is one, else as plain text (or give the fallback)."""
    if data is None:
        yield Skip(source, "TOO_LARGE", f"it is over {settings.record_bytes} bytes")
        return
    mark, encoding = marked or (b"", "utf-8")
    try:
        text = data.removeprefix(mark).removeprefix(_MARKS[0][0]).decode(encoding)
    except UnicodeDecodeError as error:
        yield Skip(source, "NOT_UTF8", f"byte {error.start} is not {encoding.upper()}; convert it to UTF-8")
        return
    documents = _documents(text, source)
    if documents is None:
        yield fallback or plain_article(text, source, settings)
        return
    if isinstance(documents, Skip):
        yield fallback or documents
        return
    for number, record in enumerate(documents):
        where = f"{source}[{number}]" if len(documents) > 1 else source
        if isinstance(record, dict):
            yield record_article(record, where, settings)
        else:
            yield Skip(where, "BAD_RECORD", "it is not a JSON object")


def _documents(text: str, source: str) -> list[object] | Skip | None:
    """Return the records of a JSON document, a skip for a broken one, None for a text that is none."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Skip(source, "BAD_RECORD", f"it is not JSON: {error}") if _LOOKS_LIKE_JSON.match(text) else None
    return document if isinstance(document, list) else [document]
