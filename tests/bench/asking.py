"""Whether asking is fast, and stays fast for one while another floods: all that was promised, beside peers in one run.

``python tests/bench/asking.py N`` makes a store of N synthetic reports (``reports.py``; a multiple of 1,000; ``--store DIR`` takes one that
is there), asks every question of the library beside pyoxigraph and, on at most 10,000 reports (``--small DIR`` takes such a store), beside
rdflib; then puts the server under load beside its peers. ``--only questions,lookups,rdflib,overhead,fairness`` measures a part.
Rounds are interleaved; medians and spreads are printed. No test asserts any of it.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import asked
import consolidating
import pyoxigraph
import served_peers

RESULTS = Path(__file__).with_name("ASKING.md")
SMALL = 10_000
"""Reports beside rdflib, whose memory takes about 2 GB a million quads."""

PARTS = ("questions", "lookups", "rdflib", "overhead", "fairness")
HEADS = {
    "questions": "Every question, in this process and of pyoxigraph directly",
    "lookups": "Names and texts",
    "rdflib": "Every question beside rdflib in memory",
    "overhead": "What the protocol costs",
    "fairness": "One floods, another asks",
}


def made(count: int, folder: Path) -> Path:
    """Return a store of so many synthetic reports with their ledgers, made in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = consolidating.make(count, folder)
    store, ledgers = folder / "store", folder / "store-ledgers"
    consolidating.write_ledgers(ledgers, parts)
    files = [consolidating.part(folder, number) for number in range(count // consolidating.PART)]
    consolidating.step("load", store, ledgers, files)
    consolidating.step("refresh", store, ledgers, files)
    for file in files:
        file.unlink()
    return store


def told(store: Path) -> str:
    """Return what a store holds, in words."""
    opened = pyoxigraph.Store.read_only(str(store / "quads"))
    size = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    return f"{len(opened):,} quads, {size / 2**30:.1f} GB on disk"


def measured(given: argparse.Namespace, store: Path, small: Callable[[], Path]) -> Iterator[str]:
    """Yield the page, part by part."""
    versions = ", ".join(
        f"{name} {metadata.version(name)}" for name in ("pyoxigraph", "rdflib", "starlette", "uvicorn")
    )
    yield "# How fast asking is"
    yield ""
    yield f"`python tests/bench/asking.py {given.reports}` on {platform.machine()} {platform.system()}, Python {platform.python_version()}, {versions}. "
    yield f"{given.reports:,} synthetic reports: {told(store)}. {given.rounds} interleaved rounds. Times of questions are CPU time. Trust ratios, not seconds."
    tables: dict[str, Callable[[], Iterator[str]]] = {
        "questions": lambda: asked.direct_table(asked.beside_direct(store, given.rounds)),
        "lookups": lambda: asked.lookups(store, given.rounds),
        "rdflib": lambda: asked.rdflib_table(
            asked.beside_rdflib(small(), given.rounds, given.patience), given.patience
        ),
        "overhead": lambda: served_peers.overhead(store, given.rounds, given.seconds, given.processes),
        "fairness": lambda: served_peers.fairness(store, given.rounds, given.seconds),
    }
    for name in given.only:
        began = time.perf_counter()
        yield from ("", f"## {HEADS[name]}", "", *tables[name](), "")
        yield f"({time.perf_counter() - began:.0f} s)"


def arguments() -> argparse.Namespace:
    """Return what was given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=SMALL)
    parser.add_argument("--store", type=Path, help="a store of so many reports that is there")
    parser.add_argument("--small", type=Path, help="a store for the part beside rdflib that is there")
    parser.add_argument("--keep", type=Path, help="make the stores in this folder and keep them")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8, help="of load in a round")
    parser.add_argument("--patience", type=float, default=20, help="seconds after which rdflib gives a question up")
    parser.add_argument("--processes", type=int, default=3, help="of each server in the part on the protocol")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.reports < consolidating.PART or given.reports % consolidating.PART or set(given.only) - set(PARTS):
        parser.error(f"reports are a multiple of {consolidating.PART}, parts are {', '.join(PARTS)}")
    return given


def main() -> None:
    """Measure, print, and with ``--write`` keep the results in ASKING.md."""
    given = arguments()
    folder = given.keep or Path(tempfile.mkdtemp())
    store = given.store or made(given.reports, folder / str(given.reports))

    def small() -> Path:
        if given.small or given.reports <= SMALL:
            return given.small or store
        return made(SMALL, folder / str(SMALL))

    lines = []
    for line in measured(given, store, small):
        print(line, flush=True)
        lines.append(line)
    if not given.keep:
        shutil.rmtree(folder)
    if given.write:
        RESULTS.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
