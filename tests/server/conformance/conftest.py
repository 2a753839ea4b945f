"""Servers for the tests of conformance: one that takes updates, one that is only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from served_kit import Served, filled, running


@pytest.fixture(scope="session")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Yield a server that takes updates with ``TOKEN``."""
    with running(filled(tmp_path_factory.mktemp("writable")), "--writable") as served:
        yield served


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Yield a server that is only read, with a limit of 50 rows."""
    with running(
        filled(tmp_path_factory.mktemp("reading")), "--rows", "50", "--cors", "https://pages.example"
    ) as served:
        yield served
