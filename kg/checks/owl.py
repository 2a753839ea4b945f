"""The OWL structure of a graph as plain sets: declarations, uses, chains, what is not simple."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_BUILT_IN = (_OWL, _RDF, _RDFS)
_SIMPLE_KINDS = {
    "FunctionalProperty": "functional",
    "InverseFunctionalProperty": "inverse functional",
    "IrreflexiveProperty": "irreflexive",
    "AsymmetricProperty": "asymmetric",
}
_COUNTING = ("cardinality", "minCardinality", "maxCardinality", "qualifiedCardinality")
_COUNTING_QUALIFIED = ("minQualifiedCardinality", "maxQualifiedCardinality", "hasSelf")


@dataclass(slots=True)
class Vocabulary:
    """Terms by IRI. chains: (property, steps), inverses counted as the property itself (they are ordered alike)."""

    classes: set[str] = field(default_factory=set)
    datatypes: set[str] = field(default_factory=set)
    object: set[str] = field(default_factory=set)
    data: set[str] = field(default_factory=set)
    annotation: set[str] = field(default_factory=set)
    used_properties: set[str] = field(default_factory=set)
    used_classes: set[str] = field(default_factory=set)
    data_ranges: set[tuple[str, str]] = field(default_factory=set)
    values: set[tuple[str, bool]] = field(default_factory=set)
    needs_simple: set[tuple[str, str]] = field(default_factory=set)
    chains: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    composite: set[str] = field(default_factory=set)
    edges: dict[str, set[str]] = field(default_factory=dict)

    def leads_to(self, start: str, goal: str) -> bool:
        """Say whether a path of sub-property and chain edges leads from one property to the other."""
        seen, waiting = {start}, [start]
        while waiting:
            for following in self.edges.get(waiting.pop(), set()):
                if following == goal:
                    return True
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return False


def read_vocabulary(graph: Graph) -> Vocabulary:
    """Collect everything from one graph."""
    words = Vocabulary()
    _declarations(graph, words)
    _uses(graph, words)
    _chains(graph, words)
    _simple_places(graph, words)
    return words


def _declarations(graph: Graph, words: Vocabulary) -> None:
    places = (
        ("Class", words.classes),
        ("ObjectProperty", words.object),
        ("DatatypeProperty", words.data),
        ("AnnotationProperty", words.annotation),
    )
    for kind, place in places:
        place.update(_named(graph.subjects(_iri(_RDF + "type"), _iri(_OWL + kind))))
    words.datatypes.update(_named(graph.subjects(_iri(_RDF + "type"), _iri(_RDFS + "Datatype"))))
    words.classes.update({_OWL + "Thing", _OWL + "Nothing"})


def _uses(graph: Graph, words: Vocabulary) -> None:
    from rdflib import Literal  # noqa: PLC0415 - slow to import

    for prop, value in graph.predicate_objects(None):
        if not str(prop).startswith(_BUILT_IN):
            words.used_properties.add(str(prop))
            words.values.add((str(prop), isinstance(value, Literal)))
    for name in ("subClassOf", "domain"):
        words.used_classes.update(_named(graph.objects(None, _iri(_RDFS + name))))
    lists = [*graph.objects(None, _iri(_OWL + "unionOf")), *graph.objects(None, _iri(_OWL + "intersectionOf"))]
    for node in graph.subjects(_iri(_RDF + "type"), _iri(_OWL + "AllDisjointClasses")):
        lists += graph.objects(node, _iri(_OWL + "members"))
    for members in lists:
        words.used_classes.update(_named(graph.items(members)))
    kinds = {str(kind) for kind in graph.objects(None, _iri(_RDF + "type"))}
    words.used_classes.update(kind for kind in kinds if not kind.startswith(_BUILT_IN))
    for prop, place in graph.subject_objects(_iri(_RDFS + "range")):
        if str(prop) in words.data:
            words.data_ranges.add((str(prop), str(place)))
        else:
            words.used_classes.update(_named([place]))


def _chains(graph: Graph, words: Vocabulary) -> None:
    for whole, steps in graph.subject_objects(_iri(_OWL + "propertyChainAxiom")):
        names = tuple(_property(graph, step) for step in graph.items(steps))
        words.chains.append((str(whole), names))
        words.composite.add(str(whole))
        for step in names:
            if step != str(whole):
                words.edges.setdefault(step, set()).add(str(whole))
    words.composite.update(_named(graph.subjects(_iri(_RDF + "type"), _iri(_OWL + "TransitiveProperty"))))
    same: list[tuple[str, str]] = []
    for lower, upper in graph.subject_objects(_iri(_RDFS + "subPropertyOf")):
        words.edges.setdefault(_property(graph, lower), set()).add(_property(graph, upper))
        same.append((_property(graph, lower), _property(graph, upper)))
    for one, other in graph.subject_objects(_iri(_OWL + "inverseOf")):
        pair = (_property(graph, one), _property(graph, other))
        same += [pair, pair[::-1]]
    words.chains.sort()
    _spread(words.composite, same)


def _spread(composite: set[str], same: list[tuple[str, str]]) -> None:
    """Add what stands above, or is inverse to, a composite property."""
    size = -1
    while size != len(composite):
        size = len(composite)
        composite.update(upper for lower, upper in same if lower in composite)


def _simple_places(graph: Graph, words: Vocabulary) -> None:
    for kind, place in _SIMPLE_KINDS.items():
        for term in _named(graph.subjects(_iri(_RDF + "type"), _iri(_OWL + kind))):
            words.needs_simple.add((term, place))
    for name in (*_COUNTING, *_COUNTING_QUALIFIED):
        for restriction in graph.subjects(_iri(_OWL + name), None):
            for prop in graph.objects(restriction, _iri(_OWL + "onProperty")):
                words.needs_simple.add((_property(graph, prop), "in a cardinality or self restriction"))
    for one, other in graph.subject_objects(_iri(_OWL + "propertyDisjointWith")):
        words.needs_simple.update({(str(one), "disjoint"), (str(other), "disjoint")})


def _property(graph: Graph, node: Node) -> str:
    """Return the IRI of a property or of the property that an anonymous inverse turns round."""
    from rdflib import BNode  # noqa: PLC0415 - slow to import

    turned = graph.value(node, _iri(_OWL + "inverseOf")) if isinstance(node, BNode) else None
    return str(node if turned is None else turned)


def _named(nodes: Iterator[Node] | list[Node]) -> Iterator[str]:
    from rdflib import URIRef  # noqa: PLC0415 - slow to import

    yield from (str(node) for node in nodes if isinstance(node, URIRef))


def _iri(text: str) -> URIRef:
    from rdflib import URIRef  # noqa: PLC0415 - slow to import

    return URIRef(text)
