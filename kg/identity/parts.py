"""A score and its parts: what spoke for or against, with how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kg.identity.weights import WEIGHTS


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One thing that speaks for or against one agreement."""

    name: str
    points: float
    why: str

    def __str__(self) -> str:
        """Return for example ``parties +3.0 (2 of 2 shared)``."""
        return f"{self.name} {self.points:+.1f} ({self.why})"


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the parts; verdict: "same", "doubtful" or "different". A conflict is different whatever the sum."""

    total: float
    parts: tuple[Part, ...]
    verdict: str
    conflict: bool = False

    @property
    def against(self) -> float:
        """Return the points of what the two say of the thing itself and differ in; silence and distance are none."""
        return sum(part.points for part in self.parts if part.points < 0 and part.name in _OF_THE_THING)


class Weighed(Protocol):
    """What clustering asks of a score."""

    @property
    def total(self) -> float:
        """The sum of the parts."""

    @property
    def verdict(self) -> str:
        """The verdict on the sum."""

    @property
    def against(self) -> float:
        """The points of what the two say of the thing itself and differ in."""


@dataclass(frozen=True, slots=True)
class Strong:
    """What was kept of the score of two reports that are the same."""

    total: float
    against: float
    verdict: str = "same"


_OF_THE_THING = frozenset({"words", "signatories", "topics", "date", "place", "value"})


def part(name: str, weight: str, why: str = "") -> Part:
    """Return the part with the points that the table gives for it."""
    return Part(name, WEIGHTS[weight], why or weight)
