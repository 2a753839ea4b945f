"""The reference page: whole, safe, readable without a network, the same on every run."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import OutputError
from kg.ontology import load_ontology, write_reference
from kg.ontology.terms import AGR

HOSTILE = """
@prefix agr: <https://w3id.org/agreements-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/agreements-kg/ontology> rdfs:label "</title><script>alert(1)</script>"@fa .
agr:Bad a owl:Class ; rdfs:label "<img src=x onerror=alert(1)>"@fa ; skos:definition "<script>alert(2)</script>"@en ;
    agr:correspondsTo <javascript:alert(3)> .
"""


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_reference(tmp_path_factory.mktemp("reference")).read_text(encoding="utf-8")


def test_every_term_is_on_the_page_once(text: str) -> None:
    page = Page(text)
    ids = Counter(page.values("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    own = {str(s).removeprefix(AGR.base) for s in load_ontology().subjects() if str(s).startswith(AGR.base)}
    assert own <= set(ids)
    assert {"topic-water", "status-signed", "scheme-role"} <= set(ids)


def test_every_inner_link_leads_somewhere(text: str) -> None:
    page = Page(text)
    inner = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inner - set(page.values("id")) == set()


def test_nothing_is_loaded_and_nothing_runs(text: str) -> None:
    page = Page(text)
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(tag for tag, _ in page.tags)
    assert page.values("src") == []
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_is_right_to_left_with_english_set_apart(text: str) -> None:
    assert '<html lang="fa" dir="rtl">' in text
    assert text.count('<p lang="en">') > 300


def test_chains_and_unions_are_readable(text: str) -> None:
    plain = re.sub(r"<[^>]+>", "", text)
    assert "agr:hasPartyParticipation ∘ agr:participant" in plain
    assert "agr:party⁻¹ ∘ agr:party" in plain
    assert "agr:Agreement ∪ agr:LifecycleEvent" in plain


def test_hostile_content_stays_text(tmp_path: Path) -> None:
    page = Page(write_reference(tmp_path, Graph().parse(data=HOSTILE, format="turtle")).read_text(encoding="utf-8"))
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert [href for href in page.values("href") if href.startswith("javascript")] == []


def test_two_runs_give_the_same_bytes(text: str, tmp_path: Path) -> None:
    assert write_reference(tmp_path / "new" / "folder").read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="reference page"):
        write_reference(tmp_path / "file" / "folder")
