"""The order of dated things: the latest first, those without a date last."""

from __future__ import annotations

from kg.pages.values import When

Order = tuple[bool, tuple[int, ...], str]


def latest_first(moment: When | None, href: str) -> Order:
    """Return a sorting key: latest date first, no date last, then by address."""
    return latest(moment.iso if moment else "", href)


def latest(iso: str, href: str) -> Order:
    """Return the same key for a day in its ISO form, "" for none."""
    return (not iso, tuple(-ord(char) for char in iso), href)
