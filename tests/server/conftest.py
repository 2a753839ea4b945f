"""One server over the shipped articles for all tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from server_kit import Served, made_store, serving


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("served") / "store")


@pytest.fixture(scope="session")
def served(made: Path) -> Iterator[Served]:
    with serving(made) as server:
        yield server
