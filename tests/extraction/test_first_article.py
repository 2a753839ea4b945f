"""The first article gives exactly what the first issue lists, each value with its exact quote."""

import json
from pathlib import Path

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor, reading_json
from kg.lexicon import load_lexicon

HERE = Path(__file__).parent
ARTICLE = HERE.parents[1] / "data" / "articles" / "afarineshdaily-48608.txt"
WANTED = json.loads((HERE / "data" / "first-article.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def text():
    return ARTICLE.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def reading(text):
    article = Article(text)
    return reading_json(article, GrammarExtractor(load_lexicon()).extract(article), "https://example.org/id/")


@pytest.fixture(scope="module")
def agreement(reading):
    assert len(reading["agreements"]) == 1
    return reading["agreements"][0]


def test_plain_values(agreement):
    assert {key: agreement[key] for key in WANTED["agreement"]} == WANTED["agreement"]


def test_parties_are_these_two_and_no_third(agreement):
    got = [
        {**{k: p[k] for k in ("name", "kind", "role", "via_office")}, "quote": p["evidence"]["text"]}
        for p in agreement["parties"]
    ]
    assert got == WANTED["parties"]


def test_signatories_with_their_offices(agreement):
    got = [
        {"person": s["person"], "for": s["for"], "institutions": [o["institution"] for o in s["offices"]]}
        for s in agreement["signatories"]
    ]
    assert got == WANTED["signatories"]


def test_officials_do_not_hold_the_journalist(reading):
    got = {o["person"]: [office["institution"] for office in o["offices"]] for o in reading["officials"]}
    assert got == WANTED["officials"]
    assert reading["article"]["byline"] == WANTED["byline"]
    assert reading["article"]["dateline"] == WANTED["dateline"]


@pytest.mark.parametrize("field", ["objectives", "purpose", "subject"])
def test_aims_are_whole_and_apart(agreement, field):
    got = [aim["text"] for aim in agreement[field]]
    assert len(got) == len(WANTED[field])
    for text, (opening, ending) in zip(got, WANTED[field], strict=True):
        assert text.startswith(opening)
        assert text.endswith(ending)


def test_axes_have_topics(agreement):
    assert all(aim["topics"] for kind in ("objectives", "purpose", "subject") for aim in agreement[kind])
    assert "digital-government" in agreement["objectives"][4]["topics"]


def test_statements_have_their_speaker(reading):
    assert len(reading["statements"]) == len(WANTED["statements"])
    for got, wanted in zip(reading["statements"], WANTED["statements"], strict=True):
        assert (got["speaker"], got["stance"], got["agreement"]) == (wanted["speaker"], wanted["stance"], 0)
        assert got["text"].startswith(wanted["opens"])
        assert got["text"].endswith(wanted["ends"])


def test_statements_are_no_terms_of_the_agreement(reading, agreement):
    terms = [aim["evidence"] for key in ("objectives", "purpose", "subject") for aim in agreement[key]]
    for said in reading["statements"]:
        assert not any(t["start"] < said["evidence"]["end"] and said["evidence"]["start"] < t["end"] for t in terms)


def test_nothing_vanishes(reading, text):
    assert [s["reason"] for s in reading["sentences"] if not s["used"]] == WANTED["unused"]
    assert sorted({(d["what"], d["text"], d["reason"]) for d in reading["dropped"]}) == [
        tuple(one) for one in WANTED["dropped"]
    ]
    covered = "".join(text[s["start"] : s["end"]] for s in reading["sentences"])
    assert "".join(covered.split()) == "".join(text.split())


def quotes(value):
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)


def test_every_quote_is_the_text_at_its_offsets(reading, text):
    found = list(quotes(reading))
    assert len(found) > 50
    assert all(text[q["start"] : q["end"]] == q["text"] for q in found)
