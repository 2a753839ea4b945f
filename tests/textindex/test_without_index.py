"""Names looked up without a text index: what is found in a store of any size, and that no more is read of a larger one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from sample_graph import sample_quads
from sparql_servers import SERVERS, empty

from kg.language import search_text
from kg.ontology.terms import AGR, RDF, RDFS
from kg.query import suggestions
from kg.store import Answer, Store, open_store

ENERGY = "institution/ministry-of-energy"


def found(store: Store, typed: str, of: str, **more: Any) -> list[str]:
    return [one.id for one in suggestions(store, typed, of, **more)]


@pytest.mark.parametrize(
    ("typed", "of", "expected"),
    [
        ("وزارت نيرو", "institution", ENERGY),
        ("وزارتنیر", "institution", ENERGY),
        ("ministry of ener", "any", ENERGY),
        ("مازندر", "place", "place/mazandaran"),
        ("استان مازندر", "place", "place/mazandaran"),
        ("دولت سیزد", "administration", "administration/thirteenth-government"),
        ("نادر نمونه‌زاده", "official", "official/*"),
        ("renew", "topic", "https://w3id.org/agreements-kg/scheme/topic/renewable-energy"),
        ("نادر نمونه", "official", ""),
        ("نیرو وزا", "institution", ""),
    ],
)
def test_what_is_found_beyond_the_names_gone_through(
    plain: Store, monkeypatch: pytest.MonkeyPatch, typed: str, of: str, expected: str
) -> None:
    """Whole names and beginnings of the lexicon's are; what is not, as the module says, is found among the first."""
    with monkeypatch.context() as patch:
        patch.setattr("kg.query.without_index.LOOKED_AT", 0)
        first = found(plain, typed, of)[:1]
    assert fnmatchcase("".join(first), expected)
    assert found(plain, typed, of)


@pytest.mark.parametrize("of", ["institution", "official", "agreement", "office", "place", "administration", "any"])
@given(
    typed=st.sampled_from(
        ["و", "نیرو", "وزارت نیرو", "وزارتنیرو", "energy min", "نادر", "ماز", "دولت", "تفاهمنامه", "وزیر"]
    )
)
def test_a_small_store_offers_the_same_without_an_index(indexed: Store, plain: Store, of: str, typed: str) -> None:
    assert set(found(plain, typed, of, limit=100)) == set(found(indexed, typed, of, limit=100))


@pytest.fixture(scope="module", params=SERVERS)
def remote(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Give the sample as a server keeps it: such a store never has a text index."""
    server = request.getfixturevalue(f"{request.param}_server")
    empty(server)
    with open_store(server, "write") as store:
        store.load_quads(sample_quads())
    with open_store(server) as store:
        yield store


@pytest.mark.parametrize(
    ("typed", "of"),
    [("وزارتنیر", "institution"), ("minis ENER", "any"), ("كاوه", "official"), ("Rash", "place"), ("وزیر نی", "office"),
     ("سيزدهم", "administration"), ("تفاهمنامه همکا", "agreement"), ("ایران و ارمنستان", "article"), ("renew", "topic")],
)  # fmt: skip
def test_a_server_offers_the_same_as_memory(remote: Store, typed: str, of: str) -> None:
    here = open_store(None, "write")
    here.load_quads(sample_quads())
    expected = suggestions(here, typed, of)
    assert expected
    assert suggestions(remote, typed, of) == expected


class Counting:
    """A store that counts the rows and quads it gives."""

    def __init__(self, store: Store) -> None:
        self._store, self.base_iri, self.given = store, store.base_iri, 0

    def query(self, sparql: str, bindings: Mapping[str, Any] = {}, *, union: bool = False) -> Answer:
        answer = self._store.query(sparql, bindings, union=union)
        self.given += len(answer.rows)
        return answer

    def quads(self, *pattern: Any, **named: Any) -> Iterator[Quad]:
        for quad in self._store.quads(*pattern, **named):
            self.given += 1
            yield quad

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def named(store: Store, count: int) -> Iterator[Quad]:
    for number in range(count):
        node = NamedNode(f"{store.base_iri}official/o{number}")
        name = f"کاوه {'انگاره' if number % 2 else 'نمونه'} {number}"
        yield Quad(node, RDF("type"), AGR("Official"))
        yield Quad(node, RDFS("label"), Literal(name, language="fa"))
        yield Quad(node, AGR("searchText"), Literal(search_text(name)))
        yield Quad(node, AGR("skeletonKey"), Literal("کاوه"))


@pytest.mark.parametrize("typed", ["کاوه", "ک", "انگ", "zzz", "کاوه نمونه 700"])
def test_no_more_is_read_of_a_larger_store(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("kg.query.without_index.LOOKED_AT", 50)
    given = []
    for count in (1_000, 4_000):
        with open_store(None, "write") as store:
            store.load_quads(named(store, count))
            counting = Counting(store)
            assert len(suggestions(counting, typed, "official", 5)) <= 5
            given.append(counting.given)
    assert given[0] == pytest.approx(given[1], abs=60)
    assert max(given) < 1_000
