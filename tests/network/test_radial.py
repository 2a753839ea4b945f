"""Positions on rings: every node once, no two at one place, the same each time."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, pi

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.network import radial
from kg.network.radial import WIDE, _spread

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


@given(st.lists(st.floats(0, 6.28), min_size=1, max_size=60), st.floats(0.01, 1))
def test_directions_keep_their_order_and_a_gap_as_near_as_can_be(wanted: list[float], share: float) -> None:
    gap = share * 2 * pi / len(wanted)
    names = {f"n{at:02}": angle for at, angle in enumerate(sorted(wanted))}
    found = _spread(names, gap)
    turns = list(found.values())
    assert all(after - before > gap - 1e-9 for before, after in pairwise(turns))
    assert turns[-1] - turns[0] < 2 * pi - gap + 1e-9
    around = [*found, *found]
    start = around.index("n00")
    assert around[start : start + len(found)] == sorted(found)


def test_directions_that_are_far_apart_stay() -> None:
    found = _spread({"a": 0.5, "b": 2.0, "c": 4.0}, 0.1)
    assert {name: round(angle % (2 * pi), 9) for name, angle in found.items()} == {"a": 0.5, "b": 2.0, "c": 4.0}


def test_a_line_does_not_run_through_a_node() -> None:
    """What is reached through one node only stands behind it, not across the middle."""
    edges = [("n00", f"a{n}") for n in range(6)] + [("a2", f"b{n}") for n in range(3)] + [("a4", "c0")]
    places = radial(around_a_centre(edges))
    for outer, inner in (("b0", "a2"), ("b1", "a2"), ("b2", "a2"), ("c0", "a4")):
        (x, y), (u, v) = places[outer], places[inner]
        assert x * u + y * v > 0.8 * hypot(x, y) * hypot(u, v)
