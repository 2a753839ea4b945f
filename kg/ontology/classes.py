"""The ontology as Python classes, through owlready2.

owlready2 cannot read multi-line Turtle and shares one database by default; it is given N-Triples and a world
of its own in memory, so that two callers never meet ("database is locked").
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.ontology.files import load_ontology
from kg.ontology.terms import AGR

if TYPE_CHECKING:
    from rdflib import Graph


def open_classes(graph: Graph | None = None) -> Any:  # noqa: ANN401 - owlready2 has no types
    """Return the ontology (or the given graph) as an ``owlready2.Ontology`` in an isolated world.

    ``open_classes().Agreement`` is a Python class; ``.world`` holds individuals and runs reasoners.
    """
    import owlready2  # noqa: PLC0415 - slow to import

    triples = (load_ontology() if graph is None else graph).serialize(format="nt", encoding="utf-8")
    ontology = owlready2.World().get_ontology(AGR.base)
    return ontology.load(fileobj=BytesIO(triples), format="ntriples")
