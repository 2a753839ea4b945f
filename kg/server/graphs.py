"""The names of graphs as clients use them, and what they are in the store."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import QueryError
from kg.identity import CONSOLIDATED
from kg.store import GraphName, Graphs


def graphs_of(base_iri: str, default: Sequence[str], named: Sequence[str]) -> Graphs:
    """Return the dataset of a query. ``<base>graph/consolidated`` is the default graph of the store.

    Where only one of the two is given, the other is empty, as the protocol has it. Raises QueryError.
    """
    if not default and not named:
        return Graphs()
    return Graphs(
        tuple(graph_of(base_iri, iri) for iri in default),
        tuple(node for iri in named if isinstance(node := graph_of(base_iri, iri), NamedNode)),
    )


def graph_of(base_iri: str, iri: str) -> GraphName:
    """Return the graph of the store that an IRI names. Raises QueryError when it is no IRI."""
    if iri == base_iri + CONSOLIDATED:
        return DefaultGraph()
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri[:100]!r} is no IRI", expected="an absolute IRI") from error
