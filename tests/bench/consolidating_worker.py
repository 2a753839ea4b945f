"""One step of ``consolidating.py`` in a process of its own: prints what it measured as one line of JSON.

``consolidating_worker.py STEP STORE LEDGERS FILE...`` where STEP is load, refresh, more, bare or peer; the files are N-Quads.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyoxigraph
from invented import DAYS, FIRST_DAY, World
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from reports import Told, one_more, told

from kg.graph import article_local_id, article_quads
from kg.ledgers import read_ledgers
from kg.lexicon import Lexicon, load_lexicon
from kg.ontology.terms import AGR, RDF
from kg.settings import BASE_IRI
from kg.store import Change, Store, open_store, refresh, state_graph

BATCH = 100_000
"""Quads that are handed to the store at once."""

Measured = dict[str, Any]


def timed(action: Callable[[], object]) -> Measured:
    """Run the action; return its CPU and wall seconds, and by how many bytes it raised the peak of memory."""
    before = _reset_peak()
    cpu, wall = time.process_time(), time.perf_counter()
    action()
    spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    return {**spent, "bytes": _status("VmHWM") - before}


def _reset_peak() -> int:
    """Let the kernel forget the highest resident size so far; return the present one in bytes."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))


def batched(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """Yield the quads in lists of ``BATCH``."""
    rest = iter(quads)
    while batch := list(islice(rest, BATCH)):
        yield batch


def quads_of(files: Iterable[str]) -> Iterator[Quad]:
    """Yield the quads of the files."""
    return chain.from_iterable(pyoxigraph.parse(path=name, format=RdfFormat.N_QUADS) for name in files)


def article_notes(store: Store) -> Iterator[Quad]:
    """Yield the note that ingestion leaves for every article: it is not consolidated yet."""
    state = state_graph(store.base_iri)
    for quad in store.quads(predicate=RDF("type"), object=AGR("Article")):
        assert isinstance(quad.subject, NamedNode)
        yield Quad(state, AGR("pendingArticle"), quad.subject, state)


def consolidate(store: Store, lexicon: Lexicon, ledgers: Path) -> None:
    """Bring the consolidated facts up to date under the ledgers of a folder."""
    refresh(store, lexicon, read_ledgers(ledgers))


def load(place: Path, _: Path, files: list[str]) -> Measured:
    """Load the article graphs into a fresh store."""
    shutil.rmtree(place, ignore_errors=True)
    count = 0

    def action() -> None:
        nonlocal count
        with open_store(place, "write") as store:
            for batch in batched(quads_of(files)):
                store.load_quads(batch)
                count += len(batch)

    return {**timed(action), "quads": count}


def warm(lexicon: Lexicon, ledgers: Path) -> None:
    """Consolidate a few reports in memory, so that what is loaded once a process is not measured."""
    with open_store() as store:
        store.load_quads(quad for one in told(20) for quad in _quads(one))
        consolidate(store, lexicon, ledgers)


def consolidated(place: Path, ledgers: Path, files: list[str]) -> Measured:
    """Consolidate the whole store; write the consolidated facts beside it and compare the agreements with the truth."""
    lexicon = load_lexicon()
    warm(lexicon, ledgers)
    with open_store(place, "write") as store:
        for batch in batched(article_notes(store)):
            store.load_quads(batch)
        found = timed(lambda: consolidate(store, lexicon, ledgers))
        facts = store.quads(graph=DefaultGraph())
        pyoxigraph.serialize(facts, str(place.with_suffix(".nq")), format=RdfFormat.N_QUADS)
        return {**found, **_counts(store), **_agreement(store, Path(files[0]).with_name("truth.tsv"))}


def _counts(store: Store) -> Measured:
    names = ("Agreement", "Official", "Institution", "Contradiction", "DoubtfulPair", "RetiredIdentifier")
    kinds = {name: store.quads(None, RDF("type"), AGR(name), DefaultGraph()) for name in names}
    return {name: sum(1 for _ in found) for name, found in kinds.items()} | {
        "facts": sum(1 for _ in store.quads(graph=DefaultGraph()))
    }


def _agreement(store: Store, truth: Path) -> Measured:
    """Return pairwise precision and recall of the agreements."""
    with truth.open(encoding="utf-8") as file:
        true = {report: number for report, number in csv.reader(file, delimiter="\t")}
    made = {
        str(quad.object.value).removeprefix(store.base_iri): str(quad.subject)
        for quad in store.quads(None, AGR("reportedBy"), None, DefaultGraph())
        if isinstance(quad.object, NamedNode)
    }
    both = _pairs((made[report], true[report]) for report in made)
    ours, theirs = _pairs(made.values()), _pairs(true[report] for report in made)
    return {"precision": both / ours if ours else 1.0, "recall": both / theirs if theirs else 1.0, "true_pairs": theirs}


def _pairs(names: Iterable[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(names).values())


def more(place: Path, ledgers: Path, _: list[str]) -> Measured:
    """Add one article about the two largest parties, dated after all others, and one before them; take both out again."""
    lexicon, world = load_lexicon(), World()
    warm(lexicon, ledgers)
    days = {"newest": FIRST_DAY + timedelta(days=DAYS + 30), "oldest": FIRST_DAY - timedelta(days=30)}
    with open_store(place, "write") as store:
        found: Measured = {}
        for name, day in days.items():
            change = _change(store, one_more(world, f"more-{name}", day))
            found[name] = timed(lambda change=change: _applied(store, change, lexicon, ledgers))
            back = Change(drop=(change.add[0].graph_name,), add=change.add[-1:])
            found[f"{name} removed"] = timed(lambda back=back: _applied(store, back, lexicon, ledgers))
    return found


def _change(store: Store, one: Told) -> Change:
    """Return the change by which ingestion would bring the article in."""
    node, state = NamedNode(store.base_iri + article_local_id(one.article)), state_graph(store.base_iri)
    return Change(add=(*_quads(one), Quad(state, AGR("pendingArticle"), node, state)))


def _applied(store: Store, change: Change, lexicon: Lexicon, ledgers: Path) -> None:
    store.apply(change)
    consolidate(store, lexicon, ledgers)


def _quads(one: Told) -> tuple[Quad, ...]:
    return article_quads(one.article, one.reading, BASE_IRI)


def bare(place: Path, _: Path, files: list[str]) -> Measured:
    """Read every quad of a store and write the consolidated facts into it, without consolidating anything."""

    def action(store: Store) -> None:
        for _ in store.quads():
            pass
        for batch in batched(quads_of(files)):
            store.load_quads(batch)

    with open_store(place, "write") as store:
        return timed(lambda: action(store))


def peer(place: Path, _: Path, files: list[str]) -> Measured:
    """Load the files into pyoxigraph and nothing else."""
    shutil.rmtree(place, ignore_errors=True)

    def action() -> None:
        store = pyoxigraph.Store(str(place))
        for name in files:
            store.bulk_load(path=name, format=RdfFormat.N_QUADS)
        store.flush()

    found = timed(action)
    shutil.rmtree(place)
    return found


STEPS = {"load": load, "refresh": consolidated, "more": more, "bare": bare, "peer": peer}

if __name__ == "__main__":
    step, place, ledgers, *files = sys.argv[1:]
    print(json.dumps(STEPS[step](Path(place), Path(ledgers), files)))
