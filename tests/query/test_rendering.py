"""Tables as text: columns that stay apart, cells that do nothing, formats that others read."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as px
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.errors import QueryError
from kg.query import FORMATS, Table, load_library, parse_card, render, run_query, table_of
from kg.query.rendering import width
from kg.settings import BASE_IRI
from kg.store import Answer, Store

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def table(*rows: tuple[str, ...]) -> Table:
    columns = tuple(f"c{index}" for index in range(len(rows[0])))
    terms = tuple(tuple(px.Literal(cell) for cell in row) for row in rows)
    return table_of("test", Answer(columns, terms), BASE_IRI)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("سلام", 4),
        ("می‌شود", 5),
        ("سَلام", 4),
        ("日本", 4),
        ("\u2068a\u2069", 1),
        ("", 0),
        ("é", 1),
        ("e\u0301", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_terminal_table_aligns_persian_and_isolates_it(store: Store) -> None:
    lines = render(run_query(store, load_library()["institution-ranking"], {})).splitlines()
    assert len(lines) == 9
    assert lines[2].count("\u2068") == lines[2].count("\u2069") == 5
    starts = {tuple(width(line[: match.start()]) for match in re.finditer("\u2068", line)) for line in lines[2:]}
    assert len(starts) == 1


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_terminal_cells_hold_neither_steering_characters_nor_line_ends(rows: list[tuple[str, str]]) -> None:
    shown = render(table(*rows))
    assert len(shown.splitlines()) == len(rows) + 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]", shown)
    assert shown.count("\u2068") == shown.count("\u2069") == 2 * (len(rows) + 1)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_csv_reads_back_and_is_formula_safe(rows: list[tuple[str, str]]) -> None:
    shown = render(table(*rows), "csv")
    assert shown.startswith("\ufeff")
    back = list(csv.reader(io.StringIO(shown[1:], newline="")))
    assert [
        tuple(cell.removeprefix("'") if cell != cells[i] else cell for i, cell in enumerate(row))
        for row, cells in zip(back[1:], rows, strict=True)
    ] == rows
    for cell in (cell for row in back for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u200e=1",
        "|cmd",
        "%0A",
        "＝1",
        "＋1",
        "－1",
        "＠A1",
        " ＝1",
        "\r\t1",
    ],
)
def test_formulas_get_an_apostrophe(cell: str) -> None:
    back = list(csv.reader(io.StringIO(render(table((cell,)), "csv")[1:], newline="")))
    assert back[1] == ["'" + cell]


def test_json_is_the_sparql_results_format(store: Store) -> None:
    found = json.loads(render(run_query(store, load_library()["money"], {}), "json"))
    assert found["head"]["vars"] == ["currency", "amount", "asWritten", "agreement", "label"]
    (row,) = found["results"]["bindings"]
    assert row["amount"] == {
        "type": "literal",
        "value": "120000000000",
        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }
    assert row["asWritten"]["xml:lang"] == "fa"
    assert row["agreement"] == {"type": "uri", "value": BASE_IRI + "agreement/bbbbbbbbbbbbbbbb"}


def test_unbound_cells_are_absent_in_json_and_empty_elsewhere(store: Store) -> None:
    table = run_query(store, load_library()["agreements-of-institution"], {"institution": "ministry-of-energy"})
    first = json.loads(render(table, "json"))["results"]["bindings"][0]
    assert "date" not in first
    assert table.rows[0][table.columns.index("date")] == ""


def test_ask_and_construct(store: Store) -> None:
    ask = run_query(store, parse_card("mine", "ASK { ?s ?p ?o }"), {})
    assert (ask.boolean, ask.rows) == (True, (("true",),))
    assert json.loads(render(ask, "json")) == {"boolean": True, "head": {}}
    made = run_query(store, load_library()["agreement-graph"], {"agreement": "قرارداد پژوهشی"})
    turtle = render(made, "turtle")
    assert len(Graph().parse(data=turtle, format="turtle")) == len(made.rows) > 20
    assert render(made, "turtle") == turtle


def test_wrong_formats_are_named(store: Store) -> None:
    table = run_query(store, load_library()["money"], {})
    with pytest.raises(QueryError, match="CONSTRUCT"):
        render(table, "turtle")
    with pytest.raises(QueryError, match=", ".join(FORMATS)):
        render(table, "xml")


def test_no_rows_say_so(store: Store) -> None:
    empty = run_query(store, load_library()["agreements-in-jalali-year"], {"year": 1300})
    assert render(empty) == "(no rows)\n"
    assert render(empty, "csv") == "\ufeffagreement,label,type,status,date,jalaliDate\r\n"
