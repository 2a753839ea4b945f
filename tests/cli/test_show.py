"""``kg show``: a thing is found by any spelling, and every fact comes with its quotes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyoxigraph
import pytest

DATA = Path(__file__).parent / "data"
CASES = list(csv.DictReader((DATA / "show.tsv").read_text("utf-8").splitlines(), delimiter="\t"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_found_by_any_spelling(kg, small_store, case):
    result = kg("show", "--store", small_store, case["name"])
    assert result.status == 0, result.err
    head = result.out.splitlines()[1]
    assert head == f"{case['class'].lower()}, {case['expected']}"


def test_agreement_shows_facts_with_quotes_and_both_calendars(kg, small_store):
    lines = kg("show", "--store", small_store, "agreement/aaaaaaaaaaaaaaaa").out.splitlines()
    assert "  1403-02-16 (2024-05-05)  [written ۱۶ اردیبهشت ۱۴۰۳; basis quoted]" in lines
    after = lines[lines.index("signed by") :]
    assert after[1].startswith("  آرمان فرضی‌نیا  [for وزارت نیرو; as وزیر نیرو]")
    assert after[2].startswith("      «آرمان فرضی‌نیا» 307–321 in ")


def test_every_quote_shown_is_the_text_between_its_offsets(kg, small_store):
    texts = {
        quad.subject.value: quad.object.value
        for quad in pyoxigraph.parse(path="tests/data/small.trig", format=pyoxigraph.RdfFormat.TRIG)
        if quad.predicate.value.endswith("#text") and "/article/" in quad.subject.value
    }
    quotes = []
    for name in ("agreement/aaaaaaaaaaaaaaaa", "institution/ministry-of-energy", "official/mehran2222222222"):
        facts = json.loads(kg("show", "--json", "--store", small_store, name).out)["facts"]
        quotes += [quote for fact in facts for quote in fact["quotes"]]
    assert len(quotes) > 20
    assert [quote for quote in quotes if texts[quote["iri"]][quote["start"] : quote["end"]] != quote["text"]] == []


def test_values_that_reports_disagree_on_keep_their_own_quotes(kg, small_store):
    facts = json.loads(kg("show", "--json", "--store", small_store, "agreement/aaaaaaaaaaaaaaaa").out)["facts"]
    counts = {
        fact["value"]: [quote["text"] for quote in fact["quotes"]]
        for fact in facts
        if fact["heading"] == "articles in it"
    }
    assert counts == {"5": ["پنج ماده"], "6": ["شش ماده"]}


def test_place_has_its_quotes(kg, small_store):
    facts = json.loads(kg("show", "--json", "--store", small_store, "agreement/aaaaaaaaaaaaaaaa").out)["facts"]
    assert [len(fact["quotes"]) for fact in facts if fact["heading"].startswith("place")] == [1, 1]


def facts_of(kg, small_store, name):
    facts = json.loads(kg("show", "--json", "--store", small_store, name).out)["facts"]
    return {
        (fact["heading"], fact["value"]): (fact["qualifiers"], [quote["text"] for quote in fact["quotes"]])
        for fact in facts
    }


def test_agreements_that_rest_on_others_show_them_with_quotes(kg, small_store):
    amending, amended = (facts_of(kg, small_store, f"agreement/{letter * 16}") for letter in "ed")
    link = ({"kind": ["amends"]}, ["موافقت‌نامه گمرکی"])
    assert amending["rests on", "موافقت‌نامه گمرکی دو کشور"] == link
    assert amended["others rest on it", "سه پروتکل برای اصلاح موافقت‌نامه گمرکی"] == link
    named = amended["rests on, known by name only", "معاهده دوستی"]
    assert named == ({"kind": ["implements"]}, ["معاهده دوستی"])
    assert amending["counted together", "3"] == ({}, ["سه پروتکل"])


def test_an_approval_names_the_body_and_the_body_its_approval(kg, small_store):
    amended = facts_of(kg, small_store, "agreement/dddddddddddddddd")
    (event,) = [fact for (heading, _), fact in amended.items() if heading == "event"]
    assert event == ({"by": ["هیئت وزیران"], "date": ["1403-03-02 (2024-05-22)"]}, ["تصویب کرد"])
    cabinet = facts_of(kg, small_store, "cabinet-of-iran")
    assert cabinet["acted on", "موافقت‌نامه گمرکی دو کشور"][1] == ["تصویب کرد"]


def test_article_lists_what_was_not_used_and_why(kg, small_store):
    out = kg("show", "--store", small_store, "sample-3").out
    assert "Rain is expected on Friday.  [reason no-agreement-word]" in out


def test_facts_only_leaves_quotes_out(kg, small_store):
    assert "«" not in kg("show", "--facts-only", "--store", small_store, "وزارت نیرو").out


def test_several_are_listed_with_ids_that_show_each(kg, small_store):
    listed = kg("show", "--store", small_store, "تفاهم‌نامه").out.splitlines()
    assert listed[0].startswith("2 things")
    for line in listed[1:]:
        assert kg("show", "--store", small_store, line.split()[0]).out.count("\ntype\n") == 1


@pytest.mark.parametrize("name", ["نام ناشناخته", "agreement/zzzz", "<>", "\u200c", "x" * 5000, 'a" } DROP ALL #'])
def test_unknown_names_are_one_line(kg, small_store, name):
    result = kg("show", "--store", small_store, name)
    assert result.status == 2
    assert "nothing is called" in result.complaint


def test_a_misspelt_name_is_answered_with_near_ones(kg, small_store):
    result = kg("show", "--store", small_store, "استانداری گیان")
    assert result.status == 2
    assert "perhaps one of: استانداری گیلان" in result.complaint


def test_decisions_stand_where_they_acted(kg, small_store):
    agreement = facts_of(kg, small_store, "agreement/aaaaaaaaaaaaaaaa")
    told, _ = agreement["corrected", "5"]
    assert (told["action"], told["applied"], told["by"]) == (["confirm"], ["true"], ["کیان فرضی"])
    told, _ = agreement["judged with", "report/gone222222222222"]
    assert (told["verdict"], told["applied"], told["on"]) == (["different"], ["false"], ["1403-03-13 (2024-06-02)"])
    official = facts_of(kg, small_store, "official/mehran2222222222")
    assert official["judged with", "mention/mentmehrantwo222"][0]["verdict"] == ["same"]
    assert ("corrected", "5") in facts_of(kg, small_store, "article/artone2222222222")


def test_an_article_names_its_republications(kg, small_store):
    earlier, later = (facts_of(kg, small_store, f"article/art{one}2222222222") for one in ("one", "two"))
    alike = ({"similarity": ["0.91"]}, [])
    assert earlier["published again as", "گیلان و وزارت نیرو همکاری می‌کنند"] == alike
    assert later["same text as the earlier", "وزارت نیرو و استانداری گیلان تفاهم‌نامه امضا کردند"] == alike


def test_what_the_reports_disagree_on_is_shown_with_the_choice_and_its_rule(kg, small_store):
    text = kg("show", "agreement/aaaaaaaaaaaaaaaa", "--store", small_store).out
    assert "disagreement" in text
    assert "chosen 5; rule earliest-told" in text


def test_a_judgement_of_reports_is_not_shown_at_institutions(kg, small_store):
    assert "judged with" not in kg("show", "institution/ministry-of-energy", "--store", small_store).out
