"""Files within files: compressed streams, tar and zip, one member after the other, never written to a named place."""

from __future__ import annotations

import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from kg.articles import Skip, brief, shown_name
from kg.settings import Settings
from kg.streams.compressed import DECOMPRESSORS, Unpacked
from kg.streams.stream import Broken, Guarded, Stream, damaged

_LONGEST_HEADER = 1_000_000
"""Bytes of a tar header with long names and attributes; tar reads it whole."""
_EXTENSIONS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_LARGEST_DIRECTORY = 32_000_000
"""Bytes of a zip file's list of members, which is read whole: some 300,000 members."""
_DAMAGES = (tarfile.TarError, ValueError, OverflowError)
_ZIP_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    OSError,
    OverflowError,
)
_OFFICE = (
    ("xl/", "an Excel file; save the sheet as CSV"),
    ("word/", "a Word file; save it as plain text"),
    ("ppt/", "a PowerPoint file; save its text as plain text"),
    ("META-INF/container.xml", "an EPUB book; save its text as plain text"),
    ("content.xml", "an OpenDocument file; save a table as CSV, a text as plain text"),
)


class Member(NamedTuple):
    """One thing that was in another: its name for messages, and its bytes."""

    source: str
    stream: Stream


Members = Iterator[Member | Skip]


def unpack_compressed(kind: str) -> Callable[[Stream, str, Settings], Members]:
    """Return the function that yields the one thing a compressed stream of this kind holds, under the same name."""

    def unpack(stream: Stream, source: str, settings: Settings) -> Members:
        raw = Unpacked(kind, stream.raw, source, stream.budget)
        yield Member(source, stream.within(raw, url=stream.url))

    return unpack


def unpack_tar(stream: Stream, source: str, settings: Settings) -> Members:
    """Yield the regular files of a tar archive in its order, and a skip for every other member.

    Each has to be read before the next is asked for. Raises Broken when the archive is damaged or cut off.
    """
    try:
        with tarfile.open(fileobj=stream.raw, mode="r|", tarinfo=_Header, errorlevel=0) as archive:
            while info := archive.next():
                archive.members = []  # type: ignore[attr-defined]  # else it remembers all of them
                yield from _tar_member(archive, info, stream, source)
    except _Unended as error:
        raise Broken(source, "CUT_OFF", "it is cut off or damaged: no further member can be found") from error
    except _DAMAGES as error:
        raise damaged(source, error) from error


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, stream: Stream, source: str) -> Members:
    where = member_name(source, info.name)
    if info.isdir():
        return
    problem = _bad_name(info.name)
    if not problem and (not info.isreg() or info.issparse()):
        problem = ("NOT_A_FILE", "it is a link, a device or a sparse file, and not read from archives")
    if problem:
        yield Skip(where, *problem)
        return
    file = archive.extractfile(info)
    if file is not None:
        yield Member(where, stream.within(Guarded(file.read, source, _DAMAGES, None)))


class _Unended(Exception):  # noqa: N818 - becomes Broken
    """Something other than a header or the closing blocks stands where a header must be."""


class _Header(tarfile.TarInfo):
    """A header of tar; a damaged one, or one that is too large to be read whole, is an error, not the silent end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            found = super().frombuf(buf, encoding, errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise _Unended from error
        if found.type in _EXTENSIONS and found.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {found.size} bytes")
        return found


def unpack_zip(stream: Stream, source: str, settings: Settings) -> Members:
    """Yield the files of a zip archive in its order, and a skip for every member that is not to be read.

    Raises Broken when its list of members cannot be read. Members that lie over one another are a trick to unfold
    the same bytes many times: such an archive is not read at all.
    """
    with stream.seekable() as file:
        infos, archive = _directory(file, source)
        with archive:
            office = _office(infos)
            if office:
                yield Skip(source, "BINARY", f"it is {office}")
            elif _overlap(infos):
                yield Skip(source, "BOMB", "its members lie over one another; it is not read")
            else:
                for info in infos:
                    yield from _zip_member(archive, info, stream, source)


def _directory(file: BinaryIO, source: str) -> tuple[list[zipfile.ZipInfo], zipfile.ZipFile]:
    if _directory_size(file) > _LARGEST_DIRECTORY:
        raise Broken(source, "TOO_LARGE", "it has too many members; unpack it and read the folder")
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (NotImplementedError, *_ZIP_DAMAGES) as error:
        raise Broken(source, "CORRUPT", f"its list of members cannot be read: {brief(error)}") from error
    return archive.infolist(), archive


def _directory_size(file: BinaryIO) -> int:
    """Return how many bytes the list of members is said to have, in the wide form if there is one."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    wide = tail.rfind(b"PK\x06\x06", 0, max(end, 0))
    if wide >= 0 and tail[end - 20 : end - 16] == b"PK\x06\x07":
        return int.from_bytes(tail[wide + 40 : wide + 48], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0


def _office(infos: list[zipfile.ZipInfo]) -> str:
    names = {info.filename for info in infos[:10_000]}
    if not names & {"[Content_Types].xml", "mimetype"}:
        return ""
    return next((what for mark, what in _OFFICE if any(name.startswith(mark) for name in names)), "")


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Say whether the bytes of any two members overlap; a local header has 30 bytes and the name."""
    ends = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < ends:
            return True
        ends = info.header_offset + 30 + len(info.orig_filename) + info.compress_size
    return False


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, stream: Stream, source: str) -> Members:
    name = _zip_name(info)
    where = member_name(source, name)
    if info.is_dir():
        return
    problem = _bad_name(name) or _bad_zip_member(info)
    if problem:
        yield Skip(where, *problem)
        return
    try:
        file = archive.open(info)
    except NotImplementedError as error:
        yield Skip(where, "UNSUPPORTED", f"its kind of compression cannot be read: {brief(error)}; pack it anew")
    except (RuntimeError, *_ZIP_DAMAGES) as error:
        broken = damaged(where, error)
        yield Skip(where, broken.code, broken.what)
    else:
        with file:
            yield Member(where, stream.within(Guarded(file.read, where, _ZIP_DAMAGES, stream.budget)))


def _bad_zip_member(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & 0x1:
        return "ENCRYPTED", "it is encrypted; unpack it with its password first"
    mode = info.external_attr >> 16
    if info.create_system == 3 and mode & 0o170000 not in (0, 0o100000):
        return "NOT_A_FILE", "it is a link or a device, and not read from archives"
    return None


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; one that is not marked as UTF-8 often is."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _bad_name(name: str) -> tuple[str, str] | None:
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", name):
        return "UNSAFE_NAME", "its name leads out of the archive; it is not read"
    if any(part.startswith(".") and part != "." for part in parts):
        return "HIDDEN", "hidden files and folders are not read"
    return None


def member_name(source: str, name: str) -> str:
    """Return the name of an archive's member for messages."""
    return f"{source}/{PurePosixPath(shown_name(name))}"


UNPACKERS: dict[str, Callable[[Stream, str, Settings], Members]] = {
    **{kind: unpack_compressed(kind) for kind in DECOMPRESSORS},
    "tar": unpack_tar,
    "zip": unpack_zip,
}
