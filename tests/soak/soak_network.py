"""A store whose network has a million edges becomes a site whose network can be read: folded, said so, soon there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import watched
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, RDF, RDFS
from kg.site import Plan, write_site
from kg.store import open_store

INSTITUTIONS, AGREEMENTS = 20_000, 400_000
"""Each agreement has two or three parties: a million edges. A few institutions are in very many."""
PAGES = 50
"""Of things; the network is that of all."""


def facts(base: str) -> Iterator[Quad]:
    """Yield invented consolidated facts."""
    chance = random.Random(1)

    def fact(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, DefaultGraph())

    bodies = [NamedNode(f"{base}institution/i{number:05}") for number in range(INSTITUTIONS)]
    for number, body in enumerate(bodies):
        yield fact(body, RDF("type"), AGR("Institution"))
        yield fact(body, RDFS("label"), Literal(f"سازمان {number}", language="fa"))
    for number in range(AGREEMENTS):
        agreement = NamedNode(f"{base}agreement/{number:016x}")
        yield fact(agreement, RDF("type"), AGR("Agreement"))
        yield fact(agreement, RDFS("label"), Literal(f"تفاهم‌نامه {number}", language="fa"))
        for place in range(2 + number % 2):
            body = bodies[int(INSTITUTIONS * chance.random() ** 3)]
            part = NamedNode(f"{base}participation/{number:016x}{place}")
            yield fact(agreement, AGR("party"), body)
            yield fact(agreement, AGR("hasPartyParticipation"), part)
            yield fact(part, AGR("participant"), body)


@pytest.mark.browser
def test_a_network_of_a_million_edges_opens_folded(browser: Any, tmp_path: Path) -> None:
    with open_store(tmp_path / "store", "write") as store:
        store.load_quads(facts(store.base_iri))
        write_site(store, tmp_path / "site", Plan(sample=PAGES, full=True))
    with watched(browser, "file:", offline=True) as (page, troubles):
        page.goto(f"{(tmp_path / 'site' / 'network.html').as_uri()}?lang=en")
        page.wait_for_function("document.querySelector('main').innerText.includes('Folded parts')", timeout=30_000)
        said = page.inner_text("main")
        page.locator("canvas").first.click()
    assert f"of {INSTITUTIONS + AGREEMENTS:,}" in said
    assert "nodes inside" in said
    assert troubles == []
