"""``agr:matches`` in SPARQL: what it is replaced by, where it may stand, and the same hits without a text index."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.errors import QueryError
from kg.query import check, parse_card, rewritten, run_query
from kg.query.matching import matching
from kg.store import Store
from kg.textindex import KINDS, read_search

PROLOGUE = (
    "PREFIX agr: <https://w3id.org/agreements-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
ROWS = [
    row
    for row in csv.DictReader(
        (
            line
            for line in (Path(__file__).parent / "data" / "rewriting.tsv").read_text("utf-8").splitlines()
            if not line.startswith("#")
        ),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
]


def shown(store: Store, query: str) -> str:
    """Return the number of rows, or the truth value."""
    text = rewritten(store, check(PROLOGUE + query)).text
    assert text.count("\n") == (PROLOGUE + query).count("\n")
    answer = store.query(text)
    return str(len(answer.rows)) if answer.boolean is None else str(answer.boolean).lower()


@pytest.mark.parametrize("row", [row for row in ROWS if not row["refused"]], ids=lambda row: row["query"][:60])
def test_a_query_gives_the_same_with_an_index_and_without(indexed: Store, plain: Store, row: dict[str, str]) -> None:
    assert shown(indexed, row["query"]) == row["rows"]
    assert shown(plain, row["query"]) == row["rows"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["refused"]], ids=lambda row: row["query"][:60])
def test_a_use_that_is_not_understood_is_refused_with_its_place(indexed: Store, row: dict[str, str]) -> None:
    place, _, said = row["refused"].partition(" ") if row["refused"][0].isdigit() else ("2:", "", row["refused"])
    with pytest.raises(QueryError, match=said) as refused:
        rewritten(indexed, check(PROLOGUE + row["query"]))
    assert refused.value.where.startswith(place)


def test_another_prefix_and_a_base_do_as_well(indexed: Store) -> None:
    names = "https://w3id.org/agreements-kg/"
    queries = [
        f'PREFIX x: <{names}ontology#> ASK {{ ?n x:matches "نیرو" }}',
        f'BASE <{names}ontology> ASK {{ ?n <{names}ontology#matches> "نیرو" }}',
    ]
    for query in queries:
        assert "VALUES" in rewritten(indexed, check(query)).text
    other = check('PREFIX agr: <http://other.example/#> ASK { ?n agr:matches "نیرو" }')
    assert rewritten(indexed, other) == other


def test_a_parameter_with_a_value_is_a_text(indexed: Store) -> None:
    card = parse_card(
        "x", f"#: param.text: text required\n{PROLOGUE}SELECT ?n {{ ?n agr:matches ?text ; a agr:Official }}"
    )
    assert len(run_query(indexed, card, {"text": "نادر"}).rows) == 1
    assert run_query(indexed, card, {"text": '"} DROP ALL #'}).rows == ()
    with pytest.raises(QueryError, match="x:3:"):
        run_query(indexed, parse_card("x", f"{PROLOGUE}\nSELECT ?n {{ ?n agr:matches ?text }}"), {})


def test_too_many_hits_are_an_error_not_a_cut(indexed: Store) -> None:
    query = check(f'{PROLOGUE}SELECT ?n {{ ?n agr:matches "مازندران" }}')
    with pytest.raises(QueryError, match="more than 5 things") as refused:
        rewritten(indexed, query, {}, most=5)
    assert refused.value.where == "2:16"
    assert "100" in refused.value.expected


TYPED = st.one_of(st.sampled_from(["نیرو", "نيروگاه*", "تفاهمنامه", "تفاهم نامه", '"وزارت نیرو"', "energy", "مازندران"]),
                  st.text(st.sampled_from('نیروقم تفاه"*'), max_size=12))  # fmt: skip


@given(search=TYPED, kinds=st.lists(st.sampled_from([kind for kind in KINDS if kind != "article"]), min_size=1))
def test_names_found_are_the_same_without_an_index(indexed: Store, plain: Store, search: str, kinds: list[str]) -> None:
    asked, wanted = read_search(search), tuple(kinds)
    one, two = matching(indexed, asked, wanted, 500), matching(plain, asked, wanted, 500)
    assert {(hit.node, hit.tier) for hit in one} == {(hit.node, hit.tier) for hit in two}


@given(text=st.text(max_size=40))
def test_any_string_is_data(indexed: Store, text: str) -> None:
    card = parse_card("x", f"#: param.text: text required\n{PROLOGUE}SELECT ?n {{ ?n agr:matches (?text 5) }}")
    safe = text.replace("\x00", " ").encode("utf-8", "replace").decode()
    rows = run_query(indexed, card, {"text": safe}).rows
    assert len(rows) <= 5
    assert rewritten(indexed, card.query, {"text": Literal(safe)}).text.count("\n") == card.text.count("\n")
