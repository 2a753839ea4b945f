"""HermiT: the ontology is consistent, and a wrong example of each disjointness, domain and range is caught."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from probes import add_probe, axioms
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.checks import hermit
from kg.checks.hermit import run_hermit
from kg.errors import DataError, MissingToolError
from kg.ontology import PREFIXES, load_ontology

DATA = Path(__file__).parent / "data"
WRONG = "https://example.org/wrong#"
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@prefix : <{WRONG}> .\n"
with (DATA / "inconsistent.tsv").open(encoding="utf-8") as lines:
    ROWS = [(row["what"], row["turtle"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert run_hermit() == hermit.HermitResult(True, ())


@pytest.mark.java
def test_a_wrong_example_of_every_disjointness_domain_and_range_is_caught() -> None:
    graph = load_ontology()
    probes = {str(add_probe(graph, f"p{number}", axiom)): axiom for number, axiom in enumerate(list(axioms(graph)))}
    kinds = [axiom[0] for axiom in probes.values()]
    assert min(kinds.count("disjoint"), kinds.count("domain"), kinds.count("range")) > 80
    found = set(run_hermit(graph).unsatisfiable)
    assert [axiom for probe, axiom in probes.items() if probe not in found] == []
    assert found == set(probes)


@pytest.mark.java
@pytest.mark.parametrize("kind", ["disjoint", "domain", "range"])
def test_the_examples_are_wrong_only_because_of_the_axioms(kind: str) -> None:
    graph = load_ontology()
    for number, axiom in enumerate(list(axioms(graph))):
        if axiom[0] == kind:
            add_probe(graph, f"p{number}", axiom)
    if kind == "disjoint":
        for node in set(graph.subjects(RDF.type, OWL.AllDisjointClasses)):
            graph.remove((node, None, None))
    else:  # both: the range of a symmetric property is its domain
        graph.remove((None, RDFS.domain, None))
        graph.remove((None, RDFS.range, None))
    assert run_hermit(graph).unsatisfiable == ()


@pytest.mark.java
def test_the_inconsistent_file_is_caught() -> None:
    assert not run_hermit(load_ontology().parse(DATA / "inconsistent.ttl")).consistent


@pytest.mark.java
@pytest.mark.parametrize(("what", "turtle"), ROWS, ids=[what for what, _ in ROWS])
def test_wrong_facts_are_caught(what: str, turtle: str) -> None:
    graph = load_ontology().parse(data=HEAD + turtle, format="turtle")
    _declare(graph)
    assert not run_hermit(graph).consistent, what


@pytest.mark.java
def test_what_hermit_cannot_read_is_an_error_with_its_reason() -> None:
    graph = load_ontology()
    graph.parse(data=HEAD + ':x agr:date "2021-10-04"^^xsd:date .', format="turtle")
    with pytest.raises(DataError, match="HermiT"):
        run_hermit(graph)


def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="Java"):
        run_hermit()


def _declare(graph: Graph) -> None:
    """Declare the individuals: HermiT wants to know what kind of name it sees."""
    for term in set(graph.subjects()) | set(graph.objects()):
        if isinstance(term, URIRef) and str(term).startswith(WRONG):
            graph.add((term, RDF.type, OWL.NamedIndividual))
