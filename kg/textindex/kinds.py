"""The kinds of things that can be found, in the order in which they are shown."""

from __future__ import annotations

KINDS = (
    "institution",
    "official",
    "place",
    "topic",
    "administration",
    "office",
    "agreement",
    "objective",
    "statement",
    "other",
    "article",
)
"""What a thing is, told by the first part of its local id; ``topic`` are the concepts of the topics' scheme."""
_HASH = 16
_BASE32 = frozenset("abcdefghijklmnopqrstuvwxyz234567")


def kind_of(node: str) -> str:
    """Return the kind of a thing by its local id, or by the IRI of a concept."""
    if "/scheme/topic/" in node:
        return "topic"
    kind = node.partition("/")[0]
    return kind if kind in KINDS else "other"


def is_curated(node: str) -> bool:
    """Say whether an id is a curated slug, not a hash: what people chose to list is named more often."""
    own = node.rpartition("/")[2]
    return len(own) != _HASH or not _BASE32.issuperset(own)
