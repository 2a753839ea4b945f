"""What one run did: counts, and every input that was not used with the reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from kg.articles import Skip


@dataclass(frozen=True, slots=True)
class RunReport:
    """The outcome of one run of ingestion.

    added, replaced, unchanged: numbers of articles. empty: articles read that told of no agreement.
    skipped: inputs not used. notices: metadata left out of articles that were used.
    changed: whether the store's facts differ from before.
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

    @property
    def read(self) -> int:
        """Number of articles that are in the store after this run because of it."""
        return self.added + self.replaced + self.unchanged

    def as_json(self) -> dict[str, object]:
        """Return the report as plain JSON values."""
        return {
            "started": self.started.isoformat(),
            "ended": self.ended.isoformat(),
            **{name: getattr(self, name) for name in ("added", "replaced", "unchanged", "empty", "changed")},
            "skipped": [asdict(skip) for skip in self.skipped],
            "notices": [asdict(notice) for notice in self.notices],
        }
