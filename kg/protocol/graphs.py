"""The dataset of an operation as values, and requests of the Graph Store Protocol (reading)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.protocol.operation import Operation
from kg.protocol.parameters import absolute_iri, query_fields
from kg.protocol.refusal import refuse

DEFAULT_GRAPH: Final = ""
"""Stands for the store's graph of consolidated facts in the values of ``dataset``."""
READING: Final = "GET, HEAD, OPTIONS"
_CONSOLIDATED: Final = "graph/consolidated"


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """Which graph is asked for: the default graph (the consolidated facts), or that with the absolute IRI ``iri``."""

    default: bool
    iri: str


def dataset(operation: Operation, base_iri: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the default graphs and named graphs that the operation asks for; None: it names none.

    None means the store's own dataset: the consolidated facts as default graph, all graphs named. Else only the
    graphs given are there, an empty tuple is an empty part (SPARQL 1.1 Query, 13.2). ``<base>graph/consolidated``
    among the default graphs comes back as ``DEFAULT_GRAPH``.
    """
    if not operation.default_graphs and not operation.named_graphs:
        return None
    consolidated = base_iri + _CONSOLIDATED
    default = (DEFAULT_GRAPH if iri == consolidated else iri for iri in operation.default_graphs)
    return tuple(default), operation.named_graphs


def read_graph_request(method: str, query_string: str, path: str, base_iri: str = "") -> GraphRequest:
    """Return the graph that a request names by ``?default``, ``?graph=IRI`` or directly by its path.

    path: what follows the address of the graph store, ``/article/H`` for ``<base>graph/article/H``; "" or "/" where
    nothing follows. Raises Refusal: 405 for writing methods, 400 where not exactly one graph is named.
    """
    if method not in ("GET", "HEAD"):
        raise refuse("method-not-allowed", f"{method[:20]} is not taken here, graphs are read", (("Allow", READING),))
    pairs = query_fields(query_string)
    named = [absolute_iri(value, "graph") for name, value in pairs if name == "graph"]
    named += [absolute_iri(f"{base_iri}graph/{path.strip('/')}", "graph")] if path.strip("/") else []
    default = any(name == "default" for name, _ in pairs)
    if len(named) + default != 1:
        raise refuse("malformed-request", "expected one graph: ?default, ?graph=IRI, or the path of a graph")
    if default or named[0] == base_iri + _CONSOLIDATED:
        return GraphRequest(True, "")
    return GraphRequest(False, named[0])
