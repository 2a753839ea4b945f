"""Retired identifiers as parameters: one heir is meant, several are offered, none is said to be gone."""

from __future__ import annotations

import pyoxigraph as px
import pytest

from kg.errors import QueryError
from kg.ontology.terms import AGR, DCTERMS, RDF
from kg.query import heirs, living, redirected, resolve
from kg.settings import BASE_IRI
from kg.store import Store, open_store

LINKS = {
    "first": ("second",),
    "second": ("alive",),
    "split": ("alive", "other"),
    "half": ("gone", "alive"),
    "gone": (),
    "unnamed": ("nowhere",),
    "round": ("about",),
    "about": ("round",),
}


def node(name: str) -> px.NamedNode:
    return px.NamedNode(f"{BASE_IRI}institution/{name}")


@pytest.fixture
def store() -> Store:
    quads = [px.Quad(node(name), RDF("type"), AGR("Institution")) for name in ("alive", "other")]
    for name, following in LINKS.items():
        quads.append(px.Quad(node(name), RDF("type"), AGR("RetiredIdentifier")))
        quads += [px.Quad(node(name), DCTERMS("isReplacedBy"), node(heir)) for heir in following]
    quads.append(px.Quad(node("gone"), AGR("goneSince"), px.Literal("2024-05-05")))
    quads.append(px.Quad(node("gone"), AGR("retirementReason"), px.Literal("dissolved")))
    opened = open_store(None, "write")
    opened.load_quads(quads)
    return opened


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("alive", ["alive"]),
        ("first", ["alive"]),
        ("split", ["alive", "other"]),
        ("half", ["alive"]),
        ("gone", []),
        ("round", ["round"]),
    ],
)
def test_heirs(store: Store, name: str, expected: list[str]) -> None:
    assert list(heirs(store, node(name))) == [node(one) for one in expected]


@pytest.mark.parametrize("given", ["institution/first", "first", f"{BASE_IRI}institution/first", "second"])
def test_a_parameter_follows_a_redirect(store: Store, given: str) -> None:
    assert resolve(store, given, "institution") == node("alive")
    sentence = redirected(store, given, "institution")
    assert sentence
    assert "institution/alive" in sentence


@pytest.mark.parametrize("given", ["alive", "nobody", "gone", "split", "", "a b <>"])
def test_only_a_redirect_is_told(store: Store, given: str) -> None:
    assert redirected(store, given, "institution") is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("split", ["institution/split was split into 2", "institution/alive, institution/other"]),
        ("gone", ["institution/gone is gone since 2024-05-05 (dissolved)"]),
        ("unnamed", ["no article in the store names institution/nowhere, for which institution/unnamed was retired"]),
    ],
)
def test_what_leads_to_none_or_several_is_said(store: Store, given: str, says: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        resolve(store, given, "institution")
    assert [part for part in says if part not in str(caught.value)] == []


def test_a_living_node_is_its_own_heir(store: Store) -> None:
    assert living(store, node("alive")) == node("alive")
