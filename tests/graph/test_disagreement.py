"""Reports that differ: what is chosen, by which rule, and what is no disagreement at all."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from life_kit import DATA, agreement, cases, contradictions

from kg.graph.overlap import overlap, wording
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI

VALUES, PARTIES = cases("values.json"), cases("parties.json")


def named(case: dict[str, Any]) -> str:
    return case["name"]


@pytest.mark.parametrize("case", VALUES, ids=named)
def test_values(case: dict[str, Any]) -> None:
    view, node = agreement(case["tellings"])
    found = contradictions(view).get(case["property"])
    if case["chosen"] is None:
        assert found is None
    else:
        assert found is not None
        assert view.text(found, AGR("chosenValue")) == case["chosen"]
        assert view.text(found, AGR("choiceRule")) == case["rule"]
        assert {value.value for value in view.literals(found, AGR("conflictingValue"))} == set(case["values"])
        assert len(view.nodes(found, AGR("conflictingEvidence"))) == len(case["tellings"])
    if "value" in case:
        name = AGR(case["property"])
        kept = view.node(node, name) or view.literal(node, name)
        assert kept is not None
        assert kept.value == case["value"]


@pytest.mark.parametrize("case", PARTIES, ids=named)
def test_parties(case: dict[str, Any]) -> None:
    view, _ = agreement(case["tellings"])
    found = contradictions(view).get("party")
    if not case["values"]:
        assert found is None
        return
    assert found is not None
    assert {value.value for value in view.literals(found, AGR("conflictingValue"))} == set(case["values"])
    assert view.text(found, AGR("choiceRule")) == "all-named"
    assert {"وزارت نیرو"} < {value.value for value in view.literals(found, AGR("chosenValue"))}
    assert len(view.nodes(found, AGR("conflictingEvidence"))) >= 2


def test_reports_that_are_known_to_print_one_text_are_one_voice() -> None:
    tellings = [{"published": f"2021-10-0{day}", "articles": count} for day, count in ((5, 5), (6, 6), (7, 6))]
    view, node = agreement(tellings)
    assert view.number(node, AGR("articleCount")) == 6
    reports = [report.value.removeprefix(BASE_IRI) for report in view.nodes(node, AGR("reportedBy"))]
    same = {
        report: "one text"
        for report in reports
        if report != node.value.removeprefix(BASE_IRI).replace("agreement", "report")
    }
    view, node = agreement(tellings, same_text=same)
    assert view.number(node, AGR("articleCount")) == 5


with (DATA / "progress.tsv").open(encoding="utf-8") as lines:
    PAIRS = list(csv.DictReader(lines, delimiter="\t"))


def linked(row: dict[str, str]) -> bool:
    one, other = (wording(row[name], row["language"], load_lexicon()) for name in ("aim", "later"))
    return overlap(one, other) is not None


def test_progress_is_linked_where_people_link_it() -> None:
    assert len(PAIRS) >= 40
    said = [(linked(row), row["linked"] == "yes") for row in PAIRS]
    hits = sum(ours and theirs for ours, theirs in said)
    assert hits / sum(ours for ours, _ in said) >= 0.95
    assert hits / sum(theirs for _, theirs in said) >= 0.95


def test_languages_are_never_compared() -> None:
    text = "solar power plant near the border"
    one, other = (wording(text, language, load_lexicon()) for language in ("fa", "en"))
    assert overlap(one, one) == overlap(other, other) is not None
    assert overlap(one, other) is None


AIM = "ساخت نیروگاه خورشیدی استان"
TOLD = "ساخت نیروگاه خورشیدی استان آغاز شد"


@pytest.mark.parametrize(
    ("published", "stance", "expected"),
    [
        ("2022-01-05", "claim", 1),
        ("2022-01-05", "opinion", 1),
        ("2022-01-05", "promise", 0),
        ("2022-01-05", "denial", 0),
        ("2021-10-05", "claim", 0),
        ("2021-10-04", "claim", 0),
        (None, "claim", 0),
    ],
)
def test_only_later_tellings_are_progress(published: str | None, stance: str, expected: int) -> None:
    view, node = agreement(
        [{"published": "2021-10-05", "aim": AIM}, {"published": published, "says": TOLD, "stance": stance}]
    )
    found = view.nodes(node, AGR("hasProgress"))
    assert len(found) == expected
    for one in found:
        assert view.nodes(one, AGR("progressOn")) == view.nodes(node, AGR("hasObjective"))
        assert view.text(one, AGR("progressText")) == TOLD
        assert view.text(one, AGR("rule")) == "progress.same-agreement"
        assert view.text(one, AGR("score")) == "1.1"
        assert len(view.nodes(one, AGR("evidence"))) == 2


def test_a_promise_is_followed_too() -> None:
    promise = {"published": "2021-10-05", "says": "سال آینده نیروگاه خورشیدی استان را می‌سازیم", "stance": "promise"}
    view, node = agreement([promise, {"published": "2022-01-05", "says": "نیروگاه خورشیدی استان سال آینده آماده است"}])
    (one,) = view.nodes(node, AGR("hasProgress"))
    (made,) = view.nodes(one, AGR("progressOn"))
    assert made.value.removeprefix(BASE_IRI).startswith("statement/")
