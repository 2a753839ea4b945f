"""What the tests of pages share: stores, and reading a written site back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology.terms import SCHEMA
from kg.site import write_site
from kg.store import Store, open_store

HERE = Path(__file__).parent / "pages"
SAMPLE = HERE.parent / "data" / "small.trig"
HOSTILE = json.loads((HERE / "data" / "hostile.json").read_text("utf-8"))
HOSTILE_NAMES = [case["name"] for case in HOSTILE]
_GROUPS, _RELATIONS = ("institution", "official", "agreement"), ("participation", "signature", "tenure")
_KEPT = {"start", "end", "ordinal", "identifier"}


@cache
def sample_quads() -> tuple[Quad, ...]:
    return tuple(pyoxigraph.parse(SAMPLE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG))


def sample_store() -> Store:
    store = open_store(None, "write")
    store.load_quads(sample_quads())
    return store


def hostile_text(case: dict[str, Any]) -> str:
    return str(case["text"]) * int(case.get("repeat", 1))


def hostile_store(text: str) -> Store:
    """Return the sample with every plain text in it replaced, and a script for every article's address."""
    store = open_store(None, "write")
    store.load_quads(_hostile(quad, text) for quad in sample_quads())
    return store


def _hostile(quad: Quad, text: str) -> Quad:
    value, name = quad.object, re.split(r"[#/]", quad.predicate.value)[-1]
    if quad.predicate == SCHEMA("url"):
        value = NamedNode("javascript:window.pwned=1")
    elif isinstance(value, Literal) and name not in _KEPT and "XMLSchema#string" in value.datatype.value:
        value = Literal(text)
    elif isinstance(value, Literal) and value.language:
        value = Literal(text, language=value.language)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A page as a list of elements, each with the text directly or indirectly in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.source = path.read_text("utf-8")
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()

    _VOID = frozenset({"meta", "link", "input", "br", "img"})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in self._VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"{self.path}: </{tag}> closes nothing"
        element = self._open.pop()
        assert element.tag == tag, f"{self.path}: <{element.tag}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def ids(self) -> set[str]:
        return {element.attributes["id"] for element in self.elements if "id" in element.attributes}


def html_pages(site: Path) -> Iterator[Page]:
    for path in sorted(set(site.rglob("*.html")) - {site / "ontology.html"}):  # tests/ontology looks at that one
        yield Page(path)


def data_of(path: Path) -> tuple[str, Any]:
    """Return the name and the one JSON value of a data file; the file holds nothing else."""
    found = re.fullmatch(r'kgData\(("[^"\\]*"),(.*)\);\n', path.read_text("utf-8"), re.DOTALL)
    assert found, f"{path} is no data file"
    return json.loads(found[1]), json.loads(found[2])


def data_files(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.js")) if path.parent.name != "assets"]


def bytes_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's site, written once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_site(sample_store(), folder)
    return folder


def unpacked(drawing: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and edges of a drawing by name, as the page's script reads its rows."""
    nodes = []
    for kind, name, x, y, label, *more in drawing["nodes"]:
        group = _GROUPS[kind]
        href = more[1] if len(more) > 1 else f"{group}/{name}.html"
        data = name if len(more) > 1 else f"{group}/{name}"
        english = (more[0] if more else "") or label
        nodes.append({"group": group, "href": href, "data": data, "x": x, "y": y, "label": label, "en": english})
    edges = [
        {"from": nodes[source], "to": nodes[target], "relation": _RELATIONS[relation], "id": key}
        for source, target, relation, key in drawing["edges"]
    ]
    return nodes, edges


def owner(edge: dict[str, Any]) -> dict[str, Any]:
    """Return the end of an edge with which it is told: its agreement, else its official."""
    ends = {end["group"]: end for end in (edge["to"], edge["from"])}
    found: dict[str, Any] = ends.get("agreement") or ends["official"]
    return found
