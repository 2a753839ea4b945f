"""Which bodies two reports share: by identifier, as a body and the one above it, or by names that fit.

A body outside the lexicon is known by its name alone. Two such names fit when the words of the shorter all stand in the
longer; in two scripts they can not be compared, and are then neither the same nor different.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.identity.keys import ReportKey

_Pair = tuple[str, str]
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
    near, unknown, state = list[_Pair](), list[_Pair](), list[_Pair]()
    for pair in product(left, right):
        fits = _fitting(one, other, *pair)
        if fits or _above(one, other, *pair):
            near.append(pair)
        if fits is None:
            unknown.append(pair)
        if pair in one.states or pair[::-1] in other.states:
            state.append(pair)
    return Shared(len(exact), _fewer(near), _fewer(unknown), _fewer(state))


def is_outside(body: str) -> bool:
    """Say whether a local id is that of a body outside the lexicon, made from its name."""
    return _OUTSIDE.fullmatch(body) is not None


def _fewer(pairs: Sequence[_Pair]) -> int:
    """Return how many of the side with fewer partners have one on the other side."""
    return min(len({a for a, _ in pairs}), len({b for _, b in pairs})) if pairs else 0


def _above(one: ReportKey, other: ReportKey, a: str, b: str) -> bool:
    return (a, b) in one.broader or (b, a) in other.broader


def _fitting(one: ReportKey, other: ReportKey, a: str, b: str) -> bool | None:
    """Say whether the names fit, None where they can not be compared; of two bodies of the lexicon they need not."""
    if not (is_outside(a) or is_outside(b)):
        return False
    mine, theirs = ([name for body, name in report.names if body == own] for report, own in ((one, a), (other, b)))
    alike = [same_body(left, right) for left in mine for right in theirs if left.isascii() == right.isascii()]
    return any(alike) if alike else None


@lru_cache(maxsize=16384)
def same_body(one: str, other: str) -> bool:
    """Say whether two names, as search texts, can be of one body."""
    shorter, longer = sorted((set(one.split()) - _EMPTY, set(other.split()) - _EMPTY), key=len)
    return len(shorter) > 1 and shorter <= longer
