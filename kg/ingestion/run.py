"""One run: articles from sources into the store, one bad one never stopping the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from kg.articles import Article, Skip
from kg.errors import InputError
from kg.extraction import Extractor, GrammarExtractor
from kg.ingestion.report import RunReport
from kg.ingestion.runs import run_quads
from kg.ingestion.writing import Writer, fingerprint, take_out
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, DCTERMS, RDF, SCHEMA
from kg.store import Change, Store, refresh

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment in UTC; only run records hold it."""
    return datetime.now(UTC)


class _Run:
    """The counts of a run while it goes on."""

    def __init__(self, writer: Writer, lexicon: Lexicon) -> None:
        self._writer, self._lexicon = writer, lexicon
        self.added = self.replaced = self.unchanged = self.empty = 0
        self.skipped: list[Skip] = []
        self.notices: list[Skip] = []
        self._seen: dict[str, Article] = {}

    def take(self, item: Article | Skip) -> None:
        """Store an article, or list why not."""
        if isinstance(item, Skip):
            self.skipped.append(item)
        elif self._wins(item):
            self.notices += [Skip(item.source, "LEFT_OUT", note) for note in item.notes]
            try:
                self._store(item)
            except (InputError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
                reason = f"it could not be read: {type(error).__name__}: {error}"
                self.skipped.append(Skip(item.source, "FAILED", " ".join(reason.split())))

    def _wins(self, article: Article) -> bool:
        """Decide between two articles with one key in this run: later publication date, else larger hash."""
        rival = self._seen.get(article.key)
        if rival is None or _rank(article) > _rank(rival):
            loser, self._seen[article.key] = rival, article
        else:
            loser = article
        if loser is not None and loser != self._seen[article.key]:
            winner = self._seen[article.key].source
            self.skipped.append(Skip(loser.source, "SAME_KEY", f"another article has the key {article.key}: {winner}"))
        return self._seen[article.key] is article

    def _store(self, article: Article) -> None:
        known = self._writer.known(article)
        if known == fingerprint(article, self._lexicon):
            self.unchanged += 1
            return
        reports = self._writer.write(article)
        self.empty += not reports
        if known is None:
            self.added += 1
        else:
            self.replaced += 1


def _rank(article: Article) -> tuple[str, str]:
    return article.published or "", article.sha256


def ingest(
    store: Store,
    articles: Iterable[Article | Skip],
    lexicon: Lexicon,
    *,
    extractor: Extractor | None = None,
    clock: Clock = now,
) -> RunReport:
    """Bring articles into the store and the consolidated facts up to date; return what happened.

    Articles whose content, lexicon and program version are unchanged are not read again. Raises StoreError when
    the store cannot be written; anything wrong with one article is a listed skip.
    """
    started = clock()
    run = _Run(Writer(store, extractor or GrammarExtractor(lexicon), lexicon), lexicon)
    for item in articles:
        run.take(item)
    changed = refresh(store, lexicon)
    report = RunReport(
        started=started,
        ended=clock(),
        added=run.added,
        replaced=run.replaced,
        unchanged=run.unchanged,
        empty=run.empty,
        skipped=tuple(run.skipped),
        notices=tuple(run.notices),
        changed=changed,
    )
    store.apply(Change(add=run_quads(report, store.base_iri, lexicon.version)))
    return report


def remove(store: Store, ids: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Take articles out by id, key, URL or IRI; return the keys removed.

    What only those articles said is gone afterwards. Raises InputError, and removes nothing, when one is unknown.
    """
    wanted = list(ids)
    found = {one: _find(store, one) for one in wanted}
    for one, nodes in found.items():
        if not nodes:
            raise InputError("no article in the store has this id", where=one, todo="kg query articles lists them")
    nodes = sorted({node for group in found.values() for node in group}, key=str)
    keys = tuple(_key(store, node) for node in nodes)
    for node in nodes:
        take_out(store, node)
    refresh(store, lexicon)
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
