"""Parameters: whatever text they hold reaches the engines whole, and never as part of the query."""

from __future__ import annotations

import pyoxigraph as px
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph

from kg.errors import QueryError
from kg.ontology.terms import XSD
from kg.query import bind, check, term_text, values_block

ECHO = check("SELECT ?x WHERE { FILTER(BOUND(?x)) }")
HOSTILE = [
    '" } SERVICE <http://localhost:1/> { ?s ?p "',
    "' } ; DROP ALL #",
    "\\",
    '\\"',
    "\\u0022 } SERVICE <http://localhost:1/> {} #",
    "\\\\u0022",
    "\\U00000022",
    "\\u00750022",
    "\\\\\\u000a",
    "a\nb\r\nc\td\x0b\x7f\u2028",
    "?x $y <a> {{}} # \u202e\u2066",
    "ی\u200cک \U0001f539",
    "",
]


def texts() -> st.SearchStrategy[str]:
    plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
    pieces = st.sampled_from(["\\", "u", "U", "0022", '"', "'", "\n", "\r", "\x01", "}", "ی"])
    return st.one_of(plain, st.lists(pieces, max_size=12).map("".join))


def echoed(literal: px.Literal) -> None:
    text = bind(ECHO, {"x": literal})
    (row,) = px.Store().query(text)
    assert row["x"] == literal
    (found,) = Graph().query(text)
    assert str(found[0]) == literal.value
    assert (found[0].language or "") == (literal.language or "")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_whole_from_both_engines(text: str) -> None:
    echoed(px.Literal(text))
    echoed(px.Literal(text, language="fa"))


@given(texts())
@example("\\u0022")
def test_any_text_comes_back_whole_from_both_engines(text: str) -> None:
    echoed(px.Literal(text))


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (px.NamedNode("http://example.org/ی"), "<http://example.org/ی>"),
        (px.Literal("a"), '"a"'),
        (px.Literal("a", language="fa"), '"a"@fa'),
        (px.Literal(1403), '"1403"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (px.Literal("2024-05-05", datatype=XSD("date")), '"2024-05-05"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_terms_as_sparql_writes_them(term: px.NamedNode | px.Literal, written: str) -> None:
    assert term_text(term) == written


@pytest.mark.parametrize(
    "value", ["?s ?p ?o", 5, None, px.BlankNode("a"), px.Variable("x"), px.DefaultGraph(), px.Literal("a\x00b")]
)
def test_what_is_no_term_is_refused(value: object) -> None:
    with pytest.raises(QueryError):
        values_block({"x": value})


@pytest.mark.parametrize("name", ["x }", "", "1x", "x y", "نام"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(QueryError):
        values_block({name: px.Literal("a")})


def test_several_values_make_one_row_in_the_order_of_names() -> None:
    block = values_block({"b": px.Literal("2"), "a": px.Literal("1")})
    assert block == 'VALUES (?a ?b) { ("1" "2") }'
    assert values_block({}) == ""


def test_block_stands_at_the_head_of_the_outermost_group_and_keeps_lines() -> None:
    text = "SELECT ?x\nWHERE {\n  { SELECT ?y { ?x a ?y } }\n}"
    bound = bind(check(text), {"x": px.Literal("1")})
    assert bound == 'SELECT ?x\nWHERE { VALUES (?x) { ("1") } \n  { SELECT ?y { ?x a ?y } }\n}'
    assert check(bound)


def test_block_stands_again_in_an_inner_query_that_gives_the_variable() -> None:
    text = "SELECT ?x\nWHERE {\n  { SELECT ?x { ?x a ?y } }\n}"
    bound = bind(check(text), {"x": px.Literal("1")})
    block = 'VALUES (?x) { ("1") } '
    assert bound == f"SELECT ?x\nWHERE {{ {block}\n  {{ SELECT ?x {{ {block} ?x a ?y }} }}\n}}"
    assert check(bound)


@pytest.mark.parametrize("text", ["DESCRIBE <x:y>", "SELECT ?x { ?x a ?y }", "CONSTRUCT WHERE { ?x a ?y }"])
def test_unknown_variable_or_no_group_is_refused(text: str) -> None:
    name = "x" if text.startswith("CONSTRUCT") else "z"
    with pytest.raises(QueryError):
        bind(check(text), {name: px.Literal("1")})
