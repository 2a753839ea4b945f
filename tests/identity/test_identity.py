"""Ids hang on keys; clusters do not depend on the order in which articles came."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import (
    MentionKey,
    cluster_mentions,
    hash_id,
    mention_id,
    report_id,
)
from kg.language import skeleton_key
from kg.lexicon import load_lexicon

GOLDEN = {
    ("article", "48608"): "article/ab3vgpqusz63b23e",
    ("institution", "وزارتنیرو"): "institution/qgggc7hjk3tlao5l",
}


@pytest.mark.parametrize("key", sorted(GOLDEN))
def test_hash_ids_never_change(key: tuple[str, ...]) -> None:
    assert hash_id(*key) == GOLDEN[key]


def test_a_bar_inside_a_part_is_no_border() -> None:
    assert hash_id("evidence", "a|1", "2") != hash_id("evidence", "a", "1|2")
    assert hash_id("evidence", "a\\", "b") != hash_id("evidence", "a", "\\b")


def test_the_lexicon_and_the_graph_mint_the_same_ids_for_institutions() -> None:
    name = "انجمن ناشناخته"
    assert load_lexicon().institution_id(name) == hash_id("institution", skeleton_key(name))


def test_order_of_parties_does_not_matter_but_the_ordinal_does() -> None:
    assert report_id("a", ["x", "y"], "memorandum", 0) == report_id("a", ["y", "x"], "memorandum", 0)
    assert report_id("a", ["x", "y"], "memorandum", 0) != report_id("a", ["x", "y"], "memorandum", 1)
    assert mention_id("a", "p", ["x", "y", "x"]) == mention_id("a", "p", ["y", "x"])


def mention(name: str, person: str, *bodies: str, day: str | None = "2021-10-04") -> MentionKey:
    return MentionKey(f"mention/{name}", name, day, person, bodies)


def test_one_person_in_one_institution_is_one_official() -> None:
    found = cluster_mentions(
        [
            mention("a", "p", "x"),
            mention("b", "p", "x", "y", day="2020-01-01"),
            mention("c", "p", "y"),
            mention("d", "p", "z"),
            mention("e", "p"),
        ]
    )
    members = sorted(tuple(one.removeprefix("mention/") for one in cluster.members) for cluster in found)
    assert members == [("b", "a", "c"), ("d",), ("e",)]
    assert {cluster.id for cluster in found} == {"official/b", "official/d", "official/e"}


days = st.sampled_from([None, "2021-10-01", "2021-10-20", "2021-12-01", "2022-10-20"])
some_mentions = st.lists(
    st.builds(lambda number, person, bodies, day: mention(str(number), person, *bodies, day=day),
              st.integers(0, 99), st.sampled_from("pq"), st.lists(st.sampled_from("xyz"), unique=True), days),
    unique_by=lambda one: one.mention,
)  # fmt: skip


@given(some_mentions, st.integers())
def test_the_result_does_not_depend_on_the_order(mentions: list[MentionKey], seed: int) -> None:
    mixed = list(mentions)
    random.Random(seed).shuffle(mixed)
    assert cluster_mentions(mentions) == cluster_mentions(mixed)
