"""What the tests of the query desk share: the sample as a store, plain or with every text replaced."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad
from samples import TEXT, article, reading

from kg.articles import Article
from kg.extraction import Reading
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.ontology.terms import SCHEMA
from kg.store import Store, open_store

TESTS = Path(__file__).parents[1]
HOSTILE = [
    (case["name"], str(case["text"]) * int(case.get("repeat", 1)))
    for case in json.loads((TESTS / "pages" / "data" / "hostile.json").read_text("utf-8"))
]
_KEPT = {"start", "end", "ordinal", "identifier", "searchText", "skeletonKey"}


@cache
def sample_quads() -> tuple[Quad, ...]:
    return tuple(pyoxigraph.parse((TESTS / "data" / "small.trig").read_bytes(), format=pyoxigraph.RdfFormat.TRIG))


def sample_store() -> Store:
    store = open_store(None, "write")
    store.load_quads(sample_quads())
    return store


def kept_store(folder: Path, text: str | None = None) -> Path:
    """Write the sample to a store folder; with a text, every plain text in it is that text."""
    with open_store(folder, "write") as store:
        store.load_quads(sample_quads() if text is None else [_replaced(quad, text) for quad in sample_quads()])
    return folder


class Sample:
    """Reads every article as the sample reading."""

    def extract(self, article: Article) -> Reading:
        return reading(article.text)


def ingested_store(folder: Path) -> Path:
    """Write a store folder as an ingestion does: with the ontology and a text index."""
    with open_store(folder, "write") as store:
        told = [article(f"{TEXT}خبر {number}", id=f"a{number}", title=f"عنوان پیش‌نویس {number}") for number in range(4)]
        ingest(store, told, load_lexicon(), extractor=Sample())
    return folder


def _replaced(quad: Quad, text: str) -> Quad:
    value, name = quad.object, re.split(r"[#/]", quad.predicate.value)[-1]
    if quad.predicate == SCHEMA("url"):
        value = NamedNode("javascript:window.pwned=1")
    elif isinstance(value, Literal) and value.language:
        value = Literal(text, language=value.language)
    elif isinstance(value, Literal) and name not in _KEPT and "XMLSchema#string" in value.datatype.value:
        value = Literal(text)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)
