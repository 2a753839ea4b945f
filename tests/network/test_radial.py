"""Positions on rings: every node once, no two at one place, the same each time."""

from __future__ import annotations

from math import hypot

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.network import radial
from kg.network.radial import WIDE

NAMES = st.integers(0, 40).map("n{:02}".format)


def around_a_centre(edges: list[tuple[str, str]]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(centre="n00")
    graph.add_node("n00")
    graph.add_edges_from(edges)
    return graph


@given(st.lists(st.tuples(NAMES, NAMES), max_size=120))
def test_every_node_has_a_place_of_its_own(edges: list[tuple[str, str]]) -> None:
    graph = around_a_centre(edges)
    places = radial(graph)
    assert places.keys() == set(graph)
    assert len(set(places.values())) == len(places)
    assert places["n00"] == (0, 0)
    assert all(isinstance(value, int) for place in places.values() for value in place)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=60), st.randoms())
def test_the_order_of_edges_does_not_matter(edges: list[tuple[str, str]], chance: object) -> None:
    again = list(edges)
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert radial(around_a_centre(edges)) == radial(around_a_centre(again))


def test_the_nearer_stand_further_in() -> None:
    places = radial(around_a_centre([("n00", f"a{n}") for n in range(9)] + [(f"a{n}", f"b{n}") for n in range(9)]))
    far = {name: hypot(x / WIDE, y) for name, (x, y) in places.items()}
    assert max(far[f"a{n}"] for n in range(9)) < min(far[f"b{n}"] for n in range(9))


def test_each_stands_beside_what_it_is_linked_to() -> None:
    places = radial(around_a_centre([("n00", f"a{n}") for n in range(8)] + [(f"a{n}", f"b{n}") for n in range(8)]))

    def nearest(name: str) -> str:
        x, y = places[name]
        return min((f"a{n}" for n in range(8)), key=lambda one: hypot(places[one][0] - x, places[one][1] - y))

    assert [nearest(f"b{n}") for n in range(8)] == [f"a{n}" for n in range(8)]


def test_three_hundred_nodes_keep_apart() -> None:
    places = list(radial(around_a_centre([("n00", f"a{n:03}") for n in range(299)])).values())
    gaps = [hypot(x - u, y - v) for at, (x, y) in enumerate(places) for u, v in places[:at]]
    assert min(gaps) > 50


def test_nothing_has_no_place() -> None:
    assert radial(nx.MultiDiGraph()) == {}
