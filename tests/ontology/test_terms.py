"""Names as constants, files as graphs, the Python classes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import Graph

from kg.errors import DataError
from kg.ontology import ONTOLOGY_GRAPH, PREFIXES, files, label, ontology_quads, open_classes, terms
from kg.ontology.terms import AGR, TOPIC, Namespace, short


def test_a_namespace_gives_terms() -> None:
    assert AGR("party") == AGR["party"] == NamedNode("https://w3id.org/agreements-kg/ontology#party")
    assert AGR.local(AGR("party")) == "party"
    assert AGR.local(TOPIC("water")) is None
    assert AGR.local(Literal(AGR("party").value)) is None
    assert str(AGR) == AGR.base


def test_a_name_that_makes_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        AGR("two words")


def test_prefixes_are_sorted_and_name_the_namespaces() -> None:
    assert list(PREFIXES) == sorted(PREFIXES)
    spaces = {value.base for value in vars(terms).values() if isinstance(value, Namespace)}
    assert set(PREFIXES.values()) == spaces - {terms.SCHEME.base}


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (AGR("party").value, "agr:party"),
        (TOPIC("water").value, "topic:water"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_short_names(iri: str, name: str) -> None:
    assert short(iri) == name


def test_what_a_store_keeps_has_no_blank_node_and_one_order() -> None:
    quads = ontology_quads()
    assert len(quads) > 2000
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {ONTOLOGY_GRAPH}
    assert list(quads) == sorted(set(quads), key=lambda quad: str(quad.triple))


@pytest.mark.parametrize(
    ("term", "language", "text"),
    [
        (AGR("party"), "fa", "طرف"),
        (AGR("party"), "en", "party"),
        (TOPIC("water"), "en", "Water"),
        (TOPIC("water"), "de", None),
        (AGR("nothing"), "fa", None),
    ],
)
def test_labels(term: NamedNode, language: str, text: str | None) -> None:
    assert label(term, language) == text


@pytest.mark.parametrize("content", [b"this is no Turtle", b"\xff\xfe", b"<a> <b>"])
def test_a_broken_file_is_one_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "agreements.ttl"
    broken.write_bytes(content)
    monkeypatch.setattr(files, "ontology_files", lambda: (broken,))
    with pytest.raises(DataError) as caught:
        files.load_ontology()
    assert str(broken) in str(caught.value)
    with pytest.raises(DataError):
        ontology_quads.__wrapped__()


def test_a_missing_file_is_one_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "ontology_files", lambda: (tmp_path / "gone.ttl",))
    with pytest.raises(DataError, match=r"gone\.ttl"):
        files.load_ontology()


def test_python_classes_live_in_a_world_of_their_own() -> None:
    first, second = open_classes(), open_classes()
    first.Agreement("only_here")
    assert [one.name for one in first.world.search(type=first.Agreement)] == ["only_here"]
    assert second.world.search(type=second.Agreement) == []
    assert {str(text) for text in first.Agreement.label} == {"agreement", "توافق"}
    assert first.Fact in first.Agreement.ancestors()


def test_python_classes_of_another_graph() -> None:
    graph = Graph().parse(data="<urn:x> a <http://www.w3.org/2002/07/owl#Class> .", format="turtle")
    assert open_classes(graph).world["urn:x"] is not None
