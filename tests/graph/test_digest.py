"""A digest answers as the whole graph does, or says that it cannot; a store's graph has the digest of its making."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.graph import View, article_quads, write_article
from kg.graph.builder import Builder, Value
from kg.graph.digest import LEFT_OUT
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, OA, RDF, XSD
from kg.settings import BASE_IRI

TEXT = """به گزارش خبرگزاری آزمون، تفاهم‌نامه همکاری وزارت نیرو (Ministry of Energy) و دانشگاه تهران ۱۲ مهر ۱۴۰۰ امضا شد.
این تفاهم‌نامه را آرمان آزمونی وزیر نیرو و سارا نمونه‌پور رئیس دانشگاه تهران امضا کردند. مدت آن ۳ سال است.
ارزش این تفاهم‌نامه ۱۲٫۵۰ میلیارد تومان اعلام شد. محورهای همکاری: آموزش نیروی انسانی؛ پایش کیفیت هوا.
آرمان آزمونی گفت: «آموزش نیروی انسانی را تا پایان سال به نتیجه می‌رسانیم.»\tهوا سرد بود و \\ باد می‌آمد.
"""
ARTICLE = Article(TEXT, id="آ|b\\c", title="امضا", publisher="آزمون", published="2021-10-05", language="fa")


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    return article_quads(ARTICLE, GrammarExtractor(load_lexicon()).extract(ARTICLE), BASE_IRI)


@pytest.fixture(scope="module")
def digest() -> bytes:
    return write_article(ARTICLE, GrammarExtractor(load_lexicon()).extract(ARTICLE), BASE_IRI).digest


def test_a_digest_is_smaller_and_that_of_the_same_graph_in_a_store(quads: tuple[Quad, ...], digest: bytes) -> None:
    store = pyoxigraph.Store()
    store.extend(quads)
    assert View(store).digest(BASE_IRI) == digest
    assert len(digest) * 5 < sum(len(str(quad)) for quad in quads)


def test_a_digest_answers_like_the_graph(quads: tuple[Quad, ...], digest: bytes) -> None:
    store = pyoxigraph.Store()
    store.extend(quads)
    whole, short = View(store), View.of_digest(digest, BASE_IRI)
    nodes = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    unused = {node for kind in ("UnusedSentence", "DroppedCandidate") for node in whole.of_type(AGR(kind))}
    names = {quad.predicate for quad in quads} - LEFT_OUT
    assert unused
    assert any(whole.nodes(node, AGR("evidence"))[1:] for node in nodes)
    for node in nodes - unused:
        for name in names:
            assert short.nodes(node, name) == whole.nodes(node, name)
            assert short.literals(node, name) == whole.literals(node, name)
        for name in (AGR("reportedStatus"), AGR("reportedDate")):
            assert short.supporting(node, name) == whole.supporting(node, name)
    kinds = {kind for node in nodes - unused for kind in whole.nodes(node, RDF("type")) if AGR.local(kind)}
    assert AGR("ReportedParticipation") in kinds
    for kind in kinds - {AGR("Evidence")}:
        assert short.of_type(kind) == whole.of_type(kind)


@pytest.mark.parametrize("name", sorted(LEFT_OUT, key=str))
def test_what_a_digest_lacks_is_an_error_and_no_empty_answer(name: NamedNode, digest: bytes) -> None:
    view = View.of_digest(digest, BASE_IRI)
    report = view.of_type(AGR("Report"))[0]
    with pytest.raises(LookupError):
        view.nodes(report, name)
    with pytest.raises(LookupError):
        view.literals(report, name)
    with pytest.raises(LookupError):
        list(view.triples())
    with pytest.raises(LookupError):
        view.around(report)


@pytest.mark.parametrize("kind", ["UnusedSentence", "DroppedCandidate", "Evidence"])
def test_classes_that_a_digest_lacks_are_an_error(kind: str, digest: bytes) -> None:
    with pytest.raises(LookupError):
        View.of_digest(digest, BASE_IRI).of_type(AGR(kind))


def test_bodies_are_joined_alike_in_a_digest_and_in_a_graph(quads: tuple[Quad, ...], digest: bytes) -> None:
    whole, short = View(quads), View.of_digest(digest, BASE_IRI)
    report = whole.of_type(AGR("Report"))[0]
    one, other = whole.nodes(report, AGR("reportedParty"))
    joined = [view.joined({one: other}) for view in (whole, short)]
    assert [view.nodes(report, AGR("reportedParty")) for view in joined] == [[other, other]] * 2
    assert short.joined({NamedNode(f"{BASE_IRI}institution/elsewhere"): one}) is short


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(["\n", "\t", "\\n", "\\", ""])
NODES = st.sampled_from(["a", "b/ب", "institution/c"]).map(lambda name: NamedNode(BASE_IRI + name))
VALUES = st.one_of(
    NODES,
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="fa")),
    st.integers(0, 99).map(lambda number: Literal(str(number), datatype=XSD("integer"))),
    st.decimals(0, 99, places=2).map(lambda number: Literal(str(number), datatype=XSD("decimal"))),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=XSD("date"))),
    st.sampled_from(["P1Y", "P12M", "P0D"]).map(lambda text: Literal(text, datatype=XSD("duration"))),
    st.just(OA("SpecificResource")),
)
NAMES = st.sampled_from([AGR("text"), AGR("party"), OA("motivatedBy")])


@given(st.lists(st.tuples(NODES, NAMES, VALUES), max_size=12))
def test_any_facts_come_back_from_a_digest_as_from_a_store(facts: list[tuple[NamedNode, NamedNode, Value]]) -> None:
    out, store = Builder(BASE_IRI), pyoxigraph.Store()
    for fact in facts:
        out.add(*fact)
        store.add(Quad(*fact))
    assert View(store).digest(BASE_IRI) == out.digest()
    stored, read = View(store), View.of_digest(out.digest(), BASE_IRI)
    for node, name, _ in facts:
        assert read.nodes(node, name) == stored.nodes(node, name)
        assert read.literals(node, name) == stored.literals(node, name)
