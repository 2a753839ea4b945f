"""JSON Lines, a JSON object or a JSON list become articles; what merely begins with a bracket is a text."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator

from kg.articles import Article, Decoded, Skip, decode, noted, record_article, text_article, too_large
from kg.records.columns import known_fields
from kg.settings import Settings
from kg.streams import HEAD, Lines, Pulled, Stream, buffered

_LOOKS_LIKE_JSON = re.compile(r"\s*(\{|\[\s*[\[{\]])")
"""An object, or a list whose first item is one; «[عکس] …» is a text that begins with a bracket."""
_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

Result = Article | Skip


def open_json(stream: Stream, source: str, settings: Settings) -> Iterator[Result]:
    """Yield an article or a skip for each record: of any number of lines, or of one whole of limited size."""
    wide = next((name for mark, name in _WIDE_MARKS if stream.head.startswith(mark)), "")
    raw = buffered(_Narrowed(stream.raw, wide)) if wide else stream.raw
    lines = Lines(raw, settings.record_bytes)
    head = stream.head.decode(wide, "ignore") if wide else stream.head.decode("latin-1").removeprefix("ï»¿")
    found = _lines(lines, source, settings) if head.lstrip("\ufeff \t\r\n")[:1] == "{" else None
    for item in found or _whole(lines.rest(), source, settings, stream):
        yield noted(item, wide)


class _Narrowed(Pulled):
    """A stream of UTF-16 as one of UTF-8, so that its lines can be told by their bytes."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream, self._ready, self._end = stream, io.BytesIO(), False
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def pull(self, size: int) -> bytes:
        data = self._ready.read(size)
        while not data and not self._end:
            piece = self._stream.read(HEAD)
            self._end = not piece
            self._ready = io.BytesIO(self._decoder.decode(piece, self._end).encode("utf-8"))
            data = self._ready.read(size)
        return data


def _lines(lines: Lines, source: str, settings: Settings) -> Iterator[Result]:
    """Read one record a line; a first line that is no record means one JSON document over several lines."""
    for number, line in enumerate(lines, start=1):
        where = f"{source}:{number}"
        if line is None:
            yield too_large(where, settings.record_bytes, "the record")
        elif line.strip():
            result = _record(line, where, settings)
            if number == 1 and isinstance(result, Skip) and result.code == "BAD_RECORD":
                rest = lines.rest()
                yield from _whole(None if rest is None else line + rest, source, settings, None, fallback=result)
                return
            yield result


def _record(line: bytes, where: str, settings: Settings) -> Result:
    try:
        read = Decoded(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        read = decode(line) or Decoded("")
    try:
        record = json.loads(read.text)
    except (ValueError, RecursionError) as error:
        return Skip(where, "BAD_RECORD", f"it is not JSON: {error}")
    return noted(_article(record, where, settings), read.encoding, read.note)


def _article(record: object, where: str, settings: Settings) -> Result:
    if not isinstance(record, dict):
        return Skip(where, "BAD_RECORD", "it is not a JSON object")
    return record_article(known_fields(record, settings), where, settings)


def _whole(
    data: bytes | None, source: str, settings: Settings, stream: Stream | None, fallback: Skip | None = None
) -> Iterator[Result]:
    """Read the whole as one JSON document if it is one, else as plain text (or give the fallback)."""
    if data is None:
        todo = "write one record a line (JSON Lines), then any number is read"
        yield Skip(source, "TOO_LARGE", f"it is over {settings.record_bytes} bytes; {todo}")
        return
    read = decode(data, stream.encoding if stream else "")
    documents = _documents(read.text, source) if read else None
    if read is None or documents is None:
        yield fallback or text_article(data, source, settings, stream.url if stream else None, "")
    elif isinstance(documents, Skip):
        yield fallback or documents
    else:
        for number, record in enumerate(documents):
            where = f"{source}[{number}]" if len(documents) > 1 else source
            yield noted(_article(record, where, settings), read.encoding, read.note)


def _documents(text: str, source: str) -> list[object] | Skip | None:
    """Return the records of a JSON document, a skip for a broken one, None for a text that is none."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Skip(source, "BAD_RECORD", f"it is not JSON: {error}") if _LOOKS_LIKE_JSON.match(text) else None
    return document if isinstance(document, list) else [document]
