"""Lines of N-Quads made here are those that pyoxigraph makes of the same quads, in the order of whole lines."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.graph import article_lines, article_quads
from kg.graph.builder import Builder, Value
from kg.lexicon import load_lexicon
from kg.settings import BASE_IRI

GRAPH = NamedNode(f"{BASE_IRI}graph/article/a")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["", "\n", '"', "\\", "\t\r\b\f", "a", "ab", "a b", "a@fa", "\x00", "\x7f", "\u200c", "😀"]
)
"""Lone surrogates are no text that RDF can hold: an article never has one."""
NAMES = st.sampled_from(["a", "ab", "a/b", "a-b", "a!b", "a#b", "ب", "a%20b", "a~"])
NODES = NAMES.map(lambda name: NamedNode(BASE_IRI + name))
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, language: Literal(text, language=language), TEXTS, st.sampled_from(["fa", "en", "en-us"])),
    st.builds(lambda text, kind: Literal(text, datatype=kind), TEXTS, NODES),
)
FACTS = st.lists(st.tuples(NODES, NODES, NODES | LITERALS), max_size=20)


def built(facts: list[tuple[NamedNode, NamedNode, Value]], graph: NamedNode | None) -> Builder:
    out = Builder(BASE_IRI, graph)
    for fact in facts:
        out.add(*fact)
    return out


@given(FACTS, st.sampled_from([GRAPH, None]))
def test_lines_are_what_pyoxigraph_writes_of_the_sorted_quads(
    facts: list[tuple[NamedNode, NamedNode, Value]], graph: NamedNode | None
) -> None:
    out = built(facts, graph)
    wanted = sorted({Quad(*fact, graph) if graph else Quad(*fact) for fact in facts}, key=str)
    assert list(out.quads()) == wanted
    assert set(wanted) == out.facts()
    assert out.lines() == (pyoxigraph.serialize(wanted, format=RdfFormat.N_QUADS) or b"")


TEXT = (
    "تفاهم‌نامه همکاری وزارت نیرو و دانشگاه تهران با هدف «آموزش \\ نیروی انسانی» ۱۲ مهر ۱۴۰۰ در تهران امضا شد.\n"
    'این تفاهم‌نامه "سه" سال اعتبار دارد.\tهوا سرد بود.'
)


@pytest.mark.parametrize("text", [TEXT, "", "متنی بی هیچ قرارداد.", "Energy ministry and Tehran signed a deal.\r\n"])
def test_the_lines_of_an_article_are_those_of_its_quads(text: str) -> None:
    article = Article(text, id="a|b", title='نام "نقل"', publisher="آزمون", published="2021-10-05", language="fa")
    reading = GrammarExtractor(load_lexicon()).extract(article)
    quads = article_quads(article, reading, BASE_IRI)
    assert article_lines(article, reading, BASE_IRI) == pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert list(quads) == sorted(quads, key=str)
