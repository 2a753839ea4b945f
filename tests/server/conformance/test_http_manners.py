"""What HTTP asks of a server: validators, methods, CORS, packing, tokens, stable codes, nothing of this machine told."""

from __future__ import annotations

import gzip
from urllib.parse import quote, urlencode

import pytest
from served_kit import TOKEN, Served

from kg.protocol import CODES
from kg.settings import BASE_IRI

ASK = f"/sparql?query={quote('SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(?s != <http://x/controls>) } LIMIT 40')}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BEARER = {"Authorization": f"Bearer {TOKEN}"}
CHANGE = f"CLEAR SILENT GRAPH <{BASE_IRI}graph/user/manners>"


def update(served: Served, text: str, headers: dict[str, str]) -> tuple[int, str]:
    """Send an update; return the status and the code of a refusal."""
    answer = served.ask("POST", "/sparql", {**FORM, **headers}, urlencode({"update": text}).encode())
    return answer.status, str(answer.json()["code"]) if answer.body else ""


def test_an_answer_is_tagged_and_not_sent_twice(reading: Served) -> None:
    first = reading.ask("GET", ASK)
    tag = first.headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}'):
        again = reading.ask("GET", ASK, {"If-None-Match": given})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert "content-type" not in again.headers
        assert again.headers["vary"] == first.headers["vary"]
    assert reading.ask("GET", ASK, {"If-None-Match": '"other"'}).body == first.body
    assert reading.ask("POST", ASK.replace("?query=", "?x="), {**FORM, "If-None-Match": tag}, b"query=ASK%7B%7D").body


def test_the_tag_is_one_of_the_representation(reading: Served) -> None:
    accepts = ("application/sparql-results+json", "text/csv", "application/sparql-results+xml")
    answers = [reading.ask("GET", ASK, {"Accept": accept}) for accept in accepts]
    assert [answer.media_type for answer in answers] == list(accepts)
    assert len({answer.headers["etag"] for answer in answers}) == len(accepts)
    packed = reading.ask("GET", ASK, {"Accept": "text/csv", "Accept-Encoding": "gzip"})
    assert packed.headers["etag"] != answers[1].headers["etag"]
    assert all({"Accept", "Accept-Encoding", "Origin"} <= set(answer.headers["vary"].split(", ")) for answer in answers)


def test_a_malformed_query_has_no_validator(reading: Served) -> None:
    answer = reading.ask("GET", "/sparql?query=SELECT", {"If-None-Match": "*"})
    assert answer.status == 400
    assert "etag" not in answer.headers


def test_volatile_answers_are_not_kept(reading: Served) -> None:
    answer = reading.ask("GET", f"/sparql?query={quote('SELECT (STRUUID() AS ?x) {}')}")
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", [ASK, "/sparql", "/graph?default", "/void", "/sparql?query=SELECT", "/nowhere"])
def test_head_is_get_without_a_body(reading: Served, path: str) -> None:
    got, head = reading.ask("GET", path), reading.ask("HEAD", path)
    same = ("content-type", "content-length", "etag", "vary", "cache-control")
    assert (head.status, head.body) == (got.status, b"")
    assert [head.headers.get(name) for name in same] == [got.headers.get(name) for name in same]


def test_packed_answers_are_the_same(reading: Served) -> None:
    plain = reading.ask("GET", ASK)
    assert "content-encoding" not in plain.headers
    for accepted in ("gzip", "deflate, gzip;q=0.5", "*"):
        packed = reading.ask("GET", ASK, {"Accept-Encoding": accepted})
        assert packed.headers["content-encoding"] == "gzip"
        assert len(packed.body) < len(plain.body)
        assert gzip.decompress(packed.body) == plain.body
    for accepted in ("identity", "gzip;q=0", "br", "gzip;q=0, *"):
        assert "content-encoding" not in reading.ask("GET", ASK, {"Accept-Encoding": accepted}).headers, accepted


def test_options_and_preflight(reading: Served) -> None:
    plain = reading.ask("OPTIONS", "/sparql")
    assert plain.status == 204
    assert {"GET", "HEAD", "POST", "OPTIONS"} <= set(plain.headers["allow"].split(", "))
    assert "access-control-allow-origin" not in plain.headers
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = reading.ask("OPTIONS", "/sparql", {"Origin": "https://pages.example", **asked})
    assert preflight.headers["access-control-allow-origin"] == "https://pages.example"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    other = reading.ask("OPTIONS", "/sparql", {"Origin": "https://other.example", **asked})
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("path", [ASK, "/sparql?query=SELECT", "/graph?default", "/nowhere"])
def test_pages_that_may_read_answers_may_read_refusals_too(reading: Served, path: str) -> None:
    answer = reading.ask("GET", path, {"Origin": "https://pages.example"})
    assert answer.headers["access-control-allow-origin"] == "https://pages.example"
    assert "KG-Partial" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-origin" not in reading.ask("GET", path, {"Origin": "https://other.example"}).headers


