"""From sources (files, folders, standard input, fetched bytes) to articles, one by one, whatever their number."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.articles import Article, Item, Page, Skip, declared_type, shown_path, text_article, too_large
from kg.errors import UsageError
from kg.markup import open_feed, open_mhtml, read_page
from kg.records import check_columns, open_json, open_parquet, open_table, open_unknown_table
from kg.settings import Settings
from kg.sources.kinds import kind_of, unreadable
from kg.sources.position import Position
from kg.sources.walking import walk
from kg.streams import UNPACKERS, Broken, Readable, Stream, opened

STANDARD_INPUT = "-"


def read_articles(sources: Iterable[str | Path], settings: Settings) -> Iterator[Article | Skip]:
    """Yield an article or a skip for everything in the sources, pages read in place; as ``read_items`` else."""
    for item in read_items(sources, settings):
        yield read_page(item, settings) if isinstance(item, Page) else item


def read_items(sources: Iterable[str | Path], settings: Settings, position: Position | None = None) -> Iterator[Item]:
    """Yield an article, a page yet to be read, or a skip for everything in the sources, in a fixed order.

    A source is a file, a folder (recursively, by name) or ``-`` for standard input. A file is told by its content: a
    text, a page, a feed, records (JSON, CSV, Parquet), a web archive, or any of these packed. position: told how far
    reading has come. Raises UsageError when a source does not exist or the mapping of columns is wrong.
    """
    position = position or Position()
    check_columns(settings)
    wanted = [str(source) for source in sources]
    for source in wanted:
        if source != STANDARD_INPUT and not os.path.lexists(source):
            raise UsageError("there is no such file or folder", where=source, todo="check the path")
    for source in wanted:
        if source == STANDARD_INPUT:
            yield from _outer(sys.stdin.buffer, "standard input", settings, None, None)
        else:
            yield from _path(Path(source), settings, position)


def read_bytes(  # noqa: PLR0913, PLR0917 - what a server tells of a body
    data: bytes,
    source: str,
    settings: Settings,
    url: str | None = None,
    content_type: str = "",
    encoding: str = "",
) -> Iterator[Item]:
    """Yield what one fetched body holds, as ``read_items`` would. encoding: else told by the content type."""
    file = io.BytesIO(data)
    stream = opened(file, source, settings, size=len(data), file=file).declared(
        url, encoding or declared_type(content_type)[1], content_type
    )
    yield from _open(stream, source, settings)


def _path(path: Path, settings: Settings, position: Position) -> Iterator[Item]:
    for found in walk(path):
        if isinstance(found, Skip):
            yield found
        else:
            yield from _file(found, settings, position)


def _file(path: Path, settings: Settings, position: Position) -> Iterator[Item]:
    source = shown_path(path)
    try:
        with os.fdopen(_descriptor(path), "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                yield Skip(source, "UNREADABLE", "it is not a regular file")
                return
            position.begin(file)
            yield from _outer(file, source, settings, before.st_size, file)
            position.end(before.st_size)
            after = os.fstat(file.fileno())
    except OSError as error:
        yield Skip(source, "UNREADABLE", f"it cannot be read: {error.strerror or error}")
        return
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        yield Skip(source, "CHANGED", "it changed while it was read; read it again")


def _descriptor(path: Path) -> int:
    """Open a path; one that has become a pipe since it was looked at does not wait for its writer."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def _outer(raw: Readable, source: str, settings: Settings, size: int | None, file: BinaryIO | None) -> Iterator[Item]:
    yield from _open(opened(raw, source, settings, size=size, file=file), source, settings)


def _open(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    """Tell by the first bytes what the stream holds; read it accordingly, as far as it can be read."""
    try:
        kind = kind_of(stream.head, settings, stream.content_type, stream.encoding)
        if kind not in UNPACKERS:
            yield from OPENERS[kind](stream, source, settings)
        elif stream.depth >= settings.packing_depth:
            yield Skip(source, "TOO_DEEP", f"more than {settings.packing_depth} packings lie in one another")
        else:
            for member in UNPACKERS[kind](stream, source, settings):
                if isinstance(member, Skip):
                    yield member
                else:
                    yield from _open(member.stream, member.source, settings)
    except Broken as error:
        if error.where != source:
            raise
        yield Skip(source, error.code, error.what)


def _text(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    data = stream.whole(settings.record_bytes)
    if data is None:
        yield too_large(source, settings.record_bytes)
    else:
        yield text_article(data, source, settings, stream.url, stream.encoding)


def _warc(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    from kg.sources.warc import open_warc  # noqa: PLC0415 - its library is read in only when it is needed

    yield from open_warc(stream, source, settings)


def _page(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    data = stream.whole(settings.record_bytes)
    yield too_large(source, settings.record_bytes) if data is None else Page(data, source, stream.url, stream.encoding)


def _mhtml(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    data = stream.whole(settings.record_bytes)
    yield from [too_large(source, settings.record_bytes)] if data is None else open_mhtml(data, source, settings)


def _feed(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    data = stream.whole(settings.feed_bytes)
    if data is None:
        yield too_large(source, settings.feed_bytes)
    else:
        yield from open_feed(data, source, settings, stream.encoding)


def _unread(code: str, reason: str) -> Callable[[Stream, str, Settings], Iterator[Item]]:
    def unread(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
        yield Skip(source, code, reason or f"it is {unreadable(stream.head)}")

    return unread


OPENERS: dict[str, Callable[[Stream, str, Settings], Iterator[Item]]] = {
    "text": _text,
    "page": _page,
    "mhtml": _mhtml,
    "feed": _feed,
    "json": open_json,
    "table": open_table,
    "columns": open_unknown_table,
    "parquet": open_parquet,
    "warc": _warc,
    "xml": _unread("UNSUPPORTED", "it is XML, but neither a web page nor a feed; save its texts as CSV or JSON Lines"),
    "other": _unread("BINARY", ""),
    "binary": _unread("BINARY", "it is not text"),
}
