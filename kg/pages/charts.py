"""The geometry of small charts, worked out here so that a page needs no script to draw them.

Numbers are pixels of the drawing's own box, rounded to a tenth: the same on every machine. Time runs from left to
right in both languages, as the axis says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.pages.values import Label

TONES = 7
"""Colours of a stacked chart; what comes after the last is drawn as one more, grey, part."""
WIDTH, HEIGHT = 760, 240
_LEFT, _TOP, _FOOT = 44, 12, 26
"""Room for the numbers at the side, above the highest bar, and for the names below."""
_LABEL_ROOM = 46
"""Pixels that the name of a bar needs."""
SPARK_WIDTH, SPARK_HEIGHT = 90, 22
SHADES = 7
"""Shades of a map beside that of nothing."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar to be drawn. name: below it; parts: what it is made of, in the order of the tones; href: "" for none."""

    name: Label
    parts: tuple[int, ...]
    href: str = ""

    @property
    def count(self) -> int:
        """The height of the bar."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as drawn: each part as (tone, y, height); a gap before it where units are left out."""

    stack: Stack
    x: float
    width: float
    parts: tuple[tuple[int, float, float], ...]
    named: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as drawn. ticks: (number, y) of the lines across; legend: names of the tones, in their order."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]
    legend: tuple[tuple[int, Label], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    floor: int = HEIGHT - _FOOT


def chart(stacks: Sequence[Stack], legend: Iterable[Label], gaps: frozenset[int] = frozenset()) -> Chart | None:
    """Return the chart of these bars, None where there is nothing to draw. gaps: places of bars with a gap before."""
    highest = max((stack.count for stack in stacks), default=0)
    if not highest:
        return None
    step = _step(highest)
    top = -(-highest // step) * step
    room = (WIDTH - _LEFT) / len(stacks)
    every = max(1, -(-_LABEL_ROOM // max(1, int(room))))
    bars = tuple(
        Bar(
            stack,
            x=round(_LEFT + room * place + room * 0.12, 1),
            width=round(min(room * 0.76, 64), 1),
            parts=tuple(_parts(stack, top)),
            named=(len(stacks) - 1 - place) % every == 0,
            gap=place in gaps,
        )
        for place, stack in enumerate(stacks)
    )
    ticks = tuple((number, _y(number, top)) for number in range(0, top + 1, step))
    return Chart(bars, ticks, tuple(enumerate(legend)))


def _parts(stack: Stack, top: int) -> Iterable[tuple[int, float, float]]:
    below = 0
    for tone, count in enumerate(stack.parts):
        if count:
            yield tone, _y(below + count, top), round(_y(below, top) - _y(below + count, top), 1)
        below += count


def _y(number: int, top: int) -> float:
    return round(HEIGHT - _FOOT - (HEIGHT - _FOOT - _TOP) * number / top, 1)


def _step(highest: int) -> int:
    """Return the distance of the lines across: 1, 2 or 5 times a power of ten, at most six lines."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= 5 * factor * size:
                return factor * size
        size *= 10


def toned(counts: Mapping[str, int], order: Sequence[str]) -> tuple[int, ...]:
    """Return counts by tone: the names in ``order``, then all others together."""
    named = tuple(counts.get(name, 0) for name in order)
    return (*named, sum(counts.values()) - sum(named))


def spark(counts: Sequence[int]) -> str:
    """Return the path of a row of small bars, "" where all are nothing.

    >>> spark((0, 2))
    'M46.5 22v-20h42v20z'
    """
    highest = max(counts, default=0)
    if not highest:
        return ""
    room = SPARK_WIDTH / len(counts)
    bars = []
    for place, count in enumerate(counts):
        tall = round(count / highest * (SPARK_HEIGHT - 2), 1)
        if tall:
            bars.append(
                f"M{_short(room * place + 1.5)} {SPARK_HEIGHT}v-{_short(tall)}h{_short(room - 3)}v{_short(tall)}z"
            )
    return "".join(bars)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def classes(counts: Iterable[int], most: int = SHADES) -> tuple[int, ...]:
    """Return the least number of each class of a map: so that about as many places fall into each class.

    Nothing is a class of its own and not among them.

    >>> classes([0, 1, 1, 2, 9])
    (1, 2, 9)
    """
    known = sorted(count for count in counts if count > 0)
    if not known:
        return ()
    distinct = sorted(set(known))
    if len(distinct) <= most:
        return tuple(distinct)
    return tuple(sorted({known[len(known) * place // most] for place in range(most)}))


def shade_of(place: int, of: int) -> int:
    """Return the shade (1 to SHADES) of a class, counted from 1, of so many: few classes lie far apart.

    >>> [shade_of(place, 3) for place in (1, 2, 3)]
    [2, 4, 7]
    """
    return place * SHADES // of


def shade(count: int, steps: Sequence[int]) -> int:
    """Return the shade of a number, 0 for nothing."""
    place = sum(count >= step for step in steps)
    return shade_of(place, len(steps)) if place and count > 0 else 0


def spans(steps: Sequence[int], highest: int) -> tuple[tuple[int, int], ...]:
    """Return the first and last number of each class.

    >>> spans((1, 2, 9), 12)
    ((1, 1), (2, 8), (9, 12))
    """
    return tuple((one, other - 1) for one, other in pairwise((*steps, highest + 1)))
