"""What ingestion costs: on one core and on two, beside extraction alone and pyoxigraph's own bulk load, and how it grows.

``python tests/bench/ingesting.py 2000 20000 200000`` makes synthetic news (``news.py``; the smaller sets are the beginning
of the larger) and measures, each step in a process of its own and by the clock: extraction alone on one core; the whole
``kg ingest`` with one worker on one core and with two on two; the same again, with nothing changed; storing alone beside
the bulk loader. Of sets above 20,000 articles only the whole on two cores and the same again: growth shows there.
Memory is that of all processes together. No test asserts any of it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from news import records
from watched import Run, run

from kg.lexicon import load_lexicon

HERE = Path(__file__).parent
RESULTS = HERE / "INGESTION.md"
SIZES = (2_000, 20_000, 200_000)
LARGEST_STORED = 20_000
"""Articles of the largest set whose lines are kept in a file, for storing alone: 90 KB each."""
LARGEST_ON_ONE = 20_000
"""Articles of the largest set that is also read on one core."""


@dataclass(slots=True)
class Step:
    """One step: what it printed, what was seen of it from outside."""

    said: dict[str, Any]
    run: Run

    @property
    def reading(self) -> float:
        """Seconds from the start of reading until all articles are stored."""
        return float(self.said["seconds"]["reading"])

    @property
    def consolidating(self) -> float:
        """Seconds of consolidation."""
        return float(self.said["seconds"]["consolidating"])

    @property
    def cpu(self) -> float:
        """Seconds of computing until consolidation began, in all processes."""
        return self.run.cpu - float(self.said["cpu"])

    @property
    def cpu_after(self) -> float:
        """Seconds of computing of consolidation, without what made the lexicon's own facts."""
        return float(self.said["cpu"]) - self.curated

    @property
    def curated(self) -> float:
        """Seconds of computing that made the lexicon's own facts."""
        return float(self.said["curated"])

    @property
    def memory(self) -> float:
        """Most megabytes until consolidation began."""
        return self.run.peak(last=self.run.wall - self.consolidating)

    @property
    def memory_after(self) -> float:
        """Most megabytes from then on."""
        return self.run.peak(first=self.run.wall - self.consolidating)


@dataclass(slots=True)
class Size:
    """Everything measured on one set."""

    count: int
    steps: dict[str, Step] = field(default_factory=dict)
    cores: tuple[int, ...] = ()

    def seconds(self, name: str) -> float:
        """Seconds of a step that has one number."""
        return float(self.steps[name].said["seconds"])

    def has(self, ratio: str) -> bool:
        """Say whether a ratio was measured."""
        return ratio == AGAIN or ("peer" if ratio == STORING else "extract") in self.steps

    @property
    def one(self) -> Step:
        """The whole on one core."""
        return self.steps["ingest 1"]

    @property
    def two(self) -> Step:
        """The whole on two cores."""
        return self.steps["ingest 2"]

    @property
    def extraction(self) -> float:
        """Seconds of extraction alone."""
        return self.seconds("extract")

    @property
    def extraction_cpu(self) -> float:
        """Seconds of computing of extraction alone."""
        return float(self.steps["extract"].said["cpu"])


def step(name: str, cores: int, articles: Path, work: Path, *arguments: object) -> Step:
    """Run one step on so many cores."""
    done = run([sys.executable, HERE / "ingesting_worker.py", name, articles, work, *arguments], cores)
    print(f"  {name} {' '.join(map(str, arguments[-2:]))} on {cores}: {done.wall:.1f} s", file=sys.stderr)
    return Step(json.loads(done.output), done)


def measured(count: int, folder: Path) -> Size:
    """Measure one set."""
    print(f"{count:,} articles", file=sys.stderr)
    size, articles = Size(count), folder / f"{count}.jsonl"
    write_articles(count, articles)
    size.cores = (1, 2) if count <= LARGEST_ON_ONE else (2,)
    if 1 in size.cores:
        size.steps["extract"] = step("extract", 1, articles, folder)
    for cores in size.cores:
        store = folder / f"store-{cores}"
        arguments = ("ingest", articles, "--store", store, "--json", "--jobs", cores)
        size.steps[f"ingest {cores}"] = step("kg", cores, articles, folder, *arguments)
        if cores == 2:
            size.steps["again"] = step("kg", cores, articles, folder, *arguments)
        shutil.rmtree(store)
    if count <= LARGEST_STORED:
        size.steps["lines"] = step("lines", 1, articles, folder)
        for name in ("store", "peer"):
            size.steps[name] = step(name, 1, articles, folder)
        for name in ("stored", "peer"):
            shutil.rmtree(folder / name)
        (folder / "articles.nq").unlink()
    articles.unlink()
    return size


def write_articles(count: int, path: Path) -> None:
    """Write so many records of synthetic news."""
    with path.open("w", encoding="utf-8") as file:
        for record in records(count):
            file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")


def slope(points: list[tuple[float, float]]) -> float:
    """Return the exponent between the smallest and the largest set."""
    (first, low), *_, (last, high) = points
    return math.log(high / low) / math.log(last / first)


