"""The geometry of the small chart of agreements by year that stands on the pages of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 120
_TOP, _FOOT = 18, 20
_NAME_ROOM, _COUNT_ROOM = 42, 22
"""Pixels that the name of a year and a number above a bar need."""
_FILLED = 60
"""Years between the first and the last up to which those without agreements have a place of their own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One bar. named, counted: whether there is room for its year below it and for its number above it."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float
    named: bool
    counted: bool

    @property
    def middle(self) -> float:
        """Where what belongs to the bar is centred."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart as drawn; in pixels of its own box."""

    bars: tuple[Column, ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - _FOOT


def columns(years: Sequence[tuple[int, int]]) -> Columns:
    """Return the chart of (year, number), in the order of the years; time runs from left to right in both languages.

    >>> [(bar.year, bar.height) for bar in columns([(2020, 1), (2022, 2)]).bars]
    [(2020, 41.0), (2022, 82.0)]
    """
    if not years:
        return Columns(())
    first, last = years[0][0], years[-1][0]
    filled = last - first < _FILLED
    places = last - first + 1 if filled else len(years)
    room, most = WIDTH / places, max(count for _, count in years)
    every, floor = max(1, -(-_NAME_ROOM // max(1, int(room)))), HEIGHT - _FOOT
    bars = []
    for number, (year, count) in enumerate(years):
        place = year - first if filled else number
        tall = round((floor - _TOP) * count / most, 1)
        bars.append(
            Column(
                year=year,
                count=count,
                x=round(room * (place + 0.5) - min(room * 0.7, 36) / 2, 1),
                y=round(floor - tall, 1),
                width=round(min(room * 0.7, 36), 1),
                height=tall,
                named=(places - 1 - place) % every == 0,
                counted=room >= _COUNT_ROOM,
            )
        )
    return Columns(tuple(bars))
