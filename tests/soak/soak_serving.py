"""A served store in a storm: hundreds of thousands of good, bad and hostile requests, and it is as it was before.

``KG_SOAK_REQUESTS`` sets how many (200,000 if not set). No answer is a 5xx but 503 ``busy`` to a question that asks for far too much;
good requests are answered right, all of them; memory is flat; no process and no descriptor is left over.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from serving_kit import calm, sample_store, weathered

REQUESTS = int(os.environ.get("KG_SOAK_REQUESTS", "200000"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_store(tmp_path_factory.mktemp("served"))


@pytest.mark.timeout(7200)
def test_a_storm_leaves_nothing_behind(store: Path) -> None:
    calm(weathered(store, REQUESTS, seed=1))
