"""The table of common stems is what was counted, each stem in one row, and none that could never match."""

from __future__ import annotations

from itertools import combinations

import common_stems

from kg.identity.wording import STEM, common

STEMS = common_stems.listed()


def test_the_table_has_what_was_counted() -> None:
    assert STEMS["common"] | STEMS["telling"] == common_stems.counted(), (
        "the articles have changed: run python tests/identity/common_stems.py --write and look through the new rows"
    )
    assert STEMS["added"].isdisjoint(common_stems.counted())


def test_a_stem_stands_in_one_row() -> None:
    for one, other in combinations(common_stems.KINDS, 2):
        assert STEMS[one] & STEMS[other] == set()


def test_every_stem_can_be_a_words() -> None:
    assert [stem for stems in STEMS.values() for stem in stems if not 2 <= len(stem) <= STEM] == []


def test_telling_stems_tell() -> None:
    assert common() == STEMS["common"] | STEMS["added"]
