"""``kg ingest``, ``remove`` and ``extract``: the way in, and everything bad that may come that way."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "data" / "articles" / "afarineshdaily-48608.txt"
GOOD = "وزارت نیرو و استانداری گیلان تفاهم‌نامه همکاری امضا کردند.\n"
WEATHER = "فردا در شمال کشور باران می‌بارد و هوا خنک می‌شود.\n"
BAD = {
    "empty.txt": (b"", "EMPTY"),
    "blank.txt": (b" \n\n\t", "EMPTY"),
    "cut.gz": (gzip.compress(GOOD.encode() * 99)[:-9], "CUT_OFF"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "BINARY"),
    "binary.txt": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4, "BINARY"),
    "nul.jsonl": (json.dumps({"text": "a\x00b " + GOOD}).encode(), "BAD_CHARACTER"),
    "surrogate.jsonl": (b'{"text": "\\ud800 and more text to read"}\n', "BAD_CHARACTER"),
    "cut.jsonl": (b'{"text": "no end', "BAD_RECORD"),
    "list.jsonl": (b"[1]", "BAD_RECORD"),
    "not-a-string.jsonl": (b'{"text": ["a"]}', "BAD_RECORD"),
    "no-text.jsonl": (b'{"id": "1", "title": "x"}', "EMPTY"),
    "language.jsonl": (json.dumps({"text": GOOD, "language": "tlh"}).encode(), "UNKNOWN_LANGUAGE"),
    "deep.json": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "BAD_RECORD"),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kg-store"


def exported(kg, store) -> str:
    result = kg("query", "agreements-per-year", "--format", "csv", "--store", store)
    return result.out + kg("stats", "--json", "--store", store).out


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_is_a_listed_skip_and_the_rest_goes_on(kg, store, tmp_path, name):
    data, code = BAD[name]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "zz-good.txt").write_text(GOOD, "utf-8")
    result = kg("ingest", folder, "--store", store)
    assert result.status == 1
    assert f"({code})" in result.complaint
    assert name in result.complaint
    assert result.out.startswith("1 article read into ")
    assert json.loads(kg("stats", "--json", "--store", store).out)["inputs skipped by reason, all runs"] == {code: 1}


OTHER_SETS = {
    "old.txt": (GOOD.replace("ی", "ي").encode("cp1256"), "windows-1256"),
    "cut.txt": (b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x06", "utf-16"),
}


@pytest.mark.parametrize("name", sorted(OTHER_SETS))
def test_another_character_set_is_read_and_said(kg, store, tmp_path, name):
    data, encoding = OTHER_SETS[name]
    (tmp_path / name).write_bytes(data)
    result = kg("ingest", tmp_path / name, "--store", store)
    assert (result.status, encoding in result.err.lower()) == (0, True), result.err
    assert encoding in kg("export", "--format", "nquads", "--store", store).out.lower()


@pytest.mark.parametrize("name", sorted(BAD))
def test_extract_lists_the_same_skips(kg, tmp_path, name):
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    result = kg("extract", "--json", tmp_path / name)
    assert (result.status, result.out) == (1, "")
    assert f"({code})" in result.complaint


def test_fifty_megabytes_of_text_are_a_listed_skip_in_bounded_memory(tmp_path, store):
    resource = pytest.importorskip("resource")
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        for _ in range(50):
            stream.write(GOOD.encode() * (1_000_000 // len(GOOD.encode()) + 1))
    command = [sys.executable, "-m", "kg", "ingest", str(big), "--store", str(store)]
    limit = 2_000_000_000
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    assert "(TOO_LARGE)" in done.stderr


def test_a_long_article_within_the_limit_is_read(kg, store, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(GOOD + WEATHER * 4000, "utf-8")
    assert kg("ingest", path, "--store", store).status == 0


def test_unknown_language_is_told_by_the_letters_too(kg, store, tmp_path):
    path = tmp_path / "greek.txt"
    path.write_text("Το υπουργείο υπέγραψε χθες μνημόνιο συνεργασίας με την περιφέρεια για την ενέργεια.\n", "utf-8")
    result = kg("ingest", path, "--store", store)
    assert result.status == 1
    assert "(UNKNOWN_LANGUAGE)" in result.complaint


def test_no_agreement_in_it_is_stored_and_counted(kg, store, tmp_path):
    path = tmp_path / "weather.txt"
    path.write_text(WEATHER, "utf-8")
    result = kg("ingest", path, "--store", store)
    assert (result.status, result.err) == (0, "")
    assert "1 of the articles read now told of no agreement" in result.out
    counts = json.loads(kg("stats", "--json", "--store", store).out)
    assert counts["articles"]["in which no agreement was found"] == 1
    assert sum(counts["sentences not used by reason"].values()) == 1


def test_wrong_path_makes_no_store(kg, store, tmp_path):
    result = kg("ingest", tmp_path / "missing", "--store", store)
    assert result.status == 2
    assert "missing" in result.complaint
    assert not store.exists()


def test_empty_folder_reads_nothing_and_says_so(kg, store, tmp_path):
    (tmp_path / "in").mkdir()
    result = kg("ingest", tmp_path / "in", "--store", store)
    assert result.status == 1
    assert result.out.startswith("0 articles read")


def test_standard_input_is_a_source(kg, store):
    assert kg("ingest", "-", "--store", store, stdin=GOOD.encode()).out.startswith("1 article read")
    out = kg("extract", "--json", "-", stdin=GOOD.encode()).out
    assert [party["name"] for party in json.loads(out)["agreements"][0]["parties"]] == ["وزارت نیرو", "استانداری گیلان"]


def test_again_changes_nothing(kg, store):
    assert "1 added" in kg("ingest", FIRST, "--store", store).out
    before = exported(kg, store)
    again = kg("ingest", FIRST, "--store", store, "--json")
    assert json.loads(again.out)["unchanged"] == 1
    assert exported(kg, store) == before


def test_remove_takes_out_what_only_that_article_said(kg, store, tmp_path):
    (tmp_path / "weather.txt").write_text(WEATHER, "utf-8")
    kg("ingest", tmp_path / "weather.txt", "--store", store)
    before = exported(kg, store)
    record = json.dumps({"id": "one", "text": GOOD, "published": "2024-05-05"}).encode()
    kg("ingest", "-", "--store", store, stdin=record)
    assert exported(kg, store) != before
    assert kg("remove", "one", "--store", store).out == "removed one\n"
    assert exported(kg, store) == before


def test_remove_takes_an_id_as_a_table_prints_it(kg, store):
    kg("ingest", "-", "--store", store, stdin=json.dumps({"id": "one", "text": GOOD}).encode())
    printed = next(cell for cell in kg("query", "articles", "--store", store).out.split() if "article/" in cell)
    assert printed.startswith("\u2068")
    assert kg("remove", printed, "--store", store).status == 0
    assert "article/" not in kg("query", "articles", "--store", store).out


def test_removing_an_unknown_article_removes_nothing(kg, store):
    kg("ingest", FIRST, "--store", store)
    before = exported(kg, store)
    key = json.loads(kg("extract", "--json", FIRST).out)["article"]["id"]
    result = kg("remove", key, "no-such-id", "--store", store)
    assert result.status == 2
    assert "no-such-id" in result.complaint
    assert exported(kg, store) == before


def test_base_iri_of_the_store_is_kept(kg, store):
    own = "https://graph.example/id/"
    assert kg("ingest", FIRST, "--store", store, "--base-iri", own).status == 0
    assert kg("ingest", FIRST, "--store", store).status == 0
    assert own in kg("doctor", "--store", store).out
    refused = kg("ingest", FIRST, "--store", store, "--base-iri", "https://other.example/id/")
    assert refused.status == 2
    assert own in refused.complaint


def test_own_lexicon_is_used(kg, tmp_path):
    name = "بنیاد نمونه‌کاری آزمونستان"
    text = f"{name} و وزارت نیرو تفاهم‌نامه همکاری امضا کردند.\n".encode()
    header = (ROOT / "data" / "lexicons" / "institutions" / "ministries.tsv").read_text("utf-8").splitlines()[0]
    row = dict.fromkeys(header.split("\t"), "") | {
        "slug": "sample-foundation", "kind": "foundation", "name_fa": name, "name_en": "Sample Foundation", "source": "own list",
    }  # fmt: skip
    folder = tmp_path / "own" / "institutions"
    folder.mkdir(parents=True)
    (folder / "mine.tsv").write_text(header + "\n" + "\t".join(row.values()) + "\n", "utf-8")
    out = kg("extract", "--json", "-", "--lexicon", tmp_path / "own", stdin=text).out
    iris = [party["iri"] for party in json.loads(out)["agreements"][0]["parties"]]
    assert any(iri.endswith("institution/sample-foundation") for iri in iris)


def test_ledgers_that_nobody_has_begun_are_told_and_stop_nothing(kg, store, tmp_path):
    (tmp_path / "one.txt").write_text(GOOD, "utf-8")
    result = kg("ingest", tmp_path / "one.txt", "--store", store, "--ledgers", tmp_path / "none")
    assert result.status == 0
    assert f"there is no folder {tmp_path / 'none'} yet" in result.err


def test_malformed_lexicon_is_one_line(kg, tmp_path):
    folder = tmp_path / "own" / "institutions"
    folder.mkdir(parents=True)
    (folder / "mine.tsv").write_text("slug\tnonsense\na\tb\n", "utf-8")
    result = kg("extract", "-", "--lexicon", tmp_path / "own", stdin=GOOD.encode())
    assert (result.status, result.out) == (2, "")
    assert "mine.tsv" in result.complaint


def test_json_readings_keep_to_the_shipped_schema(kg):
    from kg.extraction import reading_schema

    out = kg("extract", "--json", ROOT / "data" / "articles").out
    readings = [json.loads(line) for line in out.splitlines()]
    assert len(readings) >= 27
    for reading in readings:
        jsonschema.validate(reading, reading_schema())


def test_readings_for_people_show_quotes_with_offsets(kg):
    out = kg("extract", FIRST).out
    assert "party: استانداری مازندران  «استاندار مازندران» 29–46" in out


def test_terminal_controls_in_a_text_are_shown_as_escapes(kg):
    text = "وزارت نیرو و استانداری گیلان \x1b[31mتفاهم‌نامه\u202e همکاری امضا کردند.\n"
    out = kg("extract", "-", stdin=text.encode()).out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_mapping_of_columns_is_given_once(kg, store, tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(f"kod,sharh\n1,{GOOD}", "utf-8")
    second.write_text(f"kod,sharh\n2,{GOOD}", "utf-8")
    told = kg("ingest", first, "--store", store, "--column", "text=sharh", "--column", "id=kod")
    assert told.out.startswith("1 article read into "), told.err
    assert kg("ingest", second, "--store", store).out.startswith("1 article read into ")
    found = kg("query", "articles", "--format", "csv", "--store", store).out
    assert sorted(line.split(",")[1] for line in found.splitlines()[1:]) == ["1", "2"]


def test_a_column_given_again_replaces_that_of_its_field_alone(kg, store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"kod,sharh,rang\n1,{GOOD.strip()},a\n2,{GOOD.strip()},b\n", "utf-8")
    wrong = kg("ingest", path, "--store", store, "--column", "text=sharhh", "--column", "id=kod")
    assert (wrong.status, "NO_TEXT_COLUMN" in wrong.err) == (1, True)
    assert kg("ingest", path, "--store", store, "--column", "text=sharh").out.startswith("2 articles read into ")
    assert ",1," in kg("query", "articles", "--format", "csv", "--store", store).out


@pytest.mark.parametrize("mapping", ["sharh", "=sharh", "text=", "body=sharh"])
def test_a_mapping_that_maps_nothing_is_one_line(kg, store, tmp_path, mapping):
    (tmp_path / "a.csv").write_text(f"kod,sharh\n1,{GOOD}", "utf-8")
    result = kg("ingest", tmp_path / "a.csv", "--store", store, "--column", mapping)
    assert (result.status, store.exists()) == (2, False)
    assert "column" in result.complaint
