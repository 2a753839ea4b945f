"""The whole of a store in frozen values: its network with positions and communities, and its figures by time and place.

Computed once, apart from any page, and turned into JSON and back, so that a site or a server can keep it.
"""

from __future__ import annotations

from kg.overview.figure_json import as_json as figures_as_json
from kg.overview.figure_json import from_json as figures_from_json
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
from kg.overview.network_json import as_json, from_json
from kg.overview.network_reading import read_network
from kg.overview.network_renewing import differing, renewed, renewed_of
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
    "as_json",
    "differing",
    "figures",
    "figures_as_json",
    "figures_from_json",
    "from_json",
    "network_overview",
    "overview_of",
    "quality",
    "rankings",
    "read_network",
    "regions",
    "renewed",
    "renewed_of",
    "timeline",
    "without",
]
