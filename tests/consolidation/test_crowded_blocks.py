"""Blocks that become too large to be compared, and small enough again: whenever it happens, the same facts."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import NOBODY, articles, facts, put, take_out, whole

from kg.consolidation import linking, taking
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.store import open_store, refresh


@pytest.fixture(autouse=True, scope="module")
def crowded() -> Iterator[None]:
    """Let blocks be too large from the fourth report on."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (linking, taking):
            patch.setattr(module, "BLOCK_CAP", 3)
        yield


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000), st.integers(6, 14), st.integers(1, 13))
def test_when_a_block_fills_and_empties_does_not_matter(seed: int, count: int, cut: int) -> None:
    chance = random.Random(seed)
    start = chance.randrange(len(articles()) - count)
    chosen = chance.sample(articles()[start : start + count], count)
    early, late = chosen[:cut], chosen[cut:]
    with open_store() as store:
        for part in (early, late):
            for article in part:
                put(store, article)
            refresh(store, load_lexicon(), NOBODY)
        assert facts(store) == whole(chosen)
        for part in (late[::2], late[1::2]):
            for article in part:
                take_out(store, article)
            refresh(store, load_lexicon(), NOBODY)
        assert facts(store) == whole(early)


def test_there_are_such_blocks() -> None:
    kinds = {quad.object for quad in whole(articles()[:24])}
    assert AGR("UncomparedBlock") in kinds
    assert AGR("DoubtfulPair") in kinds
