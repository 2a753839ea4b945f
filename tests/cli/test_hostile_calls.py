"""Calls that would break a store, hang, or speak unclearly are refused in one line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(8)) + " }"


def files(folder):
    return {path.name: path.stat().st_size for path in folder.iterdir()}


@pytest.mark.parametrize(
    "call",
    [
        ("export", "-o", "{store}/meta.json", "--format", "turtle"),
        ("export", "-o", "{link}/meta.json", "--format", "turtle"),
        ("export", "-o", "{store}/tables", "--format", "csv"),
        ("export", "-o", "{store}/quads/CURRENT", "--format", "gexf"),
        ("view", "-o", "{store}/pages"),
        ("view", "-o", "{link}"),
        ("view", "-o", "{store}/.."),
        ("query", "signatures", "-o", "{store}/meta.json"),
    ],
)
def test_an_output_never_touches_a_store(kg, small_store, tmp_path, call):
    store, link = tmp_path / "box" / "store", tmp_path / "link"
    shutil.copytree(small_store, store)
    link.symlink_to(store)
    (store.parent / "site.json").write_text("{}", "utf-8")
    before = files(store)
    result = kg(*(part.format(store=store, link=link) for part in call), "--store", store)
    assert (result.status, result.out) == (2, "")
    assert "store" in result.complaint
    assert files(store).keys() == before.keys()
    assert (store / "meta.json").read_bytes() == (small_store / "meta.json").read_bytes()


@pytest.mark.parametrize("command", ["show", "remove"])
def test_bytes_that_are_no_text_are_told(kg, small_store, command):
    result = kg(command, "\udcff", "--store", small_store)
    assert result.status == 2
    assert "UTF-8" in result.complaint
    assert "unexpected" not in result.complaint


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (("query", "co-parties", "--institution", "x", "--institution=y"), "twice"),
        (("query", "signatures", "--on", "tomorrow"), "tomorrow"),
        (("query", "signatures", "--on", ""), "--on"),
        (("query", "signatures", "--timeout", "0"), "--timeout"),
        (("show", "a" * 100_000), "aaa…"),
        (("show", "وزارت " * 8_000), "…"),
        (("query", "co-parties", "--institution=" + "b" * 100_000), "b"),
        (("remove", "c" * 100_000), "ccc…"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_calls_are_short_lines(kg, small_store, call, word):
    result = kg(*call, "--store", small_store)
    assert (result.status, result.out) == (2, "")
    assert word in result.complaint
    assert len(result.complaint) < 600


def test_a_pipe_is_no_query_file(kg, small_store, tmp_path):
    os.mkfifo(tmp_path / "pipe.rq")
    result = kg("query", tmp_path / "pipe.rq", "--store", small_store)
    assert result.status == 2
    assert "regular file" in result.complaint


def test_a_runaway_query_is_stopped(kg, small_store, tmp_path):
    (tmp_path / "run.rq").write_text(RUNAWAY, "utf-8")
    start = time.monotonic()
    result = kg("query", tmp_path / "run.rq", "--timeout", "2", "--store", small_store)
    assert (result.status, result.out) == (2, "")
    assert "after 2 seconds" in result.complaint
    assert time.monotonic() - start < 20


def test_a_worker_that_dies_is_one_line(kg, small_store, tmp_path):
    (tmp_path / "run.rq").write_text(RUNAWAY, "utf-8")

    def strike() -> None:
        for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text("utf-8").split():
            if b"kg.query.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(int(pid), signal.SIGSEGV)

    timer = threading.Timer(1.5, strike)
    timer.start()
    result = kg("query", tmp_path / "run.rq", "--timeout", "20", "--store", small_store)
    timer.join()
    assert result.status == 2
    assert "signal 11" in result.complaint


def test_a_closed_pipe_ends_an_export_quietly(small_store):
    command = [sys.executable, "-m", "kg", "export", "--store", str(small_store)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 141)
    process.stderr.close()


def test_topics_are_shown(kg, small_store):
    lines = kg("show", "--store", small_store, "agreement/aaaaaaaaaaaaaaaa").out.splitlines()
    after = lines[lines.index("topic") :]
    assert {"  renewable-energy", "  water"} <= set(after[1 : after.index("")])
    assert after[2].startswith("      «")
