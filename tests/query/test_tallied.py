"""The sample's tallies and days of the timeline are what the raw questions give: who asks them asks the agreements."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.ontology.terms import AGR
from kg.store import Store

TABLE = Path(__file__).parents[1] / "data" / "tallies.toml"
QUESTIONS = tomllib.loads(TABLE.read_text(encoding="utf-8"))


def rows(store: Store, sparql: str, *, union: bool) -> list[list[str]]:
    answer = store.query(f"PREFIX agr: <{AGR.base}>\n{sparql}", union=union)
    return sorted([str(term) for term in row] for row in answer.rows)


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize("rule", sorted(QUESTIONS))
def test_sample_holds_the_tallies_of_its_agreements(store: Store, rule: str, union: bool) -> None:
    kept = rows(store, QUESTIONS[rule]["kept"], union=union)
    assert kept
    assert kept == rows(store, QUESTIONS[rule]["raw"], union=union)
