"""What a stream holds, told by its first bytes alone: names lie, and archives and pipes have none."""

from __future__ import annotations

import re

from kg.articles import decode
from kg.markup import is_mhtml
from kg.records import looks_tabular, table_layout
from kg.settings import Settings
from kg.streams import whole_lines

_PACKED = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
_PATTERNS = (
    (re.compile(rb"[\x50-\x5f]\x2a\x4d\x18"), "zstd"),  # a frame without data, with which some writers begin
    (re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (re.compile(rb"WARC/\d"), "warc"),
    (re.compile(rb"PAR1.*\x00", re.DOTALL), "parquet"),
)

_UNREADABLE = (
    (b"%PDF-", "a PDF; save its text as a plain text file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save a table as CSV, a text as plain text"),
    (b"{\\rtf", "a rich text document; save it as plain text"),
    (b"PARE", "an encrypted Parquet file; save it without encryption"),
    (b"ORC", "an ORC file; save it as Parquet or CSV"),
    (b"Obj\x01", "an Avro file; save it as Parquet or JSON Lines"),
    (b"SQLite format 3\x00", "an SQLite database; save the table with the articles as CSV"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; pack it as zip or tar.gz"),
    (b"Rar!\x1a\x07", "a RAR archive; pack it as zip or tar.gz"),
    (b"LZIP", "an lzip file; pack it with gzip or xz"),
    (b"\x04\x22\x4d\x18", "an LZ4 file; pack it with gzip or zstd"),
    (b"PK\x07\x08", "one part of a divided zip archive; join the parts"),
    (b"filedesc://", "an ARC web archive; convert it to WARC (warcio recompress)"),
    (b"bplist00", "a Safari web archive; save the page as HTML"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_SNIFFED = 4096
_BLANK = re.compile(r"(?:\s|<!--.{0,4000}?-->|<\?xml[^>]*>|<\?xml-stylesheet[^>]*>)*", re.DOTALL | re.IGNORECASE)
_FEED = re.compile(r"(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|(?:\w+:)?feed|rdf:RDF)\b", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!DOCTYPE\s+html|html|head|body|meta|title|link|script|style|div|main|article|section|header|table|h[1-6]|p)\b",
    re.IGNORECASE,
)


def kind_of(head: bytes, settings: Settings, content_type: str = "", encoding: str = "") -> str:
    """Return what a stream with this head holds.

    One of: gzip, bzip2, xz, zstd, zip, tar, parquet, warc, page, mhtml, feed, json (lines, an object or a list), table,
    columns (a table without a known column of texts), text, xml (of another sort), other (see ``unreadable``), binary.
    """
    for mark, kind in _PACKED:
        if head.startswith(mark):
            return kind
    for pattern, kind in _PATTERNS:
        if pattern.match(head):
            return kind
    if unreadable(head):
        return "other"
    if _is_tar(head):
        return "tar"
    if is_mhtml(head):
        return "mhtml"
    return _textual(head, settings, content_type, encoding)


def unreadable(head: bytes) -> str:
    """Return what an unreadable stream is and what to do with it, "" when it may be readable."""
    for mark, what in _UNREADABLE:
        if head.startswith(mark) and not (mark.isalnum() and _is_words(head)):
            return what
    if head[4:8] == b"ftyp":
        return "an image, sound or film"
    return ""


def _is_words(head: bytes) -> bool:
    """Say whether a head that begins with the letters of a mark is a text that happens to: no zero byte in it."""
    return b"\x00" not in head


def _is_tar(head: bytes) -> bool:
    """Say whether the head is a header of tar: its checksum is the only mark that all its forms have in common."""
    header = head[:512]
    if len(header) < 512 or not header[0]:
        return False
    written = header[148:156].strip(b" \x00")
    if not re.fullmatch(rb"[0-7]{1,8}", written):
        return False
    return int(written, 8) == sum(header[:148]) + sum(header[156:]) + 8 * ord(" ")


def _textual(head: bytes, settings: Settings, content_type: str, encoding: str) -> str:
    decoded = decode(whole_lines(head), encoding)
    return _marked(decoded.text, content_type) or _records(decoded.text, settings) or "text" if decoded else "binary"


def _marked(text: str, content_type: str) -> str:
    """Return which kind of marked-up text it is, "" for none."""
    start = text[_BLANK.match(text[:_SNIFFED]).end() :]  # type: ignore[union-attr]  # it matches nothing at least
    if _FEED.match(start):
        return "feed"
    if _HTML.match(start) or "html" in content_type:
        return "page"
    if text.lstrip()[:5].lower() == "<?xml":
        return "xml"
    return ""


def _records(text: str, settings: Settings) -> str:
    """Return which kind of records it is, "" for none."""
    if text.lstrip()[:1] in ("{", "["):
        return "json"
    if table_layout(text, settings):
        return "table"
    return "columns" if looks_tabular(text) else ""
