"""``kg view``, ``export``, ``validate``, ``reason``, ``stats`` and ``doctor`` on the hand-checked sample."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph
import pytest

from kg.checks import Finding, ValidationReport
from kg.export import FORMATS

AGR = "https://w3id.org/agreements-kg/ontology#"


def test_formats_offered_are_those_of_the_exports():
    from kg.cli.export import FORMATS as OFFERED

    assert sorted(OFFERED) == sorted(FORMATS)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"csv"}))
def test_export_to_a_file_and_to_standard_output_are_the_same_bytes(kg, small_store, tmp_path, name):
    target = tmp_path / "new" / name
    result = kg("export", "--format", name, "-o", target, "--store", small_store)
    assert result.status == 0
    assert result.out.startswith(f"{target}: {name}, ")
    assert kg("export", "--format", name, "--store", small_store).out == target.read_bytes().decode("utf-8")


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld", ".graphml", ".gexf"])
def test_the_name_tells_the_format(kg, small_store, tmp_path, suffix):
    result = kg("export", "-o", tmp_path / f"agreements{suffix}", "--json", "--store", small_store)
    report = json.loads(result.out)
    assert report["format"] in FORMATS
    assert max(report.get("statements", 0), report.get("edges", 0)) > 0


def test_exported_turtle_is_what_the_store_holds(kg, small_store):
    out = kg("export", "--consolidated", "--store", small_store).out
    quads = pyoxigraph.parse(io.BytesIO(out.encode()), format=pyoxigraph.RdfFormat.TURTLE)
    kinds = [quad.object.value for quad in quads if quad.predicate.value.endswith("#type")]
    assert kinds.count(f"{AGR}Agreement") == 5
    assert kinds.count(f"{AGR}Article") == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["-o", "agreements.xyz"], "agreements.xyz"), (["--format", "csv"], "folder"), (["--format", "xml"], "xml")],
)
def test_wrong_exports_are_one_line(kg, small_store, arguments, word):
    result = kg("export", *arguments, "--store", small_store)
    assert (result.status, result.out) == (2, "")
    assert word in result.complaint


def test_tables_are_a_folder_that_may_be_replaced(kg, small_store, tmp_path):
    for _ in range(2):
        assert kg("export", "--format", "csv", "-o", tmp_path / "tables", "--store", small_store).status == 0
    assert (tmp_path / "tables" / "agreements.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_pages_can_be_opened_and_replaced(kg, small_store, tmp_path):
    for _ in range(2):
        result = kg("view", "-o", tmp_path / "pages", "--json", "--store", small_store)
        report = json.loads(result.out)
        assert Path(report["index"]).read_text("utf-8").lower().startswith("<!doctype html>")
        assert sum(report["pages"].values()) > 10


def test_statistics_count_what_the_sample_holds(kg, small_store):
    counts = json.loads(kg("stats", "--json", "--store", small_store).out)
    articles = counts["articles"]
    assert (articles["in the store"], articles["that tell of an agreement"]) == (4, 3)
    assert articles["in which no agreement was found"] == 1
    assert sum(counts["agreements by kind"].values()) == sum(counts["agreements by status"].values()) == 5
    assert counts["missing"]["agreements without a signatory"] == 3
    assert sum(counts["dropped candidates by reason"].values()) == 2
    assert sum(counts["sentences not used by reason"].values()) == 7


def test_statistics_for_people_show_every_group_with_rows(kg, small_store):
    counts = json.loads(kg("stats", "--json", "--store", small_store).out)
    out = kg("stats", "--store", small_store).out
    assert [group for group, rows in counts.items() if (group in out.splitlines()) != bool(rows)] == []


FINDINGS = (
    Finding("violation", "Evidence-offsets", "https://w3id.org/agreements-kg/id/evidence/x", "agr:start", "-1", "نادرست", "wrong", "«نقل»", "a"),
    Finding("warning", "Agreement-date", "https://w3id.org/agreements-kg/id/agreement/y", "agr:date", None, "ناقص", "incomplete"),
)  # fmt: skip


@pytest.mark.parametrize(("findings", "status"), [((), 0), (FINDINGS[1:], 0), (FINDINGS, 1)])
def test_validate_tells_findings_in_both_languages_and_by_its_status(kg, small_store, monkeypatch, findings, status):
    monkeypatch.setattr("kg.checks.validate", lambda _: ValidationReport(findings, 10))
    result = kg("validate", "--store", small_store)
    assert result.status == status
    for finding in findings:
        assert {f"  {finding.message_fa}", f"  {finding.message_en}"} <= set(result.out.splitlines())
    assert result.out.splitlines()[-1].startswith("conforms" if status == 0 else "does not conform")
    assert len(json.loads(kg("validate", "--json", "--store", small_store).out)["findings"]) == len(findings)


def test_validate_finds_what_is_wrong_in_a_real_store(kg, small_store, tmp_path):
    from kg.store import open_store

    folder = tmp_path / "kg-store"
    with open_store(folder, "write") as store:
        store.load_quads(
            pyoxigraph.parse(
                f"<https://w3id.org/agreements-kg/id/agreement/bad> a <{AGR}Agreement> ; <{AGR}party> 5 .",
                format=pyoxigraph.RdfFormat.TURTLE,
            )
        )
    result = kg("validate", "--violations", "--store", folder)
    assert result.status == 1
    assert "violation agreement/bad" in result.out


@pytest.mark.java
def test_reason_runs_hermit_and_rules(kg, small_store):
    result = kg("reason", "--store", small_store)
    assert (result.status, result.err) == (0, "")
    assert "HermiT: consistent" in result.out
    assert "contradictions in the data: 0" in result.out


def test_reason_says_plainly_that_java_is_missing_and_runs_the_rules(kg, small_store, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = kg("reason", "--store", small_store)
    assert result.status == 0
    assert "Java" in result.complaint
    assert "contradictions in the data: 0" in result.out


def test_reason_without_a_store_checks_the_ontology(kg, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    result = kg("reason")
    assert result.status == 0
    assert "there is no store" in result.out


def test_doctor_names_what_is_there_and_what_is_absent(kg, small_store, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = kg("doctor", "--store", small_store)
    assert result.status == 0, result.out
    assert {line.split()[1].rstrip(":") for line in result.out.splitlines() if line.startswith("absent")} == {
        "ledgers",
        "java",
        "node",
        "chromium",
        "rapper",
    }
    states = {
        finding["what"]: finding["state"] for finding in json.loads(kg("doctor", "--json", "--store", small_store).out)
    }
    assert {states[name] for name in ("lexicon", "ontology", "queries", f"store {small_store}")} == {"ok"}


def test_doctor_tells_of_a_broken_store_and_looks_on(kg, tmp_path):
    (tmp_path / "meta.json").write_text("{", "utf-8")
    result = kg("doctor", "--store", tmp_path)
    assert result.status == 1
    assert f"broken  store {tmp_path}" in result.out
