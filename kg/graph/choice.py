"""One value out of several reports: the rule by which the consolidated facts choose, and what they then keep.

A value named by most reports wins; among equals the one of the earliest report. Every other value stays in the
reports and is listed as an ``agr:Contradiction``. The status is that of the latest act: by the event's date, else
the publication date, else the order of a life (negotiated … cancelled).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.builder import Value

LIFE = (
    "unknown", "negotiated", "planned", "signed", "exchanged", "ratified", "in-force", "extended", "suspended",
    "expired", "cancelled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One report's value of one property, with the evidence nodes behind it."""

    value: Value
    evidence: tuple[NamedNode, ...]


def most_said(said: Sequence[Said]) -> Value | None:
    """Return the value most reports name, the earliest among equals; ``said`` stands earliest first."""
    if not said:
        return None
    counts = Counter(one.value for one in said)
    most = max(counts.values())
    return next(one.value for one in said if counts[one.value] == most)


def contradictory(said: Sequence[Said]) -> bool:
    """Say whether the reports name more than one value."""
    return len({one.value for one in said}) > 1


def latest_status(statuses: Sequence[tuple[str, str]]) -> str:
    """Return the status of the latest act among (ISO date or "", status) pairs."""
    return max(statuses, key=lambda one: (one[0], LIFE.index(one[1]) if one[1] in LIFE else 0))[1]
