"""The one edge that a participation, signature or tenure states."""

from __future__ import annotations

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode

from kg.network.build import network_of
from kg.ontology.terms import AGR
from kg.store import Store

_MOST = 8
"""Nodes around one statement that are looked at; there are two or three."""


def stated_edge(store: Store, key: str) -> nx.MultiDiGraph:
    """Return the network of one edge and its two ends, without edges where the key states none."""
    node = NamedNode(store.base_iri + key)
    ends: list[object] = [quad.subject for quad in store.quads(None, None, node, DefaultGraph())]
    for quad in store.quads(node, None, None, DefaultGraph()):
        if quad.predicate in (AGR("participant"), AGR("signedBy")):
            ends.append(quad.object)
        elif quad.predicate == AGR("tenureOf") and isinstance(quad.object, NamedNode):
            ends += [post.object for post in store.quads(quad.object, AGR("postIn"), None, DefaultGraph())]
    names = [one.value.removeprefix(store.base_iri) for one in ends if isinstance(one, NamedNode)]
    return network_of(store, names[:_MOST], {key})
