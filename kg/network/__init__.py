"""The network of cooperation: who is linked to whom through which agreement, with measures and positions.

Every function returns a new value; no graph that is passed in is ever changed.
"""

from __future__ import annotations

from kg.network.around import around
from kg.network.build import cooperation_network, partner_network
from kg.network.measure import SAMPLE_ABOVE, Measures, NodeMeasure, measures
from kg.network.near import neighbourhood
from kg.network.place import Positions, layout
from kg.network.radial import radial
from kg.network.stated import stated_edge

__all__ = [
    "SAMPLE_ABOVE",
    "Measures",
    "NodeMeasure",
    "Positions",
    "around",
    "cooperation_network",
    "layout",
    "measures",
    "neighbourhood",
    "partner_network",
    "radial",
    "stated_edge",
]
