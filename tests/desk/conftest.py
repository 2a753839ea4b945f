"""One server over the sample, and one browser, for all tests of the query desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from desk_kit import kept_store
from server_kit import Served, serving


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(kept_store(tmp_path_factory.mktemp("desk") / "store"), "--processes", "2") as server:
        yield server


@pytest.fixture
def visit(browser: Any, desk: Served) -> Iterator[Callable[..., Any]]:
    """Open the desk at an address; at the end nothing may have gone wrong and no other host been asked.

    A refusal that the test wants is one of its ``expected`` statuses: browsers write such answers to the console.
    """
    troubles: list[str] = []
    contexts = []

    def visit(fragment: str = "", server: Served = desk, expected: tuple[int, ...] = (), **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "fa-IR", **options})
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()

        def told(message: Any) -> None:
            if not any(f"status of {status}" in message.text for status in expected):
                troubles.append(f"{message.type}: {message.text}")

        page.on("console", told)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}") or dialog.dismiss())
        page.on(
            "request",
            lambda asked: (
                asked.url.startswith((server.url, "data:", "blob:" + server.url)) or troubles.append(asked.url)
            ),
        )
        page.add_init_script(
            "addEventListener('securitypolicyviolation', event => console.error('policy', event.blockedURI))"
        )
        page.goto(server.url + fragment)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []
