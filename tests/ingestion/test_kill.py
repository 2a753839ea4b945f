"""kill -9 at any moment loses nothing committed and leaves nothing half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killed_run import Sample, numbered
from pyoxigraph import Quad

from kg.identity import RUNS, STATE
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDF
from kg.store import Store, open_store

SCRIPT = Path(__file__).parent / "killed_run.py"
COUNT = 60
MOMENTS = [*sorted(random.Random(20211004).sample(range(COUNT), 5)), "consolidating"]


def facts(store: Store) -> list[str]:
    own = {store.base_iri + RUNS, store.base_iri + STATE}
    return sorted(str(quad) for quad in store.quads() if getattr(quad.graph_name, "value", "") not in own)


@pytest.fixture(scope="module")
def undisturbed() -> list[str]:
    with open_store() as store:
        ingest(store, numbered(COUNT, aloud=False), load_lexicon(), extractor=Sample())
        return facts(store)


def killed_at(folder: Path, moment: str) -> int:
    """Run the program, kill it a little after it printed the moment; return the number of lines it had begun."""
    command = [sys.executable, str(SCRIPT), str(folder), str(COUNT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=SCRIPT.parents[2]) as process:
        assert process.stdout is not None
        begun = 0
        for line in process.stdout:
            begun += line.strip().isdigit()
            if line.strip() == moment:
                break
        time.sleep(random.Random(moment).random() / 100)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    return begun


def articles(store: Store) -> list[Quad]:
    return list(store.quads(None, RDF("type"), AGR("Article")))


@pytest.mark.parametrize("moment", [str(moment) for moment in MOMENTS])
def test_a_killed_run_is_resumed_to_the_same_bytes(moment: str, tmp_path: Path, undisturbed: list[str]) -> None:
    begun = killed_at(tmp_path / "s", moment)
    with open_store(tmp_path / "s", "write") as store:
        kept = articles(store)
        assert len(kept) >= begun - 1
        assert not list(store.quads(None, AGR("pendingArticle")))
        for quad in kept:
            assert list(store.quads(quad.subject, AGR("text")))
        report = ingest(store, numbered(COUNT, aloud=False), load_lexicon(), extractor=Sample())
        assert report.unchanged == len(kept)
        assert facts(store) == undisturbed
