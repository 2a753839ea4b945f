"""One run: articles from sources into the store, one bad one never stopping the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from kg.articles import Article, Skip
from kg.consolidation import Step
from kg.errors import InputError
from kg.extraction import Extractor, GrammarExtractor
from kg.ingestion.report import RunReport
from kg.ingestion.runs import run_quads
from kg.ingestion.writing import Writer, note_reading, read_alike, stored_articles, take_out
from kg.ledgers import Ledgers
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, DCTERMS, RDF, SCHEMA
from kg.store import Change, Store, refresh

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment in UTC; only run records hold it."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Kept:
    """The winning article of one key in this run; before, after: the store's fingerprint of it (None: not there)."""

    rank: tuple[str, str]
    source: str
    before: str | None
    after: str | None
    reports: int = 0


class _Run:
    """What happens to each key while a run goes on."""

    def __init__(self, writer: Writer, lexicon: Lexicon) -> None:
        self._writer, self._lexicon = writer, lexicon
        self._kept: dict[str, _Kept] = {}
        self.skipped: list[Skip] = []
        self.notices: list[Skip] = []

    def take(self, item: Article | Skip) -> None:
        """Store an article, or list why not."""
        if isinstance(item, Skip):
            self.skipped.append(item)
        elif (kept := self._winner(item)) is not None:
            self.notices += [Skip(item.source, "LEFT_OUT", note) for note in item.notes]
            try:
                self._store(item, kept)
            except (InputError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
                reason = f"it could not be read: {type(error).__name__}: {error}"
                self.skipped.append(Skip(item.source, "FAILED", " ".join(reason.split())))

    def _winner(self, article: Article) -> _Kept | None:
        """Decide between two articles with one key in this run: later publication date, else larger hash."""
        rank, rival = (article.published or "", article.sha256), self._kept.get(article.key)
        if rival is None:
            before = self._writer.known(article)
            self._kept[article.key] = _Kept(rank, article.source, before, before)
        elif rank > rival.rank:
            self._lost(rival.source, article.key, article.source)
            rival.rank, rival.source = rank, article.source
        else:
            self._lost(article.source, article.key, rival.source)
            return None
        return self._kept[article.key]

    def _lost(self, source: str, key: str, winner: str) -> None:
        self.skipped.append(Skip(source, "SAME_KEY", f"another article has the key {key}: {winner}"))

    def _store(self, article: Article, kept: _Kept) -> None:
        wanted = self._writer.fingerprint(article)
        if wanted != kept.after:
            kept.reports = self._writer.write(article)
        kept.after = wanted

    def read_again(self, store: Store) -> None:
        """Read the store's other articles anew when the lexicon or the program has changed since.

        Facts are a function of articles and lexicon, never of the lexicon that was there when one came in.
        """
        if not read_alike(store, self._lexicon):
            for article in list(stored_articles(store)):
                if article.key not in self._kept:
                    self.take(article)
            note_reading(store, self._lexicon)

    def report(self, started: datetime, ended: datetime, *, changed: bool) -> RunReport:
        """Return the outcome: an article counts once, however often its key stood in the input."""
        stored = [kept for kept in self._kept.values() if kept.after is not None]
        fresh = [kept for kept in stored if kept.after != kept.before]
        return RunReport(
            started=started,
            ended=ended,
            added=sum(kept.before is None for kept in fresh),
            replaced=sum(kept.before is not None for kept in fresh),
            unchanged=len(stored) - len(fresh),
            empty=sum(not kept.reports for kept in fresh),
            skipped=tuple(self.skipped),
            notices=tuple(self.notices),
            changed=changed,
        )


def ingest(  # noqa: PLR0913 - what is read, with what, and what tests put in its place
    store: Store,
    articles: Iterable[Article | Skip],
    lexicon: Lexicon,
    *,
    ledgers: Ledgers | None = None,
    step: Step = lambda *_: None,
    extractor: Extractor | None = None,
    clock: Clock = now,
) -> RunReport:
    """Bring articles into the store and the consolidated facts up to date; return what happened.

    Articles whose content, lexicon and program version are unchanged are not read again; with another lexicon or
    version all articles of the store are, and count as replaced. step: told of the progress of what comes after
    reading. Raises StoreError when
    the store cannot be written; anything wrong with one article is a listed skip.
    """
    started = clock()
    run = _Run(Writer(store, extractor or GrammarExtractor(lexicon), lexicon), lexicon)
    for item in articles:
        run.take(item)
    run.read_again(store)
    changed = refresh(store, lexicon, ledgers or Ledgers(), step)
    report = run.report(started, clock(), changed=changed)
    store.apply(Change(add=run_quads(report, store.base_iri, lexicon.version)))
    return report


def remove(store: Store, ids: Iterable[str], lexicon: Lexicon, *, ledgers: Ledgers | None = None) -> tuple[str, ...]:
    """Take articles out by id, key, URL or IRI; return the keys removed.

    What only those articles said is gone afterwards. Raises InputError, and removes nothing, when one is unknown.
    """
    wanted = list(ids)
    found = {one: _find(store, one) for one in wanted}
    for one, nodes in found.items():
        if not nodes:
            raise InputError("no article in the store has this id", where=one, todo="kg query articles")
    nodes = sorted({node for group in found.values() for node in group}, key=str)
    keys = tuple(_key(store, node) for node in nodes)
    for node in nodes:
        take_out(store, node)
    _Run(Writer(store, GrammarExtractor(lexicon), lexicon), lexicon).read_again(store)
    refresh(store, lexicon, ledgers or Ledgers())
    return keys


def _find(store: Store, one: str) -> list[NamedNode]:
    """Return the articles whose IRI, local id, key or URL this is."""
    hits: Iterator[NamedNode] = (
        quad.subject
        for predicate in (DCTERMS("identifier"), SCHEMA("url"))
        for quad in store.quads(None, predicate, Literal(one))
        if isinstance(quad.subject, NamedNode)
    )
    named = one if one.startswith(store.base_iri) else store.base_iri + one
    try:
        direct = [NamedNode(named)] if any(store.quads(NamedNode(named), RDF("type"), AGR("Article"))) else []
    except ValueError:
        direct = []
    return [*hits, *direct]


def _key(store: Store, node: NamedNode) -> str:
    return next(
        quad.object.value for quad in store.quads(node, DCTERMS("identifier")) if isinstance(quad.object, Literal)
    )
