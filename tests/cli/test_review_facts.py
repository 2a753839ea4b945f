"""What a decision does to the facts, from outside: written, followed at once, kept through re-ingestion, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.ledgers import CORRECTIONS, JUDGEMENTS

TEXT = "{} و استانداری گیلان روز {} اردیبهشت ۱۴۰۳ در رشت تفاهم‌نامه همکاری در {} ماده امضا کردند."
ARTICLES = {
    "a": TEXT.format("وزارت نیرو", "۱۶", "پنج"),
    "b": TEXT.format("وزارت نیرو", "۱۶", "شش"),
    "c": TEXT.format("وزارت نیرو", "۲۶", "پنج"),
}
WHO = ("--by", "م. کاظمی", "--why", "آزمون")


@pytest.fixture
def store(kg, tmp_path: Path) -> Path:
    lines = [
        json.dumps({"id": name, "text": text, "title": text[:40], "published": f"2024-05-2{day}", "language": "fa"})
        for day, (name, text) in enumerate(ARTICLES.items())
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    assert kg("ingest", tmp_path / "news.jsonl", "--store", tmp_path / "news").status == 0
    return tmp_path / "news"


def exported(kg, store: Path) -> bytes:
    target = store.with_name("facts.nq")
    assert kg("export", "--format", "nquads", "-o", target, "--store", store).status == 0
    return target.read_bytes()


def groups(kg, store: Path) -> set[frozenset[str]]:
    """Return which articles tell of one agreement."""
    query = store.with_name("groups.rq")
    query.write_text(
        """PREFIX agr: <https://w3id.org/agreements-kg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?agreement ?key { ?agreement agr:reportedBy ?report
          GRAPH ?graph { ?report agr:reportedIn ?article . ?article dcterms:identifier ?key } }""",
        "utf-8",
    )
    rows = json.loads(kg("query", query, "--format", "json", "--store", store).out)["results"]["bindings"]
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["agreement"]["value"], set()).add(row["key"]["value"])
    return {frozenset(keys) for keys in found.values()}


def reports(kg, store: Path) -> dict[str, str]:
    """Return the report of each article, by the article's key."""
    query = store.with_name("reports.rq")
    query.write_text(
        """PREFIX agr: <https://w3id.org/agreements-kg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?key ?report { GRAPH ?graph { ?report agr:reportedIn ?article . ?article dcterms:identifier ?key
          FILTER EXISTS { ?report a agr:Report } } }""",
        "utf-8",
    )
    rows = json.loads(kg("query", query, "--format", "json", "--store", store).out)["results"]["bindings"]
    return {row["key"]["value"]: row["report"]["value"] for row in rows}


def counts(kg, store: Path) -> list[str]:
    out = kg("query", "clause-count-disagreements", "--format", "csv", "--store", store).out
    return sorted(line.split(",")[3] for line in out.splitlines()[1:])


def test_a_judgement_joins_and_parts_and_can_be_taken_back(kg, store):
    ab, c = frozenset("ab"), frozenset("c")
    before, names = exported(kg, store), reports(kg, store)
    assert groups(kg, store) == {ab, c}
    for verdict, one, other, expected in (
        ("different", "a", "b", {frozenset("a"), frozenset("b"), c}),
        ("same", "a", "b", {ab, c}),
        ("same", "a", "c", {frozenset("abc")}),
        ("unsure", "a", "c", {ab, c}),
    ):
        assert kg("review", "--store", store, "--decide", names[one], names[other], verdict, *WHO).status == 0
        assert groups(kg, store) == expected, (verdict, one, other)
    assert kg("ingest", store.with_name("news.jsonl"), "--store", store).status == 0
    assert groups(kg, store) == {ab, c}
    (store.with_name("news-ledgers") / JUDGEMENTS).unlink()
    assert exported(kg, store) == before


def test_a_correction_acts_survives_re_ingestion_and_can_be_taken_back(kg, store):
    before = exported(kg, store)
    assert counts(kg, store) == ["5", "6"]
    start = ARTICLES["b"].index("شش ماده")
    fact = ("--correct", "b", "articleCount", "6", "--span", f"{start}:{start + 7}")
    assert kg("review", "--store", store, *fact, "replace", "--with", "5", *WHO).status == 0
    assert counts(kg, store) == []
    assert kg("ingest", store.with_name("news.jsonl"), "--store", store).status == 0
    assert counts(kg, store) == []
    assert "applied" in kg("review", "--store", store, "--ledger").out
    assert kg("validate", "--store", store).status == 0
    (store.with_name("news-ledgers") / CORRECTIONS).unlink()
    assert exported(kg, store) == before


def test_a_rejected_report_is_no_agreement_and_the_store_stays_whole(kg, store):
    report = reports(kg, store)["c"].rpartition("/id/")[2]
    start = ARTICLES["c"].index("تفاهم‌نامه همکاری")
    fact = ("--correct", "c", "reportedBy", report, "--span", f"{start}:{start + 10}")
    assert kg("review", "--store", store, *fact, "reject", *WHO).status == 0
    assert groups(kg, store) == {frozenset("ab")}
    assert kg("validate", "--store", store).status == 0


def test_a_line_whose_article_was_removed_is_told_and_acts_again_when_it_returns(kg, store):
    names = reports(kg, store)
    assert kg("review", "--store", store, "--decide", names["a"], names["b"], "different", *WHO).status == 0
    assert kg("remove", "b", "--store", store).status == 0
    ledger = kg("review", "--store", store, "--ledger")
    assert (ledger.status, "vanished" in ledger.out) == (1, True)
    assert kg("ingest", store.with_name("news.jsonl"), "--store", store).status == 0
    assert kg("review", "--store", store, "--ledger").status == 0
    assert groups(kg, store) == {frozenset("a"), frozenset("b"), frozenset("c")}
