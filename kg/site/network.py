"""The page of the whole network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from kg.network import Measures, layout
from kg.pages import Label, Link, data_script, drawing, page_href, render
from kg.site.folder import Site

TOP = 20


def write_network(site: Site, graph: nx.MultiDiGraph, measures: Measures) -> None:
    """Write the whole network's page and its drawing."""
    linked = graph.subgraph([node for node in graph if graph.degree(node)])
    drawn = drawing(linked, layout(linked), lambda node: _label(graph, node))
    site.write("data/network.js", data_script("data/network", {"drawing": drawn}))
    values = {"drawn": "data/network", "communities": measures.communities, "section": "network"}
    page = render("network.html", root="", bridges=list(bridges(graph, measures)), sample=measures.sample, **values)
    site.write("network.html", page)


def bridges(graph: nx.MultiDiGraph, measures: Measures) -> Iterator[tuple[Link, Any]]:
    """Yield the nodes most shortest paths pass by, most first."""
    ranked = sorted(measures, key=lambda item: (-item.betweenness, -item.degree, item.node))
    for item in ranked[:TOP]:
        kind = graph.nodes[item.node]["kind"]
        yield Link(page_href(kind, item.node), _label(graph, item.node), kind), item


def _label(graph: nx.MultiDiGraph, node: str) -> Label:
    data = graph.nodes[node]
    return Label(data["label_fa"], data["label_en"])
