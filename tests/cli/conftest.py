"""Ways to run the program: in this process (fast) and as a process of its own (true to life)."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest

from kg.cli import run
from kg.store import open_store

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small.trig"


@dataclass(frozen=True)
class Result:
    """What a run of the program left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error; fails the test when there are more or fewer."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("kg: ")
        assert "Traceback" not in self.err
        return lines[0]


Runner = Callable[..., Result]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Runner:
    """Run the program in this process; ``stdin`` is given as bytes."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfdbinary.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Result(status, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def kg_process(tmp_path: Path) -> Runner:
    """Run the program as a process of its own, in an empty folder, with an environment of choice."""

    def call(*arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        clean = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**clean, "PYTHONPATH": str(ROOT), **(env or {})},
            check=False,
        )
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store folder that holds the hand-checked sample of the data layout."""
    folder = tmp_path_factory.mktemp("small") / "kg-store"
    with open_store(folder, "write") as store:
        store.load_quads(pyoxigraph.parse(path=str(SMALL), format=pyoxigraph.RdfFormat.TRIG))
    return folder
