"""The sample's site, written once for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages_kit import sample_store

from kg.site import write_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_site(sample_store(), folder)
    return folder
