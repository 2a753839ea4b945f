"""A cluster: several ids that turned out to name one thing."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN_LAST = "9999-99-99"


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """One thing in the world.

    ``id`` is made from the earliest member, ``members`` stand earliest first,
    ``retired`` are the ids that the
    other members would have given and that now redirect.
    """

    id: str
    members: tuple[str, ...]
    retired: tuple[str, ...]


def age(published: str | None, article_key: str) -> tuple[str, str]:
    """Return the sort key of "earliest": publication date, unknown last; then the article key."""
    return (published or UNKNOWN_LAST, article_key)
