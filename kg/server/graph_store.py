"""``/graph``: the SPARQL 1.1 Graph Store HTTP Protocol, for reading one graph as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import DefaultGraph, QueryResultsFormat, RdfFormat

from kg.protocol import RDF_TYPES, pick, refuse
from kg.server.graphs import graph_of
from kg.store import EmbeddedStore, GraphName, Graphs, Written, written
from kg.workers import Limits, Reply

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def answer_graph(store: EmbeddedStore, fields: Mapping[str, Any], limits: Limits) -> Reply:
    """Answer the triples of the graph ``iri`` ("": the consolidated facts), sorted.

    Over the limit of rows the answer is a refusal, or with ``partial`` the first triples and a header that says so.
    """
    format_ = pick(RDF_TYPES, fields["accept"], fields["format"])
    writer = format_.writer
    assert isinstance(writer, RdfFormat)  # noqa: S101 - all of RDF_TYPES
    name = graph_of(store.base_iri, fields["iri"]) if fields["iri"] else DefaultGraph()
    found = _written(store, name, writer, limits, limits.rows)
    if not found.count and fields["iri"]:
        raise refuse("unknown-graph", f"the store has no graph <{fields['iri'][:100]}>")
    if (found.count or 0) <= limits.rows:
        return Reply(found.body, format_.content_type)
    if not fields["partial"]:
        raise refuse("row-limit", f"the graph has more than {limits.rows} triples; ask with SPARQL, or pass partial=1")
    found = _written(store, name, writer, limits, limits.rows - 1)
    return Reply(found.body, format_.content_type, headers=(("KG-Partial", f"rows={limits.rows}"),))


def _written(store: EmbeddedStore, name: GraphName, writer: RdfFormat, limits: Limits, most: int) -> Written:
    """Return the graph as bytes: at most ``most`` + 1 triples."""
    graphs = Graphs((name,), ())
    return written(store, _ALL, QueryResultsFormat.JSON, writer, graphs=graphs, most=most, size=limits.size)
