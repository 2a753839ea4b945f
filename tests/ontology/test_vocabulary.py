"""The vocabulary is whole: what design, code and queries name is declared, labelled and defined in fa and en."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef

from kg.lexicon import INSTITUTION_KINDS, load_lexicon
from kg.ontology import ONTOLOGY_GRAPH, PREFIXES, load_ontology, ontology_files
from kg.ontology.terms import AGR, SCHEME

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
with (DATA / "required.tsv").open(encoding="utf-8") as lines:
    REQUIRED = [(row["kind"], row["names"].split()) for row in csv.DictReader(lines, delimiter="\t")]
KINDS = {
    "class": (OWL.Class,),
    "property": (OWL.ObjectProperty, OWL.DatatypeProperty),
}
IN_CODE = re.compile(r'\bAGR[\[(]"(\w+)"|\bagr:(\w+)\b(?!\{)')
SHORTCUTS = {"party", "coParty", "signatory", "topic", "holdsOffice", "reportedSignatory"}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load_ontology()


def own_terms(ontology: Graph) -> list[URIRef]:
    return sorted({s for s in ontology.subjects(RDF.type) if str(s).startswith(AGR.base)})


def concepts(ontology: Graph) -> list[URIRef]:
    return sorted(ontology.subjects(RDF.type, SKOS.Concept))


def used_terms() -> Iterator[tuple[str, str]]:
    files = [*(ROOT / "kg").rglob("*.py"), *(ROOT / "kg").rglob("*.rq"), *(ROOT / "queries").rglob("*.rq")]
    for path in sorted(files):
        for found in IN_CODE.finditer(path.read_text(encoding="utf-8")):
            yield path.name, found[1] or found[2]


@pytest.mark.parametrize(("kind", "names"), REQUIRED, ids=[f"{kind}-{names[0]}" for kind, names in REQUIRED])
def test_what_the_layout_names_exists(ontology: Graph, kind: str, names: list[str]) -> None:
    if kind in KINDS:
        declared = {s for one in KINDS[kind] for s in ontology.subjects(RDF.type, one)}
        assert [name for name in names if URIRef(AGR.base + name) not in declared] == []
    else:
        scheme = URIRef(SCHEME.base + kind)
        found = {str(s).rpartition("/")[2] for s in ontology.subjects(SKOS.inScheme, scheme)}
        assert found == set(names)


def test_every_term_in_code_and_queries_is_declared(ontology: Graph) -> None:
    declared = {str(term).removeprefix(AGR.base) for term in own_terms(ontology)}
    used = list(used_terms())
    assert len(used) > 100
    assert [(where, name) for where, name in used if name not in declared] == []


def test_every_term_and_concept_has_label_and_definition_in_both_languages(ontology: Graph) -> None:
    named = own_terms(ontology) + concepts(ontology) + sorted(ontology.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(named) > 350
    for term in named:
        for prop in (RDFS.label, SKOS.definition):
            texts = sorted((text.language, str(text)) for text in ontology.objects(term, prop))
            assert [language for language, _ in texts] == ["en", "fa"], (term, prop)
            assert all(text.strip() == text != "" for _, text in texts), term


def test_labels_of_concepts_are_their_preferred_labels(ontology: Graph) -> None:
    for concept in concepts(ontology):
        preferred = set(ontology.objects(concept, SKOS.prefLabel))
        assert preferred == set(ontology.objects(concept, RDFS.label)), concept


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_no_two_terms_of_a_kind_share_a_label(ontology: Graph, kind: URIRef) -> None:
    own = [term for term in own_terms(ontology) if (term, RDF.type, kind) in ontology]
    labels = [text for term in own for text in ontology.objects(term, RDFS.label)]
    assert len(set(labels)) == len(labels) == 2 * len(own) > 50


def test_persian_is_written_with_persian_letters() -> None:
    for path in sorted(ontology_files()[0].parent.glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        assert re.findall("[\u064a\u0643\u0660-\u0669\u202a-\u202e\u2066-\u2069\ufeff]", text) == [], path.name


def test_kinds_are_concepts_and_never_classes(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    assert classes.isdisjoint(concepts(ontology))


def test_every_concept_stands_in_one_scheme_at_one_place(ontology: Graph) -> None:
    for concept in concepts(ontology):
        assert len(list(ontology.objects(concept, SKOS.inScheme))) == 1, concept
        above = list(ontology.objects(concept, SKOS.broader))
        tops = list(ontology.objects(concept, SKOS.topConceptOf))
        assert (len(above), len(tops)) in {(0, 1), (1, 0)}, concept
        assert all(next(ontology.objects(one, SKOS.topConceptOf), None) for one in above), concept


def test_there_are_sixty_topics_on_two_levels(ontology: Graph) -> None:
    topics = set(ontology.subjects(SKOS.inScheme, URIRef(SCHEME.base + "topic")))
    lower = {topic for topic in topics if (topic, SKOS.broader, None) in ontology}
    assert len(topics) >= 60
    assert len(lower) > len(topics - lower) >= 8
    assert URIRef(SCHEME.base + "topic/digital-government") in lower


def test_topics_are_those_of_the_lexicon(ontology: Graph) -> None:
    for topic in load_lexicon().topics:
        node = URIRef(SCHEME.base + "topic/" + topic.slug)
        labels = {text.language: str(text) for text in ontology.objects(node, SKOS.prefLabel)}
        assert labels == {"fa": topic.label_fa, "en": topic.label_en}, topic.slug
        parent = next(ontology.objects(node, SKOS.broader), None)
        assert (None if parent is None else str(parent).rpartition("/")[2]) == (topic.parent or None), topic.slug
    slugs = {topic.slug for topic in load_lexicon().topics}
    nodes = set(ontology.subjects(SKOS.inScheme, URIRef(SCHEME.base + "topic")))
    assert {str(node).rpartition("/")[2] for node in nodes} == slugs


def test_institution_kinds_are_those_of_the_lexicon(ontology: Graph) -> None:
    nodes = ontology.subjects(SKOS.inScheme, URIRef(SCHEME.base + "institution-kind"))
    assert {str(node).rpartition("/")[2] for node in nodes} >= set(INSTITUTION_KINDS)


def test_the_shortcuts_are_chains(ontology: Graph) -> None:
    chains = {str(s).removeprefix(AGR.base) for s in ontology.subjects(OWL.propertyChainAxiom, None)}
    assert chains == SHORTCUTS


def test_nothing_is_imported_and_dates_have_no_range(ontology: Graph) -> None:
    assert list(ontology.objects(None, OWL.imports)) == []
    dates = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.duration}
    assert dates.isdisjoint(ontology.objects(None, RDFS.range))


def test_version_and_licence_are_given(ontology: Graph) -> None:
    head = URIRef(ONTOLOGY_GRAPH.value)
    version = str(next(ontology.objects(head, OWL.versionInfo)))
    assert str(next(ontology.objects(head, OWL.versionIRI))) == f"{head}/{version}"
    assert list(ontology.objects(head, URIRef(PREFIXES["dcterms"] + "license")))


def test_event_kinds_lead_to_statuses(ontology: Graph) -> None:
    statuses = set(ontology.subjects(SKOS.inScheme, URIRef(SCHEME.base + "status")))
    for kind in ontology.subjects(SKOS.inScheme, URIRef(SCHEME.base + "event-kind")):
        found = list(ontology.objects(kind, URIRef(AGR.base + "leadsToStatus")))
        assert len(found) == 1, kind
        assert found[0] in statuses


def test_all_files_of_the_folder_are_turtle_that_parses() -> None:
    folder = ontology_files()[0].parent
    for path in sorted(folder.glob("*.ttl")):
        assert len(Graph().parse(path)) > 20, path.name


def test_every_reason_the_extraction_gives_is_a_concept(ontology: Graph) -> None:
    code = re.compile(r'(?:\.drop\(|return |or |else ).*?"([A-Z]+(?:_[A-Z]+)+)"')
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg" / "extraction").glob("*.py")))
    given = {found.lower().replace("_", "-") for found in code.findall(text)}
    nodes = ontology.subjects(SKOS.inScheme, URIRef(SCHEME.base + "reason"))
    known = {str(node).rpartition("/")[2] for node in nodes}
    assert len(given) >= 10
    assert given - known == set()