def tables(sizes: list[Size]) -> list[str]:
    """Return the tables of all that was measured."""
    lines = [
        "| articles | characters each | quads each | extraction alone, 1 core: s | ms an article | making the graph's lines: ms an article |",
        "|---|---|---|---|---|---|",
    ]
    for one in (size for size in sizes if "extract" in size.steps):
        said, made = one.steps["extract"].said, one.steps.get("lines")
        quads = f"{made.said['quads'] / one.count:,.0f}" if made else ""
        graph = f"{1e3 * made.said['seconds'] / one.count:.2f}" if made else ""
        lines.append(
            f"| {one.count:,} | {said['characters'] / one.count:,.0f} | {quads} | {one.extraction:.1f} | "
            f"{1e3 * one.extraction / one.count:.2f} | {graph} |"
        )
    lines += [
        "",
        "| articles | cores | read + extract + store: s | articles a second | consolidate: s | of it the lexicon's facts: s | computing before consolidation: s | in consolidation | peak MB before consolidation | in consolidation |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in sizes:
        for cores in one.cores:
            found = one.steps[f"ingest {cores}"]
            lines.append(
                f"| {one.count:,} | {cores} | {found.reading:.1f} | {one.count / found.reading:,.0f} | "
                f"{found.consolidating:.1f} | {found.curated:.1f} | {found.cpu:.1f} | {found.cpu_after + found.curated:.1f} | {found.memory:.0f} | {found.memory_after:.0f} |"
            )
    lines += [
        "",
        "| articles | again, unchanged: s | storing alone: s | pyoxigraph's bulk load: s |",
        "|---|---|---|---|",
    ]
    for one in sizes:
        stored = (f"{one.seconds(name):.1f}" if name in one.steps else "" for name in ("store", "peer"))
        lines.append(f"| {one.count:,} | {one.steps['again'].run.wall:.1f} | {' | '.join(stored)} |")
    return lines


def ratios(sizes: list[Size]) -> list[str]:
    """Return each ratio with its limit, for every set."""
    lines = ["| ratio | limit | " + " | ".join(f"{one.count:,}" for one in sizes) + " |"]
    lines.append("|---|---|" + "---|" * len(sizes))
    for name, limit, ratio in RATIOS:
        found = " | ".join(f"{ratio(one):.2f}" if one.has(name) else "" for one in sizes)
        lines.append(f"| {name} | {limit} | {found} |")
    peaks = [one.two.memory for one in sizes]
    found = " | ".join(["", *(f"{high / low:.2f}" for low, high in itertools.pairwise(peaks))])
    return [*lines, f"| peak memory before consolidation ÷ that of the set before | 1.20 | {found} |"]


STORING = "storing alone ÷ pyoxigraph's bulk load"
AGAIN = "again, unchanged ÷ the first time"
RATIOS: tuple[tuple[str, str, Callable[[Size], float]], ...] = (
    ("read + extract + store, 2 cores ÷ 1 core", "0.65", lambda one: one.two.reading / one.one.reading),
    ("read + extract + store ÷ extraction alone, 1 core", "1.30", lambda one: one.one.reading / one.extraction),
    ("the same in computing", "", lambda one: one.one.cpu / one.extraction_cpu),
    (STORING, "2.00", lambda one: one.seconds("store") / one.seconds("peer")),
    (
        "consolidating, without the lexicon's own facts ÷ extraction alone, 1 core", "0.50",
        lambda one: (one.one.consolidating - one.one.curated) / one.extraction,
    ),
    ("the same in computing", "", lambda one: one.one.cpu_after / one.extraction_cpu),
    (AGAIN, "0.05", lambda one: one.steps["again"].run.wall / one.two.run.wall),
)  # fmt: skip


def growth(sizes: list[Size]) -> list[str]:
    """Return how time and memory grow from the smallest set to the largest."""
    if len(sizes) < 2:
        return []
    series = {
        "time of reading, extracting and storing (limit 1.10)": [one.two.reading for one in sizes],
        "time of consolidating": [one.two.consolidating for one in sizes],
        "time of the whole": [one.two.run.wall for one in sizes],
        "memory before consolidation": [one.two.memory for one in sizes],
        "memory in consolidation": [one.two.memory_after for one in sizes],
    }
    lines = ["", "Exponents against the number of articles, from the smallest set to the largest:", ""]
    for name, values in series.items():
        lines.append(f"- {name}: {slope([(one.count, value) for one, value in zip(sizes, values, strict=True)]):.2f}")
    return lines


def main() -> None:
    """Measure, print, and with ``--write`` keep the results in INGESTION.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--work", type=Path, help="a folder on a disk with room: 200,000 articles need 20 GB")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    load_lexicon()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        sizes = [measured(size, Path(folder)) for size in sorted(given.sizes)]
    lines = [
        "# What ingestion costs",
        "",
        f"`python tests/bench/ingesting.py {' '.join(map(str, sorted(given.sizes)))}` on {platform.machine()} "
        f"{platform.system()}, Python {platform.python_version()}, pyoxigraph {metadata.version('pyoxigraph')}. "
        "One run a size, by the clock, each step in processes of its own: trust ratios and exponents, not seconds.",
        "",
        "Synthetic news (`tests/bench/news.py`, seed 1). Memory: that of all processes together, shared pages counted once.",
        "",
        *ratios(sizes), *growth(sizes), "", *tables(sizes), "",
    ]  # fmt: skip
    print("\n".join(lines))
    if given.write:
        RESULTS.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
