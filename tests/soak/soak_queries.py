"""Tens of thousands of queries from a grammar of SPARQL against a served store: each gets a right status, none does any harm.

``KG_SOAK_QUERIES`` sets how many (50,000 if not set). No process of the server is lost for good, no answer tells of the machine, no file is
read and nothing on this machine is connected to.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from queries_kit import asked, harmless
from serving_kit import sample_store

QUERIES = int(os.environ.get("KG_SOAK_QUERIES", "50000"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_store(tmp_path_factory.mktemp("asked"))


@pytest.mark.timeout(7200)
def test_no_query_does_harm(store: Path, tmp_path: Path) -> None:
    harmless(asked(store, tmp_path, QUERIES, seed=1))
