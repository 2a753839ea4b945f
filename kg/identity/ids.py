"""Local ids: the part of an IRI after the base. They hang on keys alone, never on spelling, order or time.

A hash id is ``{class}/{b32(sha256(class | key))[:16]}`` in lower case (design: graphs and IRIs).
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256

CONSOLIDATED = "graph/consolidated"
RUNS = "graph/runs"
STATE = "graph/state"


def hash_id(kind: str, *parts: str) -> str:
    """Return the local id of a thing of this class with this key.

    Parts of a key are joined with ``|``; inside a part of several, ``|`` and the backslash are escaped.

    >>> hash_id("article", "48608")
    'article/ab3vgpqusz63b23e'
    """
    safe = parts if len(parts) == 1 else [part.replace("\\", "\\\\").replace("|", "\\|") for part in parts]
    digest = sha256("|".join((kind, *safe)).encode("utf-8", "surrogatepass")).digest()
    return f"{kind}/{b32encode(digest).decode('ascii')[:16].lower()}"


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
