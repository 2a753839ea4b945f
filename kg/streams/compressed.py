"""Compressed streams (gzip, bzip2, xz, zstd) read piece by piece: many members in one file, bounded memory."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from kg.articles import brief
from kg.streams.stream import HEAD, Broken, Budget, Pulled, damaged

_ZSTD_PIECE = 1024
"""Packed bytes given to zstd at once: it cannot be told how much to unpack, and four bytes may stand for 128 KB."""
_WINDOW = 1 << 27
"""Most memory in bytes that a stream may ask its decoder for: what `zstd --long` and `xz -9` need at most."""


class Decompressor(Protocol):
    """What one member of a compressed file is unpacked by; bz2 and lzma have it by nature."""

    @property
    def eof(self) -> bool:
        """Say whether the member has come to its end."""

    @property
    def needs_input(self) -> bool:
        """Say whether nothing more comes without more input."""

    @property
    def unused_data(self) -> bytes:
        """Return what was given beyond the end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most so many bytes."""


class _Zlib:
    """Deflated data in gzip, zlib or no wrapping, with the bounded output of the other decompressors."""

    def __init__(self, wbits: int) -> None:
        self._one = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        return self._one.eof

    @property
    def needs_input(self) -> bool:
        return not self._one.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._one.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._one.decompress(self._one.unconsumed_tail + data, max_length)


class _Zstd:
    """A frame of zstd; it is fed little by little, so that what comes of it stays small."""

    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415 - keeps `kg --help` fast

        self._one = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self._errors = zstandard.ZstdError
        self._packed, self._ready = io.BytesIO(), io.BytesIO()

    @property
    def eof(self) -> bool:
        return self._one.eof and not _left(self._ready)

    @property
    def needs_input(self) -> bool:
        return not _left(self._packed) and not _left(self._ready)

    @property
    def unused_data(self) -> bytes:
        return self._one.unused_data + self._packed.read()

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        if data:
            self._packed = io.BytesIO(self._packed.read() + data)
        while not _left(self._ready) and not self._one.eof and (piece := self._packed.read(_ZSTD_PIECE)):
            try:
                self._ready = io.BytesIO(self._one.decompress(piece))
            except self._errors as error:
                raise ValueError(brief(error)) from error
        return self._ready.read(max_length)


def _left(data: io.BytesIO) -> bool:
    return data.tell() < data.getbuffer().nbytes


DECOMPRESSORS: dict[str, Callable[[], Decompressor]] = {
    "gzip": lambda: _Zlib(16 + zlib.MAX_WBITS),
    "zlib": lambda: _Zlib(zlib.MAX_WBITS),
    "deflate": lambda: _Zlib(-zlib.MAX_WBITS),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_WINDOW),
    "zstd": _Zstd,
}


def coding_kind(coding: str, first: bytes) -> str | None:
    """Return the kind of compression that a Content-Encoding stands for: "" for none, None for an unknown one.

    first: the beginning of what is packed; some servers send deflate without the zlib header that belongs to it.
    """
    if coding != "deflate":
        return {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip", "zstd": "zstd"}.get(coding)
    wrapped = (
        first[:1] and first[0] & 0x0F == zlib.DEFLATED and (len(first) < 2 or (first[0] << 8 | first[1]) % 31 == 0)
    )
    return "zlib" if wrapped else "deflate"


class Unpacked(Pulled):
    """What a compressed stream unfolds to, all of its members after one another.

    Raises Broken at the place ``where`` when it is damaged, cut off or followed by something else; everything before
    was given by then.
    """

    def __init__(self, kind: str, packed: BinaryIO, where: str, budget: Budget) -> None:
        self._new, self._packed, self._where, self._budget = DECOMPRESSORS[kind], packed, where, budget
        self._one: Decompressor | None = None
        self._rest = b""
        self._members = 0

    def pull(self, size: int) -> bytes:
        """Return what comes next, counted in the budget."""
        data = b""
        while not data:
            if self._one is None and not self._begin():
                return data
            data = self._step(size)
        self._budget.spend(len(data))
        return data

    def _begin(self) -> bool:
        """Begin the next member; say whether there is one. Zero bytes fill up the end of some files."""
        self._rest = self._rest.lstrip(b"\x00") if self._members else self._rest
        while not self._rest:
            piece = self._packed.read(HEAD)
            if not piece:
                return False
            self._rest = piece.lstrip(b"\x00") if self._members else piece
        self._one = self._new()
        self._members += 1
        return True

    def _step(self, size: int) -> bytes:
        one = self._one
        assert one is not None  # noqa: S101 - readinto has begun one
        if one.needs_input and not self._rest:
            self._rest = self._packed.read(HEAD)
            if not self._rest:
                raise damaged(self._where, EOFError())
        given, self._rest = (self._rest, b"") if one.needs_input else (b"", self._rest)
        try:
            data = one.decompress(given, size)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise Broken(self._where, "CORRUPT", self._damage(error)) from error
        if one.eof:
            self._rest, self._one = one.unused_data, None
        return data

    def _damage(self, error: Exception) -> str:
        where = f"at its part {self._members}, " if self._members > 1 else ""
        return f"it is damaged: {where}{brief(error)}; it was read up to there"
