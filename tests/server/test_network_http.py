"""The whole network on a server: said to be coming, then there, with its data; kept, renewed, given up on."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from server_kit import Answer, Served, serving

from kg.server.overviews import Overviews
from kg.store import open_store

SAMPLE = Path(__file__).parent.parent / "data" / "small.trig"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("network") / "store"
    with open_store(folder, "write") as store:
        store.load_quads(pyoxigraph.parse(SAMPLE.read_bytes(), format=RdfFormat.TRIG))
    with serving(folder, "--rate", "0") as running:
        yield running


def there(served: Served) -> Answer:
    """Return the page once it is there."""
    for _ in range(600):
        answer = served.ask("/pages/network.html")
        if answer.status == 200:
            return answer
        assert answer.status == 503
        assert answer.headers["retry-after"]
        assert answer.headers["cache-control"] == "no-store"
        assert 'http-equiv="refresh"' in answer.text
        time.sleep(0.1)
    raise AssertionError("the network never came")


def test_the_network_comes_with_its_data(served: Served) -> None:
    page = there(served)
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "live.js" in page.text
    answer = served.ask("/pages/data/overview.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    found = re.fullmatch(r'kgData\("data/overview",(.*)\);\n', answer.text, re.DOTALL)
    assert found
    nodes = json.loads(found[1])["nodes"]
    for href in nodes["href"]:
        assert served.ask(f"/pages/{href}").status == 200
    packed = served.ask("/pages/data/overview.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == answer.body
    again = served.ask("/pages/data/overview.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "name",
    [
        "-provinces.js",
        "/c0.js",
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/network.html",
        "/c0.js.gz",
        "x.js",
        "/wherezz.js",
    ],
)
def test_what_is_no_file_of_it_is_not_found(served: Served, name: str) -> None:
    there(served)
    assert served.ask(f"/pages/data/overview{name}").status == 404


def test_pages_lead_to_the_network(served: Served) -> None:
    assert 'href="network.html"' in served.ask("/pages/").text


async def settled(overviews: Overviews, version: str) -> bytes | None:
    """Return the page after what asking for it set off is done."""
    await overviews.file(version, "network.html")
    if overviews._task is not None:
        await overviews._task
    return await overviews.file(version, "network.html")


def test_it_is_computed_again_for_another_version_but_not_all_the_time() -> None:
    now = 0.0

    async def run() -> list[bytes]:
        nonlocal now
        overviews = Overviews(Path("nowhere"), lambda: now, "overview_work:quick")
        found = []
        for version, at in (("one", 0.0), ("two", 1.0), ("two", 61.0), ("two", 200.0)):
            now = at
            page = await settled(overviews, version)
            assert page is not None
            found.append(gzip.decompress(page))
        home = Path(overviews._ready).parent
        assert [path.name for path in home.iterdir()] == ["two"]
        await overviews.close()
        assert not home.exists()
        return found

    assert asyncio.run(run()) == [b"one", b"one", b"two", b"two"]


def test_what_cannot_be_computed_is_said_and_not_tried_again_and_again() -> None:
    async def run() -> None:
        overviews = Overviews(Path("nowhere"), work="overview_work:failing")
        assert await settled(overviews, "one") is None
        assert overviews.failed
        first = overviews._task
        assert await overviews.file("one", "network.html") is None
        assert overviews._task is first
        await overviews.file("two", "network.html")
        assert overviews._task is not first
        await overviews.close()

    asyncio.run(run())


def test_closing_ends_what_is_being_computed() -> None:
    async def run() -> None:
        overviews = Overviews(Path("nowhere"), work="overview_work:quick")
        assert await overviews.file("one", "network.html") is None
        await overviews.close()
        assert overviews._task is not None
        assert overviews._task.done()

    asyncio.run(run())
