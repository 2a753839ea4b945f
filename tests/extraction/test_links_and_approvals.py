"""Agreements of agreements, counted sets and acts with their bodies, one invented text a row, in Persian and English.

Cases are data: in ``links.tsv`` a link is ``kind:name``, with ``@n`` where the text tells of the other agreement as its
n-th report; in ``approvals.tsv`` an event is ``kind@body``. An empty cell is a text that holds none.
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


def read(text):
    return GrammarExtractor(load_lexicon()).extract(Article(text)).reports


def quoted(text, evidence):
    return text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize("row", rows("links.tsv"), ids=lambda row: row["case"])
def test_links(row):
    reports = read(row["text"])
    links = [link for report in reports for link in report.links]
    assert [report.type.value for report in reports] == row["types"].split("|")
    told = [f"{one.kind}:{one.name}" + ("" if one.report is None else f"@{one.report}") for one in links]
    assert "|".join(told) == row["links"]
    assert all(quoted(row["text"], link.evidence) for link in links)


@pytest.mark.parametrize("row", rows("sets.tsv"), ids=lambda row: row["case"])
def test_set_counts(row):
    (report,) = read(row["text"])
    counted = report.set_count
    assert ((counted.value, counted.evidence.text) if counted else ("", "")) == (row["count"], row["surface"])
    assert counted is None or quoted(row["text"], counted.evidence)


@pytest.mark.parametrize("row", rows("approvals.tsv"), ids=lambda row: row["case"])
def test_approvals(row):
    events = [event for report in read(row["text"]) for event in report.events]
    assert "|".join(f"{event.kind}@{event.by or ''}" for event in events) == row["events"]
    assert all(bool(event.by) == bool(event.by_id) and quoted(row["text"], event.evidence) for event in events)


def test_each_kind_has_rows_in_both_languages():
    for name in ("links.tsv", "sets.tsv", "approvals.tsv"):
        english = [row["case"].startswith("en-") for row in rows(name)]
        assert min(sum(english), len(english) - sum(english)) >= 12
