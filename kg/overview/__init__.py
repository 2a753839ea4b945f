"""The whole of a store in frozen values: its network with positions and communities, and its figures by time and place.

Computed once, apart from any page.
"""

from __future__ import annotations

from kg.overview.figure_places import regions
from kg.overview.figure_quality import FACTS, quality, without
from kg.overview.figure_ranks import rankings
from kg.overview.figure_time import timeline
from kg.overview.figure_values import (
    Bridge,
    Calendar,
    City,
    Counts,
    Coverage,
    Figures,
    Quality,
    Ranked,
    Rankings,
    Region,
    Regions,
    Timeline,
    Year,
)
from kg.overview.figures import figures
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
from kg.overview.survey import CALENDARS, Survey

__all__ = [
    "CALENDARS",
    "FACTS",
    "KINDS",
    "RELATIONS",
    "Bridge",
    "Calendar",
    "City",
    "Concept",
    "Counts",
    "Coverage",
    "Edges",
    "Facets",
    "Figures",
    "Fold",
    "Folding",
    "NetworkOverview",
    "Nodes",
    "Quality",
    "Ranked",
    "Rankings",
    "Region",
    "Regions",
    "Standing",
    "Survey",
    "Timeline",
    "Year",
    "figures",
    "network_overview",
    "overview_of",
    "quality",
    "rankings",
    "regions",
    "timeline",
    "without",
]
