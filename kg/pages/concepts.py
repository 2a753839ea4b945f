"""Labels of nodes and of the concepts of the vocabulary, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import ontology_quads
from kg.ontology.terms import RDFS, SKOS
from kg.pages.values import Label

_CONCEPT = ("https://w3id.org/agreements-kg/scheme/",)


@cache
def shipped_labels() -> dict[str, Label]:
    """Return IRI -> label of all concepts of the shipped ontology."""
    return labels_of(ontology_quads())


def labels_of(quads: Iterable[Quad]) -> dict[str, Label]:
    """Return IRI -> label of all concepts that these quads of an ontology name."""
    found: dict[str, list[Literal]] = {}
    for predicate in (SKOS("prefLabel"), RDFS("label")):
        fresh: dict[str, list[Literal]] = {}
        for quad in quads:
            if quad.predicate == predicate and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                fresh.setdefault(quad.subject.value, []).append(quad.object)
        found = fresh | found
    return {iri: bilingual(labels) for iri, labels in found.items() if iri.startswith(_CONCEPT)}


def bilingual(labels: Iterable[Literal]) -> Label:
    """Return the least label in each language; one without a language counts as Persian."""
    texts: dict[str, str] = {}
    for label in labels:
        language = "en" if (label.language or "").startswith("en") else "fa"
        texts[language] = min(label.value, texts.get(language, label.value))
    return Label(texts.get("fa", ""), texts.get("en", ""))
