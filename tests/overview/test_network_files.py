"""The data files of the whole network: each node in one file, every edge found again, safe names."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from networks import large, network, networks

from kg.overview import Edges, Facets, Nodes, network_folds, overview_of
from kg.pages import data_script, network_files, page_href, short_hash

Network = tuple[Facets, Nodes, Edges]
COLUMNS = {
    "id",
    "href",
    "kind",
    "fa",
    "en",
    "x",
    "y",
    "degree",
    "community",
    "topics",
    "provinces",
    "status",
    "from",
    "to",
}


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_folds, "PIECE", 30)


def files_of(found: Network, shown: int) -> dict[str, Any]:
    return {name: json.loads(json.dumps(value)) for name, value in network_files(overview_of(*found, shown=shown))}


def even(columns: dict[str, list[Any]]) -> bool:
    return len({len(column) for column in columns.values()}) <= 1


@given(networks())
@settings(max_examples=40, deadline=None)
def test_one_file_has_the_whole_network_while_it_can_be_shown(found: Network) -> None:
    facets, nodes, edges = found
    files = files_of(found, 10_000)
    assert list(files) == ["data/overview"]
    value = files["data/overview"]
    assert value["folded"] is False
    assert set(value["nodes"]) == COLUMNS
    assert even(value["nodes"])
    assert even(value["edges"])
    assert value["nodes"]["id"] == [short_hash(name) for name in nodes.id]
    assert value["edges"]["source"] == list(edges.source)
    assert value["edges"]["key"] == [short_hash(key) for key in edges.key]
    assert [one[0] for one in value["facets"]["topics"]] == [one.slug for one in facets.topics]
    assert sum(members for _, _, members in value["communities"]) == len(nodes)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize(("letter", "top"), [("c", "data/overview"), ("p", "data/overview-provinces")])
def test_a_folded_network_unfolds_to_all_of_it(letter: str, top: str) -> None:
    found = large(200)
    _, nodes, edges = found
    files = files_of(found, 50)
    first = files[top]
    assert first["folded"] is True
    assert first["total"] == [len(nodes), len(edges)]
    names = {name: f"data/overview/{name}" for name in first["nodes"]["id"]}
    pieces: dict[str, dict[str, Any]] = {}
    for name, address in names.items():
        value = files[address]
        inner = value["nodes"]["id"] if value["folded"] else [name]
        assert not value["folded"] or all(re.fullmatch(f"{name}-[0-9]+", one) for one in inner)
        pieces |= {one: files[f"data/overview/{one}"] for one in inner}
    assert any("-" in name for name in pieces)
    ids = [one for value in pieces.values() for one in value["nodes"]["id"]]
    assert sorted(ids) == sorted(short_hash(name) for name in nodes.id)
    assert all(len(value["nodes"]["id"]) <= 30 for value in pieces.values())
    inside = {key for value in pieces.values() for key in value["edges"]["key"]}
    outside = [key for value in pieces.values() for key in value["outside"]["key"]]
    assert inside.isdisjoint(outside)
    assert inside | set(outside) == {short_hash(key) for key in edges.key}
    assert all(outside.count(key) == 2 for key in outside[:50])
    where = "where" if letter == "c" else "wherep"
    told = {one: at for name, value in files.items() if re.fullmatch(f"data/overview/{where}[0-9a-f]", name)
            for one, at in value.items()}  # fmt: skip
    assert told == {one: name for name, value in pieces.items() for one in value["nodes"]["id"]}


@pytest.mark.usefixtures("small_pieces")
def test_edges_that_lead_out_say_where_they_lead() -> None:
    files = files_of(large(200), 50)
    pieces = {value["id"]: value for name, value in files.items() if re.fullmatch(r"data/overview/c[-0-9]+", name)}
    holder = {one: name for name, value in pieces.items() if not value["folded"] for one in value["nodes"]["id"]}
    for name, value in pieces.items():
        assert even(value["outside"])
        if value["folded"]:
            assert sum(value["outside"]["weight"]) >= 0
            continue
        for far, fold in zip(value["outside"]["far"], value["outside"]["fold"], strict=True):
            told = value["folds"][fold]
            assert holder[far] == told or holder[far].startswith(f"{told}-")
            assert told != name


def test_weights_count_the_edges_between_parts() -> None:
    found = large(200)
    overview = overview_of(*found, shown=50)
    of = overview.communities.of
    between = sum(of[one] != of[two] for one, two in zip(overview.edges.source, overview.edges.target, strict=True))
    value = dict(network_files(overview))["data/overview"]
    assert sum(value["edges"]["weight"]) == between
    assert all(one < two for one, two in zip(value["edges"]["source"], value["edges"]["target"], strict=True))


def test_what_unfolds_lies_in_the_disc_of_its_fold() -> None:
    files = files_of(large(400), 50)
    top = files["data/overview"]["nodes"]
    for name, x, y, radius in zip(top["id"], top["x"], top["y"], top["radius"], strict=True):
        nodes = files[f"data/overview/{name}"]["nodes"]
        for one, two in zip(nodes["x"], nodes["y"], strict=True):
            assert (one - x) ** 2 + (two - y) ** 2 <= (radius + 2) ** 2


def test_names_of_files_are_safe_and_texts_stay_texts() -> None:
    hostile = [
        "</script><script>alert(1)//",
        "\u202eedoc\u202c",
        "a" * 10_000,
        "",
        "\x00\x1b",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ]
    found = network([0] * 8 + [1] * 6 + [2] * 6, [(8 + at % 12, at % 8) for at in range(30)], hostile)
    for shown in (10_000, 4):
        for name, value in network_files(overview_of(*found, shown=shown)):
            assert re.fullmatch(r"data/overview(-provinces|/(c|p|where|wherep)[0-9a-f-]+)?", name)
            text = data_script(name, value)
            assert "<" not in text
            assert "\u202e" not in text
            assert len(text) < 40_000


def test_addresses_are_those_of_the_pages() -> None:
    found = large(20)
    value = files_of(found, 100)["data/overview"]["nodes"]
    kinds = ("agreement", "institution", "official")
    assert value["href"] == [
        page_href(kinds[kind], name) for kind, name in zip(found[1].kind, found[1].id, strict=True)
    ]
    assert all(one < two for one, two in pairwise(found[1].id))
