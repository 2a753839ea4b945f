"""What the page of the whole network shows beside the drawing, and that page on a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.network import NodeMeasure
from kg.overview import KINDS, NetworkOverview
from kg.pages.names import page_href
from kg.pages.rendering import render
from kg.pages.values import Label, Link

TOP = 20
"""Nodes in the table of those that most shortest paths pass by."""
_Href = Callable[[str, str], str]


def network_page(overview: NetworkOverview, href: _Href = page_href, **extra: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return the page of the network as HTML. href: (kind, local id) -> address; extra: further values for it."""
    return render("network.html", root="", **_values(overview, href), **extra)


def _values(overview: NetworkOverview, href: _Href = page_href) -> dict[str, Any]:
    """Return what the page of the network shows beside the drawing, but for the way to the root."""
    return {
        "section": "network",
        "drawn": "data/overview",
        "bridges": list(_bridges(overview, href)),
        "sample": overview.standing.sample,
        "communities": len(overview.communities.parts),
        "folded": overview.folded,
        "nodes": len(overview.nodes),
        "edges": len(overview.edges),
    }


def _bridges(overview: NetworkOverview, href: _Href = page_href) -> Iterator[tuple[Link, NodeMeasure]]:
    """Yield the nodes most shortest paths pass by, most first, each with its measures."""
    nodes, standing = overview.nodes, overview.standing
    order = sorted(range(len(nodes)), key=lambda at: (-standing.betweenness[at], -standing.degree[at], at))
    for at in order[:TOP]:
        kind = KINDS[nodes.kind[at]]
        link = Link(href(kind, nodes.id[at]), Label(nodes.fa[at], nodes.en[at]), kind)
        yield link, overview.measure(at)
