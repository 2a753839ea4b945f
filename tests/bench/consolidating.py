"""How consolidation grows with the number of reports, beside pyoxigraph loading the same quads and doing nothing else.

``python tests/bench/consolidating.py 1000 10000 100000`` makes synthetic reports (``reports.py``; the smaller sets are
the beginning of the larger), loads their article graphs into a fresh store and measures, each step in a process of its own:
consolidating everything, one more article in the largest block, and the peer. No test asserts any of it.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any

import pyoxigraph
from invented import World
from pyoxigraph import RdfFormat
from reports import CHUNK, chunk, ledger

from kg.graph import article_quads
from kg.settings import BASE_IRI

HERE = Path(__file__).parent
RESULTS = HERE / "CONSOLIDATION.md"
PART = 1000
"""Reports in a file; sizes are multiples of it."""

SIZES = (1_000, 10_000, 100_000)
JUDGEMENTS = ("one", "other", "verdict", "by", "on", "why")
CORRECTIONS = ("article", "property", "value", "start", "end", "action", "replacement", "by", "on", "why")
_worlds: list[World] = []

Lines = list[tuple[str, ...]]


def make_part(number: int, folder: Path) -> tuple[Lines, Lines, Lines]:
    """Write one file of article graphs; return which agreement each report truly tells of, and the ledgers' lines."""
    if not _worlds:
        _worlds.append(World())
    truth, judgements, corrections = Lines(), Lines(), Lines()
    with part(folder, number).open("wb") as file:
        for index in range(number * PART // CHUNK, (number + 1) * PART // CHUNK):
            articles = chunk(index, _worlds[0])
            for one in articles:
                quads = article_quads(one.article, one.reading, BASE_IRI)
                file.write(pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b"")
            truth += [(one.report, one.deal.number) for one in articles]
            judged, corrected = ledger(index, articles)
            judgements, corrections = judgements + judged, corrections + corrected
    return truth, judgements, corrections


def part(folder: Path, number: int) -> Path:
    """Return the file of the part of this number."""
    return folder / f"reports-{number:04}.nq"


def make(count: int, folder: Path) -> list[tuple[Lines, Lines]]:
    """Write all parts and the truth; return the ledgers' lines of each part."""
    numbers = range(count // PART)
    with ProcessPoolExecutor(2) as pool:
        made = list(pool.map(make_part, numbers, [folder] * len(numbers)))
    write_lines(folder / "truth.tsv", [line for truth, _, _ in made for line in truth], delimiter="\t")
    return [(judgements, corrections) for _, judgements, corrections in made]


def write_lines(path: Path, lines: Lines, delimiter: str = ",") -> None:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(lines)


def write_ledgers(folder: Path, parts: list[tuple[Lines, Lines]]) -> int:
    """Write the two ledgers of a set; return how many lines they have."""
    folder.mkdir()
    judgements, corrections = ([line for one in parts for line in one[which]] for which in (0, 1))
    write_lines(folder / "judgements.csv", [JUDGEMENTS, *judgements])
    write_lines(folder / "corrections.csv", [CORRECTIONS, *corrections])
    return len(judgements) + len(corrections)


def step(name: str, store: Path, ledgers: Path, files: list[Path]) -> dict[str, Any]:
    """Run one step in a process of its own and return what it measured."""
    began = time.perf_counter()
    call = [sys.executable, HERE / "consolidating_worker.py", name, store, ledgers, *files]
    done = subprocess.run([str(one) for one in call], stdout=subprocess.PIPE, text=True, check=True)
    print(f"  {name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(size: int, folder: Path, parts: list[tuple[Lines, Lines]]) -> dict[str, Any]:
    """Return everything measured on one set."""
    print(f"{size:,} reports", file=sys.stderr)
    store, ledgers = folder / f"store-{size}", folder / f"store-{size}-ledgers"
    found: dict[str, Any] = {"size": size, "ledger": write_ledgers(ledgers, parts[: size // PART])}
    files = [part(folder, number) for number in range(size // PART)]
    found["load"] = step("load", store, ledgers, files)
    copy = shutil.copytree(store, folder / "bare")
    found["refresh"] = step("refresh", store, ledgers, files)
    found["more"] = step("more", store, ledgers, files)
    shutil.rmtree(store)
    facts = store.with_suffix(".nq")
    found["bare"] = step("bare", copy, ledgers, [facts])
    shutil.rmtree(copy)
    found["peer"] = step("peer", folder / "peer", ledgers, files)
    found["peer with facts"] = step("peer", folder / "peer", ledgers, [*files, facts])
    facts.unlink()
    return found


def slope(points: list[tuple[float, float]]) -> float:
    """Return the exponent of the second against the first: the slope of the line through the logarithms."""
    logs = [(math.log(size), math.log(max(value, 1e-9))) for size, value in points]
    x, y = (statistics.mean(axis) for axis in zip(*logs, strict=True))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def time_table(sets: list[dict[str, Any]]) -> list[str]:
    """Return the table of time and memory."""
    lines = [
        "| reports | ledger lines | quads of articles | consolidated facts | agreements | CPU s | wall s | CPU ms a report | peak MB above the state before | the same without consolidating | bytes a report | beyond that without |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in sets:
        size, done = one["size"], one["refresh"]
        counts = f"{size:,} | {one['ledger']:,} | {one['load']['quads']:,} | {done['facts']:,} | {done['Agreement']:,}"
        spent = f"{done['cpu']:.1f} | {done['wall']:.1f} | {1000 * done['cpu'] / size:.2f}"
        peaks, own = [one[name]["bytes"] for name in ("refresh", "bare")], own_bytes(one)
        memory = " | ".join(f"{peak / 2**20:.0f}" for peak in peaks)
        lines.append(f"| {counts} | {spent} | {memory} | {peaks[0] / size:,.0f} | {own / size:,.0f} |")
    return lines


def own_bytes(one: dict[str, Any]) -> int:
    """Return how much higher the peak was than where the same quads were only read and written."""
    return int(one["refresh"]["bytes"] - one["bare"]["bytes"])


def growth(sets: list[dict[str, Any]]) -> list[str]:
    """Return the exponents, and what a further report costs between the two largest sets."""
    if len(sets) < 2:
        return []
    lines = []
    for name, value in (("CPU time", "cpu"), ("wall time", "wall"), ("peak memory", "bytes")):
        points = [(one["size"], one["refresh"][value]) for one in sets]
        lines.append(f"- exponent of {name} against the number of reports: {slope(points):.2f}"
                     f" ({slope(points[-2:]):.2f} between the two largest sets)")  # fmt: skip
    first, last = sets[-2:]
    more, size = last["refresh"]["bytes"] - first["refresh"]["bytes"], last["size"] - first["size"]
    own = own_bytes(last) - own_bytes(first)
    further = f"{more / size:,.0f} bytes, {own / size:,.0f} of them beyond reading and writing alone"
    return [*lines, f"- memory for each further report between the two largest sets: {further}"]


def ratio_table(sets: list[dict[str, Any]]) -> list[str]:
    """Return the table of ratios against pyoxigraph."""
    lines = [
        "| reports | pyoxigraph, articles: CPU s | and with the facts: CPU s | our loading: CPU s | consolidating ÷ articles | consolidating ÷ articles and facts | loading and consolidating ÷ articles and facts | the same in wall time | peak MB of pyoxigraph with the facts | of our loading |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in sets:
        bare, full, ours, done = one["peer"], one["peer with facts"], one["load"], one["refresh"]
        cells = [f"{one['size']:,}", *(f"{part['cpu']:.1f}" for part in (bare, full, ours))]
        cells += [f"{done['cpu'] / bare['cpu']:.2f}", f"{done['cpu'] / full['cpu']:.2f}"]
        cells += [f"{(ours[by] + done[by]) / full[by]:.2f}" for by in ("cpu", "wall")]
        cells += [f"{part['bytes'] / 2**20:.0f}" for part in (full, ours)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def more_table(sets: list[dict[str, Any]]) -> list[str]:
    """Return the table of one more article."""
    names = ("newest", "newest removed", "oldest", "oldest removed")
    lines = [f"| reports | {' | '.join(f'{name}: wall s' for name in names)} |", "|---|---|---|---|---|"]
    for one in sets:
        lines.append(f"| {one['size']:,} | {' | '.join(format(one['more'][name]['wall'], '.2f') for name in names)} |")
    return lines


def truth_table(sets: list[dict[str, Any]]) -> list[str]:
    """Return the table of what came out."""
    names = ("Agreement", "Official", "Institution", "Contradiction", "DoubtfulPair", "RetiredIdentifier")
    lines = [f"| reports | {' | '.join(names)} | true pairs | precision | recall |", "|---" * (len(names) + 4) + "|"]
    for one in sets:
        done = one["refresh"]
        counts = " | ".join(f"{done[name]:,}" for name in (*names, "true_pairs"))
        lines.append(f"| {one['size']:,} | {counts} | {done['precision']:.3f} | {done['recall']:.3f} |")
    return lines


def page(sets: list[dict[str, Any]]) -> str:
    """Return the results as a Markdown page."""
    sizes = " ".join(str(one["size"]) for one in sets)
    return "\n".join([
        "# How consolidation grows",
        "",
        f"`python tests/bench/consolidating.py {sizes}` on {platform.machine()} {platform.system()}, Python "
        f"{platform.python_version()}, pyoxigraph {metadata.version('pyoxigraph')}. One run a size, each step in a process of its own, on a machine "
        "that did other work too: trust ratios and exponents, not seconds.",
        "",
        "Synthetic reports (`tests/bench/reports.py`, seed 1), one an article. Consolidating: all facts of a fresh store whose article graphs were "
        "loaded before. Memory: the highest resident size while consolidating, less the resident size before it; beside it the same for a process that reads "
        "every quad of such a store and writes the consolidated facts, consolidating nothing: the database's own buffers.",
        "",
        *time_table(sets), "", *growth(sets), "",
        "Beside pyoxigraph's bulk load of the same quads from N-Quads files:", "", *ratio_table(sets), "",
        "One more article about the two largest parties into the whole store, and out again, dated after all others and before all others:",
        "", *more_table(sets), "",
        "What came out; pairs of reports of one agreement against the invented world (what became of an agreement months later counts as that agreement):",
        "", *truth_table(sets), "",
    ])  # fmt: skip


def main() -> None:
    """Measure, print, and with ``--write`` keep the results in CONSOLIDATION.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if any(size < PART or size % PART for size in given.sizes):
        parser.error(f"sizes are multiples of {PART}")
    with tempfile.TemporaryDirectory() as name:
        folder, began = Path(name), time.perf_counter()
        parts = make(max(given.sizes), folder)
        print(f"made {max(given.sizes):,} reports: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        text = page([measured(size, folder, parts) for size in sorted(given.sizes)])
    print(text)
    if given.write:
        RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
