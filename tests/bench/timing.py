"""Rounds of measurements, interleaved, so that a busy moment falls on all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Measure:
    """One thing measured. work: how many units one call handles; seconds: CPU time of each round's call.

    setup: run before each call, outside the time; what it returns is given to the call.
    """

    name: str
    unit: str
    work: float
    call: Callable[[object], object]
    setup: Callable[[], object] = lambda: None
    peer_of: str = ""
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Median CPU seconds of a call."""
        return statistics.median(self.seconds)

    @property
    def rate(self) -> float:
        """Units a CPU second, by the median."""
        return self.work / self.median

    @property
    def spread(self) -> str:
        """Slowest and fastest round, relative to the median."""
        return f"{min(self.seconds) / self.median:.2f}–{max(self.seconds) / self.median:.2f}"


def run_rounds(measures: list[Measure], rounds: int, told: Callable[[str], None]) -> None:
    """Run every measure once a round, in the order given; the first round is not counted."""
    for number in range(rounds + 1):
        for measure in measures:
            given = measure.setup()
            gc.collect()
            start = time.process_time()
            measure.call(given)
            spent = time.process_time() - start
            if number:
                measure.seconds.append(spent)
        told(f"round {number} of {rounds}" if number else "warm")


def table(measures: list[Measure]) -> list[str]:
    """Return the results as lines of a Markdown table; a peer's line tells how many times longer it took."""
    by_name = {measure.name: measure for measure in measures}
    lines = ["| what | CPU s (median) | rounds, relative | units a CPU s | against ours |", "|---|---|---|---|---|"]
    for measure in measures:
        ratio = ""
        if measure.peer_of:
            ratio = f"{measure.median / by_name[measure.peer_of].median:.2f} × the time of {measure.peer_of}"
        rate = f"{measure.rate:,.0f} {measure.unit}" if measure.rate >= 10 else f"{measure.rate:.2f} {measure.unit}"
        lines.append(f"| {measure.name} | {measure.median:.4f} | {measure.spread} | {rate} | {ratio} |")
    return lines
