"""Requests of the SPARQL 1.1 Protocol: a table of every form, and whatever else may arrive."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import outcome

from kg.protocol import Operation, Refusal, read_operation
from kg.protocol.parameters import MAX_FIELDS
from kg.protocol.parameters import fields as fields_of

LINES = (Path(__file__).parent / "data" / "requests.tsv").read_text(encoding="utf-8").split("\n")
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def shown(operation: Operation) -> str:
    """Return what is set in an operation, as the table writes it."""
    names = {"default_graphs": "default", "named_graphs": "named"}
    parts = list[str]([operation.kind])
    for field in fields(operation)[1:]:
        value = getattr(operation, field.name)
        if value:
            written = ",".join(value) if isinstance(value, tuple) else value
            parts.append(f"{names.get(field.name, field.name)}={written}")
    return " ".join(parts)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_table(case: tuple[str, ...]) -> None:
    _, method, query_string, content_type, body, expected = case
    got = outcome(read_operation, method, query_string, content_type, body.replace("\\ufeff", "\ufeff").encode())
    assert (f"{got.status} {got.code}" if isinstance(got, Refusal) else shown(got)) == expected


@pytest.mark.parametrize(
    ("method", "query", "allow"), [("PUT", "", "GET, HEAD, POST, OPTIONS"), ("GET", "update=x", "POST")]
)
def test_405_says_what_is_allowed(method: str, query: str, allow: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_operation(method, query, "", b"")
    assert caught.value.headers == (("Allow", allow),)


def test_415_says_what_is_read() -> None:
    with pytest.raises(Refusal) as caught:
        read_operation("POST", "", "text/html", b"")
    assert dict(caught.value.headers)["Accept"].split(", ")[1:] == [
        "application/sparql-query",
        "application/sparql-update",
    ]


@pytest.mark.parametrize("count", [MAX_FIELDS - 1, MAX_FIELDS])
def test_the_number_of_parameters_is_bounded(count: int) -> None:
    query = "query=ASK" + "&default-graph-uri=a:b" * count
    if count < MAX_FIELDS:
        assert read_operation("GET", query, "", b"").default_graphs == ("a:b",)
        return
    with pytest.raises(Refusal, match="more than"):
        read_operation("GET", query, "", b"")


PARTS = st.sampled_from(
    ["query=", "update=", "ASK", "%", "%F", "%00", "%ff", "&", "=", "+", "default-graph-uri=", "a:b", "partial=", "1",
     "timeout=", "1e999", "format=", "csv", "using-graph-uri=", "گ", "\ud800", "\x00", "\r\n"]
)  # fmt: skip
URLS = st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=40)
TYPES = st.sampled_from(
    ["application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded", "", "text/plain"]
)
BODIES = st.binary(max_size=60) | URLS.map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "", "OPTIONS"]),
    URLS,
    st.tuples(TYPES, st.text(max_size=20)).map("".join) | TYPES,
    BODIES,
)
def test_whatever_arrives_is_an_operation_or_a_refusal(method: str, url: str, content_type: str, body: bytes) -> None:
    operation = outcome(read_operation, method, url, content_type, body)
    if isinstance(operation, Refusal):
        return
    operation.text.encode("utf-8")
    assert operation.kind == "description" or operation.text.strip()
    for iri in (*operation.default_graphs, *operation.named_graphs):
        assert ":" in iri
        assert not set(iri) & set('<>"{}|^`\\ \r\n')


@given(st.text(min_size=1).filter(lambda text: text.strip()), st.sampled_from(["", "%=_+&é\r\n", " "]))
def test_what_is_escaped_comes_back(text: str, safe: str) -> None:
    told = urlencode({"query": text}, safe=safe.replace("&", "").replace("%", "").replace("+", ""))
    assert read_operation("GET", told.encode("utf-8").decode("latin-1"), "", b"").text == text


ESCAPES = st.lists(
    st.sampled_from(["%41", "%d9%86", "%D9%86", "%3D", "%0A", "%25", "=", "a", "_", "\r\n", "\n", "+", "ن"]), min_size=1
)


@given(ESCAPES)
def test_escapes_are_those_of_urls(parts: list[str]) -> None:
    encoded = ("x" + "".join(parts)).encode()
    assert fields_of(b"query=" + encoded, "the form")[0][1] == unquote_plus(encoded.decode("utf-8"))
