"""Tallies and the timeline's days are what the raw questions give: on all articles of the gold, on any of them, after any change."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad
from samples import article, reading, report
from told import NOBODY, articles, graph_of, name_of, put, take_out

from kg.articles import Article
from kg.consolidation import running
from kg.graph import article_quads
from kg.graph.tallies import BY
from kg.ledgers import Judgement, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import Change, Store, open_store, refresh, state_graph

TABLE = Path(__file__).parents[1] / "data" / "tallies.toml"
QUESTIONS = tomllib.loads(TABLE.read_text(encoding="utf-8"))
PREFIX = f"PREFIX agr: <{AGR.base}>\n"


@pytest.fixture(autouse=True, scope="module")
def small_portions() -> Iterator[None]:
    """Let a few articles be several batches and portions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "BATCH", 7)
        patch.setattr(running, "PORTION", 300)
        yield


def rows(store: Store, sparql: str) -> list[list[str]]:
    return sorted([str(term) for term in row] for row in store.query(PREFIX + sparql).rows)


def check(store: Store) -> dict[str, int]:
    """Hold every kind of tally against its raw question; return how many rows each has."""
    found = {}
    for rule, asked in QUESTIONS.items():
        kept = rows(store, asked["kept"])
        assert kept == rows(store, asked["raw"]), rule
        found[rule] = len(kept)
    return found


def some(seed: int, count: int) -> list[Article]:
    chance = random.Random(seed)
    start = chance.randrange(len(articles()) - count)
    return chance.sample(articles()[start : start + count], count)


def bodies(chosen: list[Article]) -> list[str]:
    """Return the institutions that the articles name as parties, sorted."""
    named = (quad.object for one in chosen for quad in graph_of(one) if quad.predicate == AGR("reportedParty"))
    return sorted({node.value.removeprefix(BASE_IRI) for node in named if isinstance(node, NamedNode)})


def test_every_rule_has_its_question() -> None:
    assert set(QUESTIONS) == {*BY, "timeline"}


def test_tallies_of_all_articles_are_what_the_raw_questions_give() -> None:
    with open_store() as store:
        for article in articles():
            put(store, article)
        refresh(store, load_lexicon(), NOBODY)
        found = check(store)
        assert all(count > 1 for count in found.values()), found
        for article in articles():
            take_out(store, article)
        refresh(store, load_lexicon(), NOBODY)
        assert set(check(store).values()) == {0}
        assert not list(store.quads(object=AGR("Tally"), graph=DefaultGraph()))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 20), st.lists(st.integers(0, 19), max_size=5))
def test_tallies_follow_articles_that_come_and_go(seed: int, count: int, going: list[int]) -> None:
    chosen = some(seed, count)
    with open_store() as store:
        for half in (chosen[::2], chosen[1::2]):
            for article in half:
                put(store, article)
            refresh(store, load_lexicon(), NOBODY)
            check(store)
        for number in sorted({number % count for number in going}):
            take_out(store, chosen[number])
            refresh(store, load_lexicon(), NOBODY)
            check(store)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["same", "different", "unsure"])),
        min_size=1,
        max_size=6,
    ),
)
def test_tallies_follow_judgements_of_institutions_and_reports(seed: int, judged: list[tuple[int, int, str]]) -> None:
    chosen = some(seed, 14)
    reports = sorted(
        quad.subject.value.removeprefix(BASE_IRI)
        for one in chosen
        for quad in graph_of(one)
        if quad.object == AGR("Report") and isinstance(quad.subject, NamedNode)
    )
    lines = [
        Judgement(things[a % len(things)], things[b % len(things)], verdict, "test", "2026-01-01", "a test")
        for things in (bodies(chosen), reports)
        for a, b, verdict in judged
        if things and a % len(things) != b % len(things)
    ]
    with open_store() as store:
        for article in chosen:
            put(store, article)
        refresh(store, load_lexicon(), NOBODY)
        for ledgers in (Ledgers(tuple(lines)), NOBODY):
            refresh(store, load_lexicon(), ledgers)
            check(store)


def told_of(key: str, other: str, kind: str) -> tuple[Quad, ...]:
    """Return the graph of an article on an agreement of a body outside the lexicon with another one."""
    first, second = report().parties
    parties = (replace(first, id=other, name=other), replace(second, id=UNKNOWN, name="ناشناخته", kind=kind))
    return article_quads(
        article(id=key, published=None), reading(reports=(replace(report(), parties=parties),)), BASE_IRI
    )


UNKNOWN = "institution/aaaaaaaaaaaaaaaa"


def pending(store: Store, quads: tuple[Quad, ...]) -> Quad:
    """Return the note that the article of these quads is to be consolidated."""
    node = next(quad.subject for quad in quads if quad.predicate == AGR("text"))
    state = state_graph(store.base_iri)
    return Quad(state, AGR("pendingArticle"), node, state)


def test_a_kind_told_of_a_body_later_counts_its_earlier_agreements_by_it() -> None:
    early = told_of("a", "institution/ministry-of-energy", "institution")
    late = told_of("b", "institution/ministry-of-interior", "company")
    with open_store() as store:
        changes = (
            (Change(add=(*early, pending(store, early))), 0),
            (Change(add=(*late, pending(store, late))), 2),
            (Change(drop=(name_of(late),), add=(pending(store, late),)), 0),
        )
        for change, count in changes:
            store.apply(change)
            refresh(store, load_lexicon(), NOBODY)
            check(store)
            found = rows(store, "SELECT ?count { ?tally agr:talliedKind ?kind ; agr:agreementCount ?count }")
            assert sum(int(row[0].split('"')[1]) for row in found) == count
