"""The page of the whole network on a server with its data files."""

from __future__ import annotations

from collections.abc import Iterator

from kg.overview import NetworkOverview
from kg.pages.live_values import Live
from kg.pages.names import live_href
from kg.pages.network_files import network_files
from kg.pages.network_page import network_page
from kg.pages.scripts import data_script


def live_network(overview: NetworkOverview) -> Iterator[tuple[str, str]]:
    """Yield (address below the root of the pages, text) of the page and all its data files."""
    for name, value in network_files(overview, live_href):
        yield f"{name}.js", data_script(name, value)
    yield "network.html", network_page(overview, live_href, live=Live())
