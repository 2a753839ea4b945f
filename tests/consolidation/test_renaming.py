"""An official whose earliest mention comes late, or goes: all that names him is right, and few articles are read."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import NamedNode
from told import NOBODY, articles, facts, graph_of, name_of, put, take_out, whole

from kg.articles import Article
from kg.graph import View, renamed_triples
from kg.identity import hash_id
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import Store, open_store, refresh
from kg.store.embedded import EmbeddedStore


def people(article: Article) -> set[tuple[str | None, NamedNode]]:
    """Return whom an article names in which body."""
    view = View(graph_of(article))
    held = [
        (view.text(one, AGR("personKey")), view.node(office, AGR("reportedPostIn")))
        for one in view.of_type(AGR("OfficialMention"))
        for office in view.nodes(one, AGR("reportedOffice"))
    ]
    return {(key, body) for key, body in held if body is not None}


def of_one_official() -> list[Article]:
    """Return the articles that name the official whom most name, earliest first."""
    named = Counter(one for article in articles() for one in people(article))
    most = max(named, key=lambda one: (named[one], str(one)))
    return sorted((one for one in articles() if most in people(one)), key=lambda one: (one.published or "9", one.key))


def run(store: Store) -> None:
    refresh(store, load_lexicon(), NOBODY)


def test_the_earliest_article_may_come_last_and_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = of_one_official()
    assert len(others) > 3
    read: list[NamedNode] = []
    sifted = EmbeddedStore.sifted
    monkeypatch.setattr(EmbeddedStore, "sifted", lambda self, graph: (read.append(graph), sifted(self, graph))[1])
    with open_store() as store:
        for article in others:
            put(store, article)
        run(store)
        before = facts(store)
        read.clear()
        put(store, first)
        run(store)
        assert name_of(graph_of(others[-1])) not in read
        assert facts(store) == whole([first, *others])
        take_out(store, first)
        read.clear()
        run(store)
        assert name_of(graph_of(others[-1])) not in read
        assert facts(store) == before == whole(others)


def test_signatures_and_tenures_hang_on_the_official() -> None:
    def node(local_id: str) -> str:
        return f"<{BASE_IRI}{local_id}>"

    def signature(official: str, body: str) -> str:
        return node(hash_id("signature", "agreement/a", official, body))

    def said(official: str) -> list[str]:
        one, other = signature(official, ""), signature(official, "institution/b")
        tenure = node(hash_id("tenure", official, "office/o", "holder"))
        return [
            f"{node('agreement/a')} {AGR('hasSignature')} {one}",
            f"{one} {AGR('signedBy')} {node(official)}",
            f"{other} {AGR('signedBy')} {node(official)}",
            f"{other} {AGR('onBehalfOf')} {node('institution/b')}",
            f'{tenure} {AGR("rule")} "{node("official/old")} as a text > stays"',
        ]

    posts = {"official/old": [("office/o", "holder")]}
    made = renamed_triples(said("official/old"), BASE_IRI, "agreement/a", {"official/old": "official/new"}, posts)
    assert made == said("official/new")
