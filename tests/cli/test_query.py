"""``kg query``: the library, parameters as options, formats, and what is said when a call is wrong."""

from __future__ import annotations

import csv
import io
import json

import pytest

CO_PARTIES = ("query", "co-parties", "--institution")


def test_without_a_name_the_library_is_listed(kg):
    from kg.query import load_library

    lines = kg("query").out.splitlines()
    assert [name for name in load_library() if not any(line.split("  ")[0] == name for line in lines)] == []
    assert kg("query", "--list").out.splitlines() == lines
    listed = json.loads(kg("query", "--json").out)
    assert set(listed) == set(load_library())


def test_a_question_explains_itself(kg):
    out = kg("query", "co-parties", "--help").out
    assert "--institution institution (required)" in out
    assert "example: kg query co-parties" in out


@pytest.mark.parametrize("given", [("وزارت نيرو",), ("ministry-of-energy",)])
def test_institution_by_any_spelling(kg, small_store, given):
    rows = list(
        csv.reader(io.StringIO(kg(*CO_PARTIES, *given, "--format", "csv", "--store", small_store).out.lstrip("\ufeff")))
    )
    assert rows[0][0] == "coParty"
    assert {row[0] for row in rows[1:]} == {"institution/department-of-environment", "institution/governorate-of-gilan"}


def test_equals_sign_and_hyphens_are_taken(kg, small_store):
    spaced = kg(*CO_PARTIES, "ministry-of-energy", "--store", small_store)
    assert kg("query", "co-parties", "--institution=ministry-of-energy", "--store", small_store) == spaced


def test_json_is_the_standard_results_format(kg, small_store):
    result = kg(*CO_PARTIES, "ministry-of-energy", "--json", "--store", small_store)
    found = json.loads(result.out)
    assert found["head"]["vars"][0] == "coParty"
    assert found["results"]["bindings"][0]["coParty"]["type"] == "uri"


def test_a_file_of_ones_own_is_asked(kg, small_store, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text(
        "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/agreements-kg/ontology#Agreement> }", "utf-8"
    )
    assert kg("query", file, "--format", "csv", "--store", small_store).out == "\ufeffn\r\n5\r\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("tenures",), True),
        (("tenures", "--on", "2024-05-05"), False),
        (("co-parties", "--institution", "ministry-of-energy"), False),
    ],
)
def test_an_answer_that_depends_on_today_says_so(kg, small_store, given, told):
    result = kg("query", *given, "--store", small_store)
    assert result.status == 0
    assert ("as of today" in result.err) is told


def test_output_goes_to_a_file(kg, small_store, tmp_path):
    target = tmp_path / "new" / "rows.csv"
    result = kg("query", "signatures", "--format", "csv", "-o", target, "--store", small_store)
    assert (result.status, result.out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfagreement,")
    assert [path.name for path in target.parent.iterdir()] == ["rows.csv"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["no-such-question"], "no-such-question"),
        (["co-partys"], "co-parties"),
        (["co-parties"], "--institution"),
        (["co-parties", "--institution"], "no value"),
        (["co-parties", "--institution", "وزارت خیال"], "وزارت خیال"),
        (["co-parties", "--institutoin", "x"], "--institution"),
        (["co-parties", "stray"], "stray"),
        (["agreements-in-jalali-year", "--year", "abc"], "abc"),
        (["planned-not-signed", "--on", "1403-13-45"], "1403-13-45"),
        (["signatures", "--format", "turtle"], "Turtle"),
        (["signatures", "--format", "xml"], "xml"),
        (["no-such-file.rq"], "no-such-file.rq"),
    ],
)
def test_wrong_questions_are_one_line_and_status_2(kg, small_store, arguments, word):
    result = kg("query", *arguments, "--store", small_store)
    assert (result.status, result.out) == (2, "")
    assert word in result.complaint


@pytest.mark.parametrize(
    "text",
    [
        "SELECT",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "\xff",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_malformed_and_forbidden_files_are_one_line(kg, small_store, tmp_path, text):
    file = tmp_path / "bad.rq"
    file.write_bytes(text.encode("latin-1"))
    result = kg("query", file, "--store", small_store)
    assert (result.status, result.out) == (2, "")
    assert "bad.rq" in result.complaint


def test_a_failed_question_leaves_no_file(kg, small_store, tmp_path):
    target = tmp_path / "rows.csv"
    assert kg("query", "signatures", "--format", "turtle", "-o", target, "--store", small_store).status == 2
    assert list(tmp_path.iterdir()) == []
