"""The sample store, with its doubtful pair, judgements, correction and republication."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_graph import sample_quads

from kg.store import Store, open_store


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None, "write") as opened:
        opened.load_quads(sample_quads())
        yield opened
