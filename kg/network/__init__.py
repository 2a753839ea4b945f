"""The network of cooperation: who is linked to whom through which agreement, with measures and positions.

Every function returns a new value; no graph that is passed in is ever changed.
"""

from __future__ import annotations

from kg.network.around import around, linked
from kg.network.build import cooperation_network, partner_network
from kg.network.measure import SAMPLE_ABOVE, Measures, NodeMeasure, communities_of, measures
from kg.network.mesh import centred, discs, mesh_layout, spiral
from kg.network.near import neighbourhood
from kg.network.paths import Arcs, Ints, arcs_of, betweenness
from kg.network.place import Points, Positions, layout
from kg.network.radial import radial

__all__ = [
    "SAMPLE_ABOVE",
    "Arcs",
    "Ints",
    "Measures",
    "NodeMeasure",
    "Points",
    "Positions",
    "arcs_of",
    "around",
    "betweenness",
    "centred",
    "communities_of",
    "cooperation_network",
    "discs",
    "layout",
    "linked",
    "measures",
    "mesh_layout",
    "neighbourhood",
    "partner_network",
    "radial",
    "spiral",
]
