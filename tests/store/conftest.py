"""An empty server of each kind."""

from __future__ import annotations

import pytest
from sparql_servers import SERVERS, empty


@pytest.fixture(params=SERVERS)
def url(request: pytest.FixtureRequest) -> str:
    """Give the address of an empty server, of each kind in turn."""
    found: str = request.getfixturevalue(f"{request.param}_server")
    empty(found)
    return found
