"""The page of the whole network."""

from __future__ import annotations

import networkx as nx

from kg.network import layout
from kg.pages import Label, data_script, drawing, render
from kg.site.folder import Site
from kg.site.state import State

TOP = 20


def write_network(site: Site, state: State, graph: nx.MultiDiGraph, communities: int) -> None:
    """Write the whole network's page and its drawing."""
    linked = graph.subgraph([node for node in graph if graph.degree(node)])
    drawn = drawing(linked, layout(linked), lambda node: _label(graph, node))
    site.write("data/network.js", data_script("data/network", {"drawing": drawn}))
    values = {"drawn": "data/network", "communities": communities, "section": "network"}
    page = render("network.html", root="", bridges=state.bridges(TOP), sample=state.sample(), **values)
    site.write("network.html", page)


def _label(graph: nx.MultiDiGraph, node: str) -> Label:
    data = graph.nodes[node]
    return Label(data["label_fa"], data["label_en"])
