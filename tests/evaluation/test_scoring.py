"""Scoring: what counts as found, missed and spare, on small made-up readings and on the gold itself."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from evaluation_floors import articles, gold_records
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluation import close, evaluate, facts_of, overlap, same, squash

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "names.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
TEXT = "وزارت نیرو و وزارت کشور درباره آب شرب روستاها تفاهم‌نامه امضا کردند."


def quote(text: str) -> dict:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def party(name: str) -> dict:
    return {"name": name, "evidence": quote(name)}


def agreement(**fields) -> dict:
    whole = {
        "type": "memorandum", "status": "signed", "date": "2021-10-04", "date_basis": "stated", "duration": "P1Y",
        "article_count": 5, "note_count": None, "place": "تهران",
        "parties": [party("وزارت نیرو"), party("وزارت کشور")], "signatories": [], "purpose": [], "subject": [],
        "objectives": [{"text": "آب شرب روستاها", "topics": ["water"], "evidence": quote("آب شرب روستاها")}],
        "values": [{"amount": 10, "currency": "IRR"}], "events": [{"kind": "signing", "date": None}],
        "places_concerned": [],
    }  # fmt: skip
    return {**whole, **fields}


def article(*agreements: dict, **fields) -> dict:
    return {
        "article": {"id": "a", "language": "fa"}, "agreements": list(agreements), "officials": [], "statements": [],
        **fields,
    }  # fmt: skip


def scores(gold: dict, predicted: dict) -> dict:
    return dict(evaluate([facts_of(gold)], [facts_of(predicted)], {"a": TEXT}).scores)


def f1(gold: dict, predicted: dict, kind: str, grade: str = "strict") -> float:
    return scores(gold, predicted)[kind][grade].f1


@pytest.mark.parametrize(("one", "other", "person", "equal", "near"), ROWS)
def test_names(one, other, person, equal, near):
    assert same(one, other, person=person == "1") is (equal == "1")
    assert close(one, other, person=person == "1") is (near == "1")


def test_overlap_is_a_share_of_the_longer_phrase():
    assert overlap("abcd", "abcdefgh") == 0.5
    assert overlap("", "abc") == 0.0


def test_gold_against_itself_is_perfect():
    gold = [facts_of(record) for record in gold_records("blind")]
    result = evaluate(gold, gold, {one.key: one.text for one in articles("blind")})
    assert result.articles > 70
    assert len(result.scores) == 21
    wrong = [
        (kind, grade)
        for kind, grades in result.scores.items()
        for grade, score in grades.items()
        if (score.precision, score.recall, score.f1, score.low, score.high) != (1.0,) * 5
    ]
    assert (wrong, result.differences, result.unread) == ([], (), ())


def test_gold_against_nothing_is_zero_save_for_what_has_no_agreement():
    gold = [facts_of(record) for record in gold_records("blind")]
    result = evaluate(gold, [], {one.key: one.text for one in articles("blind")})
    assert len(result.unread) == len(gold)
    assert {kind for kind, grades in result.scores.items() if grades["strict"].f1 > 0} == {"negatives"}


CHANGES = [
    ({"type": "contract"}, "type", 0.0, 0.0),
    ({"date": "2021-10-05"}, "date", 0.0, 0.0),
    ({"date": None}, "date", 0.0, 0.0),
    ({"place": "شهر تهران"}, "place", 1.0, 1.0),
    ({"place": "شیراز"}, "place", 0.0, 0.0),
    ({"article_count": 6}, "article_count", 0.0, 0.0),
    ({"parties": [party("وزارت نیرو")]}, "parties", 2 / 3, 2 / 3),
    ({"values": [{"amount": 10.0, "currency": "IRR"}]}, "values", 1.0, 1.0),
    ({"values": [{"amount": 10, "currency": "USD"}]}, "values", 0.0, 1.0),
    ({"events": [{"kind": "signing", "date": "2021-10-04"}]}, "events", 0.0, 1.0),
    ({"objectives": []}, "topics", 0.0, 0.0),
]


@pytest.mark.parametrize(("change", "kind", "strict", "lenient"), CHANGES)
def test_one_change_costs_its_kind(change, kind, strict, lenient):
    gold, predicted = article(agreement()), article(agreement(**change))
    assert f1(gold, predicted, kind) == pytest.approx(strict, abs=1e-4)
    assert f1(gold, predicted, kind, "lenient") == pytest.approx(lenient, abs=1e-4)
    assert f1(gold, predicted, "agreements") == 1.0


def test_an_agreement_without_a_common_party_is_missed_and_spare():
    row = scores(article(agreement(parties=[party("وزارت نیرو")])), article(agreement(parties=[party("وزارت کشور")])))
    assert (row["agreements"]["strict"].f1, row["agreements"]["strict"].gold, row["agreements"]["strict"].predicted) == (
        0.0, 1, 1
    )  # fmt: skip
    assert row["type"]["strict"].f1 == 0.0


def test_background_counts_neither_way():
    gold = article(agreement(salience="background"))
    assert "agreements" not in scores(gold, article())
    assert "agreements" not in scores(gold, article(agreement()))


def test_each_predicted_fact_answers_once():
    twice = agreement(parties=[party("وزارت نیرو"), party("وزارت نیرو")])
    row = scores(article(agreement()), article(twice))["parties"]["strict"]
    assert (row.precision, row.recall) == (0.5, 0.5)


def test_a_purpose_told_as_objective_counts_in_the_union_only():
    aim = agreement()["objectives"]
    gold, predicted = article(agreement()), article(agreement(objectives=[], purpose=aim))
    assert (f1(gold, predicted, "objectives"), f1(gold, predicted, "aims")) == (0.0, 1.0)


def test_a_resolved_date_where_the_gold_has_none_is_spare_only_strictly():
    gold, predicted = article(agreement(date=None)), article(agreement(date_basis="resolved"))
    assert (f1(gold, predicted, "date"), f1(gold, predicted, "date", "lenient")) == (0.0, 1.0)


def test_signatory_office_needs_person_and_title():
    def signed(person, title):
        offices = [{"title": title}]
        return article(agreement(signatories=[{"person": person, "offices": offices, "evidence": None}]))

    gold = signed("کاوه نمونه", "وزیر نیرو")
    assert f1(gold, signed("دکتر کاوه نمونه", "وزیر نیرو"), "signatory.office") == 1.0
    assert f1(gold, signed("کاوه نمونه", "شهردار"), "signatory.office") == 0.0


def test_statement_needs_speaker_and_stance_strictly():
    def said(**change):
        whole = {"speaker": "کاوه نمونه", "text": "آب شرب روستاها", "stance": "claim", **change}
        return article(statements=[whole])

    for change in ({"speaker": "وزیر"}, {"stance": "promise"}):
        assert f1(said(), said(**change), "statements") == 0.0
        assert f1(said(), said(**change), "statements", "lenient") == 1.0


@pytest.mark.parametrize(
    "evidence", [None, {"start": 0, "end": 3, "text": "نیرو"}, {"start": -9, "end": 0, "text": ""}]
)
def test_a_quote_that_does_not_stand_is_not_grounded(evidence):
    wrong = agreement()
    wrong["parties"][0] = {"name": "وزارت نیرو", "evidence": evidence}
    assert f1(article(agreement()), article(wrong), "grounded") == pytest.approx(2 / 3, abs=1e-4)


def test_a_false_agreement_spoils_a_negative():
    assert f1(article(), article(agreement()), "negatives") == 0.0
    assert f1(article(), article(), "negatives") == 1.0


def test_intervals_hold_the_figure_and_repeat():
    gold = [facts_of(record) for record in gold_records("blind")]
    texts = {one.key: one.text for one in articles("blind")}
    half = [facts_of({**record, "agreements": record["agreements"][:1]}) for record in gold_records("blind")[::2]]
    once, again = evaluate(gold, half, texts), evaluate(gold, half, texts)
    assert once == again
    row = once.scores["parties"]["strict"]
    assert 0 < row.low < row.f1 < row.high < 1


BROKEN = [5, [], {}, {"article": {}}, {**article(), "agreements": 5}, {**article(), "agreements": [{}]},
          article(agreement(parties=[5])), article(agreement(values=[{"amount": "x", "currency": "IRR"}])),
          article(agreement(objectives=[{"text": "a", "evidence": {"start": "x"}}])), article(agreement(values=[{"amount": 10**400, "currency": "IRR"}]))]  # fmt: skip


@pytest.mark.parametrize("record", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_reading_is_named(record):
    with pytest.raises(InputError, match=r"here:3: this is no reading"):
        facts_of(copy.deepcopy(record), "here:3")


@given(st.text(), st.text(), st.booleans())
def test_any_text_compares_both_ways(one, other, person):
    assert same(one, other, person=person) == same(other, one, person=person)
    assert same(one, one, person=person) is bool(squash(one, person=person))
    assert not same(one, other, person=person) or close(one, other, person=person)
    assert 0.0 <= overlap(one, other) <= 1.0
