"""Queries with GET are answered on a short way; nothing tells it from the longer one but its pace."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from server_kit import Served

from kg.server.direct import _head

PLAIN = "SELECT ?x { VALUES ?x { 1 2 } }"
QUERIES = {
    "rows": f"query={quote(PLAIN)}",
    "truth": f"query={quote('ASK { ?a ?b ?c }')}&format=xml",
    "triples": f"query={quote('DESCRIBE <http://a.example/>')}",
    "malformed": f"query={quote('SELECT ?x {')}",
    "forbidden": f"query={quote('SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }')}",
    "no format": f"query={quote(PLAIN)}&format=pdf",
    "never the same": f"query={quote('SELECT (STRLEN(STRUUID()) AS ?n) {}')}&format=csv",
    "missing": "query=",
    "twice": "query=a&query=b",
    "broken escape": "query=%zz",
    "too short a time": f"query={quote(PLAIN)}&timeout=never",
    "an update": f"update={quote('CLEAR ALL')}",
    "nothing": "",
}


def _asked(served: Served, parameters: str, *headers: str) -> tuple[bytes, bytes]:
    """Return the head of the answer without its date, and its body."""
    lines = [f"GET /sparql?{parameters} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
    head, _, body = served.raw("\r\n".join(lines).encode()).partition(b"\r\n\r\n")
    return b"\n".join(sorted(line for line in head.splitlines() if not line.startswith(b"date:"))), body


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("header", ["Origin: http://localhost:1", "Accept: text/csv", "Accept-Encoding: gzip"])
def test_both_ways_answer_the_same(served: Served, name: str, header: str) -> None:
    short = _asked(served, QUERIES[name], header)
    longer = _asked(served, QUERIES[name], header, "Authorization: Basic Og==")
    assert short == longer


def test_what_is_still_the_same_is_not_sent_again(served: Served) -> None:
    head, _ = _asked(served, QUERIES["rows"])
    tag = next(line for line in head.splitlines() if line.startswith(b"etag:")).split()[1].decode()
    assert b" 304 " in _asked(served, QUERIES["rows"], f"If-None-Match: {tag}")[0]


def test_requests_that_come_together_are_answered_in_their_order(served: Served) -> None:
    asked = [quote(f"SELECT ?x {{ VALUES ?x {{ {number} }} }}") for number in range(3)]
    paths = [f"/sparql?query={asked[0]}", "/health", f"/sparql?query={asked[1]}", f"/sparql?query={asked[2]}"]
    heads = [f"GET {path} HTTP/1.1\r\nHost: localhost\r\n" for path in paths]
    answer = served.raw(("\r\n".join(heads) + "Connection: close\r\n\r\n").encode())
    places = [answer.index(piece) for piece in (b'"0"', b'"ok"', b'"1"', b'"2"')]
    assert answer.count(b"HTTP/1.1 200") == 4
    assert places == sorted(places)


@pytest.mark.parametrize("way", ["", "Authorization: Basic Og==\r\n"])
def test_another_name_of_this_machine_is_refused(served: Served, way: str) -> None:
    answer = served.raw(
        f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a.example\r\n{way}Connection: close\r\n\r\n".encode()
    )
    assert b" 421 " in answer.splitlines()[0]


def test_a_header_is_one_line() -> None:
    assert _head(200, [(b"a", b"b")]).endswith(b"\r\na: b\r\n\r\n")
    for value in (b"b\r\nc: d", b"b\nc", b"b\rc"):
        with pytest.raises(ValueError, match="more than one line"):
            _head(200, [(b"a", value)])
