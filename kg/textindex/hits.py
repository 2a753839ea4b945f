"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE, NAME, NAME_LIKE, TEXT, TEXT_LIKE = range(5)
"""How well a thing fits: its whole name; its name has the words as typed, or others like them; so has its text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found. node: local id, or IRI of a concept; tier: how well it fits (0 best); rank: bm25, lower is better.

    Hits are sorted by tier, rank and node.
    """

    node: str
    kind: str
    tier: int
    rank: float

    @property
    def score(self) -> float:
        """A number that sorts hits, higher is better: above 4 are whole names, below 1 other spellings in texts."""
        return round(TEXT_LIKE - self.tier + 1 - 1 / (1 + max(0.0, -self.rank)), 6)
