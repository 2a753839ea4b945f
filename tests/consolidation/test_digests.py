"""Digests that were handed over give the facts that the graphs give; one of another graph is never used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from told import NOBODY, articles, facts, graph_of, put, whole

from kg.articles import Article
from kg.consolidation import running
from kg.graph import View, article_local_id
from kg.ledgers import Correction, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import Change, Store, open_store, refresh, state_graph

CHOSEN = articles()[:12]


@pytest.fixture(params=[4, 500], ids=["many batches", "one batch"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(running, "BATCH", request.param)
    with open_store() as opened:
        yield opened


def mark(store: Store, article: Article, mark: str) -> None:
    """Give an article of the store its fingerprint."""
    node, state = NamedNode(BASE_IRI + article_local_id(article)), state_graph(store.base_iri)
    old = tuple(store.quads(node, AGR("fingerprint"), None, state))
    store.apply(Change(remove=old, add=(Quad(node, AGR("fingerprint"), Literal(mark), state),)))


def hand_over(store: Store, article: Article, mark: str, told: Article | None = None) -> None:
    """Hand over a digest of an article; told: of which graph it is, that of the article itself for None."""
    digest = View(graph_of(told or article)).digest(BASE_IRI)
    store.index().hand_over([(article_local_id(article), mark, digest)])


def left(store: Store) -> int:
    return len(store.index().rows("SELECT 1 FROM digest"))


def test_handed_over_digests_spare_the_graphs(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for article in CHOSEN:
        put(store, article)
        mark(store, article, "a")
        hand_over(store, article, "a")
    graphs, quads = {graph_of(article)[0].graph_name for article in CHOSEN}, type(store).quads

    def watched(self: Store, *given: object, **named: object) -> Iterator[Quad]:
        assert named.get("graph") not in graphs
        return quads(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(type(store), "quads", watched)
    refresh(store, load_lexicon(), NOBODY)
    monkeypatch.undo()
    assert facts(store) == whole(CHOSEN)
    assert left(store) == 0


@pytest.mark.parametrize("stale", ["b", ""])
def test_a_digest_of_another_graph_is_not_used(store: Store, stale: str) -> None:
    first, *others = CHOSEN
    for article in CHOSEN:
        put(store, article)
        mark(store, article, "a")
    for article, told in zip(others, CHOSEN, strict=False):
        hand_over(store, article, stale, told)
    hand_over(store, first, stale, others[0])
    refresh(store, load_lexicon(), NOBODY)
    assert facts(store) == whole(CHOSEN)
    assert left(store) == 0


def test_without_marks_no_digest_of_an_earlier_run_counts(store: Store) -> None:
    for article in CHOSEN:
        put(store, article)
    hand_over(store, CHOSEN[0], "", CHOSEN[1])
    refresh(store, load_lexicon(), NOBODY)
    assert facts(store) == whole(CHOSEN)


def test_an_article_that_people_corrected_is_read_whole(store: Store) -> None:
    article = CHOSEN[0]
    view = View(graph_of(article))
    report = view.of_type(AGR("Report"))[0]
    (evidence,) = view.supporting(report, AGR("reportedType"))
    value = view.nodes(report, AGR("reportedType"))[0].value.rpartition("/")[2]
    start, end = (view.number(evidence, AGR(name)) or 0 for name in ("start", "end"))
    line = Correction(
        article_local_id(article),
        "agreementType",
        value,
        start,
        end,
        "replace",
        "treaty",
        "آزمون",
        "2026-01-01",
        "متن خبر",
    )
    ledgers = Ledgers(corrections=(line,))
    for one in CHOSEN:
        put(store, one)
        mark(store, one, "a")
        hand_over(store, one, "a")
    refresh(store, load_lexicon(), ledgers)
    assert facts(store) == whole(CHOSEN, ledgers) != whole(CHOSEN)
