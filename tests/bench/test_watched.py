"""What is seen of a command that the bench of ingestion runs: its output, its clock, the memory of all its processes."""

from __future__ import annotations

import sys

import pytest
from watched import run

HOLDS = "import subprocess, sys, time; data = bytes(range(256)) * 200_000; {more}; time.sleep(0.6); print(len(data))"
CHILD = "subprocess.run([sys.executable, '-c', \"import time; data = bytes(range(256)) * 400_000; time.sleep(0.6)\"])"


def test_the_output_and_the_memory_of_a_command_are_seen() -> None:
    seen = run([sys.executable, "-c", HOLDS.format(more="pass")], 1)
    assert seen.output == "51200000\n"
    assert seen.wall > 0.6
    assert 50 < seen.peak() < 150


def test_computing_counts_in_all_processes() -> None:
    burn = "sum(range(6_000_000))"
    alone = run([sys.executable, "-c", burn], 1)
    both = f"{burn}; import subprocess, sys; subprocess.run([sys.executable, '-c', '{burn}'])"
    assert run([sys.executable, "-c", both], 1).cpu > 1.4 * alone.cpu > 0


def test_children_count() -> None:
    seen = run([sys.executable, "-c", HOLDS.format(more=CHILD)], 1)
    assert 150 < seen.peak() < 350
    assert seen.peak(last=0) == 0 or seen.peak(last=0) < 50


def test_a_command_that_fails_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="exit status 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], 1)


def test_more_cores_than_there_are_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="cores only"):
        run(["true"], 100_000)
