"""Messages between two processes: a head of JSON and a body of bytes, each with its length before it.

Both ends are this program's own; lengths are still bounded, so that a broken end is noticed rather than waited for.
"""

from __future__ import annotations

import json
import socket
import struct
from collections import deque
from itertools import islice
from typing import Any

from kg.errors import StoreError

_LENGTHS = struct.Struct("!II")
_LARGEST = 2_000_000_000
_AT_ONCE = 65_536
"""Bytes read at a time: a question and its answer are nearly always less."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Head = dict[str, Any]


def packed(head: Head, body: bytes = b"") -> bytes:
    """Return a message as bytes."""
    return framed(_ENCODER.encode(head).encode("utf-8", "surrogatepass"), body)


def framed(words: bytes, body: bytes = b"") -> bytes:
    """Return a message as bytes whose head is JSON already."""
    return b"".join((_LENGTHS.pack(len(words), len(body)), words, body))


def send(connection: socket.socket, head: Head, body: bytes = b"") -> None:
    """Send a message; waits until all of it is taken."""
    connection.sendall(packed(head, body))


class Incoming:
    """The messages that a blocking connection brings, one after another."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._reader, self._whole = connection, Reader(), deque[tuple[Head, bytes]]()

    def next(self) -> tuple[Head, bytes] | None:
        """Return the next message, None at the end of the connection; what was taken back is passed over."""
        while True:
            try:
                data = self._connection.recv(_AT_ONCE, socket.MSG_DONTWAIT if self._whole else 0)
            except BlockingIOError:
                break
            if not data:
                return None
            self._whole.extend(self._reader.feed(data))
            if self._whole and len(data) < _AT_ONCE:
                break
        at = next((at for at, (head, _) in enumerate(self._whole) if "back" in head), 0)
        if at:
            first = self._whole[at][0]["back"]
            passed = [one for one in islice(self._whole, at) if one[0].get("number", 0) < first]
            self._whole = deque((*passed, *islice(self._whole, at, None)))
        return self._whole.popleft()


def receive(connection: socket.socket) -> tuple[Head, bytes] | None:
    """Return the next message, None at the end of the connection."""
    lengths = _exactly(connection, _LENGTHS.size)
    if lengths is None:
        return None
    words, size = _LENGTHS.unpack(lengths)
    head, body = _exactly(connection, words), _exactly(connection, size)
    return None if head is None or body is None else (_head(head), body)


def _only(data: bytes) -> tuple[Head, bytes] | None:
    """Return the message that these bytes are, None where they are less or more than one."""
    if len(data) < _LENGTHS.size:
        return None
    words, size = _LENGTHS.unpack_from(data)
    middle = _LENGTHS.size + words
    return (_head(data[_LENGTHS.size : middle]), data[middle:]) if len(data) == middle + size else None


def _head(words: bytes) -> Head:
    found: Head = json.loads(words.decode("utf-8", "surrogatepass"))
    return found


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    if not size:
        return b""
    found = connection.recv(size, socket.MSG_WAITALL)
    if len(found) == size:
        return found
    parts = [found]
    while found and sum(map(len, parts)) < size:
        found = connection.recv(size - sum(map(len, parts)))
        parts.append(found)
    whole = b"".join(parts)
    return whole if len(whole) == size else None


class Reader:
    """Puts messages together from the pieces in which a non-blocking connection brings them."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> list[tuple[Head, bytes]]:
        """Take in what came; return the messages that are whole now. Raises StoreError for what is no message."""
        if not self._held and (only := _only(data)) is not None:
            return [only]
        self._held += data
        found = []
        while (message := self._next()) is not None:
            found.append(message)
        return found

    def _next(self) -> tuple[Head, bytes] | None:
        if len(self._held) < _LENGTHS.size:
            return None
        words, size = _LENGTHS.unpack_from(self._held)
        if words + size > _LARGEST:
            raise StoreError("a worker process sent what is no answer", todo="start the server again")
        middle, end = _LENGTHS.size + words, _LENGTHS.size + words + size
        if len(self._held) < end:
            return None
        head, body = bytes(self._held[_LENGTHS.size : middle]), bytes(self._held[middle:end])
        del self._held[:end]
        return _head(head), body
