"""The wheel: ontology, questions, lexicons and page assets are in it, and ``kg`` runs from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without a network of its own: the build backend is in the lock file."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def test_shipped_data_is_in_the_wheel_and_nothing_else(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, shipped in (("ontology", "ontology"), ("queries", "queries"), ("data/lexicons", "lexicons")):
        files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        assert [path for path in files if f"kg/_shipped/{shipped}/{path.as_posix()}" not in names] == []
    assert "kg/_shipped/retired.csv" in names
    source = [
        path for path in (ROOT / "kg").rglob("*") if path.is_file() and path.suffix != ".pyc" and path.name[0] != "."
    ]
    assert [path for path in source if path.relative_to(ROOT).as_posix() not in names] == []
    assert [name for name in names if name.startswith(("tests", "data"))] == []


def test_kg_runs_from_another_folder_with_what_the_wheel_holds(wheel, tmp_path):
    site, work = tmp_path / "site", tmp_path / "work"
    zipfile.ZipFile(wheel).extractall(site)
    work.mkdir()
    (work / "a.txt").write_text("وزارت نیرو و استانداری گیلان تفاهم‌نامه همکاری امضا کردند.\n", "utf-8")

    def kg(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-c", "from kg.cli import main; main()", *arguments],
            cwd=work, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(site)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "1 added" in kg("ingest", "a.txt")
    assert "استانداری گیلان" in kg("query", "co-parties", "--institution", "وزارت نیرو")
    assert "ok      lexicon" in kg("doctor")
    assert "pages in" in kg("view", "-o", "pages")
    code = "import kg, pathlib; print(pathlib.Path(kg.__file__).parents[1])"
    where = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=work, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(site)},
    ).stdout  # fmt: skip
    assert Path(where.strip()) == site
