"""What one round did."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from kg.articles import Skip
from kg.ingestion import RunReport


@dataclass(frozen=True, slots=True)
class Round:
    """The outcome of one round.

    added, replaced, unchanged: numbers of articles. skipped: inputs not used, pages that could not be had too.
    notices: metadata left out of articles that were used. gone: sources that could not be found; they stay on the
    list. removed: files that are no longer in their folder; their articles stay in the store. waiting: links not
    yet fetched, whether due or to be tried again later.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    waiting: int = 0
    skipped: tuple[Skip, ...] = ()
    notices: tuple[Skip, ...] = ()
    gone: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the round as plain JSON values."""
        return asdict(self)


class Tally:
    """Counts one round while it goes on."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.skipped: list[Skip] = []
        self.notices: list[Skip] = []
        self.gone: list[str] = []
        self.removed = 0

    def add(self, report: RunReport) -> None:
        """Count what one run of ingestion did."""
        for name in ("added", "replaced", "unchanged"):
            self._counts[name] += getattr(report, name)
        self.skipped += report.skipped
        self.notices += report.notices

    def outcome(self, waiting: int) -> Round:
        """Return the round."""
        return Round(
            **self._counts,
            removed=self.removed,
            waiting=waiting,
            skipped=tuple(self.skipped),
            notices=tuple(self.notices),
            gone=tuple(self.gone),
        )
