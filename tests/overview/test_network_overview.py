"""The overview of any network: places, parts, measures, and JSON there and back."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import large, network, networks
from overview_text import text_of
from pages_kit import sample_store

from kg.network import Ints, arcs_of, betweenness, cooperation_network, measures
from kg.overview import (
    Edges,
    Facets,
    Folding,
    NetworkOverview,
    Nodes,
    network_overview,
    overview_of,
)
from kg.store import open_store

Network = tuple[Facets, Nodes, Edges]
GOLDEN = Path(__file__).parent / "data" / "small_network.json"
FAR = 2**31 - 1


def foldings(overview: NetworkOverview) -> list[Folding]:
    return [overview.communities] + ([overview.provinces] if overview.provinces else [])


@given(networks(), st.sampled_from((10_000, 5)))
@settings(max_examples=60, deadline=None)
def test_every_node_has_one_place_and_one_part(found: Network, shown: int) -> None:
    overview = overview_of(*found, shown=shown)
    count = len(found[1])
    assert overview.folded == (count > shown)
    for folding in foldings(overview):
        assert len(folding.of) == len(folding.within) == len(folding.x) == len(folding.y) == count
        assert all(abs(value) < FAR for column in (folding.x, folding.y) for value in column)
        assert len(set(zip(folding.x, folding.y, strict=True))) == count
        sizes = [list(folding.of).count(part) for part in range(len(folding.parts))]
        assert sizes == [part.members for part in folding.parts]
        assert sum(sizes) == count
        assert all(sizes)


@pytest.mark.parametrize("seed", range(4))
def test_betweenness_is_that_of_networkx(seed: int) -> None:
    graph = nx.gnm_random_graph(60, 90, seed=seed)
    ends = np.array(graph.edges, dtype=np.int64)
    found = betweenness(arcs_of(60, ends[:, 0], ends[:, 1]))
    expected = nx.betweenness_centrality(graph)
    assert found == pytest.approx([expected[at] for at in range(60)])


def test_betweenness_by_a_sample_is_near_the_exact_one() -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    ends = np.array(graph.edges, dtype=np.int64)
    arcs = arcs_of(400, ends[:, 0], ends[:, 1])
    exact, guess = betweenness(arcs), betweenness(arcs, 200, seed=5)
    assert np.abs(exact - guess).max() < 0.05
    assert int(exact.argmax()) == int(guess.argmax())


def test_nodes_and_edges_are_those_of_the_cooperation_network() -> None:
    store = sample_store()
    overview, graph = network_overview(store), cooperation_network(store)
    linked = {node for node in graph if graph.degree(node)}
    assert linked <= set(overview.nodes.id) <= set(graph)
    ids = overview.nodes.id
    ends = zip(overview.edges.source, overview.edges.target, overview.edges.key, strict=True)
    assert {(ids[one], ids[two], key) for one, two, key in ends} == set(graph.edges(keys=True))
    expected = measures(graph).by_node()
    for one in overview.measures():
        assert (one.degree, one.neighbours) == (expected[one.node].degree, expected[one.node].neighbours)
    for at, name in enumerate(ids):
        assert (overview.nodes.fa[at], overview.nodes.en[at]) == (
            graph.nodes[name]["label_fa"],
            graph.nodes[name]["label_en"],
        )


def test_the_sample_has_the_overview_it_had() -> None:
    assert text_of(network_overview(sample_store())) == GOLDEN.read_text("utf-8")


def test_an_empty_store_has_an_empty_overview() -> None:
    overview = network_overview(open_store(None, "write"))
    assert len(overview.nodes) == len(overview.edges) == len(overview.communities.parts) == 0


PROGRAM = """
import hashlib
from networks import large
from overview_text import text_of
from kg.overview import overview_of
for shown in (10_000, 50):
    print(hashlib.sha256(text_of(overview_of(*large(200), shown=shown)).encode()).hexdigest())
"""


def test_same_bytes_under_any_hash_seed() -> None:
    paths = [str(Path(__file__).parent), *sys.path]
    prints = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True, text=True
        )
        prints.add(run.stdout)
    own = [hashlib.sha256(text_of(overview_of(*large(200), shown=shown)).encode()).hexdigest()
           for shown in (10_000, 50)]  # fmt: skip
    assert prints == {"".join(f"{one}\n" for one in own)}


def test_an_agreement_joins_the_community_of_most_of_its_parties() -> None:
    """Two groups of three institutions, each with agreements of its own, and one agreement between them."""
    kinds = [0] * 7 + [1] * 6
    ends = [(7 + group * 3 + at, group * 3 + deal) for group in (0, 1) for deal in range(3) for at in range(3)]
    overview = overview_of(*network(kinds, [*ends, (7, 6), (8, 6), (10, 6)]))
    of = list(overview.communities.of)
    assert len(overview.communities.parts) == 2
    assert of[0] == of[1] == of[2] == of[7] == of[8] == of[9] == of[6]
    assert of[3] == of[4] == of[5] == of[10] == of[11] == of[12] != of[0]


def test_a_part_is_named_after_its_best_connected_institution() -> None:
    found = large(300)
    overview = overview_of(*found)
    for number, part in enumerate(overview.communities.parts[:5]):
        members = [at for at, of in enumerate(overview.communities.of) if of == number]
        bodies = [at for at in members if found[1].kind[at] == 1]
        best = max(bodies, key=lambda at: (overview.standing.degree[at], -at))
        assert part.fa == found[1].fa[best]


def test_parts_of_a_folded_network_do_not_lie_upon_each_other() -> None:
    overview = overview_of(*large(3000), shown=100)
    folding = overview.communities
    points = np.stack((np.array(folding.x), np.array(folding.y)), axis=1).astype(float)
    of = np.array(folding.of)
    middles, radii = [], []
    for part in range(min(8, len(folding.parts))):
        own = points[of == part]
        middles.append((own.max(axis=0) + own.min(axis=0)) / 2)
        radii.append(float(np.sqrt(((own - middles[-1]) ** 2).sum(axis=1)).max()))
    for one in range(len(radii)):
        for two in range(one):
            apart = float(np.sqrt(((middles[one] - middles[two]) ** 2).sum()))
            assert apart > (radii[one] + radii[two]) * 0.8


def test_nodes_stand_apart() -> None:
    folding = overview_of(*large(600)).communities
    points = np.stack((np.array(folding.x), np.array(folding.y)), axis=1).astype(float)
    between = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    np.fill_diagonal(between, np.inf)
    nearest: Ints = between.min(axis=1)
    assert float(np.quantile(nearest, 0.05)) > 20
