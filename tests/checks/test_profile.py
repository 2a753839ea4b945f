"""The OWL 2 DL profile: the ontology keeps it, each breach is found and named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.checks.profile import profile_problems
from kg.ontology import PREFIXES, load_ontology
from kg.ontology.terms import short

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
with (Path(__file__).parent / "data" / "profile.tsv").open(encoding="utf-8") as lines:
    ROWS = [tuple(row.values()) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def test_the_ontology_is_owl_2_dl() -> None:
    assert profile_problems(load_ontology()) == ()


@pytest.mark.parametrize(("code", "term", "turtle"), ROWS)
def test_a_breach_is_found_and_named(code: str, term: str, turtle: str) -> None:
    problems = profile_problems(load_ontology().parse(data=HEAD + turtle, format="turtle"))
    assert (code, term) in {(problem.code, short(problem.term)) for problem in problems}
    assert list(problems) == sorted(problems)
