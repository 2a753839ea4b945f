"""What the README tells a reader to type does what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
Runner = Callable[..., Any]
LINES = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def typed(line: str, kg: Runner, folder: Path) -> tuple[int, str]:
    """Type a line as a reader does: a command of the program alone in this process, a pipe in a shell."""
    name, *arguments = shlex.split(line)
    if name == "kg" and "|" not in arguments:
        done = kg(*arguments)
        return done.status, done.out[-500:] + done.err
    program = f"PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)} -m kg "
    command = ["bash", "-c", re.sub(r"(^|\| )kg ", lambda found: found[1] + program, line)]
    piped = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return piped.returncode, piped.stdout[-500:] + piped.stderr


def test_every_line_runs_in_order(kg: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("articles", "gold"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    monkeypatch.chdir(tmp_path)
    lines = [line.removeprefix("$ ") for line in LINES if line.startswith("$ ") and ".venv" not in line]
    assert len(lines) > 20
    for line in lines:
        status, told = typed(line, kg, tmp_path)
        assert status == 0, f"{line}: {told}"


def test_the_sparql_example_answers_with_quotes(kg, small_store, tmp_path):
    (query,) = re.findall(r"```sparql\n(.*?)```", README, re.DOTALL)
    (tmp_path / "question.rq").write_text(query, "utf-8")
    out = kg("query", tmp_path / "question.rq", "--format", "csv", "--store", small_store).out
    assert "وزیر نیرو,76,85" in out


def test_the_python_example_runs(small_store, tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "kg-store").symlink_to(small_store)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 5


@pytest.mark.parametrize("name", ["make demo", "make test"])
def test_make_knows_what_the_readme_names(name):
    assert name in README
    assert re.search(rf"^{name.split()[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
