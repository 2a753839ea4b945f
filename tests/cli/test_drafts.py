"""What killed runs left beside an output is cleared by the next run; what a living one writes is not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CALLS = [
    (("export", "--format", "turtle"), "e.ttl", False),
    (("export", "--format", "csv"), "tables", True),
    (("view",), "pages", True),
    (("query", "signatures"), "rows.txt", False),
]


@pytest.fixture(scope="module")
def dead() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(("call", "name", "folder"), CALLS, ids=[name for _, name, _ in CALLS])
def test_leftovers_of_dead_processes_go(kg, small_store, tmp_path, dead, call, name, folder):  # noqa: PLR0917
    stays = {f".{name}.{os.getppid()}.part", f".other.{dead}.part", f".{name}.part"}
    for draft in (f".{name}.{dead}.part", f".{name}.{os.getpid()}.part", *stays):
        path = tmp_path / draft
        path.mkdir() if folder else path.touch()
        if folder:
            (path / "half").write_text("x", "utf-8")
    result = kg(*call, "-o", tmp_path / name, "--store", small_store)
    assert result.status == 0, result.err
    assert {path.name for path in tmp_path.iterdir()} == {name, *stays}
