"""The vocabulary: its terms for the program, its files for stores and reasoners, its reference page."""

from __future__ import annotations

from kg.ontology import terms
from kg.ontology.classes import open_classes
from kg.ontology.describe import anchor
from kg.ontology.files import (
    label,
    load_ontology,
    load_shapes,
    ontology_files,
    ontology_quads,
    ontology_version,
    shapes_file,
)
from kg.ontology.reference import reference_page, write_reference
from kg.ontology.terms import ONTOLOGY_GRAPH, PREFIXES, Namespace

__all__ = [
    "ONTOLOGY_GRAPH",
    "PREFIXES",
    "Namespace",
    "anchor",
    "label",
    "load_ontology",
    "load_shapes",
    "ontology_files",
    "ontology_quads",
    "ontology_version",
    "open_classes",
    "reference_page",
    "shapes_file",
    "terms",
    "write_reference",
]
