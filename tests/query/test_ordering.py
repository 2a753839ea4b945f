"""Rows are sorted after the engine gave them, and a limit is the engine's: which rows of the whole answer come then."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as px
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.ontology.terms import XSD
from kg.query import Table, check, in_order, limited, load_library, parse_card, rewritten, run_query
from kg.query.binding import bind
from kg.settings import BASE_IRI
from kg.store import Store, Term

LIBRARY = load_library()
EXPECTED = Path(__file__).parent / "data" / "expected"
CASES = [
    pytest.param(name, case["params"], id=f"{name}-{number}")
    for name in sorted(LIBRARY)
    for number, case in enumerate(json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")))
]
DATATYPES = {"n": XSD("integer"), "d": XSD("decimal"), "t": XSD("string")}


def cell(text: str) -> Term | None:
    """Return a cell written as its kind and value: ``n12``, ``tqom``; ``-`` is unbound."""
    if text == "-":
        return None
    if text[0] == "i":
        return px.NamedNode(BASE_IRI + text[1:])
    return px.Literal(text[1:], datatype=DATATYPES[text[0]])


def table(*rows: str) -> Table:
    cells = tuple(tuple(cell(text) for text in row.split()) for row in rows)
    return Table("test", tuple("abc"[: len(cells[0])]), cells, BASE_IRI)


@pytest.mark.parametrize("most", [1, 3, 1000])
@pytest.mark.parametrize(("name", "params"), CASES)
def test_limited_answer_is_a_part_of_the_whole(store: Store, name: str, params: dict[str, object], most: int) -> None:
    whole = run_query(store, LIBRARY[name], params)
    part = run_query(store, LIBRARY[name], params, most=most)
    assert part.columns == whole.columns
    assert len(part.rows) == min(most, len(whole.rows))
    assert part.cut is (len(whole.rows) > most)
    left = list(whole.rows)
    for row in part.rows:
        left.remove(row)
    if not part.cut:
        assert part == whole


@pytest.mark.parametrize(
    "name", ["institution-ranking", "topic-ranking", "institution-kind-pairs", "agreements-by-type-and-status", "runs"]
)
def test_a_limited_ranking_is_the_head_of_the_whole(store: Store, name: str) -> None:
    whole = run_query(store, LIBRARY[name], {}).rows
    assert all(run_query(store, LIBRARY[name], {}, most=most).rows == whole[:most] for most in (1, 2, 3))


@pytest.mark.parametrize(
    ("order", "rows", "sorted_rows"),
    [
        ((("a", False),), ["n10", "n9", "-", "n-3"], ["-", "n-3", "n9", "n10"]),
        ((("a", True),), ["n9", "n10", "-"], ["n10", "n9", "-"]),
        ((("a", True),), ["d9.5", "n10", "d10.25"], ["d10.25", "n10", "d9.5"]),
        ((("a", False),), ["t10", "t9", "n11"], ["n11", "t10", "t9"]),
        ((("a", False),), ["iz", "ia", "-"], ["-", "ia", "iz"]),
        ((("b", True), ("a", False)), ["tb n1", "ta n1", "tc n2"], ["tc n2", "ta n1", "tb n1"]),
        ((("a", False),), ["tx tb n2", "tx ta n9", "tx ta n3"], ["tx ta n3", "tx ta n9", "tx tb n2"]),
        ((), ["n2", "n1"], ["n2", "n1"]),
    ],
)
def test_order(order: tuple[tuple[str, bool], ...], rows: list[str], sorted_rows: list[str]) -> None:
    assert in_order(table(*rows), order) == table(*sorted_rows)


@given(st.lists(st.tuples(*[st.sampled_from(["n1", "n2", "n10", "d1.5", "tx", "ty", "ix", "-"])] * 3)), st.randoms())
def test_order_does_not_hang_on_what_came_first(rows: list[tuple[str, str, str]], chance: object) -> None:
    one = [" ".join(row) for row in rows]
    other = sorted(one, key=lambda _: chance.random())  # type: ignore[attr-defined]
    if one:
        order = (("b", True), ("a", False))
        assert in_order(table(*one), order) == in_order(table(*other), order)


def test_an_order_names_columns() -> None:
    text = "#: columns: s p\n#: order: p -s\nSELECT ?s ?p WHERE { ?s ?p ?o }"
    assert parse_card("mine", text).order == (("p", False), ("s", True))
    with pytest.raises(QueryError, match="sorted by o, which is no column"):
        parse_card("mine", text.replace("order: p", "order: o"))


def test_triples_are_cut_too(store: Store) -> None:
    params = {"agreement": "agreement/aaaaaaaaaaaaaaaa"}
    whole = run_query(store, LIBRARY["agreement-graph"], params)
    part = run_query(store, LIBRARY["agreement-graph"], params, most=5)
    assert (part.cut, part.rows) == (True, whole.rows[:5])
    assert part.triples == (whole.triples or ())[:5]


def test_values_are_told_behind_a_limit_and_a_search(store: Store) -> None:
    text = """PREFIX agr: <https://w3id.org/agreements-kg/ontology#>
SELECT ?node ?other WHERE {
  { SELECT ?node WHERE { ?node agr:matches "نیرو" }
    #LIMIT
  }
  { ?other agr:party ?node }
}"""
    query = rewritten(store, limited(check(text), 7), {})
    value = px.NamedNode(BASE_IRI + "agreement/aaaaaaaaaaaaaaaa")
    bound = bind(query, {"other": value})
    assert bound.count("LIMIT 7") == 2
    assert "{ VALUES (?other)" in bound.partition("LIMIT 7")[2]
    assert {row[1] for row in store.query(bound).rows} == {value}
