"""kill -9 at any moment: after the next opening the text index is that of a store that was filled undisturbed."""

from __future__ import annotations

import csv
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from killed_texts_run import change

from kg.consolidation import running
from kg.store import Store, article_graphs, open_store
from kg.store.searchable import made_anew
from kg.textindex import TextIndex, read_search

HERE = Path(__file__).parent


def points(name: str) -> list[object]:
    lines = (HERE / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return [pytest.param(row, id=row["point"].replace(" ", "-")) for row in rows]


def killed(folder: Path, step: str, point: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "killed_texts_run.py"), str(folder), step, *list(point.values())[1:]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "begun\n"), done.stderr


def digest(store: Store) -> str:
    texts = store.texts()
    assert texts is not None
    texts.check()
    return texts.digest()


def fresh_digest(store: Store, path: Path) -> str:
    """Return what an index made anew of this store comes to."""
    graphs = article_graphs(store)
    made_anew(store, path, [f"article/{graph.value.rpartition('/')[2]}" for graph in graphs])
    texts = TextIndex(path)
    try:
        return texts.digest()
    finally:
        texts.close()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "s"
    change(folder, "first")
    return folder


@pytest.fixture(scope="module")
def undisturbed(first: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("undisturbed") / "s"
    shutil.copytree(first, folder)
    with open_store(folder) as store:
        told = {"first": digest(store)}
    change(folder, "second")
    with open_store(folder) as store:
        return told | {"second": digest(store)}


def test_an_index_kept_in_step_is_the_one_made_anew(first: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    assert undisturbed["first"] != undisturbed["second"]
    shutil.copytree(first, tmp_path / "s")
    change(tmp_path / "s", "second")
    with open_store(tmp_path / "s") as store:
        assert digest(store) == undisturbed["second"] == fresh_digest(store, tmp_path / "fresh.sqlite")
        titles = {word: len(store.find_texts(read_search(word), ("article",), 100) or ()) for word in WORDS}
        assert titles == WORDS


WORDS = {"پیش‌نویس": 12, "پیش نویس": 12, "بازنگری": 6, "تازه‌ها": 6}
"""Articles that have each word in the end: 20 less 6 that were replaced and 2 that went; 6 replaced; 6 new."""


@pytest.mark.parametrize("point", points("kill_texts"))
def test_a_changing_run_killed_is_made_good(
    point: dict[str, str], first: Path, undisturbed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(first, folder)
    killed(folder, "second", point)
    with open_store(folder) as store:
        assert digest(store) == fresh_digest(store, tmp_path / "fresh.sqlite")
    monkeypatch.setattr(running, "PORTION", 200)
    change(folder, "second")
    with open_store(folder) as store:
        assert digest(store) == undisturbed["second"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "changes.sqlite", "identity.sqlite", "lock", "meta.json", "quads", "text.sqlite",
    ]  # fmt: skip


@pytest.mark.parametrize("point", points("kill_making"))
def test_a_first_run_killed_is_made_good(point: dict[str, str], undisturbed: dict[str, str], tmp_path: Path) -> None:
    killed(tmp_path / "s", "first", point)
    with open_store(tmp_path / "s") as store:
        assert digest(store) == undisturbed["first"]


@pytest.mark.parametrize("damage", ["missing", "empty", "rubbish", "of another version", "of another store"])
def test_an_index_that_is_not_of_the_store_is_made_anew(
    damage: str, first: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    folder, file = tmp_path / "s", tmp_path / "s" / "text.sqlite"
    shutil.copytree(first, folder)
    if damage == "missing":
        file.unlink()
    elif damage == "of another version":
        with_note(file, "made with", "0 0 0")
    elif damage == "of another store":
        with_note(file, "generation", "0" * 64)
    else:
        file.write_bytes(b"" if damage == "empty" else b"rubbish " * 1000)
    with open_store(folder) as store:
        assert digest(store) == undisturbed["first"]


def with_note(file: Path, name: str, value: str) -> None:
    texts = TextIndex(file, writable=True)
    with texts.transaction():
        texts.note(name, value)
        texts.change_names([], [("place/nowhere", "هیچ جا")])
    texts.close()
