"""The shipped Turtle files: where they lie, and how they come into a store, an rdflib graph or a reasoner."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import DataError
from kg.ontology.terms import ONTOLOGY_GRAPH, RDFS
from kg.resources import shipped

if TYPE_CHECKING:
    from rdflib import Graph

_VOCABULARY = ("agreements.ttl", "schemes.ttl", "topics.ttl", "mappings.ttl")
_SHAPES = "shapes.ttl"


def ontology_files() -> tuple[Path, ...]:
    """Return the files that together are the ontology: core terms, schemes, topics, mappings."""
    return tuple(shipped("ontology") / name for name in _VOCABULARY)


def shapes_file() -> Path:
    """Return the file of SHACL shapes; it is no part of the ontology."""
    return shipped("ontology") / _SHAPES


def load_ontology() -> Graph:
    """Return the whole ontology as a fresh rdflib graph. Raises DataError when a file is malformed."""
    return _load(ontology_files())


def load_shapes() -> Graph:
    """Return the SHACL shapes as a fresh rdflib graph. Raises DataError when the file is malformed."""
    return _load((shapes_file(),))


@cache
def ontology_quads() -> tuple[Quad, ...]:
    """Return what a store keeps of the ontology: sorted quads of ``ONTOLOGY_GRAPH`` without blank nodes.

    Labels, definitions, hierarchies and schemes are all there; lists (property chains, unions, disjointness)
    hang on blank nodes, which may not enter a data store, and stay in the files for reasoners.
    """
    triples = {triple for path in ontology_files() for triple in _parse(path) if _is_ground(triple)}
    return tuple(
        Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY_GRAPH) for triple in sorted(triples, key=str)
    )


def label(term: NamedNode, language: str = "fa") -> str | None:
    """Return the label of a term of the ontology in ``fa`` or ``en``, None when it has none."""
    return _labels().get((term.value, language))


@cache
def _labels() -> dict[tuple[str, str], str]:
    return {
        (quad.subject.value, quad.object.language or ""): quad.object.value
        for quad in ontology_quads()
        if quad.predicate == RDFS("label") and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _is_ground(triple: Triple) -> bool:
    return not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode)


def _parse(path: Path) -> list[Triple]:
    try:
        return [quad.triple for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)]
    except (OSError, SyntaxError, ValueError) as error:
        raise _malformed(path, error) from error


def _load(paths: tuple[Path, ...]) -> Graph:
    """Return the files as one graph; the strict parser looks first, as rdflib's fails without a message on some."""
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    graph = Graph()
    for path in paths:
        _parse(path)
        graph.parse(path, format="turtle")
    return graph


def _malformed(path: Path, error: Exception) -> DataError:
    return DataError(f"cannot be read: {error}", where=str(path), expected="Turtle", todo="restore the shipped file")


def ontology_version() -> str:
    """Return the hex SHA-256 of all that the ontology says."""
    return sha256("\n".join(map(str, ontology_quads())).encode()).hexdigest()
