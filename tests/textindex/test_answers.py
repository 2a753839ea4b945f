"""What people and programs are given: results as printed, names while typing, names resolved by the index."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.cli.app import run
from kg.errors import QueryError
from kg.ontology.terms import AGR
from kg.query import SEARCHED, resolve, search, suggestions
from kg.store import Store

SCHEMA = json.loads((Path(__file__).parents[2] / "ontology" / "search.schema.json").read_text("utf-8"))


def told(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["search", *arguments, "--store", str(folder)])
    out, err = capsys.readouterr()
    return status, out, err


def test_results_are_as_printed_with_the_words_marked(indexed: Store) -> None:
    answer = search(indexed, "نيروگاه هاي خورشيدي")
    assert answer.indexed
    assert [result.kind for result in answer.results][:1] == ["objective"]
    for result in answer.results:
        marked = [result.text[start:end] for start, end in result.marks]
        assert marked[:2] == ["نیروگاه‌های", "خورشیدی"]
        assert set(marked) <= {"نیروگاه‌های", "خورشیدی", "نیروگاه"}
    first = answer.results[0]
    assert (first.label, first.text, first.place) == ("توسعه نیروگاه‌های خورشیدی استان",) * 2 + ("name",)
    articles = [result for result in answer.results if result.kind == "article"]
    assert {result.place for result in articles} == {"text"}
    assert articles[0].label.startswith("عنوان پیش‌نویس")
    assert "خبرگزاری نمونه" in articles[0].note


def test_an_excerpt_lies_at_its_offset_in_the_article(indexed: Store) -> None:
    for result in search(indexed, "آفتابی", ("article",)).results:
        text = next(quad.object.value for quad in indexed.quads(NamedNode(result.iri), AGR("text")))
        assert text[result.start : result.start + len(result.text)] == result.text


def test_quotes_are_found_through_their_articles(indexed: Store) -> None:
    answer = search(indexed, "خورشیدی", ("evidence",), limit=500)
    assert {result.kind for result in answer.results} == {"evidence"}
    assert all(result.id.startswith("evidence/") and "خورشیدی" in result.text for result in answer.results)
    quotes = [
        quad for quad in indexed.quads() if quad.predicate.value.endswith("#quote") and "خورشیدی" in quad.object.value
    ]
    assert len(answer.results) == len({str(quad.subject) for quad in quotes})


def test_more_is_told_and_the_best_stay_the_best(indexed: Store) -> None:
    whole = search(indexed, "مازندران", limit=1000)
    few = search(indexed, "مازندران", limit=3)
    assert few.more
    assert not whole.more
    assert few.results == whole.results[:3]


def test_without_an_index_names_are_found_and_that_texts_are_not_is_told(plain: Store, indexed: Store) -> None:
    answer = search(plain, "مازندران", limit=1000)
    assert not answer.indexed
    expected = [one for one in search(indexed, "مازندران", limit=1000).results if one.kind != "article"]
    assert {one.id for one in answer.results} == {one.id for one in expected}


@pytest.mark.parametrize(("kinds", "limit"), [(("robot",), 5), ((), 0), ((), 1001)])
def test_what_cannot_be_asked_is_refused(indexed: Store, kinds: tuple[str, ...], limit: int) -> None:
    with pytest.raises(QueryError):
        search(indexed, "نیرو", kinds, limit)


@pytest.mark.parametrize(
    ("typed", "of", "expected"),
    [
        ("وز", "institution", "institution/ministry-of-energy"),
        ("وزارت نيرو", "institution", "institution/ministry-of-energy"),
        ("energy min", "institution", "institution/ministry-of-energy"),
        ("استاندارى ماز", "institution", "institution/mazandaran-governorate"),
        ("نمونه", "official", "official/"),
        ("خورشید", "any", ""),
        ("انرژی تجدید", "topic", "https://w3id.org/agreements-kg/scheme/topic/renewable-energy"),
        ("renew", "topic", "https://w3id.org/agreements-kg/scheme/topic/renewable-energy"),
        ("امضا", "status", "https://w3id.org/agreements-kg/scheme/status/signed"),
        ("sign", "status", "https://w3id.org/agreements-kg/scheme/status/signed"),
        ("زظژ", "any", ""),
        ("", "any", ""),
    ],
)
def test_names_while_typing(indexed: Store, typed: str, of: str, expected: str) -> None:
    found = suggestions(indexed, typed, of)
    assert bool(found) is bool(expected)
    assert not found or found[0].id.startswith(expected)
    for one in found:
        assert one.label_fa or one.label_en
        assert resolve(indexed, one.id, "any" if of in {"topic", "status"} else of).value == one.iri


def test_what_is_named_most_comes_first(indexed: Store) -> None:
    found = suggestions(indexed, "م", "institution", 50)
    uses = [one.uses for one in found]
    assert uses == sorted(uses, reverse=True)
    with pytest.raises(QueryError, match="no class"):
        suggestions(indexed, "م", "robot")


def resolved(store: Store, text: str, of: str) -> str:
    try:
        return resolve(store, text, of).value
    except QueryError as error:
        return error.what


@given(
    text=st.sampled_from([
        "وزارت نیرو", "وزارت نيرو", "وزارتنیرو", "ministry of energy", "نادر نمونه زاده", "انرژی", "renewable-energy", "a3",
        "A3", "عنوان پیش نویس 3", "مازندران", "استانداری مازندران", "نیرو", "signed", "امضاشده", "وزیر نیرو", "هیچ", "",
    ]),
    of=st.sampled_from(["any", "institution", "official", "office", "agreement", "article", "place", "topic", "status"]),
)  # fmt: skip
def test_a_name_means_the_same_with_an_index_and_without(indexed: Store, plain: Store, text: str, of: str) -> None:
    assert resolved(indexed, text, of) == resolved(plain, text, of)


@pytest.mark.parametrize("wrong", ["وزارت نیروو", "وزرات نیرو", "وزارت نیر", "ministry of energi"])
def test_a_name_that_is_near_is_offered(indexed: Store, wrong: str) -> None:
    with pytest.raises(QueryError, match="no institution called") as refused:
        resolve(indexed, wrong, "institution")
    assert "institution/ministry-of-energy" in refused.value.expected


def test_the_command_prints_for_people_and_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(folder, capsys, "وزارت", "نیرو", "--limit", "2")
    assert (status, out.splitlines()[0]) == (
        0,
        "1. \u2068وزارت نیرو\u2069  institution  institution/ministry-of-energy",
    )
    assert "more than 2" in err
    for kind in (*(one for one in SEARCHED if one != "other"), ""):
        status, out, _ = told(folder, capsys, "نیرو*", "--json", *(["--kind", kind] if kind else []))
        answer = json.loads(out)
        jsonschema.validate(answer, SCHEMA)
        assert status == (0 if answer["results"] else 1)
        assert {one["kind"] for one in answer["results"]} <= ({kind} if kind else set(SEARCHED))


@pytest.mark.parametrize(("arguments", "status"), [(["،"], 2), ([""], 2), (["هیچ‌کجا"], 1), (["آب " * 65], 2), ([], 2)])
def test_the_command_says_when_nothing_can_be_found(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    done, out, err = told(folder, capsys, *arguments)
    assert done == status
    assert "nothing found" in out if status == 1 else err.startswith(("kg: ", "Usage"))


def test_the_doctor_looks_at_the_index(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["doctor", "--store", str(folder), "--json"])
    findings = {one["what"]: one for one in json.loads(capsys.readouterr().out)}
    mine = findings[f"text index {folder / 'text.sqlite'}"]
    assert mine["state"] == "ok"
    assert "20 articles" in mine["detail"]
