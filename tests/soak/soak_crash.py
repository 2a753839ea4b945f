"""A process killed while it ingests: the store opens, every article graph is whole, and going on ends the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COUNT, RUNS = 200, 20
SAMPLES, MOMENTS = 60, 100
SAMPLE_RUN = ROOT / "tests" / "ingestion" / "killed_run.py"


def kg(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, cwd=ROOT, **options)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    command = [sys.executable, str(ROOT / "tests" / "bench" / "corpus.py"), str(COUNT)]
    path.write_bytes(subprocess.run(command, capture_output=True, check=True, env={"PYTHONPATH": str(ROOT)}).stdout)
    return path


@pytest.fixture(scope="module")
def clean(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """Return the export of an undisturbed run, and how many seconds the run took."""
    store = tmp_path_factory.mktemp("clean") / "kg-store"
    start = time.monotonic()
    kg("ingest", corpus, "--store", store)
    spent = time.monotonic() - start
    return kg("export", "--format", "nquads", "--with-text", "--store", store).stdout, spent


def test_corpus_gives_agreements(clean: tuple[bytes, float]) -> None:
    assert clean[0].count(b"ontology#Agreement> .") > COUNT // 2


@pytest.mark.parametrize("number", range(RUNS))
def test_killed_and_gone_on(corpus: Path, clean: tuple[bytes, float], tmp_path: Path, number: int) -> None:
    store = tmp_path / "kg-store"
    wanted, seconds = clean
    process = subprocess.Popen([sys.executable, "-m", "kg", "ingest", str(corpus), "--store", str(store)], cwd=ROOT)
    time.sleep(random.Random(number).uniform(0.1, 1.0) * seconds)
    process.kill()
    process.wait()
    lines = set(wanted.splitlines())
    if (store / "meta.json").is_file():
        left = kg("export", "--format", "nquads", "--with-text", "--store", store).stdout.splitlines()
        articles = {line for line in left if b"graph/article/" in line}
        assert articles <= lines, "an article graph is not one of the clean run's"
        assert json.loads(kg("stats", "--json", "--store", store).stdout)["articles"]["in the store"] <= COUNT
    kg("ingest", corpus, "--store", store)
    assert kg("export", "--format", "nquads", "--with-text", "--store", store).stdout == wanted


def sample_run(store: Path, way: str) -> list[str]:
    """Return the command of a run in small portions: journals, loads, transactions and facts follow each other closely."""
    return [sys.executable, str(SAMPLE_RUN), str(store), str(SAMPLES), way]


@pytest.fixture(scope="module")
def clean_sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    store = tmp_path_factory.mktemp("clean") / "s"
    start = time.monotonic()
    subprocess.run(sample_run(store, "bulk"), check=True, capture_output=True, cwd=ROOT)
    spent = time.monotonic() - start
    return kg("export", "--format", "nquads", "--with-text", "--store", store).stdout, spent


@pytest.mark.parametrize("way", ["bulk", "single"])
@pytest.mark.parametrize("number", range(MOMENTS))
def test_killed_again_and_again(clean_sample: tuple[bytes, float], tmp_path: Path, number: int, way: str) -> None:
    """Kill the first run, kill the one that goes on, then let one end."""
    wanted, seconds = clean_sample
    chance = random.Random(f"{way} {number}")
    for _ in range(2):
        with subprocess.Popen(sample_run(tmp_path / "s", way), stdout=subprocess.DEVNULL, cwd=ROOT) as process:
            time.sleep(chance.uniform(0.2, 1.0) * seconds)
            process.kill()
    subprocess.run(sample_run(tmp_path / "s", way), check=True, capture_output=True, cwd=ROOT)
    assert kg("export", "--format", "nquads", "--with-text", "--store", tmp_path / "s").stdout == wanted
