"""What several lines come to: cases in ``data/weighing.tsv``, where ``a=b a!b a?b`` are lines of a ledger."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples_of_ledgers import corrections, judged

from kg.ledgers import contradictions, effective, standing

VERDICT = {"=": "same", "!": "different", "?": "unsure"}
with (Path(__file__).parent / "data/weighing.tsv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t", restval=""))
LINES = st.lists(st.tuples(st.permutations("abcdef"), st.sampled_from("=!?")), max_size=12)


def of(text: str):
    return [judged(word[0], word[2], VERDICT[word[1]], line) for line, word in enumerate(text.split(), 1)]


def shown(pairs) -> str:
    return " ".join(one[-1] + other[-1] for one, other in pairs)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_lines_come_to(case: dict[str, str]) -> None:
    found = effective(of(case["lines"]))
    assert [shown(found.same), shown(found.different), shown(found.unsure)] == [
        case["same"], case["different"], case["unsure"],
    ]  # fmt: skip
    clashes = [
        "-".join(name[-1] for name in one.chain) + ":" + ",".join(map(str, one.lines))
        for one in contradictions(of(case["lines"]))
    ]
    assert " ".join(clashes) == case["clashes"]


def test_a_clash_says_which_lines() -> None:
    (clash,) = contradictions(of("a=b b=c c!a"))
    assert all(text in str(clash) for text in ("lines 1, 2 make", "line 3 calls them different", "different"))


@given(LINES)
def test_a_clash_is_found_exactly_where_one_side_is_joined(drawn) -> None:
    judgements = [judged(order[0], order[1], VERDICT[sign], line) for line, (order, sign) in enumerate(drawn, 1)]
    stand = effective(judgements)
    reach = {(one, other) for pair in stand.same for one, other in permutations(pair)}
    for middle in {end for pair in reach for end in pair}:
        reach |= {(one, other) for one, x in reach for y, other in reach if x == y == middle}
    found = contradictions(judgements)
    assert {tuple(sorted((one.chain[0], one.chain[-1]))) for one in found} == set(stand.different) & reach
    for one in found:
        assert len(one.lines) == len(one.chain)
        assert all(judgements[line - 1].verdict == "same" for line in one.lines[:-1])


@given(st.lists(corrections(), max_size=6))
def test_the_last_line_about_a_fact_stands(lines) -> None:
    stand = standing(lines)
    assert {one.fact for one in stand} == {one.fact for one in lines}
    assert all(one is [line for line in lines if line.fact == one.fact][-1] for one in stand)
