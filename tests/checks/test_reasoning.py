"""The two front doors, on a store: ``reason`` with and without Java, ``validate`` with quotes and messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.checks import reason, validate
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import Change, Store, open_store

GOOD = Path(__file__).parent / "data" / "good.ttl"
_ARTICLE_GRAPH = NamedNode(BASE_IRI + "graph/article/a")


@pytest.fixture
def store() -> Store:
    """Return a store that holds the good example, evidence and article in the article's graph."""
    opened = open_store(None, "write")
    local = ("article/", "report/", "reported/", "mention/", "sentence/", "dropped/", "evidence/")
    for quad in parse(path=str(GOOD), format=RdfFormat.TURTLE):
        own = quad.subject.value.removeprefix(BASE_IRI).startswith(local)
        opened.load_quads([Quad(quad.subject, quad.predicate, quad.object, _ARTICLE_GRAPH if own else DefaultGraph())])
    return opened


def add(store: Store, local_id: str, name: str, value: NamedNode | Literal) -> None:
    store.load_quads([Quad(NamedNode(BASE_IRI + local_id), AGR(name), value)])


@pytest.mark.java
def test_good_data_pass_everything(store: Store) -> None:
    report = reason(store)
    assert report.ok
    assert report.missing == ()
    assert report.asserted > 300
    assert report.inferred > 0


def test_without_java_it_says_so_and_runs_the_rules(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    add(store, "agreement/x", "extends", NamedNode(BASE_IRI + "agreement/x"))
    report = reason(store)
    assert report.hermit is None
    assert [note.tool for note in report.missing] == ["Java"]
    assert "Java is missing" in str(report.missing[0])
    assert not report.ok
    assert "prp-irp" in {clash.rule for clash in report.clashes}
    assert report.inferred > 0


def test_reports_are_json(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    add(store, "agreement/x", "status", Literal("signed"))
    assert json.loads(json.dumps(reason(store).as_json()))["ok"] is False
    assert json.loads(json.dumps(validate(store).as_json()))["conforms"] is False


def test_a_finding_shows_the_sentence_behind_it(store: Store) -> None:
    add(store, "value/v", "currency", Literal("rial"))
    report = validate(store)
    finding = next(found for found in report.findings if found.shape == "Value-currency")
    assert finding.severity == "violation"
    assert finding.path == "agr:currency"
    assert finding.quote == "پنج ماده"
    assert finding.article == BASE_IRI + "article/a"
    assert finding.message("fa") != finding.message("en")


def test_the_quote_is_that_of_the_property_when_there_is_one(store: Store) -> None:
    add(store, "report/r", "evidence", NamedNode(BASE_IRI + "evidence/e2"))
    add(store, "report/r", "reportedType", Literal("memorandum"))
    finding = next(found for found in validate(store).findings if found.shape == "Report-type")
    assert finding.quote == "تفاهم‌نامه‌ای"


def test_findings_come_gravest_first_and_the_same_every_time(store: Store) -> None:
    add(store, "agreement/x", "status", Literal("signed"))
    node = NamedNode(BASE_IRI + "agreement/y")
    gone = list(store.quads(node, AGR("date")))
    store.apply(Change(remove=tuple(gone)))
    first, second = validate(store), validate(store)
    assert first == second
    severities = [finding.severity for finding in first.findings]
    assert severities == sorted(severities)
    assert {"violation", "warning"} == set(severities)
    assert first.violations
    assert first.warnings


def test_run_records_and_notes_of_the_store_are_not_checked(store: Store) -> None:
    elsewhere = NamedNode(BASE_IRI + "graph/runs")
    node = NamedNode(BASE_IRI + "agreement/broken")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.load_quads([Quad(node, kind, AGR("Agreement"), elsewhere)])
    assert validate(store).conforms


def test_hostile_text_is_reported_as_it_is(store: Store) -> None:
    add(store, "value/v", "currency", Literal("<script>alert(1)</script>\u202e"))
    values = {finding.value for finding in validate(store).findings}
    assert "<script>alert(1)</script>\u202e" in values
