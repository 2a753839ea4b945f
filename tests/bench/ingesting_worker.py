"""One step of ``ingesting.py`` in a process of its own: prints what it measured as one line of JSON.

``ingesting_worker.py STEP ARTICLES WORK [ARGUMENT…]``: ARTICLES is a file of records, WORK a folder. Steps: extract (each
article is read and extracted, nothing else), lines (the articles' graphs as N-Quads, for the next two), store (those
lines into a fresh store as ingestion writes them), peer (pyoxigraph's own bulk load of the same lines), kg (the command
with its arguments, as it is).
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from kg import ingestion
from kg.articles import Article
from kg.cli import main as command
from kg.consolidation.lines import Lines
from kg.consolidation.writing import Writing
from kg.extraction import GrammarExtractor
from kg.graph import article_lines
from kg.lexicon import load_lexicon
from kg.settings import BASE_IRI, Settings
from kg.sources import read_articles
from kg.store import open_store

WARM = 50
"""So many articles are read before the clock starts: word lists and matchers are made on first use."""
PORTION = 500
"""Articles whose lines are stored together."""
CURATED = frozenset({"body", "place", "curated"})
"""Kinds of units that say what the shipped lexicon says, once for each of its bodies, however many articles name it."""
LINES = "articles.nq"

Measured = dict[str, Any]


def articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file."""
    return (item for item in read_articles([str(path)], Settings()) if isinstance(item, Article))


def extract(path: Path, _: Path) -> Measured:
    """Read and extract every article; the seconds are those of extraction alone."""
    extractor, spent, found = GrammarExtractor(load_lexicon()), 0.0, Counter[str]()
    for article in islice(articles(path), WARM):
        extractor.extract(article)
    for article in articles(path):
        start = time.perf_counter()
        reading = extractor.extract(article)
        spent += time.perf_counter() - start
        found += Counter(articles=1, characters=len(article.text), reports=len(reading.reports))
    return {"seconds": spent, **found}


def lines(path: Path, work: Path) -> Measured:
    """Write the articles' graphs as N-Quads; the seconds are those of making the lines."""
    extractor, spent, quads = GrammarExtractor(load_lexicon()), 0.0, 0
    with (work / LINES).open("wb") as file:
        for article in articles(path):
            reading = extractor.extract(article)
            start = time.perf_counter()
            made = article_lines(article, reading, BASE_IRI)
            spent += time.perf_counter() - start
            quads += made.count(b"\n")
            file.write(made)
    return {"seconds": spent, "quads": quads}


def store(_: Path, work: Path) -> Measured:
    """Store the lines, portion by portion, each on the disk before the next."""
    per_portion = PORTION * 300
    with (work / LINES).open("rb") as file, open_store(work / "stored", "write") as opened:
        start = time.perf_counter()
        while portion := b"".join(islice(file, per_portion)):
            opened.load_lines(portion)
            opened.flush()
        return {"seconds": time.perf_counter() - start}


def peer(_: Path, work: Path) -> Measured:
    """Load the same lines with pyoxigraph's bulk loader and nothing else."""
    opened = pyoxigraph.Store(str(work / "peer"))
    start = time.perf_counter()
    opened.bulk_load(path=str(work / LINES), format=RdfFormat.N_QUADS)
    opened.flush()
    return {"seconds": time.perf_counter() - start}


def kg(_: Path, __: Path, *arguments: str) -> Measured:
    """Run the command; return what it says, and the seconds in which the lexicon's own facts were made."""
    spent = Counter[str]()
    Writing.quads = _watched(Writing.quads, spent, "curated", lambda _, kind, *__: kind in CURATED)  # type: ignore[method-assign]
    Lines.update = _watched(Lines.update, spent, "curated", lambda _, kind, *__: kind in CURATED)  # type: ignore[method-assign]
    ingestion.run.refresh = _watched(ingestion.run.refresh, spent, "consolidating", lambda *_: True)
    start, said = time.perf_counter(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        sys.argv = ["kg", *arguments]
        command()
    whole = time.perf_counter() - start
    told = json.loads(said.getvalue())
    seconds = told.get("seconds") or {
        "consolidating": spent["consolidating"],
        "reading": whole - spent["consolidating"],
    }
    return {**told, "seconds": seconds, "curated": spent["curated"], "skipped": len(told["skipped"])}


def _watched(
    call: Callable[..., Any], spent: Counter[str], name: str, counts: Callable[..., bool]
) -> Callable[..., Any]:
    """Return the call with the seconds of those that count added up."""

    def watched(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return call(*given, **named)
        finally:
            if counts(*given):
                spent[name] += time.perf_counter() - start

    return watched


STEPS: dict[str, Callable[..., Measured]] = {
    one.__name__: one
    for one in (extract, lines, store, peer, kg)  # type: ignore[attr-defined]
}


def main() -> None:
    """Run the step that the command line names."""
    name, path, work, *more = sys.argv[1:]
    print(json.dumps(STEPS[name](Path(path), Path(work), *more)))


if __name__ == "__main__":
    main()
