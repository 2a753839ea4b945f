"""Which bodies two reports share: by identifier, as a body and the one above it, or by names that fit.

A body outside the lexicon is known by its name alone. Two such names fit when the words of the shorter all stand in the
longer; in two scripts they can not be compared, and are then neither the same nor different.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kg.identity.keys import ReportKey

_OUTSIDE = re.compile(r"institution/[a-z2-7]{16}")
_EMPTY = frozenset("کشور ایران جمهوری اسلامی و of the iran and islamic republic for national".split())
"""Words that a body's name has in one report and not in the next."""


@dataclass(frozen=True, slots=True)
class Shared:
    """exact: bodies both name; near: further ones that fit; unknown: ones that may be the same, in another script.

    state: how many are left of which one report names the state and the other a body of it.
    """

    exact: int
    near: int = 0
    unknown: int = 0
    state: int = 0

    @property
    def known(self) -> int:
        """Return how many bodies both surely name."""
        return self.exact + self.near


def shared(one: ReportKey, other: ReportKey) -> Shared:
    """Count the bodies that two reports share."""
    if one.parties == other.parties:
        return Shared(len(one.parties))
    exact = set(one.parties) & set(other.parties)
    left = [body for body in one.parties if body not in exact]
    right = [body for body in other.parties if body not in exact]
    if not left or not right:
        return Shared(len(exact))
    near = _matched(left, right, lambda a, b: _above(one, other, a, b) or _fitting(one, other, a, b) is True)
    unknown = _matched(left, right, lambda a, b: _fitting(one, other, a, b) is None)
    state = _matched(left, right, lambda a, b: (a, b) in one.states or (b, a) in other.states)
    return Shared(len(exact), near, unknown, state)


def is_outside(body: str) -> bool:
    """Say whether a local id is that of a body outside the lexicon, made from its name."""
    return _OUTSIDE.fullmatch(body) is not None


def _matched(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> int:
    """Return how many of the side with fewer partners have one on the other side."""
    with_partner = (
        {a for a in left if any(fits(a, b) for b in right)},
        {b for b in right if any(fits(a, b) for a in left)},
    )
    return min(map(len, with_partner))


def _above(one: ReportKey, other: ReportKey, a: str, b: str) -> bool:
    return (a, b) in one.broader or (b, a) in other.broader


def _fitting(one: ReportKey, other: ReportKey, a: str, b: str) -> bool | None:
    """Say whether the names fit, None where they can not be compared; of two bodies of the lexicon they need not."""
    if not (is_outside(a) or is_outside(b)):
        return False
    mine, theirs = ([name for body, name in report.names if body == own] for report, own in ((one, a), (other, b)))
    alike = [same_body(left, right) for left in mine for right in theirs if left.isascii() == right.isascii()]
    return any(alike) if alike else None


@lru_cache(maxsize=65536)
def same_body(one: str, other: str) -> bool:
    """Say whether two names, as search texts, can be of one body."""
    shorter, longer = sorted((set(one.split()) - _EMPTY, set(other.split()) - _EMPTY), key=len)
    return len(shorter) > 1 and shorter <= longer
