"""Patterns of the language, one text each: parties, signatories, type, status and aims; and texts that tell of none.

The cases are data (``data/agreements.tsv``, ``data/no-agreement.tsv``), invented, with invented persons. In the column
``parties`` a ``*`` marks a body of which only the office-holder is named.
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
    return GrammarExtractor(load_lexicon()).extract(Article(text))


@pytest.mark.parametrize("row", rows("agreements.tsv"), ids=lambda row: row["case"])
def test_agreement(row):
    reading = read(row["text"].replace("\\n", "\n"))
    assert len(reading.reports) == 1
    report = reading.reports[0]
    assert [p.name + "*" * p.via_office for p in report.parties] == parts(row["parties"])
    assert (report.type.value, report.status.value) == (row["type"], row["status"])
    assert [s.person for s in report.signatories] == parts(row["signatories"])
    if row["objectives"]:
        assert [aim.text for aim in report.objectives] == parts(row["objectives"])


@pytest.mark.parametrize("row", rows("no-agreement.tsv"), ids=lambda row: row["case"])
def test_no_agreement(row):
    reading = read(row["text"].replace("\\n", "\n"))
    assert reading.reports == ()
    if row["reason"]:
        assert row["reason"] in [d.reason for d in reading.dropped]


@pytest.mark.parametrize("row", rows("agreements.tsv"), ids=lambda row: row["case"])
def test_every_value_is_quoted(row):
    text = row["text"]
    for report in read(text).reports:
        found = [report.type.evidence, report.status.evidence]
        found += [x.evidence for x in (*report.parties, *report.signatories, *report.objectives)]
        assert all(text[e.start : e.end] == e.text for e in found)
        assert all(len(p.evidence.text) <= 120 for p in report.parties)
        assert all(p.rule and p.id.startswith("institution/") for p in report.parties)
