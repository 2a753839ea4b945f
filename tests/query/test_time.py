"""Questions about time, over agreements written by the program itself: each case names the rows it must give.

A case lists the rows of the agreements it speaks about; rows of other agreements may stand beside them only where the
question has no parameter that could leave them out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as px
import pytest
from life_kit import cluster_of, consolidate, told
from pyoxigraph import Literal

from kg.graph import Counting, Facts, Name, tally_quads
from kg.graph.administrations import administration_quads
from kg.graph.builder import Builder
from kg.graph.succession import add_succession
from kg.language import skeleton_key
from kg.lexicon import Institution, Lexicon, load_lexicon
from kg.ontology.terms import AGR, RDFS
from kg.query import load_library, run_query
from kg.settings import BASE_IRI
from kg.store import Store, open_store

DATA = Path(__file__).parent / "data"
FILE: dict[str, Any] = json.loads((DATA / "time.json").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{case['query']}-{number}") for number, case in enumerate(FILE["cases"])]
ALL_ROWS = {"expiring", "never-renewed", "agreements-of-administration", "tenures", "agreements-as-known-now"}
"""Questions of which a case lists every row."""


def add_body(out: Builder, body: Institution, done: set[str]) -> None:
    """Write a body's name and what became of it, and the same of its kin."""
    if body.id not in done:
        done.add(body.id)
        node = out.node(body.id)
        out.kind(node, AGR("Institution"))
        out.add(node, RDFS("label"), Literal(body.name_fa, language="fa"))
        out.add(node, AGR("skeletonKey"), Literal(skeleton_key(body.name_fa)))
        for other in add_succession(out, body, load_lexicon()):
            add_body(out, other, done)


@pytest.fixture(scope="module")
def store() -> Store:
    lexicon = load_lexicon()
    store = open_store(None, "write")
    out, done = Builder(BASE_IRI), set[str]()
    for title, tellings in FILE["agreements"].items():
        articles = [{"article": f"{title}-{number}", "title": title, **one} for number, one in enumerate(tellings)]
        graphs, members = told(articles)
        consolidate(out, graphs, cluster_of(members), members)
        for quads in graphs.values():
            store.load_quads(quads)
        for _, party in (party for one in tellings for party in one["parties"]):
            body = lexicon.institution_by_id(party)
            assert body is not None
            add_body(out, body, done)
    store.load_quads(out.quads())
    store.load_quads(administration_quads(lexicon, BASE_IRI))
    store.load_quads(tallies(out.facts(), lexicon))
    store.load_quads(
        px.Quad(triple.subject, triple.predicate, triple.object)
        for triple in px.parse(path=DATA / "tenures.ttl", format=px.RdfFormat.TURTLE)
    )
    return store


def tallies(facts: Facts, lexicon: Lexicon) -> Iterator[px.Quad]:
    """Yield the tallies of these agreements."""
    counting = Counting(BASE_IRI, lexicon, lambda _: "")
    agreements = {quad.subject.value for quad in facts if quad.object == AGR("Agreement")}
    sums: dict[Name, Counter[str]] = {}
    for agreement in agreements:
        for (name, count), number in counting.shares(agreement.removeprefix(BASE_IRI), facts).items():
            sums.setdefault(name, Counter())[count] += number
    for name, counts in sums.items():
        yield from tally_quads(BASE_IRI, name, counts)


@pytest.mark.parametrize("case", CASES)
def test_rows(store: Store, case: dict[str, Any]) -> None:
    table = run_query(store, load_library()[case["query"]], case["params"])
    places = [table.columns.index(name) for name in case["columns"]]
    found = [[row[place] for place in places] for row in table.rows]
    if case["query"] in ALL_ROWS:
        assert found == case["rows"]
    for row in case["rows"]:
        assert row in found
    subjects = {row[0] for row in case["rows"]} if case["columns"][0] == "label" else set()
    assert sorted(map(str, (row for row in found if row[0] in subjects))) == sorted(
        str(row) for row in case["rows"] if row[0] in subjects
    )


def test_every_agreement_has_one_answer_on_every_day(store: Store) -> None:
    library = load_library()
    for day in ("1990-01-01", "2021-10-10", "2030-01-01"):
        for name in ("status-on", "in-force-on"):
            table = run_query(store, library[name], {"on": day})
            labels = [row[table.columns.index("label")] for row in table.rows]
            assert sorted(labels) == sorted(FILE["agreements"])
