"""The vocabulary: its terms for the program, its files for stores and reasoners, its reference page."""

from __future__ import annotations

from kg.ontology import terms
from kg.ontology.terms import ONTOLOGY_GRAPH, PREFIXES, Namespace

__all__ = ["ONTOLOGY_GRAPH", "PREFIXES", "Namespace", "terms"]
