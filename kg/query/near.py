"""Names that come near to one that was not found, so that an error can offer them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_ENOUGH = 0.5


def near(wanted: str, names: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Return at most ``most`` names near to the wanted one, nearest first, ties by name.

    A name that holds the wanted one, or is held by it, always counts as near.
    """
    scored = sorted((-_likeness(wanted, name), name) for name in set(names))
    return tuple(name for score, name in scored[:most] if -score >= _ENOUGH)


def _likeness(wanted: str, name: str) -> float:
    if wanted and name and (wanted in name or name in wanted):
        return 1 + min(len(wanted), len(name)) / max(len(wanted), len(name))
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ENOUGH else 0.0
