"""The concepts of the schemes, as the ontology names them; a store need not hold the ontology to use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.language import search_text
from kg.ontology import ontology_quads
from kg.ontology.terms import PREFIXES, SKOS
from kg.query.matching import fitting
from kg.query.naming import SCHEMES
from kg.textindex import Asked, Hit


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. id: its prefixed name (``topic:water``); names: (label, language), preferred ones first.

    folded: what it may be called, its id without the prefix among it.
    """

    iri: str
    id: str
    names: tuple[tuple[str, str], ...]
    folded: tuple[str, ...]


@cache
def concepts(scheme: str) -> tuple[Concept, ...]:
    """Return the concepts of a scheme of ``SCHEMES``, sorted by IRI."""
    prefix = SCHEMES[scheme]
    names: dict[str, dict[tuple[str, str], None]] = {}
    for predicate in (SKOS("prefLabel"), SKOS("altLabel")):
        for iri, name in sorted(_labels(predicate, PREFIXES[prefix])):
            names.setdefault(iri, {})[name] = None
    return tuple(_concept(iri, prefix, tuple(found)) for iri, found in sorted(names.items()))


def _concept(iri: str, prefix: str, names: tuple[tuple[str, str], ...]) -> Concept:
    local = iri.removeprefix(PREFIXES[prefix])
    folded = dict.fromkeys(search_text(text) for text in (*(name for name, _ in names), local))
    return Concept(iri, f"{prefix}:{local}", names, tuple(folded))


def _labels(predicate: NamedNode, namespace: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for quad in ontology_quads():
        node, label = quad.subject, quad.object
        if quad.predicate != predicate or not isinstance(node, NamedNode) or not isinstance(label, Literal):
            continue
        if node.value.startswith(namespace):
            yield node.value, (label.value, label.language or "")


def concept_hits(asked: Asked, typed: str, scheme: str) -> tuple[Hit, ...]:
    """Return the concepts one of whose labels, in any language, or whose id fits what is typed; in no order.

    An id may be typed with its prefix and without, and either may be unfinished.
    """
    typed, fits = typed.strip().lower(), fitting(asked)
    found = ((one, [text for text in one.folded if fits(text)]) for one in concepts(scheme))
    return tuple(hit for one, texts in found if (hit := _hit(one, texts, asked.key, typed, scheme)))


def _hit(concept: Concept, found: list[str], key: str, typed: str, scheme: str) -> Hit | None:
    if ":" in typed and concept.id.startswith(typed):
        found = [*found, concept.folded[-1]]
    if not found:
        return None
    whole = concept.id == typed or any(text.replace(" ", "") == key for text in found)
    return Hit(concept.iri, scheme, 0 if whole else 2, -1 / (1 + min(map(len, found))))
