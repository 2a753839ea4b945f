"""Does the ontology keep within OWL 2 DL? A small checker of the restrictions that matter here.

Restrictions: https://www.w3.org/TR/owl2-syntax/#Ontologies, sections 5.8 (typing), 4 (datatype map) and 11.2 (simple
properties, regular chains). HermiT does not say which of them is broken; this names the term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.checks.owl import Vocabulary, read_vocabulary

if TYPE_CHECKING:
    from rdflib import Graph

DATATYPE_MAP = frozenset(
    "anyURI base64Binary boolean byte dateTime dateTimeStamp decimal double float hexBinary int integer language "
    "long NCName negativeInteger NMTOKEN Name nonNegativeInteger nonPositiveInteger normalizedString "
    "positiveInteger short string token unsignedByte unsignedInt unsignedLong unsignedShort".split()
)
"""Local names of the XML Schema datatypes of OWL 2 (section 4); no date, gYear, gYearMonth or duration."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS_LITERAL = "http://www.w3.org/2000/01/rdf-schema#Literal"
_ALLOWED = {_XSD + name for name in DATATYPE_MAP} | {_RDF + "PlainLiteral", _RDF + "XMLLiteral", _RDFS_LITERAL}


@dataclass(frozen=True, slots=True, order=True)
class ProfileProblem:
    """One breach of OWL 2 DL. code: a stable upper-case word; term: the IRI; detail: what is wrong with it."""

    code: str
    term: str
    detail: str


def profile_problems(graph: Graph) -> tuple[ProfileProblem, ...]:
    """Return all breaches in the graph, sorted; an empty tuple means none was found."""
    words = read_vocabulary(graph)
    found = {problem for check in _CHECKS for problem in check(words)}
    return tuple(sorted(found))


def _punning(words: Vocabulary) -> Iterator[ProfileProblem]:
    """5.8.1: no IRI is two kinds of property, or both class and datatype."""
    kinds = {"object": words.object, "data": words.data, "annotation": words.annotation}
    for first, second in (("object", "data"), ("object", "annotation"), ("data", "annotation")):
        for term in kinds[first] & kinds[second]:
            yield ProfileProblem("PUNNING", term, f"declared as {first} and as {second} property")
    for term in words.classes & words.datatypes:
        yield ProfileProblem("PUNNING", term, "declared as class and as datatype")


def _undeclared(words: Vocabulary) -> Iterator[ProfileProblem]:
    """5.8.2: every property and class that is used is declared."""
    for term in words.used_properties - words.object - words.data - words.annotation:
        yield ProfileProblem("UNDECLARED", term, "used as a property, declared as none")
    for term in words.used_classes - words.classes:
        yield ProfileProblem("UNDECLARED", term, "used as a class, not declared as one")


def _datatypes(words: Vocabulary) -> Iterator[ProfileProblem]:
    """4: ranges come from the datatype map."""
    for term, datatype in words.data_ranges:
        if datatype not in _ALLOWED and datatype not in words.datatypes:
            yield ProfileProblem("DATATYPE", term, f"range {datatype} is no datatype of OWL 2")


def _values(words: Vocabulary) -> Iterator[ProfileProblem]:
    """9.5: object properties lead to individuals, data properties to literals."""
    for prop, is_literal in words.values:
        if is_literal and prop in words.object:
            yield ProfileProblem("VALUE", prop, "an object property with a literal as value")
        if not is_literal and prop in words.data:
            yield ProfileProblem("VALUE", prop, "a data property with a resource as value")


def _simple(words: Vocabulary) -> Iterator[ProfileProblem]:
    """11.2: no property that a chain or transitivity implies stands where a simple one is needed."""
    for term, place in words.needs_simple:
        if term in words.composite:
            yield ProfileProblem("NOT_SIMPLE", term, f"follows from a chain or transitivity, but is {place}")


def _regular(words: Vocabulary) -> Iterator[ProfileProblem]:
    """11.2: the chains leave room for a strict order of the properties."""
    for whole, steps in words.chains:
        inner = steps[1:-1]
        if whole in inner:
            yield ProfileProblem("NOT_REGULAR", whole, "stands in the middle of its own chain")
        for step in steps:
            if step != whole and words.leads_to(whole, step):
                yield ProfileProblem("NOT_REGULAR", whole, f"its chain uses {step}, which depends on it")


_CHECKS: tuple[Callable[[Vocabulary], Iterator[ProfileProblem]], ...] = (
    _punning,
    _undeclared,
    _datatypes,
    _values,
    _simple,
    _regular,
)
