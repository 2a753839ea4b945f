"""Neighbourhoods, measures and positions: pure functions of a graph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.network import SAMPLE_ABOVE, layout, measures, neighbourhood

CASES = json.loads((Path(__file__).parent / "data" / "neighbourhoods.json").read_text("utf-8"))


def built(edges: list[str], *nodes: str) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for number, edge in enumerate(edges):
        source, _, target = edge.partition("-")
        graph.add_edge(source, target, key=f"k{number}")
    return graph


def grid(rows: int, columns: int) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for one, other in nx.grid_2d_graph(rows, columns).edges:
        graph.add_edge("n{:03}-{:03}".format(*one), "n{:03}-{:03}".format(*other))
    return graph


def local_id(name: str) -> str:
    return {"i": "institution/", "a": "agreement/", "o": "official/"}[name[0]] + name


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_neighbourhood(case: dict[str, Any]) -> None:
    """In the data, i1 is an institution, a1 an agreement, o1 an official."""
    graph = nx.relabel_nodes(built(case["edges"], case["node"]), local_id)
    nx.set_node_attributes(graph, "", "date")
    nx.set_node_attributes(graph, {local_id(name): date for name, date in case.get("dates", {}).items()}, "date")
    part = neighbourhood(graph, local_id(case["node"]), case["limit"])
    assert list(part.nodes) == [local_id(name) for name in case["nodes"]]
    assert part.graph["left_out"].total() == case["left_out"]


def test_neighbourhood_keeps_all_edges_among_its_nodes() -> None:
    graph = nx.relabel_nodes(built(["i1-a1", "i1-a1", "i2-a1", "o1-a1", "o1-i2"]), local_id)
    assert neighbourhood(graph, "agreement/a1").number_of_edges() == 5


def test_neighbourhood_shares_nothing_with_the_graph() -> None:
    graph = nx.relabel_nodes(built(["i1-a1"]), local_id)
    graph.nodes["agreement/a1"]["label"] = "printed"
    part = neighbourhood(graph, "agreement/a1")
    part.nodes["agreement/a1"]["label"] = "changed"
    part.remove_node("institution/i1")
    assert graph.nodes["agreement/a1"]["label"] == "printed"
    assert graph.has_edge("institution/i1", "agreement/a1")


def test_an_unknown_node_is_a_clear_error() -> None:
    with pytest.raises(UsageError, match="no node institution/none"):
        neighbourhood(built(["a-b"]), "institution/none")


def test_measures_of_a_path() -> None:
    found = measures(built(["a-b", "b-c"])).by_node()
    assert [found[name].betweenness for name in "abc"] == [0.0, 1.0, 0.0]
    assert [found[name].degree for name in "abc"] == [1, 2, 1]


def test_degree_counts_parallel_edges_and_neighbours_do_not() -> None:
    found = measures(built(["a-b", "a-b", "b-a"])).by_node()["a"]
    assert (found.degree, found.neighbours) == (3, 1)


def test_communities_are_found_and_numbered_by_size() -> None:
    big = ["a-b", "b-c", "c-a", "c-d", "d-a", "b-d"]
    small = ["x-y", "y-z", "z-x"]
    found = measures(built([*big, *small, "a-x"]))
    assert found.communities == 2
    numbers = {item.node: item.community for item in found}
    assert {numbers[name] for name in "abcd"} == {0}
    assert {numbers[name] for name in "xyz"} == {1}


def test_betweenness_is_exact_up_to_the_limit_and_a_stated_sample_above() -> None:
    star = [f"hub-n{number:04}" for number in range(SAMPLE_ABOVE)]
    exact, sampled = measures(built(star[: SAMPLE_ABOVE - 1])), measures(built(star))
    assert exact.sample is None
    assert sampled.sample == 500
    assert sampled.by_node()["hub"].betweenness == pytest.approx(1.0, abs=0.01)


def test_measures_and_layout_leave_the_graph_alone() -> None:
    graph = grid(4, 4)
    before = (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))
    measures(graph)
    layout(graph)
    assert before == (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))


def test_nothing_and_one_node() -> None:
    empty = nx.MultiDiGraph()
    assert (layout(empty), measures(empty).nodes) == ({}, ())
    assert layout(built([], "a")) == {"a": (0, 0)}
    assert measures(built([], "a")).communities == 1


@pytest.mark.parametrize("graph", [grid(5, 5), grid(30, 25)], ids=["exact", "by community"])
def test_layout_gives_whole_pixels_and_neighbours_near(graph: nx.MultiDiGraph) -> None:
    placed = layout(graph)
    assert set(placed) == set(graph)
    assert all(isinstance(value, int) for point in placed.values() for value in point)
    assert len(set(placed.values())) > 0.98 * len(placed)

    def apart(one: str, other: str) -> float:
        return ((placed[one][0] - placed[other][0]) ** 2 + (placed[one][1] - placed[other][1]) ** 2) ** 0.5

    names = sorted(graph)
    linked = [apart(*edge) for edge in graph.edges()]
    strangers = [apart(one, names[-place]) for place, one in enumerate(names[: len(names) // 2], 1)]
    assert sum(linked) / len(linked) < 0.5 * sum(strangers) / len(strangers)


def test_separate_parts_do_not_overlap() -> None:
    placed = layout(built(["a-b", "b-c", "c-a", "x-y", "y-z", "z-x"]))

    def apart(axis: int) -> bool:
        first, second = [placed[name][axis] for name in "abc"], [placed[name][axis] for name in "xyz"]
        return max(first) < min(second) or max(second) < min(first)

    assert apart(0) or apart(1)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_layout_and_measures_do_not_depend_on_the_order_of_edges(pairs: list[tuple[int, int]]) -> None:
    edges = [f"n{low}-n{high}" for low, high in pairs]
    one, two = built(edges), built(edges[::-1])
    assert layout(one) == layout(two)
    assert measures(one) == measures(two)


SCRIPT = """
import networkx as nx
from kg.network import layout, measures
graph = nx.MultiDiGraph()
graph.add_edges_from((f"institution/{a}", f"agreement/{b}") for a, b in nx.barabasi_albert_graph(700, 2, seed=3).edges)
print(sorted(layout(graph).items()), measures(graph))
"""


def test_same_bytes_under_any_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000
