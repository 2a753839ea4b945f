"""Every question of the library: documented, ordered, and answered alike by two engines over two layouts."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pyoxigraph as px
import pytest
from rdflib import BNode, Dataset
from rdflib.query import Result
from rdflib.term import Literal, Node, URIRef
from sample_graph import sample_quads

import kg
from kg.ontology.terms import AGR, RDF
from kg.query import Card, Table, bind, in_order, load_library, rewritten, run_query, terms
from kg.resources import shipped
from kg.settings import BASE_IRI
from kg.store import Store, open_store

LIBRARY = load_library()
EXPECTED = Path(__file__).parent / "data" / "expected"
CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name in sorted(LIBRARY)
    for number, case in enumerate(json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")))
]


def shown(table: Table) -> list[list[object]]:
    return [list(row) for row in table.rows]


def test_every_question_has_expected_rows_and_none_is_left_over() -> None:
    assert len(LIBRARY) >= 22
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(LIBRARY)


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize(("name", "case"), CASES)
def test_rows(store: Store, name: str, case: dict[str, object], union: bool) -> None:
    table = run_query(store, LIBRARY[name], case["params"], union=union)
    assert list(table.columns) == case["columns"]
    assert shown(table) == case["rows"]


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize(("name", "case"), CASES)
@pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated:DeprecationWarning")  # rdflib's own
def test_rdflib_gives_the_same(
    store: Store, datasets: dict[bool, Dataset], name: str, case: dict[str, object], union: bool
) -> None:
    card = LIBRARY[name]
    result = datasets[union].query(whole_text(store, card, case["params"]))
    rows = read(store, card, result)
    if card.form == "CONSTRUCT":
        assert sorted(map(str, rows)) == sorted(map(str, case["rows"]))
    else:
        assert [str(name) for name in result.vars] == case["columns"]
        assert rows == case["rows"]


def whole_text(store: Store, card: Card, params: Any) -> str:
    """Return the query as it is sent to an engine: text search replaced, parameters bound."""
    values = terms(store, card, params, None)
    return bind(rewritten(store, card.query, values), values)


def read(store: Store, card: Card, result: Result) -> list[list[object]]:
    """Return what rdflib gives as the rows that a reader sees, in their order."""
    columns = tuple(map(str, result.vars or ("subject", "predicate", "object")))
    rows = tuple(tuple(term_of(term) for term in row) for row in result if isinstance(row, tuple))
    return shown(in_order(Table(card.name, columns, rows, store.base_iri), card.order))


def term_of(term: Node | None) -> px.NamedNode | px.Literal | None:
    if isinstance(term, URIRef):
        return px.NamedNode(str(term))
    if isinstance(term, Literal):
        datatype = px.NamedNode(str(term.datatype)) if term.datatype else None
        return px.Literal(str(term), datatype=datatype)
    assert not isinstance(term, BNode)
    return None


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_order_does_not_hang_on_the_order_of_loading(name: str) -> None:
    quads = sorted(sample_quads(), key=str)
    cases = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    for seed in (1, 2):
        random.Random(seed).shuffle(quads)
        with open_store(None, "write") as other:
            other.load_quads(quads)
            for case in cases:
                assert shown(run_query(other, LIBRARY[name], case["params"])) == case["rows"]


@pytest.mark.parametrize("card", LIBRARY.values(), ids=sorted(LIBRARY))
def test_documented_in_both_languages(card: Card) -> None:
    for text in (card.title_fa, card.about_fa):
        assert re.search("[آ-ی]", text)
    for text in (card.title_en, card.about_en, card.example):
        assert re.search("[a-z]", text)
    for parameter in card.parameters:
        assert parameter.about_fa
        assert parameter.about_en
    assert card.example.startswith(f"kg query {card.name}")


@pytest.mark.parametrize("card", LIBRARY.values(), ids=sorted(LIBRARY))
def test_ordered_and_free_of_clock_and_chance(card: Card) -> None:
    if card.form == "SELECT":
        assert card.order or bool(re.search(r"^ORDER BY ", card.text, re.MULTILINE))
        assert card.columns
    assert not re.search(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\s*\(", card.text, re.IGNORECASE)


def test_list_in_the_readme_is_current() -> None:
    readme = (shipped("queries") / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \| (.*) \| (.*) \|$", readme, re.MULTILINE)
    assert rows == [
        (
            name,
            " ".join(f"`--{p.name}`" if p.required else f"[`--{p.name}`]" for p in card.parameters),
            card.title_en,
            card.title_fa,
        )
        for name, card in LIBRARY.items()
    ]


def test_public_python_face_gives_the_same(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "kg-store", "write") as kept:
        kept.load_quads(sample_quads())
    dataset = kg.open(tmp_path / "kg-store")
    asked = 0
    for name, card in LIBRARY.items():
        for case in json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")):
            if card.form == "SELECT":
                result = dataset.query(whole_text(store, card, case["params"]))
                assert read(store, card, result) == case["rows"]
                asked += 1
    assert asked > len(LIBRARY)


def test_planned_signers_are_no_signatories(store: Store) -> None:
    planned, official = (px.NamedNode(BASE_IRI + local) for local in ("signature/planned", "official/kaveh22222222222"))
    agreement, body = (
        px.NamedNode(BASE_IRI + local)
        for local in ("agreement/cccccccccccccccc", "institution/department-of-environment")
    )
    with open_store(None, "write") as other:
        other.load_quads(sample_quads())
        other.load_quads(
            [
                px.Quad(agreement, AGR("hasPlannedSignature"), planned),
                px.Quad(planned, RDF("type"), AGR("Signature")),
                px.Quad(planned, AGR("signedBy"), official),
                px.Quad(planned, AGR("onBehalfOf"), body),
            ]
        )
        (row,) = run_query(other, LIBRARY["planned-signers"], {}).rows
        assert row[2:] == (
            "official/kaveh22222222222",
            "کاوه انگاره",
            body.value[len(BASE_IRI) :],
            "سازمان حفاظت محیط زیست",
        )
        for name in ("signatures", "signatories-per-institution"):
            assert run_query(other, LIBRARY[name], {}) == run_query(store, LIBRARY[name], {})
