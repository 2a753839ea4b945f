"""Offsets into a text: always Unicode code points of the text as it was decoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``text[start:end]``, offsets in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of the text that this span stands for."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end
