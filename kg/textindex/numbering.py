"""The numbers of rows: the same for the same thing in every index, whatever came when.

The index gives hits in the order of these numbers, so that the first thousand of a very common word are the same on
every machine, and those that people look for most: kinds in the order of ``KINDS``, in a kind what is curated first.
"""

from __future__ import annotations

from hashlib import blake2b

from kg.textindex.kinds import KINDS, is_curated, kind_of

_BITS = 36
"""Bits of the hash in a kind: of a million names seven pairs meet by chance, and the second takes the next number.
More bits cost a byte for each word of each text (418 bytes an article with 36 bits, 266 with plain counting)."""


def short_hash(text: str) -> int:
    """Return a signed 64-bit hash of a text, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def name_number(node: str, text: str) -> int:
    """Return the row at which a name of a thing stands, or the first one from which it is looked for."""
    first, _ = kind_range(kind_of(node))
    return first | (not is_curated(node)) << _BITS | _hash(f"{node}\n{text}")


def body_number(node: str) -> int:
    """Return the row of an article's text, or the first one from which it is looked for."""
    return _hash(node)


def kind_range(kind: str) -> tuple[int, int]:
    """Return the first and last row of a kind's names."""
    first = KINDS.index(kind) << (_BITS + 1)
    return first, first + (1 << (_BITS + 1)) - 1


def _hash(text: str) -> int:
    return short_hash(text) & ((1 << _BITS) - 1)
