"""Comunica, installed from the npm registry as its lock file pins it, as a client of a running server."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from served_kit import DATA, Served
from tools import required

from kg.settings import BASE_IRI

CLIENT = Path(__file__).parents[1] / "comunica"
FA = """SELECT ?v WHERE { GRAPH <http://x/terms> { <http://x/fa> <http://x/value> ?v } }"""
JOIN = """SELECT ?s ?n WHERE { VALUES ?g { <%s> } GRAPH ?g { ?s a ?t } OPTIONAL { ?s <http://x/none> ?n } }"""
FACTS = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"


@pytest.fixture(scope="module")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the client into a folder of its own, as the lock file says; without a registry the tests are skipped."""
    folder = tmp_path_factory.mktemp("comunica")
    for path in CLIENT.iterdir():
        shutil.copy(path, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=280, check=False)
    if done.returncode:
        message = f"npm cannot install Comunica: {done.stderr[-300:]}"
        if required():
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    return folder


def asked(folder: Path, served: Served, *queries: str) -> list[Any]:
    """Return the answers, two for each query."""
    command = ["node", "ask.mjs", served.sparql, *queries]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-1000:]
    answers = json.loads(done.stdout)
    assert isinstance(answers, list)
    return answers


@pytest.mark.npm
@pytest.mark.node
@pytest.mark.timeout(400)
def test_comunica_asks_and_finds_the_endpoint_by_itself(reading: Served, comunica: Path) -> None:
    rows, found, truth, found_truth, joined, found_joined, facts, found_facts = asked(
        comunica, reading, FA, "ASK { GRAPH ?g { ?s ?p ?o } }", JOIN % f"{DATA}1.rdf", FACTS
    )
    texts = sorted(row["v"][1] for row in rows)
    assert texts == sorted(["تفاهم\u200cنامه", "گ", "ي ك"])
    assert {row["v"][2] for row in rows} == {"", "fa", "fa-arab"}
    assert sorted(map(str, found)) == sorted(map(str, rows))
    assert (truth, found_truth) == (True, True)
    assert joined == found_joined == [{"s": ["NamedNode", f"{DATA}1.rdf", "", ""]}]
    assert [term[1] for term in facts[0]][::2] == [f"{BASE_IRI}agreement/1", "http://x/Agreement"]
    assert len(facts) == len(found_facts) == 1
