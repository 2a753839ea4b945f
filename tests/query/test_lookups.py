"""Look-ups known by one expression: what is known so is what the guard would have found out token by token."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import check, with_limit
from kg.query.checked import Checked
from kg.query.guard import read
from kg.query.lookups import look_up

KNOWN = (
    "SELECT ?label WHERE { <https://example.org/i/1> <http://www.w3.org/2000/01/rdf-schema#label> ?label }",
    "select distinct ?s ?o{?s a <https://example.org/o#Agreement>. ?s <https://example.org/p> ?o . }\n",
    'SELECT ?s WHERE {\n  ?s <https://example.org/p> "وزارت نیرو"@fa .\n  ?s <https://example.org/نام> "a ? {b} # c"\n}',
)
LONGER = (
    "SELECT ?s WHERE { ?s ?p ?o } LIMIT 5",
    "SELECT * WHERE { ?s ?p ?o }",
    "SELECT ?s WHERE { ?s ?p ?o FILTER(NOW() > ?o) }",
    "SELECT ?s WHERE { ?s <p#q> ?o }",
    "SELECT ?s WHERE { ?s <https://example.org/\\u0041> ?o }",
    "SELECT ?s WHERE { ?s ?p ?o # }\n}",
    "SELECT ?s WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }",
    "SELECT ?s FROM <https://example.org/> WHERE { ?s ?p ?o }",
    "SELECT" + " ?s" * 1_100 + " WHERE { ?s ?p ?o }",
    "SELECT ?s WHERE { " + "?s ?p ?o . " * 61 + "}",
)
PIECES = st.sampled_from(
    [
        *(
            "SELECT",
            "select",
            "DISTINCT",
            "WHERE",
            "a",
            "?a",
            "?b1",
            "?from",
            "{",
            "}",
            ".",
            " ",
            "\n",
            "\t",
            "\r",
            "#",
        ),
        *(
            "<https://a.b/c#d>",
            "<x:y#z>",
            "<http://a/ ب>",
            "<http://a/ب>",
            '"x"',
            '"?v {',
            '"',
            '"@en',
            "@fa-IR",
            "'x'",
        ),
        *("SERVICE", "FROM", "LIMIT 1", "VALUES", "a:b", "_:a", "5", "\\", "\u0085", "\x00", "\ud800", "$a", "ا", ";"),
    ]
)
TRIPLES = st.lists(PIECES, max_size=12).map(" ".join)


def _same(known: Checked, found: Checked) -> None:
    assert (known, known.words, known.groups) == (found, found.words, found.groups)
    assert with_limit(known, 7) == with_limit(found, 7)


@pytest.mark.parametrize("text", KNOWN)
def test_known(text: str) -> None:
    known = look_up(text)
    assert known is not None
    assert check(text).ends
    _same(known, read(text))


@pytest.mark.parametrize("text", LONGER)
def test_goes_the_longer_way(text: str) -> None:
    assert look_up(text) is None


@given(st.lists(PIECES, max_size=20).map("".join) | TRIPLES.map("SELECT ?a WHERE {{ ?a ?b1 {} }}".format))
@example("SELECT ?a{?a a?b}")
@example('SELECT ?a{?a a"x"@en.}')
@example("SELECT ?a WHERE { ?a <http://a/#b> ?b1 .?a a ?c . ?a ?b ?c. }")
def test_the_same_on_both_ways(text: str) -> None:
    known = look_up(text)
    if known is not None:
        _same(known, read(text))


def test_the_guards_own_table() -> None:
    rows = (Path(__file__).parent / "data" / "guard.tsv").read_text(encoding="utf-8").split("\n")
    for _, _, query in (row.split("\t") for row in rows if row and not row.startswith("# ")):
        known = look_up(query)
        try:
            found = read(query)
        except QueryError:
            assert known is None
            continue
        if known is not None:
            _same(known, found)
