"""Content negotiation: a table of headers, and whatever header may arrive."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import outcome

from kg.protocol import RDF_TYPES, RESULT_TYPES, Refusal, choose, pick
from kg.protocol.negotiation import MAX_HEADER

LINES = (Path(__file__).parent / "data" / "accept.tsv").read_text(encoding="utf-8").split("\n")
CASES = [line.split("\t") for line in LINES if line and not line.startswith("#")]
OFFERED = ("a/one", "a/two", "b/one")


@pytest.mark.parametrize(("accept", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_table(accept: str, expected: str, why: str) -> None:
    got = outcome(choose, accept, OFFERED)
    if isinstance(got, Refusal):
        assert all(offer in got.message for offer in OFFERED)
    assert (str(got.status) if isinstance(got, Refusal) else got) == expected, why


WORDS = st.sampled_from(
    [*OFFERED, "*/*", "a/*", ";", "q=", "q=0", "q=0.5", ",", " ", '"', "\\", "=", "*", "charset=", "x"]
)


@given(st.lists(WORDS, max_size=30).map("".join) | st.text())
def test_whatever_arrives_is_a_choice_or_a_refusal(accept: str) -> None:
    got = outcome(choose, accept, OFFERED)
    assert (got.status if isinstance(got, Refusal) else got) in {400, 406, *OFFERED}


@pytest.mark.parametrize("piece", ["a/one,", '"', '"\\"', "a/one;", "a/one;q=0.1;x=", ",", "a/", '"x",', ";="])
def test_long_headers_are_read_in_bounded_work(piece: str) -> None:
    """Each would take minutes were it read again from every place."""
    for length in (MAX_HEADER, 50 * MAX_HEADER):
        got = outcome(choose, (piece * length)[:length], OFFERED)
        refused = 406 if length == MAX_HEADER else 400
        assert (got.status if isinstance(got, Refusal) else got) in {refused, *OFFERED}


@pytest.mark.parametrize(
    ("accept", "result", "graph"),
    [
        ("", "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml", "application/xml"),
        ("application/json", "application/json", "application/json"),
        ("text/plain", "text/plain", "text/plain"),
        ("text/*", "text/csv", "text/turtle"),
        ("application/*", "application/sparql-results+json", "application/n-triples"),
    ],
)
def test_defaults_and_aliases(accept: str, result: str, graph: str) -> None:
    assert pick(RESULT_TYPES, accept).media_type == result
    assert pick(RDF_TYPES, accept).media_type == graph


def test_each_format_has_its_own_names() -> None:
    """A name given by ``format=`` leads to one writer, and wins over Accept."""
    for types in (RESULT_TYPES, RDF_TYPES):
        for each in types.values():
            for name in (each.name, *each.also, each.media_type, each.media_type.upper(), each.extension):
                assert pick(types, "*/*;q=0", name).writer == each.writer, name


def test_a_format_of_the_other_kind_is_refused() -> None:
    with pytest.raises(Refusal, match="expected one of json, xml, csv, tsv") as caught:
        pick(RESULT_TYPES, "", "turtle")
    assert caught.value.code == "not-acceptable"
