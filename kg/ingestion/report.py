"""What one run did: counts, and every input that was not used with the reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from kg.articles import Skip

LISTED = 1_000
"""So many skips and notices a report holds itself; all of them stand in the run record of the store."""


@dataclass(slots=True)
class Listing:
    """Skips or notices as they come: the first ones themselves, of all the number and how many of each code."""

    first: list[Skip] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def add(self, skip: Skip) -> None:
        """Count one more."""
        if len(self.first) < LISTED:
            self.first.append(skip)
        self.codes[skip.code] = self.codes.get(skip.code, 0) + 1

    @property
    def total(self) -> int:
        """How many there were."""
        return sum(self.codes.values())


@dataclass(frozen=True, slots=True)
class RunReport:
    """The outcome of one run of ingestion.

    added, replaced, unchanged: numbers of articles. empty: articles read that told of no agreement.
    skipped: inputs not used, notices: metadata left out of articles that were used; the first ``LISTED`` of each.
    skip_codes: how many inputs were skipped for what, all of them. changed: whether the store's facts differ from
    before. stopped: whether the run was asked to stop before its end. reading, consolidating: wall seconds.
    """

    started: datetime
    ended: datetime
    added: int
    replaced: int
    unchanged: int
    empty: int
    skipped: tuple[Skip, ...]
    notices: tuple[Skip, ...]
    changed: bool
    skip_codes: tuple[tuple[str, int], ...] = ()
    stopped: bool = False
    reading: float = 0.0
    consolidating: float = 0.0

    @property
    def read(self) -> int:
        """Number of articles that are in the store after this run because of it."""
        return self.added + self.replaced + self.unchanged

    @property
    def skips(self) -> int:
        """Number of inputs that were not used."""
        return sum(number for _, number in self.skip_codes)

    def as_json(self) -> dict[str, object]:
        """Return the report as plain JSON values."""
        counts = ("added", "replaced", "unchanged", "empty", "changed", "stopped")
        return {
            "started": self.started.isoformat(),
            "ended": self.ended.isoformat(),
            **{name: getattr(self, name) for name in counts},
            "skips": dict(self.skip_codes),
            "skipped": [asdict(skip) for skip in self.skipped],
            "notices": [asdict(notice) for notice in self.notices],
            "seconds": {"reading": round(self.reading, 3), "consolidating": round(self.consolidating, 3)},
        }
