"""Consolidation as a whole: from articles that changed to the facts that go and come.

Two steps, each safe to be cut short. First the index takes in what the articles say now and plans the units that may
change; then the planned units are written in portions, each told to the caller, who stores it before the next is
asked for. What a crash leaves are planned units, and the next run writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from pyoxigraph import NamedNode

from kg.collecting import rarely_collecting
from kg.consolidation.changes import (
    Changes,
    aliases,
    articles_naming,
    changed_bodies,
    changed_decisions,
    keep_decisions,
)
from kg.consolidation.copies import Copies, Mark
from kg.consolidation.decided import decide
from kg.consolidation.doubts import Pair
from kg.consolidation.index import Index
from kg.consolidation.lines import Delta, Lines
from kg.consolidation.linking import Linking
from kg.consolidation.people import People
from kg.consolidation.reading import Fetch, Reader, Sifted
from kg.consolidation.renaming import RENAMED, Renaming, Unit
from kg.consolidation.taking import Taking
from kg.consolidation.writing import Writing
from kg.graph import abstract
from kg.identity import article_graph
from kg.ledgers import Ledgers
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR

BATCH = 500
"""Articles taken in together; memory grows with it."""
PORTION = 50_000
"""Facts that are stored together: some 30 MB while they wait; smaller portions give Oxigraph more to put together."""

_CURATED = "SELECT 1 FROM unit WHERE kind = 'curated'"
_TELLING = "SELECT article FROM report WHERE cluster = ?"
_ANY_ARTICLE = "SELECT 1 FROM article LIMIT 1"

READ = ("agreement", "article")
"""Kinds of units that are written from the graphs of articles."""

Step = Callable[[str, int], None]
"""Told of progress: what is going on, and how many more are done."""


class Consolidation:
    """One run. base_iri: of the store; fetch: the quads of an article graph, none when it is gone; mark: of an article.

    Digests that were handed over are used where their marks are those of the store; without marks none is.
    sifted: what a digest of an article graph would hold, where that is found faster than the whole graph.
    """

    def __init__(  # noqa: PLR0913 - what is read, with what, under which marks
        self,
        index: Index,
        fetch: Fetch,
        lexicon: Lexicon,
        ledgers: Ledgers,
        base_iri: str,
        *,
        mark: Mark = lambda _: "",
        sifted: Sifted | None = None,
    ) -> None:
        self._index, self._lexicon, self._base = index, lexicon, base_iri
        self._ledgers = ledgers
        self._decided = decide(ledgers, lexicon, aliases(index))
        self._copies = Copies(index, mark)
        self._reader = Reader(
            fetch, sifted or (lambda graph: fetch(graph, None)), self._copies, self._decided, base_iri, lexicon
        )

    def run(self, changed: Iterable[str], step: Step = lambda *_: None) -> Iterator[Delta]:
        """Take in the articles that changed (local ids) and yield what goes and comes, portion by portion."""
        with rarely_collecting():
            yield from self._run(changed, step)

    def _run(self, changed: Iterable[str], step: Step) -> Iterator[Delta]:
        decisions = changed_decisions(self._index, self._decided)
        articles = sorted({*changed, *decisions.articles})
        self._reader.many = len(articles) > BATCH
        waiting = iter(articles)
        while batch := list(islice(waiting, BATCH)):
            self._take(batch)
            step("comparing", len(batch))
        self._settle(decisions, self._bodies_of_texts(), articles)
        yield from self._write(step)
        self._copies.clear()

    def _bodies_of_texts(self) -> frozenset[str]:
        """Take in again what names bodies that texts make one, or no longer do; return those bodies."""
        self._decided = decide(self._ledgers, self._lexicon, aliases(self._index))
        self._reader = replace(self._reader, decided=self._decided, acted={}, applied={})
        bodies = changed_bodies(self._index, self._decided)
        waiting = iter(sorted(articles_naming(self._index, bodies)))
        while batch := list(islice(waiting, BATCH)):
            self._take(batch)
        return bodies

    def waiting(self) -> bool:
        """Say whether the ledgers changed or an earlier run left something to write."""
        return bool(changed_decisions(self._index, self._decided)) or bool(
            self._index.rows("SELECT 1 FROM todo LIMIT 1")
        )

    def _take(self, articles: Sequence[str]) -> None:
        with self._index.transaction():
            taking = Taking(self._index, self._decided.body, self._decided.isolated)
            for article in articles:
                taking.take_out(article)
                node = NamedNode(self._base + article)
                joined, written = self._reader.views(NamedNode(self._base + article_graph(article)))
                if joined.literal(node, AGR("text")) is not None:
                    taking.take_in(abstract(joined, written, node, self._base, self._lexicon))
            self._compare(taking)

    def _settle(self, decisions: Changes, bodies: Iterable[str], articles: Iterable[str]) -> None:
        """Look again at what changed decisions name, plan what shows them, and note which stand now."""
        index = self._index
        with index.transaction():
            taking = Taking(index, self._decided.body, self._decided.isolated)
            for report in decisions.reports:
                taking.touched.beside.update(index.numbers("SELECT n FROM report WHERE id = ?", report))
            self._compare(taking)
            index.plan("body", {*decisions.bodies, *bodies})
            written, wanted = (bool(index.rows(sql)) for sql in (_CURATED, _ANY_ARTICLE))
            index.plan("curated", ["all"] if written != wanted else [])
            keep_decisions(index, self._decided, decisions, articles)
        linking, more = self._linking, True
        while more:
            with index.transaction():
                more = linking.cluster()

    def _compare(self, taking: Taking) -> None:
        """Bring links of reports and groups of mentions up to date with what was taken in or out."""
        self._linking.update(taking.touched)
        People(self._index, *self._judged("mention")).update(taking.touched)

    @property
    def _linking(self) -> Linking:
        return Linking(self._index, *self._judged("report"))

    def _judged(self, kind: str) -> Iterator[frozenset[Pair]]:
        kinds = (self._decided.same, self._decided.different, self._decided.settled)
        return (self._decided.pairs(kind, pairs) for pairs in kinds)

    def _write(self, step: Step) -> Iterator[Delta]:
        writing = Writing(self._index, self._reader, self._lexicon, self._decided)
        lines = Lines(self._index, self._base)
        renaming = Renaming(self._index, self._base, {kind: set(self._index.planned(kind)) for kind in READ})
        planned = self._planned(writing, renaming)
        while True:
            with self._index.transaction():  # for reading, too: else each small question is one of its own
                done = self._portion(lines, writing, renaming, planned)
                writing.tallies.settle()
                delta = lines.delta()
                if delta.fresh or delta.gone:
                    yield delta
                lines.keep()  # when the caller comes back the portion is stored, and the index can say so
                self._index.run_many("DELETE FROM todo WHERE kind = ? AND id = ?", done)
            if not done:
                return
            step("writing", len(done))

    @staticmethod
    def _portion(lines: Lines, writing: Writing, renaming: Renaming, planned: Iterator[Unit]) -> list[Unit]:
        """Gather what the next units say, up to so many facts or units; return the units."""
        done: list[Unit] = []
        for unit in planned:
            if unit in renaming:
                lines.rewrite(*unit, partial(renaming.said, unit))
            elif unit[0] != RENAMED:
                lines.update(*unit, writing.quads(*unit))
            done.append(unit)
            if len(lines) >= PORTION or len(done) >= PORTION:
                break
        return done

    def _planned(self, writing: Writing, renaming: Renaming) -> Iterator[Unit]:
        """Yield what is to be written; an agreement is followed by its articles, whose graphs are at hand then.

        A renaming is done when all that it touches is written. Tallies come last, behind what they count.
        """
        articles = set(self._index.planned("article"))
        for agreement in self._index.planned("agreement"):
            yield "agreement", agreement
            for article in sorted(set(self._index.texts(_TELLING, agreement))):
                if article in articles:
                    articles.discard(article)
                    yield "article", article
        for article in sorted(articles):
            yield "article", article
        yield from renaming.units
        yield from ((RENAMED, pair) for pair in self._index.planned(RENAMED))
        for kind in writing.kinds:
            if kind == "tally":
                writing.tallies.settle()
            if kind not in READ:
                for id_ in self._index.planned(kind):
                    yield kind, id_
