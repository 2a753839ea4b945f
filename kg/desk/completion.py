"""What the editor can complete: the project's prefixes and the terms of its ontology, with labels and definitions."""

from __future__ import annotations

from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.ontology import PREFIXES, ontology_quads, terms

_KINDS = {
    terms.OWL("Class"): "class",
    terms.OWL("ObjectProperty"): "property",
    terms.OWL("DatatypeProperty"): "property",
    terms.OWL("AnnotationProperty"): "property",
    terms.SKOS("Concept"): "concept",
}
_LABELS = (terms.RDFS("label"), terms.SKOS("prefLabel"))
_TEXTS = (*_LABELS, terms.SKOS("definition"))
_FOREIGN = (
    ("rdf:type", "property", "از رده", "type"),
    ("rdfs:label", "property", "برچسب", "label"),
    ("skos:prefLabel", "property", "برچسب برگزیده", "preferred label"),
    ("skos:altLabel", "property", "برچسب دیگر", "other label"),
    ("skos:broader", "property", "فراتر", "broader"),
    ("dcterms:identifier", "property", "شناسه", "identifier"),
    ("dcterms:isReplacedBy", "property", "جایگزین", "is replaced by"),
    ("schema:headline", "property", "عنوان خبر", "headline"),
    ("schema:datePublished", "property", "روز انتشار", "date published"),
    ("schema:publisher", "property", "ناشر", "publisher"),
    ("schema:url", "property", "نشانی وب", "web address"),
)
"""Terms of others that the data use; the ontology does not describe them."""


def completions() -> dict[str, Any]:
    """Return ``prefixes`` (prefix -> namespace) and ``terms`` as JSON values, the same on every call.

    A term: ``name`` (prefixed), ``iri``, ``kind`` (class, property, concept), ``label`` and ``about``, each [fa, en].
    Sorted by name; terms that are declared and not described are left out.
    """
    return {"prefixes": dict(PREFIXES), "terms": [dict(term) for term in _terms()]}


@cache
def _terms() -> tuple[dict[str, Any], ...]:
    kinds, texts = _read()
    found = (_term(terms.short(iri), iri, kind, texts) for iri, kind in kinds.items())
    own = {term["name"]: term for term in found if any(term["label"])}
    for name, kind, persian, english in _FOREIGN:
        prefix, _, local = name.partition(":")
        iri = PREFIXES[prefix] + local
        own.setdefault(name, {"name": name, "iri": iri, "kind": kind, "label": [persian, english], "about": ["", ""]})
    return tuple(own[name] for name in sorted(own))


def _read() -> tuple[dict[str, str], dict[tuple[str, str, str], str]]:
    """Return IRI -> kind, and (IRI, label or about, language) -> text."""
    kinds, texts = dict[str, str](), dict[tuple[str, str, str], str]()
    for quad in ontology_quads():
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode) and quad.predicate == terms.RDF("type"):
            if value in _KINDS:
                kinds.setdefault(subject.value, _KINDS[value])
        elif isinstance(subject, NamedNode) and isinstance(value, Literal) and quad.predicate in _TEXTS:
            part = "label" if quad.predicate in _LABELS else "about"
            texts.setdefault((subject.value, part, value.language or ""), value.value)
    return kinds, texts


def _term(name: str, iri: str, kind: str, texts: dict[tuple[str, str, str], str]) -> dict[str, Any]:
    label, about = ([texts.get((iri, part, tag), "") for tag in ("fa", "en")] for part in ("label", "about"))
    return {"name": name, "iri": iri, "kind": kind, "label": label, "about": about}
