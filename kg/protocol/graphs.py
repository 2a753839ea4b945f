"""Requests of the Graph Store Protocol (reading)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.identity import CONSOLIDATED
from kg.protocol.parameters import absolute_iri, query_fields
from kg.protocol.refusal import refuse

READING: Final = "GET, HEAD, OPTIONS"


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """Which graph is asked for: the default graph (the consolidated facts), or that with the absolute IRI ``iri``."""

    default: bool
    iri: str


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
    if default or named[0] == base_iri + CONSOLIDATED:
        return GraphRequest(True, "")
    return GraphRequest(False, named[0])
