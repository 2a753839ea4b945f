"""RDFS and OWL 2 RL rules on the data of a store, as SPARQL updates in an Oxigraph of their own in memory.

Rule names are those of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules. The
ontology stands in a graph beside the data, so only what follows for the data is counted. A copy of the store is held
in memory: about 400 bytes a quad.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.ontology import ontology_files
from kg.ontology.terms import OWL, PREFIXES, RDF, short

_SCHEMA = "urn:x-agreements-kg:schema"
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

_SCHEMA_RULES = (
    ("scm-sco", "{ ?a rdfs:subClassOf ?c }", "?a rdfs:subClassOf+ ?c . FILTER(isIRI(?a) && isIRI(?c))"),
    ("scm-spo", "{ ?a rdfs:subPropertyOf ?c }", "?a rdfs:subPropertyOf+ ?c"),
    ("cax-adc", "{ ?a owl:disjointWith ?b }", "?all owl:members/rdf:rest*/rdf:first ?a, ?b . FILTER(?a != ?b)"),
    (
        "eq-diff",
        "{ ?a owl:differentFrom ?b }",
        "?all owl:distinctMembers/rdf:rest*/rdf:first ?a, ?b . FILTER(?a != ?b)",
    ),
    ("disjoint-symmetric", "{ ?b owl:disjointWith ?a }", "?a owl:disjointWith ?b"),
)
"""Name, what follows, from what: closures of the ontology itself."""

_DATA_RULES = (
    ("prp-spo1", "{ ?x ?q ?y }", "{ ?p rdfs:subPropertyOf ?q . FILTER(isIRI(?q)) }", "?x ?p ?y"),
    ("prp-inv1", "{ ?y ?q ?x }", "{ ?p owl:inverseOf ?q . FILTER(isIRI(?p) && isIRI(?q)) }", "?x ?p ?y"),
    ("prp-inv2", "{ ?y ?p ?x }", "{ ?p owl:inverseOf ?q . FILTER(isIRI(?p) && isIRI(?q)) }", "?x ?q ?y"),
    ("prp-symp", "{ ?y ?p ?x }", "{ ?p a owl:SymmetricProperty }", "?x ?p ?y"),
    ("prp-trp", "{ ?x ?p ?z }", "{ ?p a owl:TransitiveProperty }", "?x ?p ?y . ?y ?p ?z"),
    ("prp-dom", "{ ?x a ?c }", "{ ?p rdfs:domain ?c . FILTER(isIRI(?c)) }", "?x ?p ?y"),
    (
        "prp-rng",
        "{ ?y a ?c }",
        "{ ?p a owl:ObjectProperty ; rdfs:range ?c . FILTER(isIRI(?c)) }",
        "?x ?p ?y . FILTER(!isLiteral(?y))",
    ),
    ("cax-sco", "{ ?x a ?d }", "{ ?c rdfs:subClassOf ?d . FILTER(isIRI(?d)) }", "?x a ?c"),
)
"""Name, what follows, from what of the ontology, from what of the data."""


@dataclass(frozen=True, slots=True, order=True)
class RuleCount:
    """How many new triples a rule gave; of a chain the rule names the short-cut, which data should already hold."""

    rule: str
    triples: int


class Closure:
    """The data with all that follows from them; ``query`` asks it, the ontology is the graph ``?schema``.

    asserted, inferred: triples of the data and new ones; facts about concepts, which data point to, are not counted.
    """

    def __init__(self, data: Iterable[Quad], ontology: Iterable[Triple]) -> None:
        self._store = pyoxigraph.Store()
        schema = NamedNode(_SCHEMA)
        triples = list(ontology)
        self._store.extend(Quad(t.subject, t.predicate, t.object, schema) for t in triples)
        self._store.extend(Quad(t.subject, t.predicate, t.object) for t in triples if _is_concept_fact(t))
        for _, head, body in _SCHEMA_RULES:
            self._update(f"INSERT {{ GRAPH <{_SCHEMA}> {head} }} WHERE {{ GRAPH <{_SCHEMA}> {{ {body} }} }}")
        self._run()
        concepts = self._size()
        self._store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in data)
        self.asserted = self._size() - concepts
        self.counts = self._run()
        self.inferred = self._size() - concepts - self.asserted

    def query(self, body: str) -> list[tuple[str, ...]]:
        """Return sorted distinct rows of a SELECT query as strings; prefixes and ``GRAPH ?schema`` are filled in."""
        text = _PREFIXES + body.replace("GRAPH ?schema", f"GRAPH <{_SCHEMA}>")
        found = self._store.query(text)
        assert isinstance(found, pyoxigraph.QuerySolutions)  # noqa: S101 - only SELECT queries are given
        rows = {tuple("" if cell is None else _plain(cell) for cell in row) for row in found}
        return sorted(rows)

    def _run(self) -> tuple[RuleCount, ...]:
        """Apply all rules until nothing new follows; return what each of them gave."""
        rules = [*self._chain_rules(), *((name, _update_text(*rest)) for name, *rest in _DATA_RULES)]
        counts = dict.fromkeys((name for name, _ in rules), 0)
        before = -1
        while before != self._size():
            before = self._size()
            for name, text in rules:
                size = self._size()
                self._update(text)
                counts[name] += self._size() - size
        return tuple(RuleCount(name, count) for name, count in sorted(counts.items()) if count)

    def _chain_rules(self) -> Iterator[tuple[str, str]]:
        """Return prp-spo2 as one update for each chain; no chain makes a thing its own neighbour (agr:coParty)."""
        rows = self._store.query(
            _PREFIXES + f"SELECT ?p ?list WHERE {{ GRAPH <{_SCHEMA}> {{ ?p owl:propertyChainAxiom ?list }} }}"
        )
        assert isinstance(rows, pyoxigraph.QuerySolutions)  # noqa: S101
        for prop, start in sorted(((row["p"], row["list"]) for row in rows), key=str):
            path = "/".join(self._steps(start))
            name = f"prp-spo2 {short(prop.value)}"
            yield name, f"INSERT {{ ?x {prop} ?y }} WHERE {{ ?x {path} ?y . FILTER(?x != ?y) }}"

    def _steps(self, node: NamedNode | BlankNode) -> Iterator[str]:
        while node != RDF("nil"):
            step = self._object(node, RDF("first"))
            turned = self._object(step, OWL("inverseOf")) if isinstance(step, BlankNode) else None
            yield str(step) if turned is None else f"^{turned}"
            node = self._object(node, RDF("rest"))

    def _object(self, subject: NamedNode | BlankNode, predicate: NamedNode) -> NamedNode | BlankNode:
        found = self._store.quads_for_pattern(subject, predicate, None, NamedNode(_SCHEMA))
        term = next(iter(found)).object
        assert isinstance(term, NamedNode | BlankNode)  # noqa: S101 - chains and lists hold resources
        return term

    def _update(self, text: str) -> None:
        self._store.update(_PREFIXES + text)

    def _size(self) -> int:
        found = self._store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert isinstance(found, pyoxigraph.QuerySolutions)  # noqa: S101
        return int(next(found)["n"].value)


def close(data: Iterable[Quad], ontology: Iterable[Triple] | None = None) -> Closure:
    """Return the closure of the data under the shipped ontology, or under the given triples."""
    return Closure(data, _shipped() if ontology is None else ontology)


def _shipped() -> Iterator[Triple]:
    for path in ontology_files():
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple


def _update_text(head: str, schema: str, data: str) -> str:
    return f"INSERT {head} WHERE {{ GRAPH <{_SCHEMA}> {schema} {data} }}"


def _is_concept_fact(triple: Triple) -> bool:
    """Say whether a triple of the ontology is a fact about a concept, which data point to."""
    return isinstance(triple.subject, NamedNode) and "/scheme/" in triple.subject.value


def _plain(cell: object) -> str:
    return str(getattr(cell, "value", cell))
