"""The gold corpus is current, grounded, and speaks the language of the extraction format.

Nothing here asks an extractor. Policy and form of the sources stand in ``data/gold/README.md``; lists of slugs and
the reader of written Jalali dates are those of ``tests/gold``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import build_gold
import pytest
from test_gold_is_consistent import (
    CAPACITIES,
    DIGITS,
    DURATION,
    KINDS,
    PLAIN_AMOUNT,
    ROLES,
    STANCES,
    STATUSES,
    TYPES,
    UNITS,
    written_jalali,
)

GOLD = build_gold.GOLD
TOPICS = {line.split("\t")[0] for line in (GOLD.parent / "lexicons" / "topics.tsv").read_text("utf-8").splitlines()[1:]}
STATUS_OF = {event: status for status, event in build_gold.EVENT_OF.items()} | {
    "initialling": "negotiated",
    "cabinet-approval": "ratified",
    "parliamentary-approval": "ratified",
    "council-approval": "ratified",
    "ratification": "ratified",
    "notification": "in-force",
    "amendment": "in-force",
    "accession": "in-force",
    "withdrawal": "cancelled",
}


def records(name: str, half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / half / name).read_text("utf-8").splitlines()]


HALVES = build_gold.HALVES
ARTICLES = {
    record["id"]: record
    for half in HALVES
    for name in ("fa", "en")
    for record in records(f"articles-{name}.jsonl", half)
}
FACTS = [line for half in HALVES for line in records("facts.jsonl", half)]
SOURCES = [source for half in HALVES for source in build_gold.sources(half)]
EACH_LINE = pytest.mark.parametrize("line", FACTS, ids=lambda line: line["article"]["id"])
AGREEMENTS = [
    pytest.param(line["article"]["id"], agreement, id=f"{line['article']['id']}-{number}")
    for line in FACTS
    for number, agreement in enumerate(line["agreements"])
]
EACH_AGREEMENT = pytest.mark.parametrize(("article", "agreement"), AGREEMENTS)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span anywhere in a line of facts."""
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", ["articles-fa.jsonl", "articles-en.jsonl", "facts.jsonl"])
def test_the_files_are_what_their_sources_build(name: str, half: str) -> None:
    assert (GOLD / half / name).read_text("utf-8") == build_gold.built(half)[name]


@EACH_LINE
def test_every_span_is_exactly_the_text_at_its_offsets(line: dict[str, Any]) -> None:
    text = ARTICLES[line["article"]["id"]]["text"]
    found = list(spans(line))
    assert [span for span in found if text[span["start"] : span["end"]] != span["text"]] == []
    assert [span for span in found if span["text"] != span["text"].strip() or not span["text"]] == []


@EACH_LINE
def test_the_article_object_describes_the_article(line: dict[str, Any]) -> None:
    record = ARTICLES[line["article"]["id"]]
    assert line["article"]["sha256"] == hashlib.sha256(record["text"].encode("utf-8")).hexdigest()
    assert line["article"]["characters"] == len(record["text"])
    assert record["publisher"] == {"fa": "خبرگزاری نمونه", "en": "Sample News Agency"}[record["language"]]
    assert record["url"] is None
    assert date(2019, 1, 1) <= date.fromisoformat(record["published"]) <= date(2024, 12, 31)
    assert 60 <= len(record["text"].split()) <= 500
    assert not re.search(r"[{}]|\\u", record["text"])


@EACH_AGREEMENT
def test_slugs_are_those_of_the_format(article: str, agreement: dict[str, Any]) -> None:
    assert agreement["type"] in TYPES
    assert agreement["status"] in STATUSES
    assert {party["role"] for party in agreement["parties"]} <= ROLES
    assert {party["kind"] for party in agreement["parties"]} <= KINDS
    aims = agreement["objectives"] + agreement["purpose"] + agreement["subject"]
    assert {slug for aim in aims for slug in aim["topics"]} <= TOPICS
    assert all(aim["topics"] for aim in aims)
    assert agreement["duration"] is None or DURATION.fullmatch(agreement["duration"])
    assert agreement["date_calendar"] in {None, "jalali", "hijri-lunar", "gregorian", "shahanshahi"}


@EACH_AGREEMENT
def test_parties_and_signatories_fit_together(article: str, agreement: dict[str, Any]) -> None:
    names = [party["name"] for party in agreement["parties"]]
    assert len(names) == len(set(names)) >= 1
    assert all(len(party["evidence"]["text"]) <= 120 for party in agreement["parties"])
    assert {signatory["for"] for signatory in agreement["signatories"]} <= set(names)
    assert all(signatory["offices"] for signatory in agreement["signatories"])
    persons = [signatory["person"] for signatory in agreement["signatories"]]
    assert len(persons) == len(set(persons))


def test_only_three_agreements_have_an_unnamed_second_party() -> None:
    lone = [param.values[0] for param in AGREEMENTS if len(param.values[1]["parties"]) == 1]
    assert lone == ["gold-blind-fa-30", "gold-blind-fa-53", "gold-open-en-03"]


