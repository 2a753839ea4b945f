"""Drawings as data: small rows out of pyvis' nodes and edges, cards that share their quotes, and the still picture."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_kit import HOSTILE, HOSTILE_NAMES, data_of, hostile_text, owner, unpacked

from kg.network import radial
from kg.network.near import LIMIT
from kg.pages import drawing, near, page_href, shared_drawing
from kg.pages.drawing import NAME, Naming
from kg.pages.names import live_href, live_name
from kg.pages.picture import NAMED
from kg.pages.values import Label


def star(count: int, kind: str = "agreement") -> nx.MultiDiGraph:
    """Return a body with so many things around it."""
    graph = nx.MultiDiGraph(centre="institution/hub")
    graph.add_node("institution/hub", kind="institution")
    for number in range(count):
        graph.add_node(f"{kind}/n{number}", kind=kind)
        graph.add_edge("institution/hub", f"{kind}/n{number}", key=f"participation/{number}", relation="participation")
    return graph


def named(node: str) -> Label:
    return Label(f"نام {node}", f"name {node}")


def test_parallel_edges_stay_and_the_graph_is_left_alone() -> None:
    graph = nx.MultiDiGraph()
    for node in ("official/a", "institution/b"):
        graph.add_node(node, kind=node.partition("/")[0])
    for key in ("tenure/1", "tenure/2", "tenure/3"):
        graph.add_edge("official/a", "institution/b", key=key, relation="tenure")
    before = (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))
    nodes, edges = unpacked(drawing(graph, {"official/a": (0, 0), "institution/b": (9, 9)}, Label))
    assert len({edge["id"] for edge in edges}) == 3
    assert {(edge["from"]["href"], edge["to"]["href"]) for edge in edges} == {
        (page_href("official", "official/a"), page_href("institution", "institution/b"))
    }
    assert [node["label"] for node in nodes] == ["official/a", "institution/b"]
    assert before == (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))


def test_none_of_many_edges_is_left_out() -> None:
    graph = star(2_000)
    drawn = drawing(graph, dict.fromkeys(graph, (0, 0)), named)
    assert len(drawn["edges"]) == 2_000


def test_the_largest_drawing_is_small() -> None:
    graph = star(LIMIT - 1)
    assert len(json.dumps(drawing(graph, radial(graph), named), ensure_ascii=False).encode()) < 40_000


def test_an_address_that_is_not_the_name_is_kept() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("institution/../../etc", kind="institution")
    drawn = drawing(graph, {"institution/../../etc": (0, 0)}, Label, Naming(live_name, live_href))
    node = unpacked(drawn)[0][0]
    assert node["href"] == live_href("institution", "institution/../../etc")
    assert node["data"] == live_name("institution/../../etc")


def test_what_is_shared_is_pyvis_data_without_physics() -> None:
    shared = shared_drawing()
    assert shared["options"]["physics"]["enabled"] is False
    assert list(shared["options"]["groups"]) == shared["kinds"] == ["institution", "official", "agreement"]
    assert list(shared["looks"]) == shared["relations"] == ["participation", "signature", "tenure"]


def test_every_node_and_edge_has_a_card_with_quotes(site: Path) -> None:
    """The card of a node lies with its page, that of an edge with its agreement, else with its official."""
    drawn = 0
    for path in sorted(site.glob("*/*.js")):
        if path.parent.name not in ("agreement", "institution", "official") or path.stem.endswith(".data"):
            continue
        nodes, edges = unpacked(data_of(path)[1]["drawing"])
        assert all(data_of(site / f"{node['data']}.js")[1]["card"]["rows"] for node in nodes)
        for edge in edges:
            data = data_of(site / f"{owner(edge)['data']}.js")[1]
            card = data["edges"][edge["id"]]
            quotes = [data["quotes"][place] for row in card["rows"] for place in row.get("quotes", ())]
            assert quotes
            assert all((site / quote[3].partition("#")[0]).is_file() for quote in quotes)
            assert {card["other"]["href"], data["card"]["href"]} == {edge["from"]["href"], edge["to"]["href"]}
            drawn += 1
    assert drawn > 30


def test_each_quote_stands_once_in_a_data_file(site: Path) -> None:
    _, data = data_of(site / "agreement/aaaaaaaaaaaaaaaa.js")
    assert len(set(map(tuple, data["quotes"]))) == len(data["quotes"])
    shown = [place for card in data["edges"].values() for row in card["rows"] for place in row.get("quotes", ())]
    own = {place for row in data["card"]["rows"] for place in row.get("quotes", ())}
    assert own & set(shown)


def picture(drawn: dict[str, Any]) -> ElementTree.Element:
    return ElementTree.fromstring(str(near("institution", drawn).picture))


@pytest.mark.parametrize("count", [0, 1, 5, NAMED - 1, NAMED, 299])
def test_the_still_picture_has_every_node_and_edge(count: int) -> None:
    graph = star(count)
    found = picture(drawing(graph, radial(graph), named))
    paths = "".join(path.get("d", "") for path in found.iter("path"))
    assert paths.count("L") == count
    assert paths.count("h0") == count + 1
    texts = [text.get("class") for text in found.iter("text")]
    names = count + 1 if count < NAMED else 1
    assert texts == ["fa", "en"] * names


@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE_NAMES)
def test_hostile_names_stay_texts_in_the_still_picture(case: dict[str, Any]) -> None:
    graph, text = star(2), hostile_text(case)
    drawn = drawing(graph, radial(graph), lambda _: Label(text, text[::-1]))
    assert all(len(part) <= NAME for row in drawn["nodes"] for part in row[4:])
    source = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", str(near("official", drawn).picture))
    assert {element.tag for element in ElementTree.fromstring(source).iter()} <= {"svg", "path", "text"}


@given(
    st.dictionaries(st.sampled_from(["agreement", "institution", "official"]), st.integers(1, 10_000)), st.booleans()
)
def test_what_is_left_out_is_said_with_its_section(left_out: dict[str, int], more: bool) -> None:
    graph = star(3)
    graph.graph.update(left_out=left_out, at_least=more)
    found = near("institution", drawing(graph, radial(graph), named))
    assert dict(found.left_out) == left_out
    assert found.at_least is more
    assert all(found.where[kind] for kind in left_out)


def test_the_sections_that_list_what_is_left_out_exist() -> None:
    templates = Path(sys.modules["kg.pages"].__file__ or "").parent / "templates"
    for kind in ("agreement", "institution", "official"):
        ids = set(re.findall(r'id="([a-z-]+)"', (templates / f"{kind}.html").read_text("utf-8")))
        graph = star(1)
        assert set(near(kind, drawing(graph, radial(graph), named)).where.values()) <= ids


def test_the_same_bytes_under_any_hash_seed() -> None:
    program = """
import json, networkx as nx
from kg.network import radial
from kg.pages import drawing
from kg.pages.values import Label
graph = nx.MultiDiGraph(centre="institution/hub")
graph.add_node("institution/hub", kind="institution")
for n in range(40):
    graph.add_node(f"agreement/{n}", kind="agreement"); graph.add_node(f"official/{n % 7}", kind="official")
    graph.add_edge("institution/hub", f"agreement/{n}", key=f"p{n}", relation="participation")
    graph.add_edge(f"official/{n % 7}", f"agreement/{n}", key=f"s{n}", relation="signature")
print(json.dumps(drawing(graph, radial(graph), Label)))
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(runs) == 1
