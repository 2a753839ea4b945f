"""The rule on optional programs: absent ones are skipped by name, or failures when they are required."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tools


def test_absent_program_skips_the_test_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("KG_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="rapper"):
        tools.require("rapper")


def test_absent_program_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("KG_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="rapper"):
        tools.require("rapper")


@pytest.mark.parametrize("value", ["", "0"])
def test_empty_and_zero_do_not_require(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KG_REQUIRE_TOOLS", value)
    assert not tools.required()


SKIPS = """
import os
import subprocess
import sys
from pathlib import Path

import pytest

@pytest.mark.rapper
def test_skips_itself():
    pytest.skip("for another reason")

@pytest.mark.rapper
def test_runs():
    pass

def test_needs_nothing():
    pytest.skip("optional")
"""


@pytest.mark.parametrize(("value", "failed"), [("", 0), ("1", 1)])
def test_a_skip_for_want_of_a_program_fails_where_it_is_required(tmp_path, value, failed):
    (tmp_path / "test_it.py").write_text(SKIPS, "utf-8")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "rapper").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "bin" / "rapper").chmod(0o755)
    tests = Path(tools.__file__).parent
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "conftest",
        "-c",
        tests.parent / "pyproject.toml",
    ]
    done = subprocess.run(
        [*command, "--rootdir", tmp_path, tmp_path / "test_it.py"], capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{tmp_path / 'bin'}", "PYTHONPATH": str(tests), "KG_REQUIRE_TOOLS": value},
    )  # fmt: skip
    assert f"{failed} failed" in done.stdout if failed else "failed" not in done.stdout, done.stdout
    assert f"{2 - failed} skipped" in done.stdout, done.stdout
