"""Any order, any batching, coming and going: the same articles give the same facts, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from told import NOBODY, articles, facts, graph_of, put, take_out, whole

from kg.articles import Article
from kg.consolidation import running
from kg.ledgers import Judgement, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import open_store, refresh


@pytest.fixture(autouse=True, scope="module")
def small_batches() -> Iterator[None]:
    """Let a few articles be many: several batches, graphs copied for their second reading, several portions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "BATCH", 5)
        patch.setattr(running, "PORTION", 400)
        yield


def batches(chosen: Sequence[Article], cuts: Sequence[int]) -> Iterator[Sequence[Article]]:
    edges = [0, *sorted({cut % (len(chosen) + 1) for cut in cuts}), len(chosen)]
    for start, end in pairwise(edges):
        yield chosen[start:end]


def named(chosen: Sequence[Article], kind: str) -> list[str]:
    """Return the local ids of the reports or mentions of articles, sorted."""
    return sorted(
        quad.subject.value.removeprefix(BASE_IRI)
        for one in chosen
        for quad in graph_of(one)
        if quad.object == AGR(kind) and isinstance(quad.subject, NamedNode)
    )


def some(seed: int, count: int) -> list[Article]:
    """Return neighbours in the gold, where reports of one agreement stand together, in a random order."""
    chance = random.Random(seed)
    start = chance.randrange(len(articles()) - count)
    chosen = list(articles()[start : start + count])
    chance.shuffle(chosen)
    return chosen


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 24), st.lists(st.integers(0, 24), max_size=4))
def test_order_and_batching_do_not_matter(seed: int, count: int, cuts: list[int]) -> None:
    chosen = some(seed, count)
    with open_store() as store:
        for batch in batches(chosen, cuts):
            for article in batch:
                put(store, article)
            refresh(store, load_lexicon(), NOBODY)
        assert facts(store) == whole(sorted(chosen, key=lambda one: one.key))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 20), st.lists(st.integers(0, 19), min_size=1, max_size=6))
def test_what_goes_leaves_nothing_behind(seed: int, count: int, going: list[int]) -> None:
    chosen = some(seed, count)
    gone = {number % count for number in going}
    with open_store() as store:
        for article in chosen:
            put(store, article)
        refresh(store, load_lexicon(), NOBODY)
        for number in sorted(gone):
            take_out(store, chosen[number])
            refresh(store, load_lexicon(), NOBODY)
        assert facts(store) == whole([one for number, one in enumerate(chosen) if number not in gone])


def test_a_third_of_the_gold_one_by_one_and_all_at_once() -> None:
    chosen = articles()[::3]
    with open_store() as store:
        for article in chosen:
            put(store, article)
            refresh(store, load_lexicon(), NOBODY)
        assert facts(store) == whole(chosen)


@settings(max_examples=8, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["same", "different", "unsure"])), max_size=5
    ),
)
def test_judgements_act_whenever_they_are_made_and_are_undone_when_taken_back(
    seed: int, judged: list[tuple[int, int, str]]
) -> None:
    chosen = some(seed, 12)
    lines = []
    for kind in ("Report", "OfficialMention"):
        things = named(chosen, kind)
        lines += [
            Judgement(things[a % len(things)], things[b % len(things)], verdict, "test", "2026-01-01", "a test")
            for a, b, verdict in judged
            if things and a % len(things) != b % len(things)
        ]
    ledgers = Ledgers(tuple(lines))
    with open_store() as store:
        for article in chosen:
            put(store, article)
        refresh(store, load_lexicon(), NOBODY)
        before = facts(store)
        refresh(store, load_lexicon(), ledgers)
        assert facts(store) == whole(chosen, ledgers)
        refresh(store, load_lexicon(), NOBODY)
        assert facts(store) == before
