"""What all tests share: property tests that give the same examples every time, optional programs, and servers."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sparql_servers import oxigraph, virtuoso
from tools import PROGRAMS, require, required

settings.register_profile(
    "ci", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")
os.environ.setdefault("KG_JOBS", "0")  # workers take a second to start; the tests about them ask for them
gc.set_threshold(50_000, 20, 20)  # by default, looking through the lexicons in memory takes a fifth of all the time
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # each run of HermiT is short


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is derived of stores on servers away from the user's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("KG_CACHE_DIR", str(folder))
        yield folder


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


def _tools_of(item: pytest.Item) -> list[str]:
    return [tool for tool in sorted(PROGRAMS) if item.get_closest_marker(tool)]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ask for the programs a test is marked with, before it runs."""
    for tool in _tools_of(item):
        require(tool)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under KG_REQUIRE_TOOLS, turn a skip of a test that needs an optional program into a failure."""
    report = yield
    if report.skipped and required() and _tools_of(item) and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although KG_REQUIRE_TOOLS is set: {report.longrepr}"
    return report


BROWSER = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Chromium; not for longer than a module, for no other event loop can run beside it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=require("browser"), args=BROWSER, headless=True)
        yield started
        started.close()
