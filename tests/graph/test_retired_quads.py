"""Retired curated ids in the graph: each leads straight to what is in use, and what is gone says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph import retired_quads
from kg.lexicon import Lexicon, load_lexicon
from kg.ontology.terms import AGR, DCTERMS, RDF, TOPIC, XSD

BASE = "https://example.org/id/"
ROWS = (
    "slug_old,slug_new,since,reason\n"
    "institution/first,institution/second,2020-01-01,renamed\n"
    "institution/second,institution/ministry-of-energy,2024-05-05,renamed again\n"
    "institution/both,institution/ministry-of-petroleum,2024-05-05,split\n"
    "institution/both,institution/ministry-of-energy,2024-05-05,split\n"
    "topic/powers,topic/energy,2024-05-05,renamed\n"
    "place/village,,2024-05-05,no such place any more\n"
)


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    (tmp_path / "topics.tsv").write_text("slug\tparent\tlabel_fa\tlabel_en\n", "utf-8")
    (tmp_path / "retired.csv").write_text(ROWS, "utf-8")
    return load_lexicon((tmp_path,))


def node(local_id: str) -> NamedNode:
    return NamedNode(BASE + local_id)


def facts(lexicon: Lexicon, subject: NamedNode) -> set[tuple[NamedNode, object]]:
    return {(quad.predicate, quad.object) for quad in retired_quads(lexicon, BASE) if quad.subject == subject}


def day(iso: str) -> Literal:
    return Literal(iso, datatype=XSD("date"))


def test_a_renamed_id_leads_straight_to_the_one_in_use(lexicon: Lexicon) -> None:
    assert facts(lexicon, node("institution/first")) == {
        (RDF("type"), AGR("RetiredIdentifier")),
        (DCTERMS("isReplacedBy"), node("institution/ministry-of-energy")),
        (AGR("retiredSince"), day("2020-01-01")),
        (AGR("retirementReason"), Literal("renamed")),
    }


def test_a_split_id_leads_to_all_its_heirs(lexicon: Lexicon) -> None:
    heirs = {value for name, value in facts(lexicon, node("institution/both")) if name == DCTERMS("isReplacedBy")}
    assert heirs == {node("institution/ministry-of-energy"), node("institution/ministry-of-petroleum")}


def test_an_id_that_is_gone_leads_nowhere_and_says_since_when(lexicon: Lexicon) -> None:
    assert facts(lexicon, node("place/village")) == {
        (RDF("type"), AGR("RetiredIdentifier")),
        (AGR("goneSince"), day("2024-05-05")),
        (AGR("retirementReason"), Literal("no such place any more")),
    }


def test_topics_stand_in_their_scheme(lexicon: Lexicon) -> None:
    assert (DCTERMS("isReplacedBy"), TOPIC("energy")) in facts(lexicon, TOPIC("powers"))


def test_the_order_is_fixed_and_all_stand_in_the_default_graph(lexicon: Lexicon) -> None:
    quads: tuple[Quad, ...] = retired_quads(lexicon, BASE)
    assert list(quads) == sorted(quads, key=str)
    assert {quad.graph_name for quad in quads} == {DefaultGraph()}
