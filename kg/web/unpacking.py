"""Bodies as they travel (gzip, deflate, plain) and as they are, never more than a limit of them in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from kg.streams import DECOMPRESSORS, coding_kind
from kg.web.values import RefusedError

ACCEPTED = "gzip, deflate"
"""The codings that are asked for and understood."""


def unpacked(chunks: Iterable[bytes], coding: str, most: int, *, cut: bool = False) -> bytes:
    """Return the body of ``chunks``, unpacked as Content-Encoding says, stopping at the limit.

    coding: the header as it stood. Raises RefusedError: TOO_LARGE over ``most`` bytes after unpacking (a bomb stops
    there too), BAD_ENCODING for an unknown, doubled, cut or untrue coding. cut: return the first ``most`` bytes of
    a larger body instead.
    """
    body = bytearray()
    for piece in _pieces(chunks, coding, most):
        body += piece
        if len(body) > most:
            if cut:
                break
            raise RefusedError("TOO_LARGE", f"the body is over {most} bytes")
    return bytes(body[:most])


def _pieces(chunks: Iterable[bytes], coding: str, most: int) -> Iterable[bytes]:
    """Return the unpacked pieces, none of them over ``most`` + 1 bytes."""
    name = coding.strip().lower()
    if name in {"", "identity"}:
        return chunks
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise RefusedError("BAD_ENCODING", f"Content-Encoding is {name[:40]!r}; expected one of: {ACCEPTED}")
    return _inflated(chunks, name, most)


def _inflated(chunks: Iterable[bytes], name: str, most: int) -> Iterator[bytes]:
    unpacker = None
    for chunk in chunks:
        unpacker = unpacker or DECOMPRESSORS[coding_kind(name, chunk) or ""]()
        try:
            yield unpacker.decompress(chunk, most + 1)
        except zlib.error as error:
            raise RefusedError("BAD_ENCODING", f"the body is not {name}, as its header says: {error}") from error
        if unpacker.unused_data.strip(b"\x00"):
            raise RefusedError("BAD_ENCODING", f"something follows the end of the {name} body")
    if unpacker is not None and not unpacker.eof:
        raise RefusedError("BAD_ENCODING", f"the {name} body is cut short")
