"""``kg ingest`` as a process: any number of workers gives the same store, Ctrl-C stops it well, a dry run changes nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli import run
from kg.export import export_bytes
from kg.store import open_store

Runner = Callable[..., Any]
ROOT = Path(__file__).parents[2]
COUNT = 120
TEXT = "وزارت نیرو و {} تفاهم‌نامه همکاری امضا کردند. این تفاهم‌نامه {} ماده دارد. هدف از آن آموزش نیروی انسانی است."
BODIES = ("دانشگاه تهران", "استانداری گیلان", "وزارت راه و شهرسازی", "شهرداری مشهد")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    records = (
        {
            "id": f"n{number}",
            "text": TEXT.format(BODIES[number % 4], number),
            "published": f"2021-{number % 12 + 1:02d}-05",
        }
        for number in range(COUNT)
    )
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def exported(folder: Path) -> bytes:
    with open_store(folder) as store:
        return export_bytes(store, "nquads", with_text=True)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    store = tmp_path_factory.mktemp("alone") / "s"
    assert run(["ingest", str(corpus), "--store", str(store), "--jobs", "0"]) == 0
    return exported(store)


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_workers_gives_the_same_store(
    corpus: Path, tmp_path: Path, undisturbed: bytes, jobs: int
) -> None:
    call = command("ingest", corpus, "--store", tmp_path / "s", "--jobs", jobs, "--json")
    report = json.loads(subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    assert (report["added"], report["skips"]) == (COUNT, {})
    assert set(report["seconds"]) == {"reading", "consolidating"}
    assert exported(tmp_path / "s") == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_a_run_that_waits_and_the_same_command_goes_on(
    kg: Runner, corpus: Path, tmp_path: Path, undisturbed: bytes, number: signal.Signals
) -> None:
    lines = corpus.read_bytes().splitlines(keepends=True)
    call = command("ingest", "-", "--store", tmp_path / "s", "--jobs", 1)
    with subprocess.Popen(
        call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as going:
        assert going.stdin is not None
        assert going.stderr is not None
        going.stdin.write(b"".join(lines[:50]) + b"\n" * 200_000)  # the first 64 KB tell what the stream holds
        going.stdin.flush()
        while not (tmp_path / "s" / "meta.json").exists():
            time.sleep(0.05)
        time.sleep(0.5)
        going.send_signal(number)
        told = going.stderr.read().decode()
        assert going.wait() == 130
    assert "The same command goes on from there" in told
    assert "Traceback" not in told
    assert kg("ingest", corpus, "--store", tmp_path / "s").status == 0
    assert exported(tmp_path / "s") == undisturbed


def test_no_worker_outlives_a_run_that_was_killed(corpus: Path, tmp_path: Path) -> None:
    call = command("ingest", "-", "--store", tmp_path / "s", "--jobs", 2)
    with subprocess.Popen(call, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as going:
        assert going.stdin is not None
        going.stdin.write(corpus.read_bytes() + b"\n" * 200_000)
        going.stdin.flush()
        while not (workers := children(going.pid)):
            time.sleep(0.05)
        going.kill()
    deadline = time.monotonic() + 30
    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [worker for worker in workers if alive(worker)]


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(one) for one in found.split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b"\nState:\tZ" not in Path(f"/proc/{pid}/status").read_bytes()


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(kg: Runner, corpus: Path, tmp_path: Path) -> None:
    store, more = tmp_path / "s", tmp_path / "more.jsonl"
    assert f"{COUNT} articles would be in" in kg("ingest", corpus, "--store", store, "--dry-run").out
    assert not store.exists()
    assert kg("ingest", corpus, "--store", store).status == 0
    before = exported(store)
    records = [{"id": "n1", "text": "خبر دیگری است."}, {"id": "new", "text": "این خبر تازه است."}, {"id": "bad"}]
    more.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    tried = kg("ingest", corpus, more, "--store", store, "--dry-run", "--json")
    report = json.loads(tried.out)
    assert tried.status == 1
    assert (report["added"], report["replaced"], report["unchanged"]) == (1, 0, COUNT)
    assert report["skips"] == {"EMPTY": 1, "SAME_KEY": 1}
    assert exported(store) == before
