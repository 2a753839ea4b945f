"""Byte streams whose beginning can be looked at, whose lines are bounded, and whose unpacking is on a budget."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, Protocol

from kg.articles import brief
from kg.errors import InputError
from kg.settings import Settings

HEAD = 65_536
"""Bytes of the beginning that are looked at, and of one piece that is read or spooled."""
_SPOOL_IN_MEMORY = 8_000_000


class Broken(InputError):  # noqa: N818 - a state of a stream, which becomes a skip
    """A stream cannot be read on. ``where`` names the stream at fault: what lies in it ends, what it lies in goes on.

    code: the code of the skip that this becomes.
    """

    def __init__(self, where: str, code: str, reason: str) -> None:
        super().__init__(reason, where=where)
        self.code = code


class Readable(Protocol):
    """What bytes come from: a file, or a stream that unpacks another."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most so many bytes; none at the end."""


class Budget:
    """How many bytes everything within one outer file may unfold to, so that no small file fills the machine.

    packed: size of the outer file in bytes, None when unknown (a pipe): then as much as was taken from it so far.
    """

    def __init__(self, where: str, packed: int | None, settings: Settings) -> None:
        self.where, self.packed = where, packed
        self._settings, self._made, self._taken = settings, 0, 0

    def take(self, size: int) -> None:
        """Count bytes that came from the outer file."""
        self._taken += size

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked; raises Broken for the outer file when they are too many."""
        self._made += size
        limits = self._settings
        if self._made <= limits.expansion_from:
            return
        if self._made > limits.expansion * (self._taken if self.packed is None else self.packed):
            reason = f"it unfolds to more than {limits.expansion} times its size; it was read up to there"
            raise Broken(self.where, "BOMB", reason)


class Pulled(io.RawIOBase):
    """A stream of which a subclass only says which bytes come next."""

    def pull(self, size: int) -> bytes:
        """Return at most so many of the next bytes; none at the end."""
        raise NotImplementedError

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; return the number of bytes, 0 at the end."""
        data = self.pull(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Rejoined(Pulled):
    """A stream with its head put back in front.

    failed: what went wrong right behind the head; raised when the head has been read. taken: told how many bytes
    were read from the stream.
    """

    def __init__(
        self, head: bytes, stream: Readable, failed: Broken | None = None, taken: Callable[[int], None] | None = None
    ) -> None:
        self._head, self._stream, self._failed, self._taken = io.BytesIO(head), stream, failed, taken

    def pull(self, size: int) -> bytes:
        """Return what comes next of the head, then of the stream."""
        data = self._head.read(size)
        if not data:
            if self._failed:
                raise self._failed
            data = self._stream.read(size) or b""
            if self._taken:
                self._taken(len(data))
        return data


class Guarded(Pulled):
    """A stream that is read through a function, whose errors become Broken at a named place."""

    def __init__(
        self, read: Callable[[int], bytes], where: str, errors: tuple[type[Exception], ...], budget: Budget | None
    ) -> None:
        self._read, self._where, self._errors, self._budget = read, where, errors, budget

    def pull(self, size: int) -> bytes:
        """Return what comes next."""
        try:
            data = self._read(size)
        except self._errors as error:
            raise damaged(self._where, error) from error
        if self._budget:
            self._budget.spend(len(data))
        return data


@dataclass(frozen=True, slots=True)
class Stream:
    """One thing to read, from its first byte.

    raw: all of its bytes. head: the first of them, still to come from ``raw``. file: the same bytes as a file in
    which one can seek, when there is one. depth: how many packings it lies in. url: where it was fetched from.
    encoding: character set declared outside of it. content_type: media type declared outside of it, both "" for none.
    """

    raw: io.BufferedReader
    head: bytes
    budget: Budget
    file: BinaryIO | None = None
    depth: int = 0
    url: str | None = None
    encoding: str = ""
    content_type: str = ""

    def within(self, raw: Readable, *, url: str | None = None) -> Stream:
        """Return a stream that was unpacked from this one."""
        head, failed = _head(raw)
        joined = buffered(Rejoined(head, raw, failed))
        return replace(self, raw=joined, head=head, file=None, depth=self.depth + 1, url=url)

    def declared(self, url: str | None, encoding: str, content_type: str) -> Stream:
        """Return the stream with what its server says of it."""
        return replace(self, url=url, encoding=encoding, content_type=content_type)

    def whole(self, limit: int) -> bytes | None:
        """Return all that is left, or None when it is over the limit in bytes."""
        return whole(self.raw, limit)

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """Give the bytes as a file in which one can seek: the file itself, else a temporary copy."""
        if self.file:
            self.file.seek(0)
            yield self.file
            return
        with tempfile.SpooledTemporaryFile(_SPOOL_IN_MEMORY) as copy:
            while data := self.raw.read(HEAD):
                copy.write(data)
            copy.seek(0)
            yield copy  # type: ignore[misc]  # it has all of BinaryIO's methods


def opened(raw: Readable, source: str, settings: Settings, *, size: int | None, file: BinaryIO | None = None) -> Stream:
    """Return the stream of an outer file of so many bytes (None if unknown), not yet read from."""
    budget = Budget(source, size, settings)
    head, failed = _head(raw)
    budget.take(len(head))
    joined = Rejoined(head, raw, failed, budget.take if size is None else None)
    return Stream(buffered(joined), head, budget, file)


def _head(raw: Readable) -> tuple[bytes, Broken | None]:
    """Read the head of a stream, as far as it can be read, and what went wrong then."""
    head = b""
    try:
        while len(head) < HEAD and (data := raw.read(HEAD - len(head))):
            head += data
    except Broken as error:
        return head, error
    return head, None


def whole(raw: io.BufferedReader, limit: int) -> bytes | None:
    """Return all that is left of a stream, or None when it is over the limit in bytes."""
    data = raw.read(limit + 1)
    return data if len(data) <= limit else None


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """Return a stream whose lines can be read."""
    return io.BufferedReader(raw, HEAD)


class Lines:
    """The lines of a stream; none longer than the limit in bytes is kept."""

    def __init__(self, raw: io.BufferedReader, limit: int) -> None:
        self._raw, self._limit = raw, limit

    def rest(self) -> bytes | None:
        """Return all that is left, or None when it is over the limit."""
        return whole(self._raw, self._limit)

    def __iter__(self) -> Iterator[bytes | None]:
        """Yield each line; None for one over the limit, which is read past in bounded memory."""
        while line := self._raw.readline(self._limit + 1):
            if len(line) <= self._limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self._raw.readline(HEAD)
            yield None


def damaged(where: str, error: Exception) -> Broken:
    """Return what becomes of an error of a library that unpacks."""
    if isinstance(error, EOFError) or "end of data" in str(error):
        return Broken(where, "CUT_OFF", "it is cut off: its end is missing; it was read up to there")
    return Broken(where, "CORRUPT", f"it is damaged: {brief(error)}; it was read up to there")


def whole_lines(head: bytes) -> bytes:
    """Return a head without what may be half a character: up to its last line end or last ASCII character."""
    if len(head) < HEAD:
        return head
    if b"\x00" in head[:64]:
        return head[: len(head) - len(head) % 4]
    end = head.rfind(b"\n") + 1
    return head[:end] or head.rstrip(bytes(range(0x80, 0x100))) or head
