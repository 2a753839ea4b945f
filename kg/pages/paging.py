"""Things with many agreements, signatures, office-holders or quotes, divided over several pages of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

PART = 30
"""Agreements or signatures of one page: some 60 kB with their quotes."""
FEW = 15
"""Rows of each other long list (statements, office-holders, acts, sources) on one page."""
QUOTES = 50
"""Quotes of one page, with their sources some 50 kB; beyond, each row shows its best ones only."""
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a thing's rows a page shows: ``size`` agreements from the given place on; None: all.

    counted: up to how many agreements all are looked at for who takes part and when; None: however many.
    """

    start: int = 0
    size: int | None = None
    counted: int | None = None

    def counts(self, total: int) -> bool:
        """Say whether so many agreements are all looked at."""
        return self.counted is None or total <= self.counted

    def many(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Return the agreements or signatures that this page shows."""
        return rows if self.size is None else rows[self.start : self.start + self.size]

    def few(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Return what this page shows of another long list.

        >>> Part(PART, PART).few(range(50)) == range(15, 30)
        True
        """
        if self.size is None:
            return rows
        page = self.start // self.size
        return rows[page * FEW : (page + 1) * FEW]


WHOLE = Part()


def parts_of(many: int, few: int = 0) -> int:
    """Return over how many pages these rows go: agreements or signatures, and the longest other list.

    >>> parts_of(0), parts_of(PART + 1), parts_of(1, 2 * FEW + 1)
    (1, 2, 3)
    """
    return max(1, -(-many // PART), -(-few // FEW))


def most_a_row(counts: Iterable[int], room: int = QUOTES) -> int:
    """Return how many quotes each row may show so that all rows together show no more than ``room``, at least 1.

    counts: quotes of each row. Rows with few quotes leave their room to the others.

    >>> most_a_row([1, 2, 90], 30), most_a_row([9, 9], 30), most_a_row([3] * 40, 30)
    (27, 9, 1)
    """
    found = sorted(count for count in counts if count)
    for place, count in enumerate(found):
        rows = len(found) - place
        if count * rows > room:
            return max(1, room // rows)
        room -= count
    return max(1, found[-1]) if found else 1
