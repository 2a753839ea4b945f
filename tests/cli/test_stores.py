"""Stores that are broken, busy or none, and outputs that cannot be written: one line, nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import open_store

TEXT = "وزارت نیرو و استانداری گیلان تفاهم‌نامه همکاری امضا کردند.\n".encode()
READERS = (
    ["stats"],
    ["show", "x"],
    ["query", "signatures"],
    ["validate"],
    ["reason"],
    ["remove", "x"],
    ["export", "--format", "turtle", "-o", "-"],
)


@pytest.fixture
def copy(small_store: Path, tmp_path: Path) -> Path:
    """Copy the small store, so that a test may break it."""
    return Path(shutil.copytree(small_store, tmp_path / "kg-store"))


@pytest.fixture
def made(kg, tmp_path: Path) -> Path:
    """Make a store the usual way, with one article."""
    folder = tmp_path / "made" / "kg-store"
    article = "وزارت ارتباطات و استانداری گیلان تفاهم‌نامه همکاری امضا کردند.\n"
    assert kg("ingest", "-", "--store", folder, stdin=article.encode()).status == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("arguments", READERS, ids=lambda one: one[0])
def test_no_store_is_one_line_and_none_is_made(kg, tmp_path, arguments):
    result = kg(*arguments, "--store", tmp_path / "none")
    assert (result.status, result.out) == (2, "")
    assert "none: this is not a store" in result.complaint
    assert list(tmp_path.iterdir()) == []


def test_view_of_no_store_writes_nothing(kg, tmp_path):
    result = kg("view", "-o", tmp_path / "pages", "--store", tmp_path / "none")
    assert result.status == 2
    assert "not a store" in result.complaint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [*READERS, ["ingest", "-"]], ids=lambda one: one[0])
def test_a_folder_of_other_files_is_left_alone(kg, tmp_path, arguments):
    (tmp_path / "broken.ttl").write_text("@prefix agr: <oops> . agr:x", "utf-8")
    before = contents(tmp_path)
    result = kg(*arguments, "--store", tmp_path, stdin=TEXT)
    assert (result.status, result.out) == (2, "")
    assert str(tmp_path) in result.complaint
    assert contents(tmp_path) == before


BREAKS = {
    "meta.json is cut": lambda folder: (folder / "meta.json").write_text('{"format"', "utf-8"),
    "meta.json is Turtle": lambda folder: (folder / "meta.json").write_text("@prefix agr: <oops> .", "utf-8"),
    "another format": lambda folder: (folder / "meta.json").write_text(
        '{"format": 99, "base_iri": "https://a.example/"}', "utf-8"
    ),
    "CURRENT is gone": lambda folder: (folder / "quads" / "CURRENT").unlink(),
    "CURRENT is garbage": lambda folder: (folder / "quads" / "CURRENT").write_bytes(b"MANIFEST-999999\n"),
    "manifest is garbage": lambda folder: [
        path.write_bytes(os.urandom(9)) for path in (folder / "quads").glob("MANIFEST-*")
    ],
    "quads are a file": lambda folder: (shutil.rmtree(folder / "quads"), (folder / "quads").write_text("x", "utf-8")),
}


@pytest.mark.parametrize("name", sorted(BREAKS))
@pytest.mark.parametrize("arguments", [["stats"], ["ingest", "-"]], ids=lambda one: one[0])
def test_broken_stores_are_one_line(kg, copy, name, arguments):
    BREAKS[name](copy)
    result = kg(*arguments, "--store", copy, stdin=TEXT)
    assert (result.status, result.out) == (2, "")
    assert str(copy) in result.complaint
    assert "Next: " in result.complaint


def test_a_stray_broken_turtle_file_in_a_store_disturbs_nothing(kg, copy):
    before = kg("stats", "--store", copy).out
    (copy / "broken.ttl").write_text("@prefix agr: <oops> . agr:x", "utf-8")
    assert kg("stats", "--store", copy).out == before


def test_a_second_writer_is_refused_and_readers_go_on(kg, made):
    before = kg("stats", "--store", made).out
    with open_store(made, "write"):
        result = kg("ingest", "-", "--store", made, stdin=TEXT)
        assert (result.status, result.out) == (2, "")
        assert "another process is writing" in result.complaint
        assert kg("stats", "--store", made).out == before
    assert kg("ingest", "-", "--store", made, stdin=TEXT).status == 0


def test_two_processes_at_once_leave_one_whole_store(made):
    command = [sys.executable, "-m", "kg", "ingest", "-", "--store", str(made)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    errors = [process.communicate(TEXT, timeout=60)[1].decode() for process in both]
    assert {process.returncode for process in both} <= {0, 2}
    assert 0 in {process.returncode for process in both}
    assert all(len(error.splitlines()) <= 1 for error in errors)


def unwritable(tmp_path: Path) -> list[Path]:
    """Return places where no file can be put, whoever runs the test (root too)."""
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    return [tmp_path / "file" / "below", tmp_path / "folder", tmp_path / ("n" * 300), Path("/proc/none/out")]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "signatures"],
        ["export", "--format", "turtle"],
        ["export", "--format", "csv"],
        ["view"],
        ["extract", "-"],
    ],
    ids=lambda one: "-".join(one[:3:2]),
)
def test_unwritable_outputs_are_one_line(kg, small_store, tmp_path, number, arguments):
    target = unwritable(tmp_path)[number]
    before = contents(tmp_path)
    store = [] if arguments[0] == "extract" else ["--store", small_store]
    result = kg(*arguments, "-o", target, *store, stdin=TEXT)
    assert (result.status, result.out) == (2, "")
    assert str(target)[:40] in result.complaint
    assert contents(tmp_path) == before
    assert not [path for path in tmp_path.rglob(".*")]


def test_unwritable_store_is_one_line(kg, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    for target in (tmp_path / "file", tmp_path / "file" / "below"):
        result = kg("ingest", "-", "--store", target, stdin=TEXT)
        assert (result.status, result.out) == (2, "")
        assert str(target) in result.complaint


def test_output_to_a_device_and_through_a_link(kg, small_store, tmp_path):
    assert kg("query", "signatures", "-o", os.devnull, "--store", small_store).status == 0
    assert not Path(os.devnull).is_file()
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(real)
    assert kg("query", "signatures", "--format", "csv", "-o", link, "--store", small_store).status == 0
    assert link.is_symlink()
    assert real.read_text("utf-8-sig").startswith("agreement,")


def test_an_output_that_exists_is_replaced_whole_or_kept(kg, small_store, tmp_path):
    target = tmp_path / "rows.csv"
    target.write_text("earlier", "utf-8")
    assert kg("query", "co-parties", "--format", "csv", "-o", target, "--store", small_store).status == 2
    assert target.read_text("utf-8") == "earlier"
    assert kg("query", "signatures", "--format", "csv", "-o", target, "--store", small_store).status == 0
    assert target.read_text("utf-8-sig").startswith("agreement,")
