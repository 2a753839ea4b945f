"""What a comparison of two states says, as plain ordered values."""

from __future__ import annotations

from dataclasses import dataclass

GROUPS = ("agreement", "official", "institution", "article", "ledger")
"""Of what things differences are told, in this order."""

WAYS = ("new", "gone", "merged", "split", "regrouped", "renamed", "changed", "replaced", "applied", "withdrawn")
"""How a thing differs, in this order.

merged: several ids of the old state are one now; split: the other way round; regrouped: both at once; renamed: the same
thing under another id; replaced: an article's text or head is another; applied, withdrawn: a line of a ledger.
"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A sentence of an article; words: the exact quote in it. article: title; id: local id of the article."""

    sentence: str
    words: str
    article: str
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A value as a person reads it; id: local id of the thing it is, else ""; quotes: the best one, where known."""

    text: str
    id: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """One property that turned from some values to others; values that both states have are left out."""

    aspect: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One thing that differs. before, after: its ids in the two states, none where it is not there."""

    group: str
    way: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """How many things of a class the two states hold."""

    kind: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, in order. added, removed: statements of the consolidated facts; notes: codes of what to know."""

    differences: tuple[Difference, ...]
    tallies: tuple[Tally, ...]
    added: int
    removed: int
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Say whether nothing differs, in words or in statements."""
        return not (self.differences or self.added or self.removed)
