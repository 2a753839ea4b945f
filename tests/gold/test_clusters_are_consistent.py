"""The articles told of the same agreement, and the near-misses, are what data/gold/clusters/README.md says.

Nothing here asks the program: these checks keep the gold itself honest.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "data" / "gold" / "clusters"
INSTITUTIONS = FOLDER.parents[1] / "lexicons" / "institutions"
COLUMNS = ["cluster", "article", "agreement", "half", "role", "note"]
FIELDS = {"id", "url", "title", "publisher", "published", "language", "text"}
TOLD = {"first", "brief", "republished", "plan", "ratified", "renewed", "cancelled", "follow-up"}
NEAR = "near-miss"
ENOUGH_PAIRS = 110
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """Read a table without quoting, as the README describes it."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


ARTICLES = [record for path in sorted(FOLDER.glob("articles-*.jsonl")) for record in lines_of(path)]
ROWS = [row for path in sorted(FOLDER.glob("clusters-*.tsv")) for row in table(path)]
PARTIES = [row for path in sorted(FOLDER.glob("parties-*.tsv")) for row in table(path)]
CORPORA = sorted(path.stem.removeprefix("clusters-") for path in FOLDER.glob("clusters-*.tsv"))
DESCRIBED = sorted(path.stem.removeprefix("parties-") for path in FOLDER.glob("parties-*.tsv"))
HALF = {row["cluster"]: row["half"] for row in ROWS}


def members(row: Row, column: str) -> set[str]:
    return {one for one in row[column].split("|") if one}


def rows_of(corpus: str) -> list[Row]:
    return table(FOLDER / f"clusters-{corpus}.tsv")


def pairs(corpus: str) -> list[tuple[Row, Row]]:
    """Return the pairs of rows within one half."""
    return [(one, other) for one, other in combinations(rows_of(corpus), 2) if one["half"] == other["half"]]


def test_the_two_kinds_of_files_belong_together() -> None:
    assert CORPORA
    assert sorted(path.stem.removeprefix("articles-") for path in FOLDER.glob("articles-*.jsonl")) == CORPORA
    assert set(DESCRIBED) <= set(CORPORA)


def test_ids_and_addresses_are_given_once() -> None:
    for field in ("id", "url", "text"):
        assert [value for value, times in Counter(record[field] for record in ARTICLES).items() if times > 1] == []


@pytest.mark.parametrize("record", ARTICLES, ids=lambda record: str(record["id"]))
def test_articles_have_the_form_of_the_samples(record: dict[str, Any]) -> None:
    assert set(record) == FIELDS
    assert urlsplit(record["url"]).hostname == "news.example"
    assert record["language"] in {"fa", "en"}
    assert record["title"].strip()
    assert re.search("نمونه" if record["language"] == "fa" else "Sample|Example", record["publisher"])
    assert 400 <= len(record["text"]) <= 1500
    assert record["published"] is None or date.fromisoformat(record["published"])


def test_tables_have_their_columns() -> None:
    for corpus in CORPORA:
        assert list(rows_of(corpus)[0]) == COLUMNS
    assert [row for row in ROWS if None in row or None in row.values()] == []


def test_rows_and_articles_fit_each_other() -> None:
    assert {row["article"] for row in ROWS} == {record["id"] for record in ARTICLES}
    told = Counter((row["article"], row["agreement"]) for row in ROWS)
    assert [key for key, times in told.items() if times > 1] == []
    assert [row for row in ROWS if not row["agreement"].isdecimal()] == []
    assert {row["role"] for row in ROWS} == TOLD | {NEAR}


def test_a_cluster_is_of_one_corpus_one_half_and_one_kind() -> None:
    homes = {(row["cluster"], row["half"], row["role"] == NEAR, row["article"].rsplit("-", 1)[0]) for row in ROWS}
    assert len(homes) == len(HALF)
    assert set(HALF.values()) == {"dev", "test"}


def test_an_article_stands_in_one_half_only() -> None:
    assert len({(row["article"], row["half"]) for row in ROWS}) == len(ARTICLES)


def test_every_cluster_has_reports_to_find() -> None:
    sizes = Counter(row["cluster"] for row in ROWS if row["role"] != NEAR)
    assert [name for name, size in sizes.items() if not 3 <= size <= 7] == []


def test_a_republished_text_comes_after_a_report_it_can_be_taken_from() -> None:
    published = {record["id"]: record["published"] for record in ARTICLES}
    publisher = {record["id"]: record["publisher"] for record in ARTICLES}
    for row in (row for row in ROWS if row["role"] == "republished"):
        mine = published[row["article"]]
        others = [other["article"] for other in ROWS if other["cluster"] == row["cluster"] and other != row]
        earlier = [one for one in others if mine and published[one] and published[one] <= mine]
        assert [one for one in earlier if publisher[one] != publisher[row["article"]]], row


@pytest.mark.parametrize("corpus", CORPORA)
def test_there_are_enough_positive_pairs(corpus: str) -> None:
    assert sum(one["cluster"] == other["cluster"] for one, other in pairs(corpus)) >= ENOUGH_PAIRS


@pytest.mark.parametrize("corpus", DESCRIBED)
def test_there_are_enough_near_miss_pairs(corpus: str) -> None:
    known = {row["cluster"]: row for row in PARTIES}
    near = 0
    for one, other in pairs(corpus):
        left, right = known[one["cluster"]], known[other["cluster"]]
        shared = len(members(left, "parties") & members(right, "parties"))
        same_hand = members(left, "signatories") & members(right, "signatories")
        near += one["cluster"] != other["cluster"] and (shared >= 2 or bool(same_hand))
    assert near >= ENOUGH_PAIRS


@pytest.mark.parametrize("corpus", DESCRIBED)
def test_the_parties_of_every_cluster_are_told(corpus: str) -> None:
    described = [row["cluster"] for row in table(FOLDER / f"parties-{corpus}.tsv")]
    assert sorted(described) == sorted({row["cluster"] for row in rows_of(corpus)})


def test_slugs_of_parties_are_in_the_lexicon() -> None:
    slugs = {row["slug"] for path in INSTITUTIONS.glob("*.tsv") for row in table(path)}
    named = {one for row in PARTIES for one in members(row, "parties")}
    assert {one for one in named if SLUG.fullmatch(one)} <= slugs
    assert [row["cluster"] for row in PARTIES if len(members(row, "parties")) < 2] == []


def test_no_two_bodies_and_no_signatory_stand_in_both_halves() -> None:
    seen: dict[str, set[Any]] = {"dev": set(), "test": set()}
    for row in PARTIES:
        seen[HALF[row["cluster"]]] |= set(combinations(sorted(members(row, "parties")), 2))
        seen[HALF[row["cluster"]]] |= members(row, "signatories")
    assert seen["dev"] & seen["test"] == set()


def test_a_signatory_is_named_in_a_report_of_an_agreement_of_theirs() -> None:
    texts = {record["id"]: record["text"] for record in ARTICLES}
    for corpus in DESCRIBED:
        signed = table(FOLDER / f"parties-{corpus}.tsv")
        for person in {one for row in signed for one in members(row, "signatories")}:
            theirs = {row["cluster"] for row in signed if person in members(row, "signatories")}
            assert any(person in texts[row["article"]] for row in ROWS if row["cluster"] in theirs), person
