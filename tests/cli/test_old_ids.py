"""Old ids of a store still lead somewhere, in ``kg show`` and as parameters, and it is said that they did."""

from __future__ import annotations

import csv
import io
import json

import pytest

TEXT = "وزارت نیرو و استانداری گیلان و سازمان بنادر و دریانوردی تفاهم‌نامه همکاری امضا کردند.\n"
RETIRED = """slug_old,slug_new,since,reason
institution/power-ministry,institution/ministry-of-energy,2024-05-05,another name
institution/waters,institution/ministry-of-energy,2024-05-05,split
institution/waters,institution/ports-and-maritime-organization,2024-05-05,split
institution/office-of-dreams,,2023-01-01,dissolved
institution/unnamed-here,institution/ministry-of-petroleum,2024-05-05,another name
"""


@pytest.fixture
def store(kg, tmp_path):
    mine, articles, store = tmp_path / "mine", tmp_path / "a.txt", tmp_path / "store"
    mine.mkdir()
    (mine / "topics.tsv").write_text("slug\tparent\tlabel_fa\tlabel_en\n", "utf-8")
    (mine / "retired.csv").write_text(RETIRED, "utf-8")
    articles.write_text(TEXT, "utf-8")
    result = kg("ingest", articles, "--store", store, "--lexicon", mine)
    assert result.status == 0, result.err
    return store


def test_show_follows_a_redirect_and_says_so(kg, store):
    old, new = (
        kg("show", f"institution/{name}", "--store", store) for name in ("power-ministry", "ministry-of-energy")
    )
    assert old.out == new.out
    assert new.err == ""
    assert old.complaint == (
        "kg: institution/power-ministry is retired since 2024-05-05 (another name); "
        "its facts are those of institution/ministry-of-energy"
    )


def test_show_lists_what_an_id_was_split_into(kg, store):
    result = kg("show", "institution/waters", "--store", store, "--json")
    assert result.status == 0
    assert {thing["iri"].rsplit("/", 1)[1] for thing in json.loads(result.out)} == {
        "ministry-of-energy",
        "ports-and-maritime-organization",
    }
    assert len(result.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("office-of-dreams", "institution/office-of-dreams is gone since 2023-01-01 (dissolved)"),
        ("unnamed-here", "names institution/ministry-of-petroleum, for which institution/unnamed-here was retired"),
    ],
)
@pytest.mark.parametrize("call", [("show", "institution/{}"), ("query", "co-parties", "--institution", "{}")])
def test_what_is_gone_is_one_line(kg, store, call, name, says):
    result = kg(*(part.format(name) for part in call), "--store", store)
    assert (result.status, result.out) == (2, "")
    assert says in result.complaint


def test_a_parameter_follows_a_redirect_and_says_so(kg, store, tmp_path):
    old, new = (
        kg("query", "co-parties", "--institution", name, "--store", store)
        for name in ("power-ministry", "ministry-of-energy")
    )
    assert old.out == new.out
    assert "استانداری گیلان" in new.out
    assert "institution/power-ministry is retired" in old.complaint


def test_the_library_lists_what_is_retired_since_when_and_why(kg, store):
    out = kg("query", "retired-identifiers", "--format", "csv", "--store", store).out
    rows = {row["retired"]: row for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")))}
    assert rows["institution/power-ministry"] == {
        "retired": "institution/power-ministry",
        "replacement": "institution/ministry-of-energy",
        "since": "2024-05-05",
        "gone": "",
        "reason": "another name",
    }
    assert rows["institution/office-of-dreams"]["gone"] == "2023-01-01"


@pytest.mark.parametrize(
    ("old", "new", "question"),
    [
        ("agreement/aaaaaaaaaaaaaaax", "agreement/aaaaaaaaaaaaaaaa", ("reports-of-agreement", "--agreement")),
        ("official/mehrantwo2222222", "official/mehran2222222222", ("statements-of-official", "--official")),
    ],
)
def test_ids_of_merged_reports_and_mentions_lead_to_their_thing(kg, small_store, old, new, question):
    shown = [kg("show", name, "--store", small_store) for name in (old, new)]
    assert shown[0].out == shown[1].out
    assert f"{old} is retired; its facts are those of {new}" in shown[0].complaint
    asked = [kg("query", *question, name, "--store", small_store) for name in (old, new)]
    assert asked[0].out == asked[1].out
    assert len(asked[0].out.splitlines()) > 1
    assert f"{old} is retired" in asked[0].complaint


def test_the_id_of_a_name_leads_to_the_curated_one(kg, store):
    from kg.identity import hash_id
    from kg.language import skeleton_key

    old = hash_id("institution", skeleton_key("وزارت نیرو"))
    result = kg("show", old, "--store", store)
    assert result.out == kg("show", "ministry-of-energy", "--store", store).out
    assert f"{old} is retired" in result.complaint
