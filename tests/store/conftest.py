"""Two real servers for the tests of this room, each started once; and a cache folder for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import empty, oxigraph, virtuoso

SERVERS = (
    pytest.param("oxigraph", marks=pytest.mark.oxigraph),
    pytest.param("virtuoso", marks=pytest.mark.virtuoso),
)


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep what is derived of stores on servers away from the user's own folders."""
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an Oxigraph server."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Virtuoso server."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(params=SERVERS)
def url(request: pytest.FixtureRequest) -> str:
    """Give the address of an empty server, of each kind in turn."""
    found: str = request.getfixturevalue(f"{request.param}_server")
    empty(found)
    return found
