"""Answers in XML, read by a parser that keeps to the letter (expat): what was written comes back, or is refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pyoxigraph as px
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from outcomes import outcome
from rdflib import Graph

from kg.protocol import Refusal, xml_safe

RESULT = "{http://www.w3.org/2005/sparql-results#}literal"
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
    "\r\n\t <>&\"']\x00\x7f\x85", max_size=8
)


@given(TEXTS)
@example("\r\n \r \n")
@example("\x0b")
@example("\ufffe")
@example("]]>")
@example(" ")
def test_literals_come_back_or_are_refused(text: str) -> None:
    literal = px.Literal(text)
    rows = px.Store().query("SELECT ?v {}", substitutions={px.Variable("v"): literal})
    graph = px.serialize([px.Triple(px.NamedNode("a:s"), px.NamedNode("a:p"), literal)], format=px.RdfFormat.RDF_XML)
    assert isinstance(rows, px.QuerySolutions)
    answers = (
        outcome(xml_safe, rows.serialize(format=px.QueryResultsFormat.XML) or b""),
        outcome(xml_safe, graph or b""),
    )
    if isinstance(answers[0], Refusal) or isinstance(answers[1], Refusal):
        assert all(isinstance(answer, Refusal) for answer in answers)
        with pytest.raises(ElementTree.ParseError):
            ElementTree.fromstring(f"<x>{text.replace('&', '').replace('<', '')}</x>".encode())
        return
    found = next(ElementTree.fromstring(answers[0]).iter(RESULT)).text or ""
    (term,) = Graph().parse(data=answers[1], format="xml").objects()
    assert (found, str(term)) == (text, text)


@pytest.mark.parametrize(
    ("iri", "written"), [("http://x/1", False), ("http://x/", False), ("http://x/a1", True), ("http://x/گ", True)]
)
def test_properties_come_back_or_are_refused(iri: str, written: bool) -> None:
    triple = px.Triple(px.NamedNode("a:s"), px.NamedNode(iri), px.Literal("<oxprefix: x>"))
    answer = outcome(xml_safe, px.serialize([triple], format=px.RdfFormat.RDF_XML) or b"")
    assert isinstance(answer, Refusal) is not written
    if not isinstance(answer, Refusal):
        assert [str(predicate) for predicate in Graph().parse(data=answer, format="xml").predicates()] == [iri]
