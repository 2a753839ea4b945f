"""Wrong examples made from the ontology's own axioms: classes that are empty exactly because of one axiom.

A member of such a class would be a wrong example of the axiom (an agreement that is a place, a tenure whose office is
an amount of money); a reasoner catches the example if and only if it finds the class unsatisfiable. All of them are asked
in one run, where one individual each would need a run each.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

PROBES = "https://example.org/probe#"


def disjoint_pairs(graph: Graph) -> set[frozenset[URIRef]]:
    """Return all pairs that AllDisjointClasses states."""
    pairs = set()
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        pairs |= {frozenset(pair) for pair in combinations(graph.items(graph.value(node, OWL.members)), 2)}
    return pairs


def stranger(graph: Graph, classes: list[URIRef]) -> URIRef:
    """Return a class that is disjoint, by itself or by its parents, with all the given ones."""
    pairs = disjoint_pairs(graph)
    above = {one: set(graph.transitive_objects(one, RDFS.subClassOf)) for pair in pairs for one in pair}
    for candidate in sorted(above):
        if all(
            any(frozenset((a, b)) in pairs for a in above[candidate] for b in above.get(one, {one})) for one in classes
        ):
            return candidate
    raise AssertionError(f"nothing is disjoint with {classes}")


def members(graph: Graph, node) -> list[URIRef]:
    union = graph.value(node, OWL.unionOf)
    return [node] if union is None else list(graph.items(union))


def axioms(graph: Graph) -> Iterator[tuple[str, object, object]]:
    """Yield (kind, term, other) of every disjointness, domain and range of the ontology."""
    for pair in sorted(sorted(pair) for pair in disjoint_pairs(graph)):
        yield "disjoint", pair[0], pair[1]
    for kind, predicate in (("domain", RDFS.domain), ("range", RDFS.range)):
        for prop, place in sorted(graph.subject_objects(predicate)):
            yield kind, prop, place


def add_probe(graph: Graph, name: str, axiom: tuple[str, object, object]) -> URIRef:
    """Add the class of all wrong examples of one axiom and return its IRI."""
    kind, term, other = axiom
    probe = URIRef(PROBES + name)
    graph.add((probe, RDF.type, OWL.Class))
    if kind == "disjoint":
        parents = [term, other]
    elif kind == "domain":
        parents = [stranger(graph, members(graph, other)), _some(graph, term, None)]
    else:
        parents = [_some(graph, term, other)]
    for parent in parents:
        graph.add((probe, RDFS.subClassOf, parent))
    return probe


def _some(graph: Graph, prop, place) -> BNode:
    """Return the class of what has this property: with any value, or with a value outside its range."""
    node = BNode()
    graph.add((node, RDF.type, OWL.Restriction))
    graph.add((node, OWL.onProperty, prop))
    is_data = (prop, RDF.type, OWL.DatatypeProperty) in graph
    if place is None:
        filler = RDFS.Literal if is_data else OWL.Thing
    elif is_data:
        filler = _one_of(graph, Literal(5) if place == XSD.string else Literal("wrong", datatype=XSD.string))
    else:
        filler = stranger(graph, members(graph, place))
    graph.add((node, OWL.someValuesFrom, filler))
    return node


def _one_of(graph: Graph, value: Literal) -> BNode:
    node, items = BNode(), BNode()
    graph.add((node, RDF.type, RDFS.Datatype))
    graph.add((node, OWL.oneOf, items))
    Collection(graph, items, [value])
    return node
