"""Local ids: the part of an IRI after the base. They hang on keys alone, never on spelling, order or time.

A hash id is ``{class}/{b32(sha256(class | key))[:16]}`` in lower case (design: graphs and IRIs).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

CONSOLIDATED = "graph/consolidated"
RUNS = "graph/runs"
STATE = "graph/state"
USER_GRAPHS = "graph/user/"
"""Local id that the graphs of users begin with: only they may be updated through a served store."""


def hash_id(kind: str, *parts: str) -> str:
    """Return the local id of a thing of this class with this key.

    Parts of a key are joined with ``|``; inside a part of several, ``|`` and the backslash are escaped.

    >>> hash_id("article", "48608")
    'article/ab3vgpqusz63b23e'
    """
    key = "|".join((kind, *parts))
    if len(parts) > 1 and ("\\" in key or key.count("|") != len(parts)):
        key = "|".join((kind, *(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)))
    return f"{kind}/{_base32(sha256(key.encode('utf-8', 'surrogatepass')).digest())}"


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)
"""Two letters of base 32 for each ten bits: an id is made for every node and quote, and base64 works by the letter."""


def _base32(digest: bytes) -> str:
    """Return the first 80 bits of a digest in base 32, in lower case.

    >>> _base32(bytes(range(240, 256)))
    '6dy7f47u6x3pp6hz'
    """
    bits, pairs = int.from_bytes(digest[:10], "big"), _PAIRS
    return (
        pairs[bits >> 70] + pairs[bits >> 60 & 1023] + pairs[bits >> 50 & 1023] + pairs[bits >> 40 & 1023]
        + pairs[bits >> 30 & 1023] + pairs[bits >> 20 & 1023] + pairs[bits >> 10 & 1023] + pairs[bits & 1023]
    )  # fmt: skip


def article_graph(article: str) -> str:
    """Return the local id of the graph of an article, given the article's own local id."""
    return f"graph/{article}"


def report_id(article_key: str, parties: Iterable[str], agreement_type: str, ordinal: int) -> str:
    """Return a report's id: article, sorted ids of its parties, type, ordinal among equals."""
    return hash_id("report", article_key, ",".join(sorted(parties)), agreement_type, str(ordinal))


def mention_id(article_key: str, person_key: str, institutions: Iterable[str]) -> str:
    """Return a mention's id: article, skeleton key of the name, institutions of the offices."""
    return hash_id("mention", article_key, person_key, ",".join(sorted(set(institutions))))


def renamed(local_id: str, kind: str) -> str:
    """Return the id with the same hash in another class: a report's agreement, a mention's official.

    >>> renamed("report/abc", "agreement")
    'agreement/abc'
    """
    return f"{kind}/{local_id.partition('/')[2]}"
