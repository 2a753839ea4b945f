"""The guard: what passes, what is refused and where, and that engines find nothing behind its back."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
from bisect import bisect_left
from pathlib import Path

import pyoxigraph as px
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import QueryError
from kg.query import check, parse_card
from kg.query.guard import MAX_CHARACTERS, MAX_DEPTH, MAX_TOKENS
from kg.query.lexer import tokens

LINES = (Path(__file__).parent / "data" / "guard.tsv").read_text(encoding="utf-8").split("\n")
ENDS = {"\\n": "\n", "\\r": "\r", "\\\\": "\\"}
CASES = [
    (verdict, where, re.sub(r"\\[nr\\]", lambda match: ENDS[match.group()], query))
    for verdict, where, query in (line.split("\t") for line in LINES if line and not line.startswith("# "))
]


@pytest.mark.parametrize(("verdict", "where", "query"), CASES)
def test_table(verdict: str, where: str, query: str) -> None:
    if verdict == "allowed":
        checked = check(query)
        assert checked.body is None or checked.text[checked.body - 1] == "{"
        return
    with pytest.raises(QueryError) as caught:
        check(query)
    assert caught.value.where == where
    assert "\n" not in str(caught.value)


PIECES = st.sampled_from(
    [
        *(
            "SERVICE",
            "service",
            "SILENT",
            "<http://localhost:1/x>",
            "<x:y#>",
            "<",
            ">",
            "#",
            "\n",
            "\r",
            " ",
            "\\",
            '"',
        ),
        *(
            '"""',
            "'",
            "'''",
            "{",
            "}",
            "(",
            ")",
            ".",
            ";",
            ",",
            "?a",
            "?b",
            "a",
            "true",
            "1",
            "1.5",
            "ex:a",
            "ex:",
            ":",
        ),
        *("ex:a.b", "_:b", "FILTER", "(?a<?b)", "FROM", "SELECT", "*", "WHERE", "\\u0053", "\\u000a", "@fa", "^^", "="),
        *("UNION", "OPTIONAL", "GRAPH", "BIND", "AS", "VALUES", "LOAD", "[", "]", "/", "|", "ی", "\u200c", "&&"),
    ]
)
QUERIES = st.lists(PIECES, max_size=25).map(
    lambda pieces: (
        "PREFIX ex: <http://localhost:1/> PREFIX : <http://localhost:1/> SELECT * { " + "".join(pieces) + " }"
    )
)


@given(QUERIES)
@example('PREFIX : <http://localhost:1/> SELECT * { FILTER(1<2#>"""\n)SERVICE :x{}#"""\n}')
def test_what_passes_asks_no_other_server_in_any_engine(query: str) -> None:
    try:
        check(query)
    except QueryError:
        return
    try:
        list(px.Store().query(query))
    except SyntaxError:
        pass
    except OSError as error:
        pytest.fail(f"Oxigraph tried the network: {error}")
    try:
        parsed = str(parseQuery(query))
    except Exception:  # noqa: BLE001 - rdflib's parser raises many kinds
        return
    assert "ServiceGraphPattern" not in parsed
    assert "DatasetClause" not in parsed


def refusal(text: str) -> str:
    try:
        check(text)
    except QueryError as error:
        return str(error)
    return ""


@given(st.text(max_size=300))
def test_any_text_is_checked_or_refused_in_one_line(text: str) -> None:
    assert "\n" not in refusal(text)


@pytest.mark.parametrize(
    "piece", ['a"', "<", "a.", "a-", "a..", "'", "<a", "é", "_:a.", "@a-", "1.", "a:", '"""', "{(", "\\", "#", "?"]
)
def test_time_is_linear(piece: str) -> None:
    start = time.process_time()
    for prefix in ("", "SELECT * { ", 'SELECT * { "'):
        with pytest.raises(QueryError):
            check(prefix + piece * (MAX_CHARACTERS // len(piece) - 20))
    assert time.process_time() - start < 6


def test_depth_and_length_are_limited() -> None:
    assert check("SELECT * " + "{" * MAX_DEPTH + "}" * MAX_DEPTH)
    for query in (
        "SELECT * " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1),
        "SELECT * { FILTER(" + "(" * 90_000 + "1" + ")" * 90_000 + ") }",
        "SELECT * {}" + " " * MAX_CHARACTERS,
    ):
        with pytest.raises(QueryError):
            check(query)


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) { ?s ?p ?o }", " ?s ?p ?o }"),
        ("CONSTRUCT { ?a ?b ?c } { ?s ?p ?o }", " ?s ?p ?o }"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?s ?p ?o }", " ?s ?p ?o }"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", None),
        ("DESCRIBE ?s WHERE { ?s ?p ?o }", " ?s ?p ?o }"),
        ("DESCRIBE <x:y>", None),
        ("CONSTRUCT", None),
    ],
)
def test_outermost_group_is_found(query: str, body: str | None) -> None:
    checked = check(query)
    assert (None if checked.body is None else query[checked.body :]) == body


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#: param.x: number required", "declared as 'number required'"),
        ("#: param.y: integer required", "no variable of the query"),
        ("#: title.fa", "cannot be read"),
        ("#: title.fa: a\n#: title.fa: b", "cannot be read"),
    ],
)
def test_wrong_headers_are_named(header: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_card("mine.rq", f"{header}\nSELECT * {{ ?x ?p ?o }}")


CHAINS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "chains.tsv").read_text("utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.mark.parametrize(("start", "piece", "end"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_chains_are_refused_long_before_they_break_an_engine(start: str, piece: str, end: str) -> None:
    def chain(times: int) -> str:
        return start + "".join(piece.replace("%d", str(number)) for number in range(times)) + end

    most = bisect_left(range(MAX_TOKENS), True, key=lambda times: bool(refusal(chain(times + 1))))
    assert len(tokens(chain(most))) <= MAX_TOKENS < len(tokens(chain(most + 1)))
    assert str(MAX_TOKENS) in refusal(chain(most + 1))
    code = "import sys, pyoxigraph; pyoxigraph.Store().query(sys.stdin.read())"
    with contextlib.suppress(subprocess.TimeoutExpired):  # slow is what the time limit of `kg query` is for
        asked = [sys.executable, "-c", code]
        assert subprocess.run(asked, input=chain(most), text=True, timeout=2, check=False).returncode == 0


def test_data_of_values_may_be_long_and_hide_nothing() -> None:
    data = '"a" ' * 20_000
    assert check(f"SELECT * {{ VALUES ?x {{ {data} }} ?x ?p ?o }}")
    for query in (
        f"SELECT * {{ VALUES ?x {{ 1 }} FILTER(1 {'+1' * MAX_TOKENS}) }}",
        f"SELECT * {{ ?s ?p ({data}) VALUES ?x {{ 1 }} }}",
        f"SELECT * {{ OPTIONAL {{ ?s ?p ({data}) }} }}",
    ):
        assert str(MAX_TOKENS) in refusal(query)
