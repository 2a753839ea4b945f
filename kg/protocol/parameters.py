"""Parameters of URLs and forms, and Content-Type headers, read strictly: what is not UTF-8 or broken is refused."""

from __future__ import annotations

import binascii
import re
from contextlib import suppress
from typing import Final

from pyoxigraph import NamedNode

from kg.protocol.refusal import refuse

MAX_FIELDS: Final = 1_000
"""Most parameters of one request; a dataset may name many graphs."""
MAX_IRI: Final = 2_000
"""Longest IRI of a graph in code points."""
_BROKEN_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_TYPE: Final = re.compile(r"[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*(?:;|$)")
_CHARSET: Final = re.compile(r";[ \t]*charset[ \t]*=[ \t]*\"?([^\s\";]*)\"?", re.IGNORECASE)


def fields(encoded: bytes, where: str) -> tuple[tuple[str, str], ...]:
    """Return the (name, value) pairs of ``a=1&b=2``, in order. Refusal for broken escapes, bad UTF-8, too many."""
    parts = encoded.split(b"&", MAX_FIELDS)
    if len(parts) > MAX_FIELDS:
        raise refuse("malformed-request", f"{where} holds more than {MAX_FIELDS} parameters")
    pairs = (part.partition(b"=") for part in parts if part)
    return tuple((_decoded(name, where), _decoded(value, where)) for name, _, value in pairs)


def query_fields(query_string: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a URL's query, given as servers hand it on: its bytes, one character each."""
    try:
        encoded = query_string.encode("latin-1")
    except UnicodeEncodeError:
        encoded = query_string.encode("utf-8", "surrogatepass")
    return fields(encoded, "the URL")


def text_of(body: bytes, where: str) -> str:
    """Return bytes as the UTF-8 text they must be; a byte order mark is left out."""
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise refuse("malformed-request", f"{where} is not UTF-8 at byte {error.start}") from None


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type header in lower case, "" where there is none.

    Refusal (415) for a header that names a charset other than UTF-8.
    """
    match = _TYPE.match(content_type)
    charset = _CHARSET.search(content_type)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise refuse("unsupported-media-type", f"the charset {charset[1][:40]!r} is not read here; use UTF-8")
    return match[1].lower() if match else ""


def absolute_iri(value: str, name: str) -> str:
    """Return the value of a parameter that must be an absolute IRI."""
    if len(value) <= MAX_IRI and _ABSOLUTE.match(value):
        with suppress(ValueError):
            return NamedNode(value).value
    raise refuse("malformed-request", f"{name}={value[:80]!r} is no absolute IRI")


def _decoded(part: bytes, where: str) -> str:
    part = part.replace(b"+", b" ")
    if b"%" not in part:
        return text_of(part, where)
    if _BROKEN_ESCAPE.search(part):
        raise refuse("malformed-request", f"{where} holds % without two hexadecimal digits; write %25")
    # Quoted-printable differs by its sign alone, and the standard library reads it ten times as fast.
    return text_of(binascii.a2b_qp(part.replace(b"=", b"=3D").replace(b"%", b"=")), where)
