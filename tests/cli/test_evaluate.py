"""``kg evaluate``: the table, its JSON form, differences, and what a wrong call is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "data" / "gold"
BLIND = GOLD / "blind"
FACTS = BLIND / "facts.jsonl"


def test_both_halves_are_read_and_scored_by_default(kg):
    result = kg("evaluate", "--json")
    value = json.loads(result.out)
    assert (result.status, result.err, set(value)) == (0, "", {"blind", "open"})
    for half, one in value.items():
        assert one["unread"] == []
        assert one["articles"] == len((GOLD / half / "facts.jsonl").read_text("utf-8").splitlines())


def test_the_gap_between_the_halves_is_printed(kg):
    lines = kg("evaluate").out.splitlines()
    gaps = [line.split() for line in lines[lines.index(next(one for one in lines if "gap" in one)) + 1 :] if line]
    assert len(gaps) == 21
    assert all(abs(100 * (float(row[2]) - float(row[1])) - float(row[3])) < 0.11 for row in gaps)


def test_one_half_is_read_and_scored(kg):
    result = kg("evaluate", "--json", "--gold", BLIND)
    value = json.loads(result.out)
    assert (result.status, result.err, value["unread"]) == (0, "", [])
    assert value["articles"] == len(FACTS.read_text("utf-8").splitlines())
    row = value["scores"]["parties"]["strict"]
    assert 0 < row["low"] <= row["f1"] <= row["high"] < 1
    assert "differences" not in value


def test_gold_scored_against_itself_prints_ones(kg):
    result = kg("evaluate", "--gold", BLIND, "--pred", FACTS, "--errors")
    rows = [line.split() for line in result.out.splitlines()[2:] if line]
    assert len(rows) == 21
    assert {tuple(row[3:6]) for row in rows} == {("1.000",) * 3}


def test_languages_part_the_corpus(kg):
    counts = [json.loads(kg("evaluate", "--json", "--gold", BLIND, "--pred", FACTS, *lang).out)["articles"]
              for lang in ((), ("--lang", "fa"), ("--lang", "en"))]  # fmt: skip
    assert counts[0] == counts[1] + counts[2]
    assert min(counts) > 0


def test_differences_stand_side_by_side(kg, tmp_path):
    record = json.loads(FACTS.read_text("utf-8").splitlines()[0])
    gold_type, record["agreements"][0]["type"] = record["agreements"][0]["type"], "treaty"
    (tmp_path / "pred.jsonl").write_text(json.dumps(record), "utf-8")
    result = kg("evaluate", "--gold", BLIND, "--pred", tmp_path / "pred.jsonl", "--errors")
    assert result.status == 1
    assert f"{record['article']['id']}  type: {gold_type} | treaty" in result.out.splitlines()
    assert "articles have no reading" in result.complaint


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"{", "this line is no JSON"), (b"[]", "this is no reading"), (b"\xff", "UTF-8"), (b"[" * 99_999, "no JSON")],
    ids=["cut", "list", "bytes", "deep"],
)  # fmt: skip
def test_a_broken_file_is_named_in_one_line(kg, tmp_path, content, said):
    (tmp_path / "pred.jsonl").write_bytes(content)
    result = kg("evaluate", "--gold", BLIND, "--pred", tmp_path / "pred.jsonl")
    assert result.status == 2
    assert said in result.complaint
    assert "pred.jsonl" in result.complaint


def test_an_article_read_twice_is_an_error(kg, tmp_path):
    line = FACTS.read_text("utf-8").splitlines()[0]
    (tmp_path / "pred.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    result = kg("evaluate", "--gold", BLIND, "--pred", tmp_path / "pred.jsonl")
    assert result.status == 2
    assert "pred.jsonl:2" in result.complaint
    assert "this article stands in a line before" in result.complaint


def test_readings_come_from_a_file(kg, tmp_path):
    result = kg("evaluate", "--gold", BLIND, "--pred", tmp_path)
    assert result.status == 2
    assert "this is no file" in result.complaint


def test_files_that_are_not_there(kg, tmp_path, monkeypatch):
    assert "no such gold file" in kg("evaluate", "--gold", tmp_path / "none.jsonl").complaint
    assert "none.jsonl" in kg("evaluate", "--gold", BLIND, "--pred", tmp_path / "none.jsonl").complaint
    shutil.copy(FACTS, tmp_path / "facts.jsonl")
    assert "the text of gold-blind-" in kg("evaluate", "--gold", tmp_path).complaint
    (tmp_path / "facts.jsonl").write_bytes(b"")
    assert "no article to score" in kg("evaluate", "--gold", tmp_path).complaint
    monkeypatch.setattr("kg.cli.evaluate.GOLD", tmp_path / "elsewhere")
    result = kg("evaluate")
    assert result.status == 2
    assert "only in a checkout" in result.complaint
    assert "--gold FILE" in result.complaint
