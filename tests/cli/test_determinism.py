"""Same input, same graph, byte for byte: whatever the hash seed, the locale, the time zone and the date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kg.export import FORMATS

ROOT = Path(__file__).parents[2]
FAKE = Path(__file__).parent / "data" / "fakedate"
WORLDS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tehran", "COLUMNS": "200"},
)
ALONE = {"KG_JOBS": "0"}
"""One process does all; in the two worlds there are workers."""
DATES = ("2021-01-02", "2031-08-09")
MOMENTS = ("1609545600", "1944000000")


SCRIPT = "import json, sys; from kg.cli import run; sys.exit(max(run(line) for line in json.loads(sys.argv[1])))"


def run(lines: list[list[str]], env: dict[str, str], wrapper: tuple[str, ...] = ()) -> bytes:
    """Run command lines one after the other in one new process, and return what they print."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [*wrapper, sys.executable, "-c", SCRIPT, json.dumps(lines)],
        capture_output=True, env={**clean, **env}, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def everything(
    folder: Path, env: dict[str, str], wrapper: tuple[str, ...] = (), *, pages: bool = True
) -> dict[str, str]:
    """Ingest the articles and write all that can be written; return name -> hash of every file and answer."""
    store, out = ["--store", str(folder / "kg-store")], folder / "out"
    writing = [["export", "--format", name, "-o", str(out / name), *store] for name in FORMATS]
    writing += [["view", "-o", str(out / "pages"), *store]] if pages else []
    run([["ingest", "data/articles/", *store], *writing], env, wrapper)
    names = ("استانداری مازندران", "مرکز ملی فضای مجازی")
    asking = [["stats", "--json"], ["query", "signatures"], ["query", "evidence-of", "--node", "place/mazandaran"]]
    answers = run([[*line, *store] for line in (*asking, *(["show", name] for name in names))], env, wrapper)
    files = {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    return {name: sha256(data).hexdigest() for name, data in {**files, "answers": answers}.items()}


def started(folder: Path) -> str:
    """Return when the store's run record says the run started."""
    from kg.ontology import terms
    from kg.store import open_store

    with open_store(folder / "kg-store") as store:
        (quad,) = store.quads(None, terms.PROV("startedAtTime"), None, None)
    return quad.object.value


def differing(first: dict[str, str], second: dict[str, str]) -> list[str]:
    assert {*FORMATS, "answers"} <= {name.partition("/")[0] for name in first}
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def told(folder: Path, world: int) -> dict[str, str]:
    """Return what is written in one of the worlds, on its date as Python sees it."""
    (folder / "out").mkdir(parents=True)
    env = {**WORLDS[world], "KG_TEST_NOW": MOMENTS[world], "PYTHONPATH": f"{FAKE}{os.pathsep}{ROOT}"}
    found = everything(folder, env)
    assert started(folder).startswith(DATES[world][:4]), "the date was not faked"
    assert sum(name.startswith("pages") for name in found) > 20
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return told(tmp_path_factory.mktemp("first") / "0", 0)


def test_same_bytes_in_two_worlds_on_two_dates(first: dict[str, str], tmp_path: Path) -> None:
    assert differing(first, told(tmp_path / "1", 1)) == []


@pytest.mark.faketime
def test_same_bytes_where_the_whole_process_sees_another_date(first: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    env, faked = {**WORLDS[1], **ALONE, "PYTHONPATH": str(ROOT)}, ("faketime", f"{DATES[1]} 12:00:00")
    found = everything(tmp_path, env, faked, pages=False)
    assert started(tmp_path).startswith(DATES[1][:7]), "the date was not faked"
    assert differing({name: digest for name, digest in first.items() if not name.startswith("pages")}, found) == []


def test_the_order_of_the_sources_does_not_matter(first: dict[str, str], tmp_path: Path) -> None:
    """The first world read the folder, which is read in the order of its names."""
    articles = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "data" / "articles").rglob("*") if path.is_file())
    store, out = str(tmp_path / "s"), tmp_path / "nquads"
    exporting = ["export", "--format", "nquads", "-o", str(out), "--store", store]
    run([["ingest", *articles[::-1], "--store", store], exporting], {**WORLDS[0], **ALONE})
    assert sha256(out.read_bytes()).hexdigest() == first["nquads"]
