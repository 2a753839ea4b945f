"""A local site for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from servers import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one
