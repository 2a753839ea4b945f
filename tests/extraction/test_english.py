"""Patterns of English news, one invented text each: parties, signatories, status, aims and place of signing.

The cases are data (``data/english.tsv``), with invented persons; a row without a type is a text that tells of no agreement. In
the column ``parties`` a ``*`` marks a body of which only the office-holder is named.
"""

import csv
from pathlib import Path

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.lexicon import load_lexicon

DATA = Path(__file__).parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def parts(cell):
    return [part for part in (cell or "").split("|") if part]


def read(text):
    return GrammarExtractor(load_lexicon()).extract(Article(text.replace("\\n", "\n")))


@pytest.mark.parametrize("row", [row for row in rows("english.tsv") if row["type"]], ids=lambda row: row["case"])
def test_english_agreement(row):
    reports = read(row["text"]).reports
    assert len(reports) == 1
    report = reports[0]
    assert [p.name + "*" * p.via_office for p in report.parties] == parts(row["parties"])
    assert [s.person for s in report.signatories] == parts(row["signatories"])
    assert (report.type.value, report.status.value) == (row["type"], row["status"])
    assert [aim.text for aim in report.objectives] == parts(row["objectives"])
    assert (report.place.name if report.place else "") == row["place"]


@pytest.mark.parametrize("row", [row for row in rows("english.tsv") if not row["type"]], ids=lambda row: row["case"])
def test_english_text_without_agreement(row):
    assert read(row["text"]).reports == ()


@pytest.mark.parametrize("row", rows("several.tsv"), ids=lambda row: row["case"])
def test_several_agreements_of_one_text(row):
    told = ["+".join(p.name for p in report.parties) + ":" + report.type.value for report in read(row["text"]).reports]
    assert told == parts(row["agreements"])


def test_each_of_two_agreements_in_a_sentence_has_its_own_aims():
    told = "The signed agreements include the MOU between Iran and Armenia on restoring bridges and also a cooperation "
    reports = read(told + "agreement between Iran and Oman on catching fish.").reports
    assert [[aim.text for aim in one.objectives] for one in reports] == [["restoring bridges"], ["catching fish"]]


@pytest.mark.parametrize("row", rows("english-officials.tsv"), ids=lambda row: row["case"])
def test_english_officials(row):
    told = [
        f"{official.person}:{office.title}@{office.institution}"
        for official in read(row["text"]).officials
        for office in official.offices
    ]
    assert told == parts(row["officials"])


@pytest.mark.parametrize("row", rows("english-statements.tsv"), ids=lambda row: row["case"])
def test_english_statements(row):
    told = [f"{said.speaker}:{said.stance}:{said.text}" for said in read(row["text"]).statements]
    assert told == parts(row["statements"])


def test_hosts_and_executors_are_no_plain_parties():
    text = (
        "Iran and Armenia signed an agreement on gas at a ceremony hosted by the University of Tehran. "
        "The agreement will be implemented by the National Iranian Gas Company."
    )
    told = [(party.name, party.role) for party in read(text).reports[0].parties]
    assert told == [
        ("Iran", "party"),
        ("Armenia", "party"),
        ("University of Tehran", "host"),
        ("National Iranian Gas Company", "executor"),
    ]


@pytest.mark.parametrize("row", [row for row in rows("english.tsv") if row["type"]], ids=lambda row: row["case"])
def test_english_values_are_quoted(row):
    text = row["text"].replace("\\n", "\n")
    for report in read(text).reports:
        named = [*report.parties, *report.signatories, *report.objectives, report.type, report.status]
        named += [report.place] if report.place else []
        assert all(text[one.evidence.start : one.evidence.end] == one.evidence.text for one in named)
