"""What ``make bench`` measures: reading, storing, asking and exporting, each beside a peer in the same run.

CPU time, not the clock; five counted rounds, interleaved; median and spread. No test asserts any of it. The peers:
pyoxigraph's own bulk load of the same quads, and rdflib for the same queries and the same N-Quads.
"""

from __future__ import annotations

import argparse
import io
import platform
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pyoxigraph
import rdflib
from corpus import records
from pyoxigraph import DefaultGraph
from timing import Measure, run_rounds, table

from kg.articles import Article
from kg.export import export_bytes
from kg.extraction import GrammarExtractor
from kg.graph import article_quads
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.query import bind, find_card, rewritten, run_query, terms
from kg.settings import BASE_IRI
from kg.store import Store, open_store

RESULTS = Path(__file__).with_name("RESULTS.md")
QUESTIONS = ("co-parties", "agreements-of-institution", "agreements-per-year", "signatures", "facts-without-date")


class Bench:
    """The corpus, a store made of it, the same data in rdflib, and the measures over them."""

    def __init__(self, count: int, folder: Path) -> None:
        self.folder = folder
        self.lexicon = load_lexicon()
        self.extractor = GrammarExtractor(self.lexicon)
        self.articles = [Article(**record) for record in records(count, lexicon=self.lexicon)]
        self.store = self._ingested(folder / "asked")
        self.exported = export_bytes(self.store, "nquads")
        self.quads = [quad for article in self.articles for quad in self._quads(article)]
        self.dataset = rdflib.Dataset()
        self.dataset.parse(data=self.exported, format="nquads")
        self.characters = sum(len(article.text) for article in self.articles)

    def _quads(self, article: Article) -> list[pyoxigraph.Quad]:
        return list(article_quads(article, self.extractor.extract(article), BASE_IRI))

    def _ingested(self, place: Path) -> Store:
        store = open_store(place, "write")
        ingest(store, self.articles, self.lexicon)
        return store

    def _fresh(self) -> Path:
        place = self.folder / "fresh"
        shutil.rmtree(place, ignore_errors=True)
        return place

    def measures(self) -> list[Measure]:
        """Return all measures, each peer after what it is compared with."""
        return [*self._reading(), *self._storing(), *self._exporting(), *self._asking()]

    def _reading(self) -> list[Measure]:
        count = len(self.articles)

        def extract(_: object) -> None:
            for article in self.articles:
                self.extractor.extract(article)

        def again(_: object) -> None:
            ingest(self.store, self.articles, self.lexicon)

        return [
            Measure("extract", "articles", count, extract),
            Measure("ingest into a fresh store", "articles", count, self._ingest, self._fresh),
            Measure("ingest again, unchanged", "articles", count, again, peer_of="ingest into a fresh store"),
        ]

    def _ingest(self, place: object) -> None:
        assert isinstance(place, Path)
        self._ingested(place).close()

    def _storing(self) -> list[Measure]:
        def ours(place: object) -> None:
            with open_store(place if isinstance(place, Path) else None, "write") as store:
                store.load_quads(self.quads)

        def peer(place: object) -> None:
            store = pyoxigraph.Store(str(place))
            store.bulk_extend(self.quads)
            store.flush()

        return [
            Measure("store article graphs", "quads", len(self.quads), ours, self._fresh),
            Measure("pyoxigraph bulk load", "quads", len(self.quads), peer, self._fresh, "store article graphs"),
        ]

    def _exporting(self) -> list[Measure]:
        count = self.exported.count(b"\n")
        return [
            Measure("export N-Quads", "quads", count, lambda _: export_bytes(self.store, "nquads")),
            Measure("rdflib: N-Quads", "quads", count, self._serialise, peer_of="export N-Quads"),
        ]

    def _serialise(self, _: object) -> None:
        self.dataset.serialize(io.BytesIO(), format="nquads")

    def _asking(self) -> list[Measure]:
        found = []
        named = Counter(str(quad.object) for quad in self.store.quads(None, AGR("party"), None, DefaultGraph()))
        busiest = min(named, key=lambda iri: (-named[iri], iri)).strip("<>")
        for name in QUESTIONS:
            takes = {parameter.name for parameter in find_card(name).parameters}
            params = {"institution": busiest} if "institution" in takes else {}
            found.append(Measure(f"query {name}", "answers", 1, self._ask(name, params)))
            found.append(
                Measure(f"rdflib: {name}", "answers", 1, self._ask_rdflib(name, params), peer_of=f"query {name}")
            )
        return found

    def _ask(self, name: str, params: dict[str, str]) -> Callable[[object], object]:
        return lambda _: run_query(self.store, find_card(name), params)

    def _ask_rdflib(self, name: str, params: dict[str, str]) -> Callable[[object], object]:
        card = find_card(name)
        values = terms(self.store, card, params, None)
        text = bind(rewritten(self.store, card.query, values), values)
        ours = len(run_query(self.store, card, params).rows)
        theirs = len(list(self.dataset.query(text)))
        if ours != theirs:
            raise SystemExit(f"bench: {name} gives {ours} rows here and {theirs} in rdflib")
        return lambda _: list(self.dataset.query(text))


def report(bench: Bench, measures: list[Measure], command: str) -> str:
    """Return the results as a Markdown page, with what they were measured on."""
    peers = ", ".join(f"{name} {metadata.version(name)}" for name in ("pyoxigraph", "rdflib"))
    count = len(bench.articles)
    lines = [
        "# What was measured",
        "",
        f"`{command}` on {platform.machine()} {platform.system()}, Python {platform.python_version()}, {peers}.",
        "",
        f"{count} synthetic articles (`tests/bench/corpus.py`, seed 1) of {bench.characters // count} characters on "
        f"average; {len(bench.quads):,} quads in their graphs, {bench.exported.count(bytes([10])):,} with the "
        "consolidated facts.",
        f"CPU time, {len(measures[0].seconds)} interleaved rounds, on a machine that did other work too: trust ratios, not seconds.",
        "",
        *table(measures),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print the results, and with ``--write`` keep them in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given.articles, Path(folder))
        measures = bench.measures()
        run_rounds(measures, given.rounds, lambda line: print(line, file=sys.stderr))
        text = report(bench, measures, f"python tests/bench/run.py --articles {given.articles}")
        bench.store.close()
    print(text)
    if given.write:
        RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
