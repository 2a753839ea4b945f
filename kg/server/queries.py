"""Answers a SPARQL query of a client: checked, bounded, written by the engine in the format that was asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.protocol import RDF_TYPES, RESULT_TYPES, Format, Operation, lift_dataset, pick, refuse, unname_facts
from kg.query import Checked, check, rewritten, with_limit
from kg.server.graphs import graphs_of
from kg.server.merging import merged
from kg.store import EmbeddedStore, Graphs, Written, written
from kg.workers import Limits, Reply

SMALLEST_ROW = 3
"""Bytes that a row takes at least in any format: below so many times the limit an answer need not be counted."""
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""Calls that give another answer each time."""


def answer_query(store: EmbeddedStore, fields: Mapping[str, Any], limits: Limits) -> Reply:
    """Answer ``text`` for the graphs ``default`` and ``named`` in what ``accept`` or ``format`` asks for.

    Over the limit of rows the answer is a refusal, or with ``partial`` the first rows and a header that says so.
    """
    asked_for = Operation("query", fields["text"], tuple(fields["default"]), tuple(fields["named"]))
    operation = lift_dataset(asked_for)
    operation = unname_facts(operation, store.base_iri)
    query = rewritten(store, check(operation.text))
    asked = query.form in ("SELECT", "ASK")
    format_ = pick(RESULT_TYPES if asked else RDF_TYPES, fields["accept"], fields["format"])
    named = graphs_of(store.base_iri, operation.default_graphs, operation.named_graphs)
    store, graphs = merged(store, named)
    headers = () if _is_stable(query) else (("Cache-Control", "no-store"),)
    if query.form == "SELECT":
        return _rows(store, query, format_, graphs, limits, partial=fields["partial"], headers=headers)
    body, cut = _whole(store, query, format_, graphs, limits, partial=fields["partial"])
    return Reply(body, format_.content_type, headers=(*headers, *_told(limits, cut=cut)))


def _is_stable(query: Checked) -> bool:
    return _VOLATILE.isdisjoint(query.words)


def _rows(  # noqa: PLR0913 - all of one request
    store: EmbeddedStore,
    query: Checked,
    format_: Format,
    graphs: Graphs,
    limits: Limits,
    *,
    partial: bool,
    headers: tuple[tuple[str, str], ...],
) -> Reply:
    """Ask for one row more than allowed: an answer that has it is not whole."""
    text, many = with_limit(query, limits.rows + 1)
    found = _written(store, text, format_, graphs, limits)
    if not many or len(found.body) < SMALLEST_ROW * limits.rows or _count(found.body, format_) <= limits.rows:
        return Reply(found.body, format_.content_type, headers=headers)
    if not partial:
        raise _too_many(limits)
    text, _ = with_limit(query, limits.rows)
    found = _written(store, text, format_, graphs, limits)
    return Reply(found.body, format_.content_type, headers=(*headers, *_told(limits, cut=True)))


def _whole(  # noqa: PLR0913 - all of one request
    store: EmbeddedStore, query: Checked, format_: Format, graphs: Graphs, limits: Limits, *, partial: bool
) -> tuple[bytes, bool]:
    """Return a truth value or triples as bytes, and whether triples were left out."""
    found = _written(store, query.text, format_, graphs, limits)
    if found.count is None or found.count <= limits.rows:
        return found.body, False
    if not partial:
        raise _too_many(limits)
    return _written(store, query.text, format_, graphs, limits, spare=0).body, True


def _written(  # noqa: PLR0913, PLR0917 - all of one request
    store: EmbeddedStore, text: str, format_: Format, graphs: Graphs, limits: Limits, spare: int = 1
) -> Written:
    results = format_.writer if isinstance(format_.writer, QueryResultsFormat) else QueryResultsFormat.JSON
    triples = format_.writer if isinstance(format_.writer, RdfFormat) else RdfFormat.TURTLE
    most = limits.rows + spare
    return written(store, text, results, triples, graphs=graphs, most=most, size=limits.size)


def _count(body: bytes, format_: Format) -> int:
    """Return the rows of an answer, read again."""
    writer = format_.writer
    if not isinstance(writer, QueryResultsFormat):
        return 0
    if writer == QueryResultsFormat.TSV:
        return body.count(b"\n") - 1
    if writer == QueryResultsFormat.CSV:
        return sum(1 for _ in csv.reader(io.StringIO(body.decode("utf-8"), newline=""))) - 1
    solutions = pyoxigraph.parse_query_results(io.BytesIO(body), format=writer)
    return sum(1 for _ in solutions) if isinstance(solutions, pyoxigraph.QuerySolutions) else 0


def _too_many(limits: Limits) -> Exception:
    return refuse("row-limit", f"the answer has more than {limits.rows} rows; add a LIMIT, or pass partial=1")


def _told(limits: Limits, *, cut: bool) -> tuple[tuple[str, str], ...]:
    return (("KG-Partial", f"rows={limits.rows}"),) if cut else ()