@EACH_AGREEMENT
def test_every_value_has_its_evidence(article: str, agreement: dict[str, Any]) -> None:
    for name in build_gold.SINGLE.values():
        assert (agreement[name] is None) == (agreement["evidence"][name] is None)
    assert (agreement["date_surface"] is None) == (agreement["evidence"]["date"] is None)
    assert len(agreement["places_concerned"]) == len(agreement["evidence"]["places_concerned"])
    assert agreement["evidence"]["type"]
    assert agreement["evidence"]["status"]


@EACH_AGREEMENT
def test_a_date_has_its_words_its_basis_and_its_precision(article: str, agreement: dict[str, Any]) -> None:
    when = agreement["date"]
    assert (when is None) == (agreement["date_basis"] is None) == (agreement["date_precision"] is None)
    if when is None:
        return
    assert agreement["date_surface"]
    assert agreement["date_precision"] == ("year", "month", "day")[when.count("-")]
    published = ARTICLES[article]["published"]
    assert when <= published[: len(when)]
    if agreement["date_basis"] == "resolved":
        assert (date.fromisoformat(published) - date.fromisoformat(when)).days <= 7


@EACH_AGREEMENT
def test_a_full_jalali_date_is_converted_rightly(article: str, agreement: dict[str, Any]) -> None:
    written = written_jalali((agreement["date_surface"] or "").translate(DIGITS))
    if written is not None:
        assert agreement["date"] == written.to_gregorian().isoformat()


@EACH_AGREEMENT
def test_amounts_and_counts_agree_with_their_words(article: str, agreement: dict[str, Any]) -> None:
    for value in agreement["values"]:
        if hit := PLAIN_AMOUNT.fullmatch(value["surface"].translate(DIGITS)):
            assert value["amount"] == round(float(hit[1]) * UNITS[hit[2]])
    for name in ("article_count", "note_count"):
        words = (agreement["evidence"][name] or {"text": ""})["text"]
        assert re.findall(r"\d+", words.translate(DIGITS)) in ([], [str(agreement[name])])


@EACH_AGREEMENT
def test_the_status_is_that_of_the_last_act(article: str, agreement: dict[str, Any]) -> None:
    assert STATUS_OF[agreement["events"][-1]["kind"]] == agreement["status"]


@EACH_LINE
def test_officials_and_statements_hold_together(line: dict[str, Any]) -> None:
    offices = [held for official in line["officials"] for held in official["offices"]]
    assert {held["capacity"] for held in offices} <= CAPACITIES
    signed = {signatory["person"] for entry in line["agreements"] for signatory in entry["signatories"]}
    assert signed <= {official["person"] for official in line["officials"]}
    assert {statement["stance"] for statement in line["statements"]} <= STANCES
    assert all(statement["text"] == statement["evidence"]["text"] for statement in line["statements"])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_no_mark_is_left_without_a_note(source: build_gold.Source) -> None:
    named = {key for _, cells in source.notes for key in re.findall(r"@([a-z]+\d*)", " ".join(cells))}
    assert set(source.marks) == named


@pytest.mark.parametrize(("language", "articles", "without"), [("fa", 80, 15), ("en", 25, 5)])
def test_there_are_enough_texts_with_and_without_agreements(language: str, articles: int, without: int) -> None:
    lines = [line for line in FACTS if line["article"]["language"] == language]
    assert len(lines) >= articles
    assert sum(not line["agreements"] for line in lines) >= without


def test_the_corpus_covers_the_format() -> None:
    agreements = [param.values[1] for param in AGREEMENTS]
    assert {agreement["type"] for agreement in agreements} == TYPES
    assert {agreement["status"] for agreement in agreements} == STATUSES
    calendars = Counter(agreement["date_calendar"] for agreement in agreements)
    assert set(calendars) >= {"jalali", "hijri-lunar", "gregorian", "shahanshahi", None}
    assert {"holder", "acting", "former"} <= {
        held["capacity"] for line in FACTS for official in line["officials"] for held in official["offices"]
    }
    assert {statement["stance"] for line in FACTS for statement in line["statements"]} == STANCES


HEADER = "title: نمونه\npublished: 2021-01-01\n----\n"


def written(folder: Path, body: str) -> build_gold.Source:
    path = folder / "fa-99.txt"
    path.write_text(HEADER + body, encoding="utf-8")
    return build_gold.read_source(path)


def test_marks_may_nest_and_escapes_become_characters(tmp_path: Path) -> None:
    source = written(tmp_path, "الف {a ب {b پ\\u200cت} ث}\n----\n")
    assert source.text == "الف ب پ\u200cت ث"
    assert source.marks == {"a": (4, 11), "b": (6, 9)}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [("{a ب} {a پ}\n----\n", "stands twice"), ("{a ب\n----\n", "not closed"), ("ب\n----\nsay ب | claim | پ\n", "'پ'")],
)
def test_a_faulty_source_is_refused_with_its_fault(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        build_gold.facts(written(tmp_path, body))


def test_a_phrase_is_found_as_whole_words_only(tmp_path: Path) -> None:
    source = written(tmp_path, "کرمانشاه و کرمان و کرمان\n----\n")
    assert source.evidence("کرمان") == {"start": 11, "end": 16, "text": "کرمان"}
    assert source.evidence("کرمان #2")["start"] == 19
