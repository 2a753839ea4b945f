"""The expected facts of the shipped articles fit their texts, and the articles are what data/README.md says.

Nothing here asks an extractor: these checks keep the gold itself honest. Texts are read with ``json`` alone, so
that a fault in the reader of articles cannot hide a fault in the gold. The policy of annotation stands in README.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from persiantools.jdatetime import JalaliDate

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "data" / "articles"
FIRST = ARTICLES / "afarineshdaily-48608.txt"
FIRST_SHA256 = "3f4732d04471fa4c431a62eebc448328560899a0b93623c9ec8febf851416731"
# The only real persons a sample article names: the signatories of the first article, recalled in one sentence.
REAL_PERSONS = {"سید محمود حسینی پور", "سیدابوالحسن فیروزآبادی"}

TYPES = set("memorandum agreement contract treaty protocol statement letter-of-intent cooperation-document".split())
STATUSES = set("negotiated planned signed exchanged ratified in-force extended suspended cancelled".split())
ROLES = {"party", "host", "witness", "executor", "supervisor"}
KINDS = {"institution", "state", "company"}
CAPACITIES = {"holder", "acting", "former", "deputy-in-charge"}
STANCES = {"promise", "claim", "denial", "opinion"}
SURFACES = ("type_surface", "date_surface", "duration_surface", "article_count_surface", "note_count_surface")
DURATION = re.compile(r"P(?:\d+Y)?(?:\d+M)?(?:\d+D)?")
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹يك", "0123456789یک")
JALALI_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
FULL_JALALI = re.compile(rf"(\d+) ({'|'.join(JALALI_MONTHS)}) (1[34]\d\d)")
NUMERIC_JALALI = re.compile(r"(1[34]\d\d)/(\d+)/(\d+)|(\d+)/(\d+)/(1[34]\d\d)")
# Rials (or units of the currency) in one of each; read only where the amount is one plain number.
UNITS = {
    "میلیارد تومان": 10**10,
    "میلیارد ریال": 10**9,
    "همت": 10**13,
    "میلیون یورو": 10**6,
    "trillion rials": 10**12,
    "billion rials": 10**9,
    "million euros": 10**6,
    "million dollars": 10**6,
}
PLAIN_AMOUNT = re.compile(rf"(\d+(?:\.\d+)?) ({'|'.join(UNITS)})")


def records(name: str) -> list[dict[str, Any]]:
    lines = (ARTICLES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


PERSIAN = records("articles-fa.jsonl")
ENGLISH = records("articles-en.jsonl")
SAMPLES = PERSIAN + ENGLISH
TEXTS = {record["id"]: record["text"] for record in SAMPLES}
TEXTS[FIRST_SHA256] = FIRST.read_bytes().decode("utf-8")
PUBLISHED = {record["id"]: record["published"] for record in SAMPLES}
GOLD = [json.loads(line) for line in (Path(__file__).parent / "expected.jsonl").read_text("utf-8").splitlines()]
AGREEMENTS = [
    pytest.param(entry["id"], agreement, id=f"{entry['id'][:12]}-{number}")
    for entry in GOLD
    for number, agreement in enumerate(entry["agreements"])
]
EACH_ENTRY = pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"][:12]) for e in GOLD])
EACH_AGREEMENT = pytest.mark.parametrize(("article", "agreement"), AGREEMENTS)


def quotes(agreement: dict[str, Any]) -> list[str]:
    """Every string of an agreement that claims to be part of the text."""
    plain = [agreement[key] for key in SURFACES if key in agreement]
    aims = agreement["objectives"] + agreement["purpose"] + agreement["subject"]
    named = [entry["as_written"] for entry in agreement["parties"] + agreement["values"]]
    return plain + aims + named + [entry["person"] for entry in agreement["signatories"]]


def test_the_first_article_is_unedited() -> None:
    assert hashlib.sha256(FIRST.read_bytes()).hexdigest() == FIRST_SHA256
    assert len(TEXTS[FIRST_SHA256]) == 2976


def test_every_article_has_exactly_one_expected_line() -> None:
    assert sorted(entry["id"] for entry in GOLD) == sorted(TEXTS)
    assert len(TEXTS) == len(SAMPLES) + 1


def test_there_are_enough_articles_in_each_language() -> None:
    assert len(PERSIAN) >= 22
    assert len(ENGLISH) >= 7


@pytest.mark.parametrize("record", SAMPLES, ids=lambda record: record["id"])
def test_a_sample_says_that_it_is_one(record: dict[str, Any]) -> None:
    assert set(record) == {"id", "url", "title", "publisher", "published", "language", "text"}
    assert record["publisher"] == {"fa": "خبرگزاری نمونه", "en": "Sample News Agency"}[record["language"]]
    assert record["url"] is None or record["url"].startswith("https://example.org/")
    assert date(2019, 1, 1) <= date.fromisoformat(record["published"]) <= date(2024, 12, 31)
    assert 120 <= len(record["text"].split()) <= 450


def test_invented_persons_are_listed_as_invented() -> None:
    listed = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    named = {row["person"] for entry in GOLD if entry["id"] in PUBLISHED for row in entry["officials"]}
    assert sorted(name for name in named - REAL_PERSONS if name not in listed) == []


@EACH_AGREEMENT
def test_every_quoted_string_stands_in_its_text(article: str, agreement: dict[str, Any]) -> None:
    assert [quote for quote in quotes(agreement) if quote not in TEXTS[article]] == []


@EACH_AGREEMENT
def test_slugs_and_forms_are_those_of_the_format(article: str, agreement: dict[str, Any]) -> None:
    assert agreement["type"] in TYPES
    assert agreement["status"] in STATUSES
    assert {party["role"] for party in agreement["parties"]} <= ROLES
    assert {party["kind"] for party in agreement["parties"]} <= KINDS
    assert agreement["duration"] is None or DURATION.fullmatch(agreement["duration"])
    assert all(re.fullmatch("[A-Z]{3}", value["currency"]) for value in agreement["values"])


@EACH_AGREEMENT
def test_no_party_twice_and_signatories_stand_for_parties(article: str, agreement: dict[str, Any]) -> None:
    names = [party["name"] for party in agreement["parties"] if party["role"] == "party"]
    assert len(names) == len(set(names)) >= 2
    assert {entry["for"] for entry in agreement["signatories"]} <= set(names)
    persons = [entry["person"] for entry in agreement["signatories"]]
    assert len(persons) == len(set(persons))


@EACH_AGREEMENT
def test_a_date_is_plausible_and_has_its_words(article: str, agreement: dict[str, Any]) -> None:
    assert (agreement["date"] is None) == ("date_surface" not in agreement) == ("date_basis" not in agreement)
    if agreement["date"] is None:
        return
    assert agreement["date_basis"] in {"stated", "resolved"}
    signed, published = date.fromisoformat(agreement["date"]), date.fromisoformat(PUBLISHED[article])
    assert date(2018, 1, 1) <= signed <= published
    assert agreement["date_basis"] == "stated" or (published - signed).days <= 7


@EACH_AGREEMENT
def test_a_full_jalali_date_is_converted_rightly(article: str, agreement: dict[str, Any]) -> None:
    written = written_jalali(agreement.get("date_surface", "").translate(DIGITS))
    if written is not None:
        assert agreement["date"] == written.to_gregorian().isoformat()


def written_jalali(surface: str) -> JalaliDate | None:
    """Return the Jalali date that stands in full in a phrase, by a reading of its own."""
    if hit := FULL_JALALI.search(surface):
        return JalaliDate(int(hit[3]), JALALI_MONTHS.index(hit[2]) + 1, int(hit[1]))
    if hit := NUMERIC_JALALI.search(surface):
        year, month, day = (hit[1], hit[2], hit[3]) if hit[1] else (hit[6], hit[5], hit[4])
        return JalaliDate(int(year), int(month), int(day))
    return None


@EACH_AGREEMENT
def test_amounts_agree_with_their_words(article: str, agreement: dict[str, Any]) -> None:
    for value in agreement["values"]:
        assert value["amount"].isdecimal()
        if hit := PLAIN_AMOUNT.fullmatch(value["as_written"].translate(DIGITS)):
            assert int(value["amount"]) == round(float(hit[1]) * UNITS[hit[2]])


@EACH_AGREEMENT
def test_counts_in_digits_agree_with_their_words(article: str, agreement: dict[str, Any]) -> None:
    for key in ("article_count", "note_count"):
        digits = re.findall(r"\d+", agreement.get(f"{key}_surface", "").translate(DIGITS))
        assert digits in ([], [str(agreement[key])])


@EACH_ENTRY
def test_officials_stand_in_the_text_and_signatories_are_officials(entry: dict[str, Any]) -> None:
    text = TEXTS[entry["id"]]
    for row in entry["officials"]:
        assert row["person"] in text
        assert row["office"] in text
        assert row["capacity"] in CAPACITIES
    signed = {s["person"] for agreement in entry["agreements"] for s in agreement["signatories"]}
    assert signed <= {row["person"] for row in entry["officials"]}


@EACH_ENTRY
def test_statements_stand_in_the_text(entry: dict[str, Any]) -> None:
    text = TEXTS[entry["id"]]
    for statement in entry["statements"]:
        assert statement["stance"] in STANCES
        assert text.count(statement["starts"]) == 1
        assert text.index(statement["starts"]) <= text.index(statement["ends"])
        assert statement["speaker"] in text


def test_every_kind_of_agreement_and_status_occurs() -> None:
    agreements = [agreement for entry in GOLD for agreement in entry["agreements"]]
    assert {agreement["type"] for agreement in agreements} == TYPES
    assert {agreement["status"] for agreement in agreements} == STATUSES - {"suspended"}
    assert {party["role"] for agreement in agreements for party in agreement["parties"]} == ROLES
    assert sum(not entry["agreements"] for entry in GOLD) == 3


def test_articles_share_institutions_and_officials() -> None:
    bodies: Counter[str] = Counter()
    offices: dict[str, set[str]] = {}
    for entry in GOLD:
        bodies.update({party["name"] for a in entry["agreements"] for party in a["parties"]})
        for row in entry["officials"]:
            offices.setdefault(row["person"], set()).add(row["institution"])
    assert bodies["استانداری مازندران"] >= 4
    assert sum(count >= 2 for count in bodies.values()) >= 10
    assert sum(len(held) >= 2 for held in offices.values()) >= 6


def test_reports_of_one_agreement_have_one_type_and_no_conflicting_date() -> None:
    found = {entry["id"]: entry["agreements"] for entry in GOLD}
    for reports in json.loads((Path(__file__).parent / "same_agreement.json").read_text("utf-8")):
        agreements = [found[article][number] for article, number in reports]
        assert len(agreements) >= 2
        assert len({agreement["type"] for agreement in agreements}) == 1
        assert len({agreement["date"] for agreement in agreements} - {None}) <= 1
