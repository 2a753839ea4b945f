"""Doubtful pairs: both sides as their articles tell them, and what to call for each decision."""

from __future__ import annotations

import shlex

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, RDF, XSD
from kg.review import compare, doubtful_pairs
from kg.settings import BASE_IRI
from kg.store import Store

PAIR = "pair/pbc2222222222222"


def texts(store: Store) -> dict[str, str]:
    return {
        quad.subject.value.removeprefix(BASE_IRI): quad.object.value
        for quad in store.quads(None, AGR("text"), None, None)
        if "/article/" in getattr(quad.subject, "value", "") and isinstance(quad.object, Literal)
    }


def add_pair(store: Store, name: str, score: str, *members: str) -> None:
    node = NamedNode(BASE_IRI + name)
    facts = [(RDF("type"), AGR("DoubtfulPair")), (AGR("score"), Literal(score, datatype=XSD("decimal")))]
    facts += [(AGR("pairMember"), NamedNode(BASE_IRI + member)) for member in members]
    store.load_quads(Quad(node, predicate, value, DefaultGraph()) for predicate, value in facts)


def test_a_pair_has_both_sides_with_source_and_score(store: Store) -> None:
    (doubt,) = doubtful_pairs(store)
    assert (doubt.id, doubt.score, doubt.reasons) == (PAIR, "2.6", ("subject +1.6", "undated +1.0"))
    one, other = doubt.one, doubt.other
    assert (one.id, one.article, one.key) == ("report/reportb222222222", "article/artone2222222222", "sample-1")
    assert (one.publisher, one.published, one.jalali) == ("خبرگزاری نمونه", "2024-05-07", "1403-02-18")
    assert other.published > one.published
    assert other.title == "گیلان و وزارت نیرو همکاری می‌کنند"


def test_both_sides_stand_beside_each_other_by_property(store: Store) -> None:
    (doubt,) = doubtful_pairs(store)
    rows = {name: ([fact.value for fact in one], [fact.value for fact in other]) for name, one, other in doubt.rows}
    assert rows["party"] == (
        ["شرکت آب منطقه‌ای گیلان", "دانشگاه گیلان"], ["سازمان حفاظت محیط زیست", "وزارت نیرو"],
    )  # fmt: skip
    assert rows["agreementType"] == (["قرارداد"], ["تفاهم‌نامه"])
    assert rows["signatory"] == (["سارا مثالی"], [])
    assert rows["value"] == (["۱۲ میلیارد تومان"], [])
    assert rows["subject"] == ([], ["پایش رودخانه‌ها"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("report/reportaone222222", "report/reportatwo222222"),
        ("report/reportb222222222", "report/reportd222222222"),
        ("mention/mentmehran222222", "mention/mentkaveh2222222"),
    ],
)
def test_every_quote_is_the_text_between_its_offsets(store: Store, one: str, other: str) -> None:
    doubt, known = compare(store, one, other), texts(store)
    assert doubt is not None
    for side in (doubt.one, doubt.other):
        quotes = [quote for fact in side.facts for quote in fact.quotes]
        assert quotes
        assert [quote for quote in quotes if known[side.article][quote.start : quote.end] != quote.text] == []


def test_dates_stand_in_both_calendars_with_the_words_of_the_text(store: Store) -> None:
    doubt = compare(store, "report/reportaone222222", "report/reportatwo222222")
    assert doubt is not None
    (date,) = [fact for fact in doubt.one.facts if fact.property == "date"]
    assert (date.value, date.note) == ("1403-02-16 (2024-05-05)", "۱۶ اردیبهشت ۱۴۰۳")


def test_a_mention_shows_name_offices_signatures_and_statements(store: Store) -> None:
    doubt = compare(store, "mention/mentmehran222222", "mention/mentmehrantwo222")
    assert doubt is not None
    assert {fact.property for fact in doubt.one.facts} == {"alsoWritten", "holdsOffice", "signatory", "hasStatement"}
    assert doubt.one.name == "سید مهران نمونه‌پور"


def test_what_the_store_lacks_cannot_be_compared(store: Store) -> None:
    assert compare(store, "report/reportaone222222", "report/gone222222222222") is None


def test_pairs_stand_by_score_and_broken_ones_are_left_out(store: Store) -> None:
    add_pair(store, "pair/high", "3.1", "report/reportaone222222", "report/reportc222222222")
    add_pair(store, "pair/same", "2.6", "report/reportaone222222", "report/reportd222222222")
    add_pair(store, "pair/gone", "9.9", "report/reportaone222222", "report/gone222222222222")
    add_pair(store, "pair/alone", "9.9", "report/reportaone222222")
    assert [doubt.id for doubt in doubtful_pairs(store)] == ["pair/high", PAIR, "pair/same"]


def test_the_command_of_a_decision_is_a_call_of_the_program(store: Store) -> None:
    (doubt,) = doubtful_pairs(store)
    assert [verdict for verdict, _ in doubt.commands] == ["same", "different", "unsure"]
    for verdict, command in doubt.commands:
        words = shlex.split(command)
        assert words[:3] == ["kg", "review", "--decide"]
        assert words[3:6] == [doubt.one.id, doubt.other.id, verdict]