@pytest.mark.parametrize(
    ("text", "headers", "expected"),
    [
        (CHANGE, BEARER, (204, "")),
        (CHANGE, {"Authorization": f"bearer   {TOKEN} "}, (204, "")),
        (CHANGE, {}, (401, "unauthorized")),
        (CHANGE, {"Authorization": "Bearer wrong"}, (401, "unauthorized")),
        (CHANGE, {"Authorization": f"Basic {TOKEN}"}, (401, "unauthorized")),
        (CHANGE, {"Authorization": TOKEN}, (401, "unauthorized")),
        (CHANGE, {"Authorization": f"Bearer {TOKEN}x"}, (401, "unauthorized")),
        (CHANGE, {"Authorization": ""}, (401, "unauthorized")),
        ("CLEAR ALL", {}, (401, "unauthorized")),
        ("CLEAR ALL", BEARER, (403, "forbidden-operation")),
        ("INSERT DATA { <a:a> <a:b> 1 }", BEARER, (403, "forbidden-graph")),
        (f"DROP GRAPH <{BASE_IRI}graph/article/1>", BEARER, (403, "forbidden-graph")),
        ("LOAD <file:///etc/passwd>", BEARER, (403, "forbidden-operation")),
        ("CLEAR", BEARER, (400, "malformed-update")),
        (
            f"CREATE GRAPH <{BASE_IRI}graph/user/x> ; CREATE GRAPH <{BASE_IRI}graph/user/x>",
            BEARER,
            (400, "malformed-update"),
        ),
    ],
)
def test_who_may_write_what(writable: Served, text: str, headers: dict[str, str], expected: tuple[int, str]) -> None:
    assert update(writable, text, headers) == expected


def test_a_server_without_token_takes_no_update(reading: Served) -> None:
    for headers in ({}, BEARER, {"Authorization": "Bearer "}):
        assert update(reading, CHANGE, headers) == (403, "not-writable")


def test_an_update_changes_the_tag_and_is_seen_at_once(writable: Served) -> None:
    graph = f"{BASE_IRI}graph/user/seen"
    path = f"/graph?graph={quote(graph, safe='')}"
    tags = []
    for number in range(3):
        text = f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ; INSERT DATA {{ GRAPH <{graph}> {{ <a:a> <a:b> {number} }} }}"
        assert update(writable, text, BEARER)[0] == 204
        answer = writable.ask("GET", path, {"Accept": "application/n-triples"})
        assert f'"{number}"' in answer.body.decode()
        tags.append(answer.headers["etag"])
    assert len(set(tags)) == len(tags)


def test_an_answer_over_the_limit_is_whole_or_says_that_it_is_not(reading: Served) -> None:
    text = "SELECT * { VALUES ?a { 1 2 3 4 5 6 7 8 } VALUES ?b { 1 2 3 4 5 6 7 8 } }"
    refused = reading.ask("GET", f"/sparql?query={quote(text)}&format=csv")
    assert (refused.status, refused.json()["code"]) == (422, "row-limit")
    partial = reading.ask("GET", f"/sparql?query={quote(text)}&format=csv&partial=1")
    assert (partial.status, partial.headers["kg-partial"]) == (200, "rows=50")
    assert len(partial.body.splitlines()) == 51
    whole = reading.ask("GET", f"/sparql?query={quote(text + ' LIMIT 50')}&format=csv")
    assert (whole.status, whole.headers.get("kg-partial")) == (200, None)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/sparql?query=%FF", {}),
        ("/sparql?query=SELECT%00", {}),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=%0D%0ASet-Cookie:x", {}),
        ("/sparql?query=ASK%7B%7D&format=%0D%0ASet-Cookie:x", {}),
        ("/sparql?query=ASK%7B%7D&format=../../etc/passwd", {}),
        ("/sparql?query=%3Cscript%3Ealert(1)%3C/script%3E", {}),
        ("/sparql?query=ASK%7B%7D&timeout=-1", {}),
        ("/sparql?query=ASK%20FROM%20%3Cfile:///etc/passwd%3E%7B%7D", {}),
        ("/sparql?query=ASK%7BSERVICE%20%3Chttp://127.0.0.1:1/%3E%7B%7D%7D", {}),
        ("/sparql?query=ASK%7B%7D", {"Accept": "image/png"}),
        ("/sparql?query=ASK%7B%7D", {"Accept": "x" * 9000}),
        ("/graph", {}),
        ("/graph?graph=file:///etc/passwd", {}),
        ("/graph/../../etc/passwd", {}),
        ("/graph/%2e%2e/%2e%2e/etc/passwd", {}),
        ("/sparql/../x", {}),
        ("/%00", {}),
    ],
)
def test_refusals_are_short_and_tell_nothing_of_this_machine(
    reading: Served, path: str, headers: dict[str, str]
) -> None:
    answer = reading.ask("GET", path, headers)
    assert 400 <= answer.status < 500
    told = answer.json()
    assert CODES[str(told["code"])][0] == answer.status
    message = str(told["message"])
    assert len(message) < 1000
    assert not any(word in message for word in ("/work", "/root", "/tmp", "Traceback", ".py", "root:"))
    assert answer.media_type == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
