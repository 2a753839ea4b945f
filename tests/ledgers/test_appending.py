"""Lines are added whole, one after the other, whoever else writes."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples_of_ledgers import JUDGEMENTS, corrections, judged, name

from kg.errors import DataError, OutputError
from kg.ledgers import append_correction, append_judgement, read_ledgers

PROCESSES, LINES = 4, 25
HEADER = "one,other,verdict,by,on,why"


@given(st.lists(JUDGEMENTS, max_size=4), st.lists(corrections(), max_size=4))
def test_what_is_written_is_read_again(judgements, facts) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "new" / "ledgers"
        numbers = [append_judgement(folder, one) for one in judgements]
        others = [append_correction(folder, one) for one in facts]
        found = read_ledgers(folder)
        assert (list(found.judgements), list(found.corrections)) == (judgements, facts)
        assert [one.line for one in found.judgements] == numbers
        assert [one.line for one in found.corrections] == others


@given(st.sampled_from(["=", "+", "-", "@", "|", "%", "\uff1d", "\u200f=", "'=", "''=", "\u200f'+"]), st.text("ab ='"))
def test_no_cell_in_the_file_begins_a_formula(start: str, rest: str) -> None:
    line = replace(judged("a", "b", "same"), why=(start + rest).strip())
    with tempfile.TemporaryDirectory() as place:
        append_judgement(Path(place), line)
        last = (Path(place) / "judgements.csv").read_text("utf-8").splitlines()[1].rpartition(",2026-11-20,")[2]
        assert last.startswith("'")
        assert read_ledgers(Path(place)).judgements == (line,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{HEADER}\n", "LF"),
        (f"{HEADER}\r\n", "CRLF"),
        (HEADER, "LF"),
        (f"\ufeff{HEADER}\r\n", "CRLF"),
        (f"{HEADER}\n".replace(",", ";"), "LF"),
        ("why,other,one,verdict,on,by\n", "LF"),
        ('"why","other","one", "verdict" ,"on","by"\n'.replace(', "verdict" ', ',"verdict"'), "LF"),
    ],
)
def test_a_file_keeps_its_manner(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "judgements.csv"
    path.write_bytes(before.encode())
    for verdict in ("same", "unsure"):
        append_judgement(tmp_path, judged("a", "b", verdict))
    content = path.read_bytes()
    assert content.startswith(before.encode())
    assert (b"\r\n" in content) == (after == "CRLF")
    assert read_ledgers(tmp_path).judgements == (judged("a", "b", "same"), judged("a", "b", "unsure"))


def test_a_new_file_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    append_judgement(tmp_path, judged("a", "b", "same"))
    assert (tmp_path / "judgements.csv").read_bytes().startswith("\ufeffone,other,verdict,by,on,why\r\n".encode())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "equal"}, "column verdict"),
        ({"why": " "}, "column why"),
        ({"by": "a\u202eb"}, "U+202E"),
        ({"by": "a\udcffb"}, "U+DCFF"),
        ({"why": "a\rb"}, "U+000D"),
        ({"on": "2026-02-30"}, "column on"),
        ({"other": name("a")}, "column other"),
    ],
)
def test_a_line_that_could_not_be_read_again_is_not_written(tmp_path: Path, change: dict[str, str], says: str) -> None:
    with pytest.raises(DataError) as caught:
        append_judgement(tmp_path / "ledgers", replace(judged("a", "b", "same"), **change))
    assert says in str(caught.value)
    assert not (tmp_path / "ledgers").exists()


def test_a_malformed_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    for content in (b"something else\n", f"{HEADER}\n{name('a')},x\n".encode(), b"one,\xff\n"):
        path.write_bytes(content)
        with pytest.raises(DataError, match=r"judgements\.csv:"):
            append_judgement(tmp_path, judged("a", "b", "same"))
        assert path.read_bytes() == content


def _write(folder: Path, letter: str) -> None:
    for number in range(LINES):
        append_judgement(folder, replace(judged("a", "b", "same"), by=letter, why=str(number)))


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, letter)) for letter in "wxyz"[:PROCESSES]]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * PROCESSES
    found = read_ledgers(tmp_path).judgements
    for letter in "wxyz"[:PROCESSES]:
        assert [one.why for one in found if one.by == letter] == [str(number) for number in range(LINES)]
    assert {path.name for path in tmp_path.iterdir()} == {"judgements.csv", "lock"}


def test_the_draft_of_a_process_that_died_is_cleared(tmp_path: Path) -> None:
    gone = tmp_path / ".judgements.csv.999999999.part"
    gone.write_text("half a line")
    append_judgement(tmp_path, judged("a", "b", "same"))
    assert not gone.exists()


def test_rights_and_links_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "kept" / "ours.csv"
    real.parent.mkdir()
    real.write_text(f"{HEADER}\n")
    real.chmod(0o600)
    (tmp_path / "judgements.csv").symlink_to(real)
    append_judgement(tmp_path, judged("a", "b", "same"))
    assert (tmp_path / "judgements.csv").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert len(read_ledgers(tmp_path).judgements) == 1


def test_where_nothing_can_be_written_the_error_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        append_judgement(tmp_path / "file", judged("a", "b", "same"))
    if os.geteuid():
        tmp_path.chmod(0o500)
        with pytest.raises(OutputError, match="Next"):
            append_judgement(tmp_path / "new", judged("a", "b", "same"))
