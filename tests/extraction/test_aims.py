"""Aims of Persian agreements: how news introduces, lists and provides them; and sentences that give none.

The cases are data (``data/aims.tsv``), invented; the column ``objectives`` is empty where the text tells of no aim.
"""

import csv
from pathlib import Path

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.lexicon import load_lexicon

DATA = Path(__file__).parent / "data" / "aims.tsv"


def rows():
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_aims(row):
    reading = GrammarExtractor(load_lexicon()).extract(Article(row["text"].replace("\\n", "\n")))
    assert len(reading.reports) == 1
    wanted = [aim for aim in (row["objectives"] or "").split("|") if aim]
    assert [aim.text for aim in reading.reports[0].objectives] == wanted
