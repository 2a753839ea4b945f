"""Contradictions in the closed data: what no reading of the ontology allows.

Open-world logic needs things declared different before it sees a clash; here identifiers are unique by design (two of
one thing redirect), so two values of a functional property are a clash as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.checks.rules import Closure
from kg.ontology.terms import short


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """One contradiction. rule: the rule that found it; focus: IRI of the node; detail: what cannot be together."""

    rule: str
    focus: str
    detail: str
    message_fa: str
    message_en: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A SELECT whose first column is the node; the others fill the detail in their order."""

    name: str
    body: str
    message_fa: str
    message_en: str


_RULES = (
    _Rule(
        "cax-dw",
        "SELECT ?x ?a ?b WHERE { GRAPH ?schema { ?a owl:disjointWith ?b } ?x a ?a, ?b . FILTER(STR(?a) < STR(?b)) }",
        "گره از دو ردهٔ ناسازگار است.",
        "The node is of two classes that exclude each other.",
    ),
    _Rule(
        "prp-dom-union",
        """SELECT ?x ?p WHERE {
          GRAPH ?schema { ?p rdfs:domain ?union . ?union owl:unionOf ?list }
          ?x ?p ?y .
          FILTER NOT EXISTS {
            GRAPH ?schema { ?list rdf:rest*/rdf:first ?part }
            FILTER NOT EXISTS { ?x a ?type . GRAPH ?schema { ?type owl:disjointWith ?part } }
          } }""",
        "گره از هیچ رده‌ای نیست که این ویژگی را دارد.",
        "The node is of no class that may have this property.",
    ),
    _Rule(
        "prp-fp",
        """SELECT ?x ?p WHERE { GRAPH ?schema { ?p a owl:FunctionalProperty }
          ?x ?p ?y, ?z . FILTER(STR(?y) < STR(?z)) }""",
        "ویژگی یگانه دو مقدار دارد.",
        "A functional property has two values.",
    ),
    _Rule(
        "prp-irp",
        "SELECT ?x ?p WHERE { GRAPH ?schema { ?p a owl:IrreflexiveProperty } ?x ?p ?x }",
        "گره با ویژگی نابازتابی به خود پیوسته است.",
        "An irreflexive property links the node to itself.",
    ),
    _Rule(
        "prp-asyp",
        """SELECT ?x ?p ?y WHERE { GRAPH ?schema { ?p a owl:AsymmetricProperty }
          ?x ?p ?y . ?y ?p ?x . FILTER(STR(?x) < STR(?y)) }""",
        "ویژگی نامتقارن در هر دو سو آمده است.",
        "An asymmetric property holds both ways.",
    ),
    _Rule(
        "dt-not-type",
        """SELECT ?x ?p ?y WHERE {
          GRAPH ?schema { ?p a owl:DatatypeProperty ; rdfs:range ?type }
          ?x ?p ?y . FILTER(isLiteral(?y) && DATATYPE(?y) != ?type
            && !(?type = xsd:decimal && DATATYPE(?y) = xsd:integer)) }""",
        "نوع دادهٔ مقدار با ویژگی نمی‌خواند.",
        "The value has not the datatype of the property.",
    ),
    _Rule(
        "literal-expected",
        """SELECT ?x ?p ?y WHERE { GRAPH ?schema { ?p a owl:DatatypeProperty } ?x ?p ?y . FILTER(!isLiteral(?y)) }""",
        "مقدار این ویژگی باید متن یا عدد باشد، نه گره.",
        "The property wants a literal, not a node.",
    ),
    _Rule(
        "resource-expected",
        """SELECT ?x ?p ?y WHERE { GRAPH ?schema { ?p a owl:ObjectProperty } ?x ?p ?y . FILTER(isLiteral(?y)) }""",
        "مقدار این ویژگی باید گره باشد، نه متن یا عدد.",
        "The property wants a node, not a literal.",
    ),
    _Rule(
        "undeclared-property",
        """SELECT DISTINCT ?p WHERE { ?x ?p ?y . FILTER(STRSTARTS(STR(?p), STR(agr:)))
          FILTER NOT EXISTS { GRAPH ?schema { ?p a ?kind } } }""",
        "ویژگی در هستی‌شناسی نیست.",
        "The property is not in the ontology.",
    ),
    _Rule(
        "undeclared-class",
        """SELECT DISTINCT ?c WHERE { ?x a ?c . FILTER(STRSTARTS(STR(?c), STR(agr:)))
          FILTER NOT EXISTS { GRAPH ?schema { ?c a owl:Class } } }""",
        "رده در هستی‌شناسی نیست.",
        "The class is not in the ontology.",
    ),
)


def clashes(closure: Closure) -> tuple[Clash, ...]:
    """Return all contradictions of the closed data, sorted."""
    return tuple(sorted({clash for rule in _RULES for clash in _found(closure, rule)}))


def _found(closure: Closure, rule: _Rule) -> Iterator[Clash]:
    for focus, *details in closure.query(rule.body):
        detail = " ".join(short(part) for part in details)
        yield Clash(rule.name, focus, detail, rule.message_fa, rule.message_en)
