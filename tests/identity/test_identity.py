"""Ids hang on keys; clusters do not depend on the order in which articles came."""

from __future__ import annotations

import pytest

from kg.identity import (
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
