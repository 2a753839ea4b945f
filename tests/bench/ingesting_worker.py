"""One step of ``ingesting.py`` in a process of its own: prints what it measured as one line of JSON.

``ingesting_worker.py STEP ARTICLES WORK [ARGUMENT…]``: ARTICLES is a file of records, WORK a folder. Steps: extract (each
article is read and extracted, nothing else), lines (the articles' graphs as N-Quads, for the next two), store (those
lines into a fresh store by the writer of ingestion), peer (pyoxigraph's own bulk load of the same lines), kg (the command
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
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.articles import Article
from kg.cli import main as command
from kg.consolidation.lines import Lines
from kg.consolidation.writing import Writing
from kg.extraction import GrammarExtractor
from kg.graph import article_lines
from kg.ingestion import ingesting
from kg.ingestion.stored import article_node
from kg.ingestion.work import Read
from kg.ingestion.writing import Writer
from kg.lexicon import load_lexicon
from kg.settings import BASE_IRI, Settings
from kg.sources import read_articles
from kg.store import open_store

WARM = 50
"""So many articles are read before the clock starts: word lists and matchers are made on first use."""
PORTION = 500
"""Articles whose lines are read from their file together, outside the time of storing them."""
CURATED = frozenset({"body", "place", "curated"})
"""Kinds of units that say what the shipped lexicon says, once for each of its bodies, however many articles name it."""
LINES = "articles.nq"

Measured = dict[str, Any]


def articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file."""
    return (item for item in read_articles([str(path)], Settings()) if isinstance(item, Article))


def extract(path: Path, _: Path) -> Measured:
    """Read and extract every article; the seconds, by the clock and of computing, are those of extraction alone."""
    extractor, spent, computed, found = GrammarExtractor(load_lexicon()), 0.0, 0.0, Counter[str]()
    for article in islice(articles(path), WARM):
        extractor.extract(article)
    for article in articles(path):
        start, at = time.perf_counter(), time.process_time()
        reading = extractor.extract(article)
        spent, computed = spent + time.perf_counter() - start, computed + time.process_time() - at
        found += Counter(articles=1, characters=len(article.text), reports=len(reading.reports))
    return {"seconds": spent, "cpu": computed, **found}


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


def store(path: Path, work: Path) -> Measured:
    """Store the articles' lines as ingestion does once it has them; the seconds are those of its writer."""
    spent, found = 0.0, articles(path)
    with (work / LINES).open("rb") as file, open_store(work / "stored", "write") as opened:
        writer, graphs = Writer(opened), (b"".join(graph) for _, graph in groupby(file, key=_graph))
        while portion := [*islice(zip(found, graphs, strict=True), PORTION)]:
            start = time.perf_counter()
            for article, made in portion:
                writer.put(article_node(opened, article), Read(article, made), article.sha256)
            spent += time.perf_counter() - start
        start = time.perf_counter()
        writer.flush()
        return {"seconds": spent + time.perf_counter() - start}


def _graph(line: bytes) -> bytes:
    return line[line.rindex(b" <") :]


def peer(_: Path, work: Path) -> Measured:
    """Load the same lines with pyoxigraph's bulk loader and nothing else."""
    opened = pyoxigraph.Store(str(work / "peer"))
    start = time.perf_counter()
    opened.bulk_load(path=str(work / LINES), format=RdfFormat.N_QUADS)
    opened.flush()
    return {"seconds": time.perf_counter() - start}


def kg(_: Path, __: Path, *arguments: str) -> Measured:
    """Run the command; return what it says, and the computing of consolidation and of the lexicon's own facts in it."""
    spent = Counter[str]()
    Writing.quads = _watched(Writing.quads, spent, "curated", lambda _, kind, *__: kind in CURATED)  # type: ignore[method-assign]
    Lines.update = _watched(Lines.update, spent, "curated", lambda _, kind, *__: kind in CURATED)  # type: ignore[method-assign]
    ingesting.refresh = _watched(ingesting.refresh, spent, "consolidating", lambda *_: True)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        sys.argv = ["kg", *arguments]
        command()
    return {**json.loads(said.getvalue()), "curated": spent["curated"], "cpu": spent["consolidating"]}


def _watched(
    call: Callable[..., Any], spent: Counter[str], name: str, counts: Callable[..., bool]
) -> Callable[..., Any]:
    """Return the call with the seconds of computing of those that count added up."""

    def watched(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return call(*given, **named)
        finally:
            if counts(*given):
                spent[name] += time.process_time() - start

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
