"""The questions measured: beside the engine asked directly, and beside rdflib in memory."""

from __future__ import annotations

import json
import select
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph
from asking_worker import GIVEN_UP
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat
from questions import Drawn, drawn

from kg.ontology.terms import RDFS
from kg.store import open_store
from kg.textindex import read_search

WORKER = Path(__file__).with_name("asking_worker.py")
LONGEST = 20.0
"""Seconds after which a question is given up, ours as well as rdflib's; the limit counts as its time."""

P50, MOST, SPARE = 0.300, 1.2, 0.001
"""What is to be reached: seconds of the median; times the direct call, or so many seconds more."""
LOOKUP, TIMES_RDFLIB = 0.010, 40
LOADING = 1800
"""Seconds in which rdflib must have read the quads."""


class Worker:
    """A worker process that is ended when it takes too long, and started anew for the next question."""

    def __init__(self, side: str, place: Path, first: float = 120) -> None:
        self.side, self.place, self.first = side, place, first
        self._process: subprocess.Popen[str] | None = None

    def ask(self, line: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer, or ``{GIVEN_UP: True}``."""
        if self._process is None:
            self._begin()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        return self._read(seconds)

    def _begin(self) -> None:
        call = [sys.executable, str(WORKER), self.side, str(self.place)]
        self._process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if "ready" not in self._read(self.first):
            raise SystemExit(f"asking: the worker for {self.side} did not begin")

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], seconds)
        text = self._process.stdout.readline() if ready else ""
        if not text:
            self.close()
            return {GIVEN_UP: True}
        found: dict[str, Any] = json.loads(text)
        return found

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@dataclass(slots=True)
class Times:
    """What one question took in each round, in seconds, on both sides; over: which side was given up."""

    name: str
    degree: int
    rows: int = 0
    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    text: str = ""
    over: str = ""
    differs: bool = False

    @property
    def median(self) -> float:
        """Median of ours; the limit where it was given up."""
        return statistics.median(self.ours or [LONGEST])

    @property
    def peers(self) -> float:
        """Median of the peer's; the limit where it was given up."""
        return statistics.median(self.peer or [LONGEST])

    @property
    def spread(self) -> str:
        """Fastest and slowest round of ours, relative to the median."""
        return f"{min(self.ours) / self.median:.2f}–{max(self.ours) / self.median:.2f}" if self.ours else "–"


def questions_of(store: Path) -> tuple[Drawn, ...]:
    """Return the questions with the parameters as the store has them."""
    with open_store(store) as opened:
        return drawn(opened)


def named(one: Drawn) -> str:
    """Return the question's name with what it is asked with."""
    return one.question if one.at == "all" else f"{one.question}, {one.at}"


def line_of(one: Drawn) -> dict[str, Any]:
    """Return what a worker is asked."""
    return {"question": one.question, "params": dict(one.params), "limit": one.limit}


def beside_direct(store: Path, rounds: int) -> list[Times]:
    """Ask every question so many rounds, each time of the engine directly too, first or second by turns.

    One more round before is not counted.
    """
    asked = [(one, Times(named(one), one.degree)) for one in questions_of(store)]
    worker = Worker("kg", store)
    for number in range(rounds + 1):
        for one, times in asked:
            if not times.over:
                turned = {"text": times.text} if number % 2 else {}
                _note(times, worker.ask({**line_of(one), **turned}, 2 * LONGEST), counted=number > 0)
        print(f"questions: round {number} of {rounds}" if number else "questions: warm", file=sys.stderr)
    worker.close()
    return [times for _, times in asked]


def _note(times: Times, found: Mapping[str, Any], *, counted: bool) -> None:
    if GIVEN_UP in found:
        times.over = "ours"
        times.ours.clear()
        return
    times.text = found["text"]
    if counted:
        times.ours.append(found["ours"])
        times.peer.append(found["direct"])
        times.rows, times.differs = found["rows"], not found["same"]


def beside_rdflib(store: Path, rounds: int, seconds: float) -> list[Times]:
    """Ask every question of ours and of rdflib; what rdflib once gave up is not asked of it again."""
    asked = [(one, Times(named(one), one.degree)) for one in questions_of(store)]
    ours = Worker("kg", store)
    with tempfile.TemporaryDirectory() as folder:
        quads = Path(folder) / "all.nq"
        pyoxigraph.Store.read_only(str(store / "quads")).dump(str(quads), format=RdfFormat.N_QUADS)
        theirs = Worker("rdflib", quads, LOADING)
        for number in range(rounds):
            for one, times in asked:
                _both(times, ours.ask(line_of(one), 2 * LONGEST), theirs, seconds)
            print(f"rdflib: round {number + 1} of {rounds}", file=sys.stderr)
        theirs.close()
    ours.close()
    return [times for _, times in asked]


def _both(times: Times, found: Mapping[str, Any], theirs: Worker, seconds: float) -> None:
    if GIVEN_UP in found:
        times.over = "ours"
        return
    times.ours.append(found["ours"])
    times.rows = found["rows"]
    told = {GIVEN_UP: True} if times.over else theirs.ask({"text": found["text"], "seconds": seconds}, seconds + 60)
    if GIVEN_UP in told:
        times.over = "rdflib"
        times.peer = [seconds]
    else:
        times.peer.append(told["seconds"])
        times.differs = told["rows"] != found["rows"]


def lookups(store: Path, rounds: int) -> Iterator[str]:
    """Yield the table of looking up names and of searching texts: each of many once a round."""
    labels, words = _names(store, 200)
    worker = Worker("kg", store)
    yield "| what | so many | p50 ms | p95 ms | slowest ms | rounds, relative | limit |"
    yield "|---|---|---|---|---|---|---|"
    kinds: tuple[tuple[str, list[dict[str, str]]], ...] = (
        ("label look-up (`kg.query.resolve`)", [{"label": label, "of": "institution"} for label in labels]),
        ("text search (`Store.find_texts`)", [{"search": word} for word in words]),
    )
    for name, lines in kinds:
        if "search" in lines[0] and not _searches(store):
            yield f"| {name} | this store has no text index | | | | | |"
            continue
        every = [[worker.ask(line, LONGEST).get("ours", LONGEST) for line in lines] for _ in range(rounds + 1)][1:]
        medians = [statistics.median(one) for one in every]
        p50 = statistics.median(medians)
        p95 = statistics.median(statistics.quantiles(one, n=20)[-1] for one in every)
        spread = f"{min(medians) / p50:.2f}–{max(medians) / p50:.2f}"
        kept = "kept" if p50 <= LOOKUP else "NOT KEPT"
        yield f"| {name} | {len(lines)} | {1000 * p50:.2f} | {1000 * p95:.2f} | {1000 * max(map(max, every)):.1f} | {spread} | ≤ 10 ms: {kept} |"
    worker.close()


def _searches(store: Path) -> bool:
    with open_store(store) as opened:
        return opened.find_texts(read_search("ایران"), (), 1) is not None


def _names(store: Path, count: int) -> tuple[list[str], list[str]]:
    """Return names of institutions that one institution alone has, and words of labels."""
    opened = pyoxigraph.Store.read_only(str(store / "quads"))
    bearers: dict[str, set[str]] = {}
    for quad in opened.quads_for_pattern(None, RDFS("label"), None, DefaultGraph()):
        if (
            isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and "/institution/" in quad.subject.value
        ):
            bearers.setdefault(quad.object.value, set()).add(quad.subject.value)
    labels = sorted(label for label, found in bearers.items() if len(found) == 1)
    step = max(len(labels) // count, 1)
    words = sorted({word for label in labels[::step] for word in label.split() if len(word) > 2})
    return labels[::step][:count], words[:count]


def direct_table(found: list[Times]) -> Iterator[str]:
    """Yield the table of all questions beside the engine, the slowest first."""
    late = [one for one in found if one.median > P50]
    heavy = [one for one in found if not one.over and one.median > max(MOST * one.peers, one.peers + SPARE)]
    yield f"- p50 ≤ 300 ms: {len(found) - len(late)} of {len(found)} keep it"
    yield f"- ≤ max(1.2 × direct, direct + 1 ms): {len(found) - len(heavy)} of {len(found)} keep it"
    yield ""
    yield "| question | degree | rows | p50 ms | rounds, relative | pyoxigraph directly, ms | ratio | not kept |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in sorted(found, key=lambda one: (-one.median, one.name)):
        missed = ", ".join(name for name, those in (("300 ms", late), ("1.2 ×", heavy)) if one in those)
        peer = "" if one.over else f"{1000 * one.peers:.2f}"
        ratio = "" if one.over else f"{one.median / one.peers:.2f}"
        time = f"> {1000 * LONGEST:.0f}" if one.over else f"{1000 * one.median:.2f}"
        yield f"| {one.name} | {one.degree} | {one.rows} | {time} | {one.spread} | {peer} | {ratio} | {missed} |"


def rdflib_table(found: list[Times], seconds: float) -> Iterator[str]:
    """Yield the table of all questions beside rdflib, and the ratio over all."""
    ours, theirs = sum(one.median for one in found), sum(one.peers for one in found)
    late = sum(one.over == "rdflib" for one in found)
    kept = "kept" if theirs >= TIMES_RDFLIB * ours else "NOT KEPT"
    yield f"All {len(found)} questions: ours {ours:.2f} s, rdflib {theirs:.1f} s: {theirs / ours:.0f} × (≥ {TIMES_RDFLIB} ×: {kept}). rdflib gave up {late} of them "
    yield f"after {seconds:g} s (or for want of memory), which counts as their time; the true ratio is higher. Not the same rows: {', '.join(one.name for one in found if one.differs) or 'none'}."
    yield ""
    yield "| question | rows | ours ms | rounds, relative | rdflib ms | ratio |"
    yield "|---|---|---|---|---|---|"
    for one in sorted(found, key=lambda one: (-one.peers / one.median, one.name)):
        more = "> " if one.over == "rdflib" else ""
        yield f"| {one.name} | {one.rows} | {1000 * one.median:.2f} | {one.spread} | {more}{1000 * one.peers:.1f} | {more}{one.peers / one.median:.0f} |"
