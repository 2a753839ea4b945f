"""The whole of a store in frozen values: its network with positions and communities, and its figures by time and place.

Computed once, apart from any page, and turned into JSON and back, so that a site or a server can keep it.
"""

from __future__ import annotations

from kg.overview.network import network_overview, overview_of
from kg.overview.network_values import (
    KINDS,
    RELATIONS,
    Concept,
    Edges,
    Facets,
    Fold,
    Folding,
    NetworkOverview,
    Nodes,
    Standing,
)

__all__ = [
    "KINDS",
    "RELATIONS",
    "Concept",
    "Edges",
    "Facets",
    "Fold",
    "Folding",
    "NetworkOverview",
    "Nodes",
    "Standing",
    "network_overview",
    "overview_of",
]
