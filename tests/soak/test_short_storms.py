"""The storms of ``soak_serving.py`` and ``soak_queries.py`` in short form, with other seeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from queries_kit import asked, harmless
from serving_kit import calm, sample_store, weathered

REQUESTS, QUERIES = 3_000, 800


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_store(tmp_path_factory.mktemp("storms"))


def test_short_storm_of_requests(store: Path) -> None:
    calm(weathered(store, REQUESTS, seed=3))


def test_short_storm_of_queries(store: Path, tmp_path: Path) -> None:
    harmless(asked(store, tmp_path, QUERIES, seed=3))
