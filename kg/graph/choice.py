"""One value out of several reports: the rule by which the consolidated facts choose, and what they then keep.

1. ``most-precise``: what says another value only more vaguely steps back (a month for a day of it, a province for a
   city in it, "document" for a kind of document).
2. ``most-said``: of what is left, what most voices name wins. A text that several agencies print is one voice.
3. ``earliest-told``: among equals, the value of the earliest report.

Every other value stays in its reports and, where it contradicts, in an ``agr:Contradiction`` that names the rule.
The status is chosen apart, by the latest act (``kg.graph.lifecycle``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.builder import Value

MOST_PRECISE, MOST_SAID, EARLIEST_TOLD = "most-precise", "most-said", "earliest-told"
LATEST_ACT, ALL_NAMED = "latest-act", "all-named"

LIFE = (
    "unknown", "negotiated", "planned", "signed", "exchanged", "ratified", "in-force", "extended", "suspended",
    "expired", "cancelled",
)  # fmt: skip
"""The statuses in the order of a life."""


@dataclass(frozen=True, slots=True)
class Said:
    """One report's value of one property, with the evidence nodes behind it.

    voice: who says it ("" for somebody of his own); written: the value as its evidence gives it; language: of the
    text.
    """

    value: Value
    evidence: tuple[NamedNode, ...]
    voice: str = ""
    written: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen one of several values, and the rule that chose it."""

    said: Said
    rule: str


def choose(said: Sequence[Said], precise: Sequence[Said]) -> Choice | None:
    """Return the choice among the precise ones of all that is said; both stand earliest first."""
    if not precise:
        return None
    counts = _counts(precise)
    most = max(counts.values())
    winners = [value for value, count in counts.items() if count == most]
    chosen = next(one for one in precise if one.value in winners)
    if len(winners) > 1:
        return Choice(chosen, EARLIEST_TOLD)
    alone = len(counts) == 1 and len({one.value for one in said}) > 1
    return Choice(chosen, MOST_PRECISE if alone else MOST_SAID)


def _counts(said: Sequence[Said]) -> dict[Value, int]:
    """Return by how many voices each value is named."""
    heard: dict[Value, set[str]] = {}
    for number, one in enumerate(said):
        heard.setdefault(one.value, set()).add(one.voice or f"#{number}")
    return {value: len(voices) for value, voices in heard.items()}
