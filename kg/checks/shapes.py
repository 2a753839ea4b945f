"""SHACL: are the facts of a store whole and well formed? pySHACL is the reference engine.

SHACL: https://www.w3.org/TR/shacl/ (results: section 3.6.2, severities: 2.1.4). SPARQL constraints are answered apart.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from kg.checks.constraints import SHACL, sparql_breaches
from kg.checks.findings import Finding, ValidationReport
from kg.checks.graphs import checked_graph
from kg.errors import DataError
from kg.ontology import load_shapes
from kg.ontology.terms import AGR, OA, short

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kg.store import Store

SHAPES = "https://w3id.org/agreements-kg/shapes#"
_LAST = 1 << 30


def validate(store: Store, only: Sequence[str] = ()) -> ValidationReport:
    """Check the consolidated facts and article graphs of a store against the shipped shapes.

    only: names of node shapes (``Agreement``, ``Evidence`` …) to which the check is limited.
    """
    return validate_graph(checked_graph(store), only)


def validate_graph(graph: Graph, only: Sequence[str] = ()) -> ValidationReport:
    """Check a graph that already holds data and ontology together; see ``validate``."""
    import pyshacl  # noqa: PLC0415 - slow to import

    shapes = _without_sparql(tuple(only))
    with _quiet("rdflib.term"):
        _, results, text = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    if not hasattr(results, "objects"):
        raise DataError(f"the shapes cannot be run: {text}", where="shapes.ttl", todo="restore the file")
    found = [*_findings(results, shapes, graph), *_breaches(only, graph)]
    return ValidationReport(tuple(sorted(found, key=lambda finding: finding.order)), len(graph))


@cache
def _shapes_graph(only: tuple[str, ...]) -> Graph:
    """Return the shapes; all but those of ``only`` lose their targets, so that they are used, but check nothing.

    pySHACL's own ``use_shapes`` (0.40) finds nothing in property shapes that have an IRI.
    """
    from rdflib import URIRef  # noqa: PLC0415 - slow to import

    graph = load_shapes()
    wanted = {URIRef(SHAPES + name) for name in only}
    for target in ("targetClass", "targetSubjectsOf"):
        for shape in set(graph.subjects(URIRef(SHACL + target), None)):
            if wanted and shape not in wanted:
                graph.remove((shape, URIRef(SHACL + target), None))
    return graph


@cache
def _without_sparql(only: tuple[str, ...]) -> Graph:
    """Return the shapes for pySHACL: ``kg.checks.constraints`` answers the SPARQL constraints."""
    from rdflib import Graph, URIRef  # noqa: PLC0415

    graph = Graph() + _shapes_graph(only)
    graph.remove((None, URIRef(SHACL + "sparql"), None))
    return graph


def _breaches(only: Sequence[str], graph: Graph) -> Iterator[Finding]:
    from rdflib import URIRef  # noqa: PLC0415

    shapes = _shapes_graph(tuple(only))
    for breach in sparql_breaches(shapes, graph):
        messages = _messages(shapes, URIRef(breach.constraint))
        quote, article = _evidence(graph, URIRef(breach.focus), None)
        yield Finding(
            severity="violation",
            shape=breach.constraint.removeprefix(SHAPES),
            focus=breach.focus,
            path="",
            value=breach.value,
            message_fa=messages.get("fa", ""),
            message_en=messages.get("en", ""),
            quote=quote,
            article=article,
        )


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep rdflib from logging each ill-typed literal: the shapes report them."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _findings(results: Graph, shapes: Graph, graph: Graph) -> Iterator[Finding]:
    from rdflib import URIRef  # noqa: PLC0415 - slow to import

    def one(result: Node, name: str) -> Node | None:
        return next(results.objects(result, URIRef(SHACL + name)), None)

    for result in results.objects(None, URIRef(SHACL + "result")):
        focus, path = one(result, "focusNode"), one(result, "resultPath")
        source = one(result, "sourceShape")
        messages = _messages(shapes, source)
        quote, article = _evidence(graph, focus, path)
        value = one(result, "value")
        yield Finding(
            severity=str(one(result, "resultSeverity")).removeprefix(SHACL).lower(),
            shape=str(source).removeprefix(SHAPES),
            focus=str(focus),
            path="" if path is None else _path(results, path),
            value=None if value is None else str(value),
            message_fa=messages.get("fa", ""),
            message_en=messages.get("en", ""),
            quote=quote,
            article=article,
        )


def _messages(shapes: Graph, source: Node | None) -> dict[str, str]:
    """Return the messages of a shape or constraint by language."""
    from rdflib import URIRef  # noqa: PLC0415

    found = shapes.objects(source, URIRef(SHACL + "message"))
    return {getattr(text, "language", None) or "": str(text) for text in found}


def _path(results: Graph, path: Node) -> str:
    """Return a SHACL property path in SPARQL's notation."""
    from rdflib import RDF, BNode, URIRef  # noqa: PLC0415

    if not isinstance(path, BNode):
        return short(str(path))
    if (path, RDF.first, None) in results:
        return "/".join(_path(results, step) for step in results.items(path))
    inverse = results.value(path, URIRef(SHACL + "inversePath"))
    if inverse is not None:
        return "^" + _path(results, inverse)
    choice = results.value(path, URIRef(SHACL + "alternativePath"))
    return "(" + "|".join(_path(results, step) for step in results.items(choice)) + ")" if choice else ""


def _evidence(graph: Graph, focus: Node | None, path: Node | None) -> tuple[str | None, str | None]:
    """Return the best quote behind a node and the IRI of its article: that of the property first, then by rank."""
    from rdflib import URIRef  # noqa: PLC0415

    quote, source = URIRef(AGR.base + "quote"), URIRef(OA.base + "hasSource")
    if focus is None:
        return None, None
    nodes = [*graph.objects(focus, URIRef(AGR.base + "evidence")), focus]
    quoted = [node for node in nodes if (node, quote, None) in graph]
    if not quoted:
        return None, None
    best = min(quoted, key=lambda node: _rank(graph, node, path))
    article = graph.value(best, source, any=True)
    return str(graph.value(best, quote, any=True)), None if article is None else str(article)


def _rank(graph: Graph, node: Node, path: Node | None) -> tuple[bool, int, str]:
    from rdflib import URIRef  # noqa: PLC0415

    supports = graph.value(node, URIRef(AGR.base + "onProperty"), any=True)
    ordinal = str(graph.value(node, URIRef(AGR.base + "ordinal"), any=True))
    rank = int(ordinal) if ordinal.isascii() and ordinal.isdigit() else _LAST
    return path is None or supports != path, rank, str(node)
