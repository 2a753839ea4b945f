"""The facts behind a page as Turtle, JSON-LD and a table: taken away in a real browser, and read by other tools."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from browsing import watched
from pages_kit import HOSTILE, HOSTILE_NAMES, hostile_store, hostile_text, sample_store

from kg.pages import Reader, view_of
from kg.site import write_site

pytestmark = pytest.mark.browser
AGREEMENT = "agreement/aaaaaaaaaaaaaaaa"


def taken(browser: Any, site: Path, address: str, *kinds: str) -> list[str]:
    """Return what a page hands out in each of the formats."""
    with watched(browser, site.as_uri()) as (page, troubles):
        page.goto((site / f"{address}.html").as_uri())
        found = [_taken(page, f"{address.rpartition('/')[2]}.{kind}", kind) for kind in kinds]
        assert troubles == []
    return found


def _taken(page: Any, name: str, kind: str) -> str:
    with page.expect_download() as waiting:
        page.click(f"#as-data button[data-format={kind}]")
    assert waiting.value.suggested_filename == name
    return Path(waiting.value.path()).read_text("utf-8")


def expected(store: Any, local_id: str) -> set[tuple[str, str, str]]:
    """Return the triples of a node as the store has them, by their text."""
    reader = Reader(store)
    view_of(reader, local_id.partition("/")[0], local_id)
    node = reader.node(local_id)
    return {(node.id, key.value, term.value) for key, terms in node.facts.items() for term in terms}


def read(text: str, kind: str, base: str) -> set[tuple[str, str, str]]:
    """Return the triples of a download by their text: Turtle as rdflib reads it, JSON-LD as Oxigraph does."""
    if kind == "ttl":
        found = [(str(s), str(p), str(o)) for s, p, o in rdflib.Graph().parse(data=text, format="turtle")]
    else:
        quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)
        found = [(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads]  # type: ignore[union-attr]
    return {(s.removeprefix(base), p, o) for s, p, o in found}


@pytest.mark.parametrize("kind", ["ttl", "jsonld"])
def test_facts_as_rdf_are_those_of_the_store(browser: Any, site: Path, kind: str) -> None:
    store = sample_store()
    (text,) = taken(browser, site, AGREEMENT, kind)
    found = read(text, kind, store.base_iri)
    wanted = {one for one in expected(store, AGREEMENT) if not one[1].endswith(("searchText", "skeletonKey"))}
    assert wanted <= found
    assert any(p.endswith("#quote") for _, p, _ in found)


def test_both_forms_say_the_same(browser: Any, site: Path) -> None:
    turtle, jsonld = taken(browser, site, AGREEMENT, "ttl", "jsonld")
    assert read(turtle, "ttl", "") == read(jsonld, "jsonld", "")


def test_a_line_of_the_table_has_a_fact_and_its_quote(browser: Any, site: Path) -> None:
    (text,) = taken(browser, site, AGREEMENT, "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    quoted = [row for row in rows if row["quote"]]
    assert quoted
    for row in quoted:
        assert int(row["end"]) - int(row["start"]) == len(row["quote"])
        assert "/article/" in row["article"]


@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE_NAMES)
def test_hostile_texts_are_handed_out_as_they_are(case: dict[str, Any], browser: Any, tmp_path: Path) -> None:
    store = hostile_store(hostile_text(case))
    write_site(store, tmp_path / "site")
    turtle, table = taken(browser, tmp_path / "site", AGREEMENT, "ttl", "csv")
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    labels = {term for _, key, term in expected(store, AGREEMENT) if key.endswith("#label")}
    assert labels <= {str(value) for value in graph.objects()}
    for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
