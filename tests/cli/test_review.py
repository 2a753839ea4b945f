"""``kg review``: pairs are listed, decisions are written where they belong, and lines that no longer act are told."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from jsonschema import Draft202012Validator

from kg.ledgers import JUDGEMENTS, read_ledgers
from kg.store import open_store

B, C = "report/reportb222222222", "report/reportc222222222"
SMALL = Path(__file__).parents[1] / "data" / "small.trig"
A, TWO = "report/reportaone222222", "report/reportatwo222222"
WHO = ("--by", "م. کاظمی", "--why", "دو متن، یک مراسم")
COUNT = ("--correct", "sample-1", "articleCount", "5", "--span", "230:238")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    with open_store(folder, "write") as opened:
        opened.load_quads(pyoxigraph.parse(path=str(SMALL), format=pyoxigraph.RdfFormat.TRIG))
    return folder


def test_pairs_are_listed_with_both_sides_and_the_call(kg, store):
    result = kg("review", "--store", store)
    assert result.status == 0
    lines = [line.strip() for line in result.out.splitlines()]
    assert lines[0] == "1 doubtful pair"
    assert lines[2].startswith("1  2.6  report")
    for sign, said in (
        ("A", "شرکت آب منطقه‌ای گیلان  «شرکت آب منطقه‌ای گیلان» 560–582"),
        ("B", "وزارت نیرو  «وزارت نیرو» 311–321"),
    ):
        assert f"{sign}  {said}" in lines
    assert any("1403-02-18 (2024-05-07)" in line for line in lines)
    assert lines[-1] == f"kg review --decide {B} {C} same|different|unsure --by NAME --why TEXT"


def test_json_has_the_same_with_a_call_for_each_verdict(kg, store):
    (doubt,) = json.loads(kg("review", "--store", store, "--json").out)
    assert (doubt["score"], doubt["one"]["id"], doubt["other"]["id"]) == ("2.6", B, C)
    assert all(quote["text"] for fact in doubt["one"]["facts"] for quote in fact["quotes"])
    assert sorted(doubt["commands"]) == ["different", "same", "unsure"]


def test_the_call_that_a_pair_shows_writes_the_decision(kg, store):
    (doubt,) = json.loads(kg("review", "--store", store, "--json").out)
    for verdict in ("same", "unsure"):
        words = shlex.split(doubt["commands"][verdict])
        assert kg(*words[1:], "--store", store).status == 0
    (first, last) = read_ledgers(store.with_name("news-ledgers")).judgements
    assert (first.verdict, last.verdict, last.by, last.why) == ("same", "unsure", "NAME", "TEXT")
    assert (first.one, first.other, last.line) == (B, C, 3)


def test_a_decision_keeps_who_when_and_why(kg, store, tmp_path):
    before = date.today().isoformat()
    result = kg("review", "--store", store, "--decide", A, TWO, "same", *WHO)
    assert result.status == 0, result.err
    (line,) = read_ledgers(store.with_name("news-ledgers")).judgements
    assert before <= line.on <= date.today().isoformat()
    assert (line.by, line.why) == (WHO[1], WHO[3])
    given = ("--on", "2026-01-02", "--ledgers", tmp_path / "ours")
    assert kg("review", "--store", store, "--decide", A, TWO, "different", *WHO, *given).status == 0
    assert [one.on for one in read_ledgers(tmp_path / "ours").judgements] == ["2026-01-02"]
    assert len(read_ledgers(store.with_name("news-ledgers")).judgements) == 1


def test_a_decision_that_contradicts_others_is_written_and_told(kg, store):
    assert kg("review", "--store", store, "--decide", A, TWO, "same", *WHO).status == 0
    assert kg("review", "--store", store, "--decide", TWO, C, "same", *WHO).status == 0
    result = kg("review", "--store", store, "--decide", A, C, "different", *WHO)
    assert result.status == 1
    assert "lines 2, 3 make" in result.complaint
    ledger = kg("review", "--store", store, "--ledger")
    assert (ledger.status, ledger.out.count("contradicted")) == (1, 3)


def test_a_correction_is_checked_against_the_article_and_written(kg, store):
    result = kg("review", "--store", store, *COUNT, "replace", "--with", "6", *WHO, "--json")
    assert result.status == 0, result.err
    assert json.loads(result.out)["nodes"] == [A]
    (line,) = read_ledgers(store.with_name("news-ledgers")).corrections
    assert (line.article, line.property, line.value) == ("article/artone2222222222", "articleCount", "5")
    assert (line.start, line.end, line.action, line.replacement) == (230, 238, "replace", "6")
    ledger = kg("review", "--store", store, "--ledger")
    assert ledger.status == 0
    assert "corrections.csv:2  applied  replace  article/artone2222222222 articleCount «5» 230–238 → 6" in ledger.out


def test_lines_whose_names_have_vanished_are_listed(kg, store):
    kg("review", "--store", store, "--decide", A, TWO, "same", *WHO)
    kg("review", "--store", store, *COUNT, "reject", *WHO)
    path = store.with_name("news-ledgers") / JUDGEMENTS
    path.write_text(path.read_text("utf-8").replace(TWO, "report/gone222222222222"), "utf-8")
    result = kg("review", "--store", store, "--ledger", "--json")
    assert result.status == 1
    lines = json.loads(result.out)
    assert [(line["ledger"], line["state"]) for line in lines] == [
        ("judgements", "vanished"),
        ("corrections", "applied"),
    ]
    assert lines[0]["reason"] == "report/gone222222222222 is not in the store"


def test_an_empty_ledger_is_fine(kg, store):
    result = kg("review", "--store", store, "--ledger")
    assert (result.status, result.out) == (0, f"0 judgements and 0 corrections in {store}-ledgers\n")


def test_any_two_can_be_compared(kg, store):
    result = kg("review", "--store", store, "--compare", "official/mentmehran222222", "mention/mentmehrantwo222")
    assert result.status == 0
    assert result.out.count("سید مهران نمونه‌پور") >= 2


def test_the_page_is_written_into_its_folder(kg, store, tmp_path):
    result = kg("review", "--store", store, "--page", "-o", tmp_path / "pages", "--json")
    assert json.loads(result.out) == {"index": str(tmp_path / "pages/index.html"), "pairs": 1}
    assert f"kg review --decide {B} {C} same" in (tmp_path / "pages/index.html").read_text("utf-8")


WRONG = [
    (("--decide", A, "report/gone222222222222", "same", *WHO), "the store has no report/gone222222222222"),
    (("--decide", A, A, "same", *WHO), "stand for the same"),
    (("--decide", A, "mention/mentmehran222222", "same", *WHO), "cannot be compared"),
    (("--decide", A, TWO, "equal", *WHO), "same | different | unsure"),
    (("--decide", A, TWO, "same", "--why", "x"), "--by NAME"),
    (("--decide", A, TWO, "same", "--by", "x"), "--why TEXT"),
    (("--decide", A, TWO, "same", *WHO, "--on", "2026-02-30"), "column on"),
    (("--decide", A, TWO, "same", *WHO, "--on", "1405-02-10"), "Jalali"),
    (("--decide", A, TWO, "same", "--by", "a\u202eb", "--why", "x"), "U+202E"),
    (("--decide", A, TWO), "argument"),
    ((*COUNT, *WHO), "reject, confirm or replace"),
    ((*COUNT, "replace", *WHO), "column replacement"),
    ((*COUNT, "reject", "--with", "6", *WHO), "takes none"),
    ((*COUNT, "replace", "--with", "six", *WHO), "whole number"),
    ((*COUNT, "delete", *WHO), "delete"),
    ((*COUNT[:-2], "reject", *WHO), "START:END"),
    ((*COUNT[:-1], "12", "reject", *WHO), "START:END"),
    ((*COUNT[:-1], "238:230", "reject", *WHO), "column end"),
    ((*COUNT[:-1], "1:5", "reject", *WHO), "no quote for this articleCount stands at 1:5"),
    (("--correct", "sample-1", "parties", "5", "--span", "1:5", "reject", *WHO), "unknown property"),
    (("--correct", "sample-7", "party", "5", "--span", "1:5", "reject", *WHO), "no article sample-7"),
    (("--correct", "sample-1", "articleCount", "7", "--span", "230:238", "reject", *WHO), "has no articleCount 7"),
    (("reject",), "belong to --correct"),
    (("--ledger", "--page"), "only one of these"),
    (("--page",), "-o DIR"),
    (("--compare", "institution/ministry-of-energy", "institution/watercompany2222"), "no article to compare"),
    (("--limit", "0"), "0"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_wrong_call_is_one_line_and_writes_nothing(kg, store, arguments, says):
    result = kg("review", "--store", store, *arguments)
    assert result.status == 2
    assert says in result.complaint
    assert not store.with_name("news-ledgers").exists()


def test_without_a_store_nothing_is_made(kg, tmp_path):
    for arguments in ((), ("--ledger",), ("--decide", A, TWO, "same", *WHO)):
        result = kg("review", "--store", tmp_path / "none", *arguments)
        assert (result.status, "kg ingest" in result.complaint) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_malformed_ledger_is_one_line_and_is_kept(kg, store):
    folder = store.with_name("news-ledgers")
    folder.mkdir()
    (folder / JUDGEMENTS).write_text("one,other\n", "utf-8")
    for arguments in (("--ledger",), ("--decide", A, TWO, "same", *WHO)):
        result = kg("review", "--store", store, *arguments)
        assert result.status == 2
        assert "judgements.csv:1" in result.complaint
    assert (folder / JUDGEMENTS).read_text("utf-8") == "one,other\n"


def test_a_store_that_another_writes_to_gets_the_line_all_the_same(kg, store):
    with open_store(store, "write"):
        result = kg("review", "--store", store, "--decide", A, TWO, "same", *WHO)
    assert result.status == 1
    assert "the line is written" in result.complaint
    assert len(read_ledgers(store.with_name("news-ledgers")).judgements) == 1


def test_json_keeps_to_its_schema(kg, store):
    schema = json.loads((Path(__file__).parents[2] / "ontology/review.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    printed = [
        kg("review", "--store", store, "--json").out,
        kg("review", "--store", store, "--json", "--compare", A, B).out,
    ]
    kg("review", "--store", store, "--decide", A, TWO, "same", *WHO)
    kg("review", "--store", store, *COUNT, "replace", "--with", "6", *WHO)
    printed.append(kg("review", "--store", store, "--ledger", "--json").out)
    for text in printed:
        Draft202012Validator(schema).validate(json.loads(text))
    assert Draft202012Validator(schema).is_valid([])
    assert not Draft202012Validator(schema).is_valid([{"id": "pair/x"}])


def test_the_doctor_looks_at_the_ledgers(kg, store):
    def state() -> tuple[str, str]:
        findings = json.loads(kg("doctor", "--store", store, "--json").out)
        (found,) = [(one["state"], one["detail"]) for one in findings if one["what"].startswith("ledgers ")]
        return found

    assert state()[0] == "absent"
    for pair, verdict in (((A, TWO), "same"), ((TWO, C), "same"), ((A, C), "different")):
        kg("review", "--store", store, "--decide", *pair, verdict, *WHO)
    assert state() == ("ok", "3 judgements, 0 corrections; 1 contradictions, see kg review --ledger")
    (store.with_name("news-ledgers") / JUDGEMENTS).write_text("one,other\n", "utf-8")
    assert state()[0] == "broken"
    assert "judgements.csv:1" in state()[1]


@pytest.mark.parametrize("form", [["--ledger"], []])
def test_a_listing_of_ledgers_that_the_store_does_not_follow_is_refused(kg, small_store, tmp_path, form):
    result = kg("review", *form, "--store", small_store, "--ledgers", tmp_path / "mistyped")
    assert result.status == 2
    assert "does not follow" in result.err
    assert not (tmp_path / "mistyped").exists()
