"""Ledgers as people keep them, and every way a line can be wrong."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples_of_ledgers import judged, name

from kg.errors import DataError
from kg.ledgers import PROPERTIES, Correction, Judgement, default_folder, property_named, read_ledgers
from kg.ontology import load_ontology
from kg.ontology.terms import AGR
from kg.settings import Settings

MALFORMED = json.loads((Path(__file__).parent / "data/malformed.json").read_text("utf-8"))
HEADS = {
    "judgements.csv": "one,other,verdict,by,on,why",
    "corrections.csv": "article,property,value,start,end,action,replacement,by,on,why",
}
LINE = f"{name('a')},{name('b')},same,م. کاظمی,2026-11-20,آزمون"


def written(folder: Path, text: str, file: str = "judgements.csv") -> Path:
    (folder / file).write_bytes(text.encode())
    return folder


def test_a_folder_that_is_not_there_and_files_that_are_not_there_are_empty(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        assert read_ledgers(folder).judgements == read_ledgers(folder).corrections == ()
    for text in ("", "\ufeff", "\n\n", HEADS["judgements.csv"]):
        assert read_ledgers(written(tmp_path, text)).judgements == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADS['judgements.csv']}\n{LINE}\n",
        f"\ufeff{HEADS['judgements.csv']}\r\n{LINE}\r\n",
        f"{HEADS['judgements.csv']}\r{LINE}\r",
        f"{HEADS['judgements.csv']}\n{LINE}",
        f"{HEADS['judgements.csv']},,\n{LINE},,\n".replace(",,", "", 1),
        f"{HEADS['judgements.csv']}\n{LINE}\n,,,,,\n\n",
        f"{HEADS['judgements.csv']}\n{LINE}\n".replace(",", ";"),
        f"{HEADS['judgements.csv']}\n{LINE}\n".replace(",", " , "),
        f"other,one,verdict,on,by,why\n{name('b')},{name('a')},same,2026-11-20,م. کاظمی,آزمون\n",
        f'"one","other","verdict","by","on","why"\n"{LINE}"\n'.replace(LINE, LINE.replace(",", '","')),
    ],
    ids=["plain", "as Excel saves it", "old line ends", "no last line end", "cells too many but empty", "empty rows",
         "semicolons", "spaces", "other order", "everything quoted"],
)  # fmt: skip
def test_the_same_line_in_any_manner(tmp_path: Path, text: str) -> None:
    assert read_ledgers(written(tmp_path, text)).judgements == (judged("a", "b", "same"),)


def test_lines_are_counted_as_in_an_editor(tmp_path: Path) -> None:
    text = f'{HEADS["judgements.csv"]}\n\n{LINE[:-5]}"دو\nسطر"\n{LINE}\n'
    found = read_ledgers(written(tmp_path, text)).judgements
    assert [(one.line, one.why) for one in found] == [(3, "دو\nسطر"), (5, "آزمون")]


def test_a_correction_is_read(tmp_path: Path) -> None:
    line = f'{name("a", "article")},objective,"آموزش، پژوهش, و نشر",12,40,replace,\'=نشر,م. کاظمی,2026-11-20,کوتاه'
    text = f"{HEADS['corrections.csv']}\n{line}\n"
    (found,) = read_ledgers(written(tmp_path, text, "corrections.csv")).corrections
    fact = ("hasObjective", "آموزش، پژوهش, و نشر", 12, 40, "replace", "=نشر")
    assert found == Correction(name("a", "article"), *fact, "م. کاظمی", "2026-11-20", "کوتاه")
    assert found.line == 2


@pytest.mark.parametrize("case", MALFORMED, ids=[case["of"] for case in MALFORMED])
def test_a_malformed_line_is_one_clear_error(tmp_path: Path, case: dict[str, str]) -> None:
    text = case.get("content") or f"{HEADS[case['file']]}\n{case['line']}\n"
    with pytest.raises(DataError) as caught:
        read_ledgers(written(tmp_path, text, case["file"]))
    message = str(caught.value)
    assert [part for part in (*case["says"], "Next: ", "expected ") if part not in message] == []


def test_bytes_that_are_no_text_name_their_line(tmp_path: Path) -> None:
    for content in ("چاپ".encode("cp1256"), HEADS["judgements.csv"].encode("utf-16")):
        (tmp_path / "judgements.csv").write_bytes(b"one\n" + content)
        with pytest.raises(DataError, match=r"judgements\.csv:2: byte \d+ is not UTF-8"):
            read_ledgers(tmp_path)


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, f"{HEADS['judgements.csv']}\n{LINE}\n")
    with pytest.raises(DataError, match="at most 50"):
        read_ledgers(folder, Settings(ledger_bytes=50))
    with pytest.raises(DataError, match=r"column one.*at most 10"):
        read_ledgers(folder, Settings(ledger_cell=10))
    written(tmp_path, f"{HEADS['judgements.csv']}\n{LINE}{'ا' * 200_000}\n")
    with pytest.raises(DataError, match=r"judgements\.csv:2, column why.*at most 10,000"):
        read_ledgers(folder)


def test_a_folder_in_the_place_of_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "judgements.csv").mkdir()
    with pytest.raises(DataError, match="cannot be read"):
        read_ledgers(tmp_path)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    refused = []
    with tempfile.TemporaryDirectory() as folder:
        for start in (b"", HEADS["judgements.csv"].encode() + b"\n"):
            (Path(folder) / "judgements.csv").write_bytes(start + content)
            try:
                read_ledgers(Path(folder))
            except DataError as error:
                refused.append(error)
    assert all(error.where and error.todo for error in refused)


@pytest.mark.parametrize(
    ("store", "folder"),
    [("kg-store", "kg-store-ledgers"), ("a/b/", "a/b-ledgers"), ("/x/store.kg", "/x/store.kg-ledgers")],
)
def test_ledgers_stand_beside_their_store(store: str, folder: str) -> None:
    assert default_folder(Path(store)) == Path(folder)
    assert default_folder(Path()).name == f"{Path.cwd().name}-ledgers"


def test_every_property_is_one_of_the_vocabulary_and_short_names_are_its_own() -> None:
    declared = {str(term) for term in load_ontology().subjects()}
    for prop in PROPERTIES.values():
        names = filter(None, (prop.name, prop.owner, prop.value, prop.link, *prop.shown))
        assert [one for one in names if AGR(one).value not in declared] == []
        assert property_named(prop.name) == prop
        assert not prop.short or property_named(prop.short) == prop
    assert property_named("parties") is None


def test_a_version_changes_with_every_line_and_its_place(tmp_path: Path) -> None:
    versions = {read_ledgers(tmp_path).version}
    for text in (LINE, f"\n{LINE}", f"{LINE}\n{LINE}", LINE.replace("same", "unsure")):
        versions.add(read_ledgers(written(tmp_path, f"{HEADS['judgements.csv']}\n{text}\n")).version)
    assert len(versions) == 5


def test_a_key_hangs_on_what_is_said_not_on_where_or_in_which_order() -> None:
    one = judged("a", "b", "same", 2)
    assert one.key == judged("b", "a", "same", 7).key != judged("a", "b", "unsure").key
    assert Judgement(name("a", "agreement"), one.other, "same", one.by, one.on, one.why).key == one.key
    assert (
        Judgement(one.one, one.other, "same", "x|y", one.on, "z").key
        != Judgement(one.one, one.other, "same", "x", "y|" + one.on, "z").key
    )
