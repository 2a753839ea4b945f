"""What happens to each input of one run: the winner of its key is stored unless it is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from kg.articles import Article, Item, Page, Skip
from kg.errors import StoreError
from kg.ingestion.crew import Outcome, Readers
from kg.ingestion.report import Listing
from kg.ingestion.runs import RunRecord
from kg.ingestion.seen import Kept, Seen
from kg.ingestion.stored import article_node, fingerprint, known_page, read_alike, stored_article, stored_articles
from kg.ingestion.work import Read, Task
from kg.ingestion.writing import Writer
from kg.lexicon import Lexicon
from kg.stopping import Stop
from kg.store import Store

Told = Callable[[Skip, bool], None]
"""Told of each skip (True) and of each notice (False) when it happens."""


class Run:
    """Inputs on their way into the store, and what became of them."""

    def __init__(  # noqa: PLR0913, PLR0917 - who reads, who writes, who is told
        self,
        store: Store,
        lexicon: Lexicon,
        readers: Readers,
        writer: Writer,
        record: RunRecord | None,
        told: Told = lambda *_: None,
    ) -> None:
        self._store, self._lexicon, self._readers, self._writer = store, lexicon, readers, writer
        self._told, self._record = told, record
        self._alike = read_alike(store, lexicon)
        self.seen = Seen()
        self.skipped, self.notices = Listing(), Listing()

    def begin(self) -> None:
        """Note with what the articles of an empty store will be read, for a run that is cut short is gone on with."""
        if self._alike:
            self._writer.note_reading(self._lexicon)

    def take_all(self, items: Iterable[Item], stop: Stop) -> Iterator[None]:
        """Take in all items until a stop is asked for; yield after each. They are in the store at the end."""
        tasks = ((item, self._task(item)) for item in stop.until_asked(items))
        for item, outcome in self._readers.read(tasks, lambda: stop.asked):
            self._take(item, outcome)
            yield
        self._writer.flush()

    def read_again(self, stop: Stop) -> Iterator[None]:
        """Read the store's other articles anew when the lexicon or the program has changed since; note with what.

        Facts are a function of articles and lexicon, never of the lexicon that was there when one came in.
        """
        if not self._alike:
            unseen = (one for one in stored_articles(self._store) if self.seen.find(one.key) is None)
            yield from self.take_all(unseen, stop)
        if not stop.asked:
            self._writer.note_reading(self._lexicon)

    def _task(self, item: Item) -> Task | None:
        """Return what is to be done with an input before it can be stored: nothing, when the store has it."""
        if isinstance(item, Skip):
            return None
        if isinstance(item, Page):
            return None if self._page(item) else Task(item, facts=self._writer.writes)
        known = self._writer.known(article_node(self._store, item))
        unchanged = known == self._fingerprint(item)
        return None if unchanged or not self._writer.writes else Task(item)

    def _page(self, page: Page) -> NamedNode | None:
        return known_page(self._store, page) if self._alike else None

    def _take(self, item: Item, outcome: Outcome) -> None:
        if isinstance(item, Skip) or isinstance(outcome, Skip):
            self._skip(item if isinstance(item, Skip) else outcome)  # type: ignore[arg-type]
            return
        article = self._article(item, outcome)
        node = article_node(self._store, article)
        kept = self._winner(article, node)
        if kept is None:
            return
        for note in article.notes:
            self._notice(Skip(article.source, "LEFT_OUT", note))
        self._store_winner(article, node, outcome, kept)
        self.seen.keep(kept)

    def _article(self, item: Article | Page, outcome: Read | None) -> Article:
        """Return the article of an input: itself, what was read from it, or what the store has of an unchanged page."""
        if outcome is not None:
            return outcome.article
        if isinstance(item, Article):
            return item
        node = self._page(item)
        if node is None:
            raise StoreError("an article went while it was asked for", where=item.source, todo="ingest again")
        return replace(stored_article(self._store, node), source=item.source)

    def _winner(self, article: Article, node: NamedNode) -> Kept | None:
        """Decide between two articles with one key in this run: later publication date, else larger hash."""
        rank, rival = (article.published or "", article.sha256), self.seen.find(article.key)
        if rival is None:
            before = self._writer.known(node)
            return Kept(article.key, rank, article.source, before, before)
        if rank <= rival.rank:
            self._lost(article.source, article.key, rival.source)
            return None
        self._lost(rival.source, article.key, article.source)
        rival.rank, rival.source = rank, article.source
        return rival

    def _lost(self, source: str, key: str, winner: str) -> None:
        self._skip(Skip(source, "SAME_KEY", f"another article has the key {key[:200]}: {winner}"))

    def _store_winner(self, article: Article, node: NamedNode, outcome: Read | None, kept: Kept) -> None:
        wanted = self._fingerprint(article)
        if wanted == kept.after:
            return
        read = outcome if outcome is not None else self._read_now(article)
        if isinstance(read, Skip):
            self._skip(read)
            return
        self._writer.put(node, read, wanted)
        kept.reports, kept.after = read.reports, wanted

    def _read_now(self, article: Article) -> Read | Skip:
        """Read an article that needed no reading when it came but lost its place in the store to another since."""
        task = Task(article) if self._writer.writes else None
        for _, outcome in self._readers.read([(None, task)]):
            if outcome is not None:
                return outcome
        return Read(article)

    def _fingerprint(self, article: Article) -> str:
        return fingerprint(article, self._lexicon, self._readers.name)

    def _skip(self, skip: Skip) -> None:
        self.skipped.add(skip)
        self._tell(skip, skipped=True)

    def _notice(self, notice: Skip) -> None:
        self.notices.add(notice)
        self._tell(notice, skipped=False)

    def _tell(self, skip: Skip, *, skipped: bool) -> None:
        self._told(skip, skipped)
        if self._record is not None:
            self._record.skip(skip)
