"""kill -9 at any moment loses nothing committed and leaves nothing half; the next run ends as if nothing had been."""

from __future__ import annotations

import csv
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killed_run import Sample, numbered, small_portions
from pyoxigraph import Quad

from kg.export import export_bytes
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDF
from kg.store import Store, open_store

HERE = Path(__file__).parent
COUNT = 36
MOMENTS = [round(random.Random(20211004 + number).random(), 3) for number in range(10)]


def points() -> list[dict[str, str]]:
    lines = (HERE / "data" / "kill_points.tsv").read_text("utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, str(HERE / "killed_run.py"), str(folder), str(COUNT), *more]


def export(store: Store) -> bytes:
    return export_bytes(store, "nquads", with_text=True)


@pytest.fixture(scope="module")
def undisturbed() -> bytes:
    with open_store() as store:
        ingest(store, numbered(COUNT), load_lexicon(), extractor=Sample())
        return export(store)


def whole_articles(store: Store) -> list[Quad]:
    """Return the articles in the store; each has its text and its fingerprint, and none is left unconsolidated."""
    found = list(store.quads(None, RDF("type"), AGR("Article")))
    for quad in found:
        assert list(store.quads(quad.subject, AGR("text")))
        assert list(store.quads(quad.subject, AGR("fingerprint")))
    assert not list(store.quads(None, AGR("pendingArticle")))
    return found


def gone_on(folder: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch, way: str = "bulk") -> None:
    """Open what a killed run left, find only whole articles, go on, and end like an undisturbed run."""
    monkeypatch.setattr("kg.ingestion.writing.PORTION", 0)
    monkeypatch.setattr("kg.ingestion.writing.BULK_FROM", 0)
    monkeypatch.setattr("kg.consolidation.running.PORTION", 0)
    small_portions(way)
    with open_store(folder, "write") as store:
        kept = whole_articles(store)
        report = ingest(store, numbered(COUNT), load_lexicon(), extractor=Sample())
        assert report.unchanged == len(kept)
        assert export(store) == undisturbed
    assert sorted(path.name for path in folder.iterdir()) == [
        "changes.sqlite",
        "identity.sqlite",
        "lock",
        "meta.json",
        "quads",
        "text.sqlite",
    ]


@pytest.mark.parametrize("point", points(), ids=lambda point: point["point"].replace(" ", "-"))
def test_a_run_killed_at_a_known_point_is_gone_on_with(
    point: dict[str, str], tmp_path: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "s"
    done = subprocess.run(
        command(folder, point["way"], point["function"], point["call"], point["moment"]),
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parents[1],
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "begun\n"), done.stderr
    gone_on(folder, undisturbed, monkeypatch, point["way"])


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Return how long an undisturbed run takes from the moment it begins."""
    start = time.monotonic()
    subprocess.run(command(tmp_path_factory.mktemp("clean") / "s", "bulk"), check=True, capture_output=True)
    return time.monotonic() - start


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_killed_at_a_random_moment_is_gone_on_with(
    moment: float, seconds: float, tmp_path: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen(command(tmp_path / "s", "bulk"), stdout=subprocess.DEVNULL, cwd=HERE.parents[1]) as process:
        time.sleep(moment * seconds)
        process.send_signal(signal.SIGKILL)
    gone_on(tmp_path / "s", undisturbed, monkeypatch)
