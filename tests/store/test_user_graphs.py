"""Whatever a user's graph says, it is no article: neither counted, nor ingested again, nor exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from sample_graph import sample_quads

from kg.errors import StoreError
from kg.export.selection import Choice, chosen_quads
from kg.ontology.terms import AGR, RDF
from kg.settings import BASE_IRI, Settings
from kg.store import Change, article_graphs, open_store, update_user_graphs

GRAPH = NamedNode(f"{BASE_IRI}graph/user/forged")
FORGED = (
    Quad(NamedNode(f"{BASE_IRI}article/forged"), RDF("type"), AGR("Article"), GRAPH),
    Quad(NamedNode(f"{BASE_IRI}article/forged"), AGR("text"), Literal("دروغ"), GRAPH),
)


def test_a_user_graph_is_no_article() -> None:
    with open_store(None, "write") as store:
        store.load_quads(sample_quads())
        graphs, quads = article_graphs(store), chosen_quads(store, Choice())
        store.apply(Change(add=FORGED))
        assert article_graphs(store) == graphs
        assert chosen_quads(store, Choice()) == quads


def test_only_questions_see_what_users_say(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_store(folder, "write") as store:
        store.load_quads(sample_quads())
    text = f'INSERT DATA {{ GRAPH {GRAPH} {{ <{BASE_IRI}article/forged> <https://schema.org/headline> "دروغ" }} }}'
    update_user_graphs(folder, Settings(), text)
    with open_store(folder) as store:
        assert not any(quad.graph_name == GRAPH for quad in store.quads())
        assert list(store.quads(NamedNode(f"{BASE_IRI}article/forged"))) == []
        assert len(list(store.quads(graph=GRAPH))) == 1
        assert store.query(f"ASK {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}").boolean


def test_an_update_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a store"):
        update_user_graphs(tmp_path / "gone", Settings(), f"CREATE GRAPH {GRAPH}")
    assert not (tmp_path / "gone").exists()
