"""``kg diff``: two states told apart, in every form; and what is said when a state is none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as px
import pytest

SMALL = Path("tests/data/small.trig").resolve()


@pytest.fixture
def later(tmp_path):
    file = tmp_path / "later.trig"
    file.write_text(
        SMALL.read_text("utf-8").replace("agr:status status:planned", "agr:status status:signed", 1), "utf-8"
    )
    return file


def test_differences_are_told_in_words(kg, later):
    result = kg("diff", SMALL, later)
    assert (result.status, result.err) == (0, "")
    assert "    status: from planned to signed" in result.out.splitlines()
    assert "    وضعیت: از «برنامه‌ریزی‌شده» به «امضاشده»" in kg("diff", SMALL, later, "--language", "fa").out.splitlines()


def test_a_store_and_its_export_are_the_same(kg, small_store, tmp_path):
    for name in ("state.nq", "state.trig"):
        assert kg("export", "--store", small_store, "-o", tmp_path / name, "--with-text").status == 0
        for pair in ((small_store, tmp_path / name), (tmp_path / name, small_store)):
            result = kg("diff", *pair, "--exit-code")
            assert (result.status, result.out) == (0, "The two states are the same.\n")


@pytest.mark.parametrize(("flags", "status"), [((), 0), (("--exit-code",), 1)])
def test_the_status_tells_of_a_difference_only_when_asked(kg, later, flags, status):
    assert kg("diff", SMALL, later, *flags).status == status


def test_json_holds_all_of_it(kg, later):
    found = json.loads(kg("diff", SMALL, later, "--json").out)
    assert kg("diff", SMALL, later, "--format", "json").out == kg("diff", SMALL, later, "--json").out
    (difference,) = found["differences"]
    assert (difference["way"], difference["after"]) == ("changed", ["agreement/cccccccccccccccc"])
    (turn,) = difference["turns"]
    assert [turn["aspect"], turn["before"][0]["text"], turn["after"][0]["text"]] == ["status", "planned", "signed"]
    assert (found["added"], found["removed"], found["same"]) == (1, 1, False)


def test_triples_come_as_named_graphs_and_as_a_patch(kg, later, tmp_path):
    out = kg("diff", SMALL, later, "--format", "turtle").out
    quads = list(px.parse(out.encode(), format=px.RdfFormat.TRIG))
    assert [(quad.graph_name.value.rsplit("/", 1)[1], quad.object.value.rsplit("/", 1)[1]) for quad in quads] == [
        ("removed", "planned"),
        ("added", "signed"),
    ]
    rows = kg("diff", SMALL, later, "--format", "patch").out.splitlines()
    assert [row.split(" ")[0] for row in rows] == ["TX", "D", "A", "TC"]
    target = tmp_path / "changes.trig"
    assert kg("diff", SMALL, later, "--format", "turtle", "-o", target).out == ""
    assert target.read_text("utf-8") == out


def bad_states(folder: Path, small_store: Path) -> dict[str, tuple[Path, str]]:
    """Return paths that are no state of the sample's kind, with what has to be said of each."""
    texts = {
        "words.nq": ("this is no N-Quads\n", "words.nq: it cannot be read"),
        "half.trig": ("<https://a.example/> { <https://b.example/> ", "half.trig: it cannot be read"),
        "foreign.nq": (
            "<https://a.example/> <https://b.example/> <https://c.example/> .\n",
            "no facts of this program",
        ),
        "facts.ttl": ("", "expected a store's folder, or an export *.nq or *.trig"),
        "elsewhere.trig": (
            SMALL.read_text("utf-8").replace("https://w3id.org/agreements-kg/id/", "https://example.org/id/"),
            "different base IRIs: https://w3id.org/agreements-kg/id/ and https://example.org/id/",
        ),
    }
    found = {}
    for name, (text, says) in texts.items():
        (folder / name).write_text(text, "utf-8")
        found[name] = folder / name, says
    (folder / "empty").mkdir()
    found["empty"] = folder / "empty", "this is not a store"
    found["missing"] = folder / "missing", "there is no such file or folder"
    old = folder / "old-store"
    shutil.copytree(small_store, old)
    meta = json.loads((old / "meta.json").read_text("utf-8"))
    (old / "meta.json").write_text(json.dumps(meta | {"format": meta["format"] - 1}), "utf-8")
    found["old-store"] = old, f"the store has format {meta['format'] - 1}"
    return found


@pytest.mark.parametrize(
    "name",
    ["words.nq", "half.trig", "foreign.nq", "facts.ttl", "elsewhere.trig", "empty", "missing", "old-store"],
)
def test_what_is_no_state_is_one_line(kg, small_store, tmp_path, name):
    path, says = bad_states(tmp_path, small_store)[name]
    result = kg("diff", SMALL, path)
    assert (result.status, result.out) == (2, "")
    assert says in result.complaint
    assert kg("diff", path, SMALL).status == 2


def test_bytes_that_are_no_utf_8_are_told(kg, tmp_path):
    file = tmp_path / "broken.nq"
    file.write_bytes(b'<https://a.example/> <https://b.example/> "\xff\xfe" .\n')
    assert "broken.nq: it cannot be read" in kg("diff", SMALL, file).complaint


def test_an_empty_export_is_a_state_without_facts(kg, tmp_path):
    (tmp_path / "none.nq").write_text("", "utf-8")
    result = kg("diff", tmp_path / "none.nq", SMALL)
    assert result.status == 0
    assert "new agreements (5)" in result.out


def test_words_from_a_text_cannot_move_the_terminal(kg, tmp_path):
    file = tmp_path / "hostile.trig"
    file.write_text(SMALL.read_text("utf-8").replace('"قرارداد پژوهشی"@fa', '"\\u001B[2J\\u202Eقرارداد"@fa'), "utf-8")
    out = kg("diff", SMALL, file).out
    assert "\x1b" not in out
    assert "\u202e" not in out
