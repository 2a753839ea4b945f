"""The page of the whole network and the data files that it is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.overview import KINDS, NetworkOverview
from kg.pages import Label, Link, data_script, network_files, page_href, render
from kg.site.folder import Site

TOP = 20
"""Nodes in the table of those that most shortest paths pass by."""
_Href = Callable[[str, str], str]


def write_network(site: Site, overview: NetworkOverview) -> None:
    """Write the whole network's page and its data files."""
    for name, value in network_files(overview):
        site.write(f"{name}.js", data_script(name, value))
    site.write("network.html", render("network.html", root="", **network_values(overview)))


def network_values(overview: NetworkOverview, href: _Href = page_href) -> dict[str, Any]:
    """Return what the page of the network shows beside the drawing, but for the way to the root."""
    return {
        "section": "network",
        "drawn": "data/overview",
        "bridges": list(bridges(overview, href)),
        "sample": overview.standing.sample,
        "communities": len(overview.communities.parts),
        "folded": overview.folded,
        "stale": overview.stale,
        "nodes": len(overview.nodes),
        "edges": len(overview.edges),
    }


def bridges(overview: NetworkOverview, href: _Href = page_href) -> Iterator[tuple[Link, Any]]:
    """Yield the nodes most shortest paths pass by, most first, each with its measures."""
    nodes, standing = overview.nodes, overview.standing
    order = sorted(range(len(nodes)), key=lambda at: (-standing.betweenness[at], -standing.degree[at], at))
    for at in order[:TOP]:
        kind = KINDS[nodes.kind[at]]
        link = Link(href(kind, nodes.id[at]), Label(nodes.fa[at], nodes.en[at]), kind)
        yield link, overview.measure(at)
