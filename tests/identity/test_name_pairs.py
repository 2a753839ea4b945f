"""Labelled pairs of names: what is reached, that the pairs are hard, and that no verdict changes unseen."""

from __future__ import annotations

from collections import Counter

import name_bench as bench
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import NameScore, compare_institutions, compare_people, person_codes, resolve_institutions
from kg.language import skeleton_key

PAIRS = bench.pairs()
PEOPLE = sorted({name for pair in PAIRS if pair.table == "people" for name in (pair.one, pair.other)})
BODIES = sorted({name for pair in PAIRS if pair.table == "institutions" for name in (pair.one, pair.other)})
LETTERS = "احدرسعغفقکگلمنوهی آپچژ‌" + "abdeghijklmnoqrsuyz-. '" + "؟!٣"
anything = st.text() | st.text(LETTERS, max_size=25)
people = st.sampled_from(PEOPLE) | anything
bodies = st.sampled_from(BODIES) | anything


def test_there_are_enough_pairs_of_every_sort() -> None:
    count = Counter((pair.same, pair.half) for pair in PAIRS)
    assert count[True, "dev"] + count[True, "test"] >= 260
    assert count[False, "dev"] + count[False, "test"] >= 300
    assert all(abs(count[same, "dev"] - count[same, "test"]) < 0.1 * count[same, "dev"] for same in (True, False))
    assert {(pair.same, pair.languages) for pair in PAIRS} == {
        (same, languages) for same in (True, False) for languages in ("fa-fa", "en-en", "fa-en")
    }


def test_no_pair_stands_twice() -> None:
    keys = Counter(frozenset((skeleton_key(pair.one), skeleton_key(pair.other))) for pair in PAIRS)
    assert [sorted(key) for key, times in keys.items() if times > 1] == []


def test_folding_alone_makes_no_pair_one() -> None:
    assert [pair for pair in PAIRS if skeleton_key(pair.one) == skeleton_key(pair.other)] == []


def test_many_of_the_others_look_alike() -> None:
    others = [pair for pair in PAIRS if not pair.same]
    alike = [pair for pair in others if bench.likeness(pair.one, pair.other) >= 0.8]
    assert len(alike) >= 0.4 * len(others)


@pytest.mark.parametrize("half", bench.HALVES)
def test_precision_and_recall_are_reached(half: str) -> None:
    got = bench.tally(half, None, bench.judges()["this program"])
    assert got.precision >= bench.PRECISION
    assert got.recall >= bench.RECALL


@pytest.mark.parametrize("half", bench.HALVES)
@pytest.mark.parametrize("table", bench.TABLES)
def test_floors_of_each_table_are_kept(table: str, half: str) -> None:
    got = bench.tally(half, table, bench.judges()["this program"])
    assert got.precision >= bench.FLOORS[table, "precision"]
    assert got.recall >= bench.FLOORS[table, "recall"]


@pytest.mark.parametrize("half", bench.HALVES)
def test_the_program_is_better_than_its_simple_peers(half: str) -> None:
    figures = {name: bench.tally(half, None, judge).f1 for name, judge in bench.judges().items()}
    own = figures.pop("this program")
    assert len(figures) >= 2
    assert own > max(figures.values())


def test_the_reference_run_is_current() -> None:
    """After a change that is meant: ``python tests/identity/name_bench.py --write``, and look at what it changed."""
    assert bench.REFERENCE.read_text("utf-8").splitlines() == bench.reference_lines()


@given(people, people)
def test_people_compare_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    found = compare_people(one, other)
    assert found == compare_people(other, one)
    assert 0 <= found.total <= 1
    assert found.reasons
    if found.same:
        assert set(person_codes(one)) & set(person_codes(other))


@given(people)
def test_a_person_is_called_as_called(name: str) -> None:
    assert compare_people(name, name) == NameScore(1.0, True, ("the same spelling",))
    assert person_codes(name) == tuple(sorted(set(person_codes(name))))
    assert person_codes(name)


@given(bodies, bodies)
def test_institutions_compare_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    found = compare_institutions(one, other)
    assert found == compare_institutions(other, one)
    assert 0 <= found.total <= 1
    assert found.reasons
    assert compare_institutions(one, one).total == 1
    resolved = resolve_institutions(bench.lexicon(), one, other)
    assert resolved == resolve_institutions(bench.lexicon(), other, one)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.table == "people"], ids=lambda pair: pair.one)
def test_names_taken_for_one_share_a_code(pair: bench.Pair) -> None:
    if bench.score(pair).same:
        assert set(person_codes(pair.one)) & set(person_codes(pair.other))


@pytest.mark.parametrize(
    ("one", "other", "total", "why"),
    [
        ("محمدی", "علی محمدی", 0.6, "a surname alone"),
        ("Dr. Mohammadi", "علی محمدی", 0.6, "a surname alone"),
        ("نمونه زاده", "نادر نمونه زاده", 0.6, "a surname alone"),
        ("حسن زاده", "نادر حسن‌زاده", 0.6, "a surname alone"),
        ("حسن روحانی", "حسین روحانی", 0.3, "other given names"),
        ("علی محمدی", "علی احمدی", 0.2, "other surnames"),
        ("علی محمدی", "علی کریمی", 0.0, "no surname in common"),
        ("؟", "!", 0.0, "without letters"),
    ],
)
def test_what_is_no_same_name_says_why(one: str, other: str, total: float, why: str) -> None:
    found = compare_people(one, other)
    assert not found.same
    assert (found.total, why in found.reasons[0]) == (total, True)


def test_the_lexicon_decides_where_it_knows_both_names() -> None:
    lexicon = bench.lexicon()
    assert resolve_institutions(lexicon, "وزارت نیرو", "Ministry of Energy").same
    assert resolve_institutions(lexicon, "وزارت نیرو", "Ministry of Energy").reasons[0].startswith("lexicon: ")
    assert not resolve_institutions(lexicon, "وزارت نیرو", "وزارت نفت").same
