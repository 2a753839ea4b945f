"""Same input, same graph, byte for byte: whatever the hash seed, the locale, the time zone and the date."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FAKE = Path(__file__).parent / "data" / "fakedate"
WORLDS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tehran", "COLUMNS": "200"},
)
DATES = ("2021-01-02", "2031-08-09")
MOMENTS = ("1609545600", "1944000000")


def run(arguments: list[str], env: dict[str, str], wrapper: tuple[str, ...] = ()) -> bytes:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [*wrapper, sys.executable, "-m", "kg", *arguments],
        capture_output=True, env={**clean, **env}, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def everything(folder: Path, env: dict[str, str], wrapper: tuple[str, ...] = ()) -> dict[str, str]:
    """Ingest the articles and write all that can be written; return name -> hash of every file and answer."""
    from kg.export import FORMATS

    store = str(folder / "kg-store")
    run(["ingest", "data/articles/", "--store", store], env, wrapper)
    for name in FORMATS:
        run(["export", "--format", name, "-o", str(folder / "out" / name), "--store", store], env, wrapper)
    run(["view", "-o", str(folder / "out" / "pages"), "--store", store], env, wrapper)
    files = {
        path.relative_to(folder): path.read_bytes() for path in sorted((folder / "out").rglob("*")) if path.is_file()
    }
    answers = {name: run([name, "--store", store, "--json"], env, wrapper) for name in ("stats", "reason")}
    return {str(name): sha256(data).hexdigest() for name, data in {**files, **answers}.items()}


def started(folder: Path) -> str:
    """Return when the store's run record says the run started."""
    from kg.ontology import terms
    from kg.store import open_store

    with open_store(folder / "kg-store") as store:
        (quad,) = store.quads(None, terms.PROV("startedAtTime"), None, None)
    return quad.object.value


def differing(first: dict[str, str], second: dict[str, str]) -> list[str]:
    assert len(first) > 20
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def test_same_bytes_in_two_worlds_on_two_dates(tmp_path: Path) -> None:
    results = []
    for number, (world, moment) in enumerate(zip(WORLDS, MOMENTS, strict=True)):
        folder = tmp_path / str(number)
        (folder / "out").mkdir(parents=True)
        env = {**world, "KG_TEST_NOW": moment, "PYTHONPATH": f"{FAKE}{os.pathsep}{ROOT}"}
        results.append(everything(folder, env))
        assert started(folder).startswith(("2021", "2031")[number]), "the date was not faked"
    assert differing(*results) == []


@pytest.mark.faketime
def test_same_bytes_on_two_dates_of_the_whole_process(tmp_path: Path) -> None:
    results = []
    for number, (world, date) in enumerate(zip(WORLDS, DATES, strict=True)):
        folder = tmp_path / str(number)
        (folder / "out").mkdir(parents=True)
        wrapper = ("faketime", f"{date} 12:00:00")
        results.append(everything(folder, {**world, "PYTHONPATH": str(ROOT)}, wrapper))
        assert started(folder).startswith(date[:7]), "the date was not faked"
    assert differing(*results) == []


def test_the_order_of_the_sources_does_not_matter(tmp_path: Path) -> None:
    articles = sorted(str(path) for path in (ROOT / "data" / "articles").rglob("*") if path.is_file())
    exports = []
    for number, sources in enumerate((articles, articles[::-1])):
        store = str(tmp_path / str(number))
        run(["ingest", *sources, "--store", store], dict(WORLDS[0]))
        exports.append(run(["export", "--format", "nquads", "-o", "-", "--store", store], dict(WORLDS[0])))
    assert exports[0].splitlines() == exports[1].splitlines()
