"""What the README tells a reader to type does what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
LINES = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def test_every_line_runs_in_order(tmp_path):
    for name in ("articles", "gold"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    wrapper = tmp_path / "kg"
    wrapper.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {sys.executable} -m kg "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    lines = [line.removeprefix("$ ") for line in LINES if line.startswith("$ ") and ".venv" not in line]
    assert len(lines) > 20
    for line in lines:
        command = re.sub(r"(^|\| )kg ", rf"\1{shlex.quote(str(wrapper))} ", line)
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stdout[-500:]}{done.stderr}"


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
