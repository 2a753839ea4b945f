"""Web archives (WARC): pages and texts as they were fetched; what else lies in them is counted, not listed."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException

from kg.articles import Item, Page, Skip, brief, declared_type, shown_name, text_article, too_large
from kg.markup import PAGE_TYPES
from kg.settings import Settings
from kg.sources.kinds import kind_of
from kg.streams import HEAD, Broken, Budget, Stream, Unpacked, buffered, coding_kind

_TYPES = ("response", "resource", "conversion")
_UNTOLD = ("warcinfo", "request", "metadata")
"""Records that tell about others: nothing is missed in them."""
_HEADERS = 1_000_000
"""Bytes of the headers of one record."""
_START = re.compile(rb"WARC/\d")
_TEXTS = ("text/plain",)


def open_warc(stream: Stream, source: str, settings: Settings) -> Iterator[Item]:
    """Yield the pages and texts of a web archive, in its order and in memory for one record.

    Records that are damaged are listed each with their address. Those of other kinds, of failed requests and copies
    of earlier ones are listed once for each reason, with their number, at the end.
    """
    passed: Counter[tuple[str, str]] = Counter()
    failed: Broken | None = None
    here = _Here(source, stream.budget, settings)
    try:
        for record in _records(_Bounded(stream.raw), source, ArcWarcRecordLoader(verify_http=False, arc2warc=False)):
            found = record if isinstance(record, Skip) else _read(record, here)
            if isinstance(found, tuple):
                passed[found] += 1
            elif found is not None:
                yield found
    except Broken as error:
        failed = error
    for (code, reason), count in sorted(passed.items()):
        yield Skip(source, code, f"{count} of its records {reason}")
    if failed:
        raise failed


class _Bounded:
    """A stream as warcio reads it, with headers of a limited size."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw, self.read, self._left = raw, raw.read, 0

    def begin(self) -> None:
        """Begin the headers of a record."""
        self._left = _HEADERS

    def readline(self, length: int | None = None) -> bytes:
        """Return a line, or the piece of it that the limits leave."""
        line = self._raw.readline(min(_HEADERS if length is None else length, self._left))
        self._left -= len(line)
        if not self._left:
            raise ValueError(f"its headers are over {_HEADERS} bytes")
        return line

    def start(self) -> tuple[bytes, int]:
        """Go to the next line that begins a record; return it, empty at the end, and the bytes passed over."""
        passed = 0
        while (line := self._raw.readline(HEAD)) and not _START.match(line):
            passed += len(line) if line.strip() else 0
        return line, passed

    def tell(self) -> int:
        """Return any place: warcio measures headers with it, and does without if there is no length."""
        return 0


def _records(stream: _Bounded, source: str, loader: ArcWarcRecordLoader) -> Iterator[ArcWarcRecord | Skip]:
    """Yield each record, to be read before the next is asked for; what does not begin as one is passed over, listed."""
    number = 0
    while True:
        line, passed = stream.start()
        if passed:
            yield Skip(source, "CORRUPT", f"{passed} bytes behind record {number} belong to no record")
        if not line:
            return
        number += 1
        stream.begin()
        try:
            record = loader.parse_record_stream(stream, line, "warc")
        except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError) as error:
            yield Skip(source, "BAD_RECORD", f"record {number} cannot be read: {brief(error)}")
            continue
        if record.length is None:
            yield Skip(source, "BAD_RECORD", f"record {number} does not say how long it is")
            continue
        yield record
        while record.raw_stream.read(HEAD):
            pass


class _Here(NamedTuple):
    """The archive that is read: its name for messages, what it may unfold to, the limits."""

    source: str
    budget: Budget
    settings: Settings


def _read(record: ArcWarcRecord, here: _Here) -> Item | tuple[str, str] | None:
    """Return what a record holds; as a pair what is only counted; None for what says something of other records."""
    if record.rec_type in _UNTOLD:
        return None
    other = _other(record)
    if other:
        return other
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    where = f"{here.source}#{shown_name(uri)}"
    if record.length > here.settings.record_bytes + _HEADERS:
        return too_large(where, here.settings.record_bytes, "the record")
    data = record.raw_stream.read()
    if record.raw_stream.limit:
        return Skip(where, "CUT_OFF", "the record is cut off")
    try:
        return _held(record, data, where, here)
    except Broken as error:
        if error.where != where:
            raise
        return Skip(where, error.code, error.what)


def _held(record: ArcWarcRecord, data: bytes, where: str, here: _Here) -> Item | tuple[str, str]:
    """Return what the bytes of a record hold; raises Broken for ``where`` when they cannot be unpacked."""
    settings = here.settings
    body = _body(data, record.http_headers, where, here.budget, settings.record_bytes)
    if body is None:
        return "UNSUPPORTED", "are packed in a way that cannot be read"
    if len(body) > settings.record_bytes:
        return too_large(where, settings.record_bytes, "the record")
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    return _payload(body, _content_type(record), uri, where, settings)


def _other(record: ArcWarcRecord) -> tuple[str, str] | None:
    """Return why a record is not read, by its headers; None when it may hold a page or a text."""
    if record.rec_type == "revisit":
        return "REVISIT", "are copies of what another record holds"
    if record.rec_type not in _TYPES:
        return "OTHER", "are of a type that holds no page"
    if record.rec_headers.get_header("WARC-Truncated"):
        return "CUT_OFF", "were cut off when they were fetched"
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return "NOT_OK", "are answers other than «200 OK»"
    media, _charset = declared_type(_content_type(record))
    return None if media in ("", *PAGE_TYPES, *_TEXTS) else ("OTHER", "are neither pages nor texts")


def _content_type(record: ArcWarcRecord) -> str:
    if record.http_headers:
        return str(record.http_headers.get_header("Content-Type") or "")
    return str(record.rec_headers.get_header("Content-Type") or "")


def _body(data: bytes, http: StatusAndHeaders | None, where: str, budget: Budget, limit: int) -> bytes | None:
    """Return the body of an answer as it was before it was sent; None when its packing is unknown.

    Archives often hold bodies that were unpacked already under headers that say otherwise.
    """
    if http is None:
        return data
    if "chunked" in str(http.get_header("Transfer-Encoding") or "").lower():
        data = ChunkedDataReader(io.BytesIO(data)).read()
    for name in reversed(str(http.get_header("Content-Encoding") or "identity").lower().split(",")):
        kind = coding_kind(name.strip(), data)
        if kind is None:
            return data if data.lstrip()[:1] == b"<" else None
        if kind:
            data = _unpacked(kind, data, where, budget, limit)
    return data


def _unpacked(kind: str, data: bytes, where: str, budget: Budget, limit: int) -> bytes:
    first = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}.get(kind, b"")
    if not data.startswith(first) or data.lstrip()[:1] == b"<":
        return data
    return buffered(Unpacked(kind, io.BytesIO(data), where, budget)).read(limit + 1)


def _payload(data: bytes, content_type: str, uri: str, where: str, settings: Settings) -> Item | tuple[str, str]:
    media, encoding = declared_type(content_type)
    url = uri if uri.startswith(("http://", "https://")) else None
    if not data.strip():
        return "EMPTY", "are empty"
    kind = "page" if media in PAGE_TYPES else kind_of(data[:HEAD], settings)
    if kind == "page":
        return Page(data, where, url, encoding)
    if kind == "binary" or (not media and kind != "text"):
        return "OTHER", "are neither pages nor texts"
    return text_article(data, where, settings, url, encoding)
