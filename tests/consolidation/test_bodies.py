"""Names of one body are joined where a text itself gives both, or a person says so; never two bodies of the lexicon."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pyoxigraph import NamedNode, Quad

from kg.articles import Article
from kg.consolidation import consolidated_quads
from kg.extraction import GrammarExtractor
from kg.graph import View, article_quads
from kg.ledgers import Judgement, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, DCTERMS, RDFS, SKOS
from kg.settings import BASE_IRI

FA, FA_WITH_NAME = (
    "تفاهم‌نامه همکاری میان وزارت نیرو و بنیاد همکاری‌های نوین سمرقند در تهران امضا شد.",
    "تفاهم‌نامه همکاری میان وزارت نیرو و بنیاد همکاری‌های نوین سمرقند (Samarkand New Cooperation Foundation) در تهران امضا شد.",
)
EN, EN_SHORT = (
    "Iran's Energy Ministry and the Samarkand New Cooperation Foundation signed a memorandum of understanding in Tehran.",
    "Iran's Energy Ministry and the Samarkand New Cooperation Foundation (SNCF) signed a memorandum of understanding.",
)
OTHER = "تفاهم‌نامه همکاری میان وزارت نیرو و بنیاد آزمون بخارا در تهران امضا شد."


def graph(text: str) -> tuple[Quad, ...]:
    language = "fa" if text.startswith("ت") else "en"
    article = Article(text=text, id=text, published="2021-10-04", language=language)
    return article_quads(article, GrammarExtractor(load_lexicon()).extract(article), BASE_IRI)


def consolidated(texts: Sequence[str], *judged: tuple[str, str, str]) -> View:
    graphs: dict[NamedNode, tuple[Quad, ...]] = {}
    for quads in map(graph, texts):
        assert isinstance(quads[0].graph_name, NamedNode)
        graphs[quads[0].graph_name] = quads
    lines = tuple(Judgement(one, other, verdict, "آزمون", "2026-01-01", "آزمون") for one, other, verdict in judged)
    return View(consolidated_quads(graphs, graphs.__getitem__, load_lexicon(), BASE_IRI, Ledgers(lines)))


def strangers(view: View) -> list[NamedNode]:
    """Return the institutions that are parties and that the lexicon does not have."""
    bodies = {body for one in view.of_type(AGR("Agreement")) for body in view.nodes(one, AGR("party"))}
    known = load_lexicon()
    return sorted((one for one in bodies if not known.institution_by_id(one.value.removeprefix(BASE_IRI))), key=str)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ((FA, EN), 2),
        ((FA, FA_WITH_NAME, EN), 1),
        ((FA_WITH_NAME, EN), 1),
        ((EN, EN_SHORT), 1),
        ((FA_WITH_NAME, EN_SHORT), 1),
        ((FA_WITH_NAME, OTHER), 2),
    ],
)
def test_a_name_in_brackets_joins_the_names_of_a_body(texts: Sequence[str], count: int) -> None:
    assert len(strangers(consolidated(texts))) == count
    assert len(strangers(consolidated(tuple(reversed(texts))))) == count


def test_the_one_body_has_both_names_and_the_other_id_redirects() -> None:
    view = consolidated((FA_WITH_NAME, EN))
    (body,) = strangers(view)
    names = {name.value for predicate in (RDFS("label"), SKOS("altLabel")) for name in view.literals(body, predicate)}
    assert names == {"بنیاد همکاری‌های نوین سمرقند", "Samarkand New Cooperation Foundation"}
    assert [one for one in view.of_type(AGR("RetiredIdentifier")) if view.node(one, DCTERMS("isReplacedBy")) == body]
    assert len(view.of_type(AGR("Agreement"))) == 1


def test_the_other_name_has_its_quote() -> None:
    view = View(graph(FA_WITH_NAME))
    named = [
        node for node in view.of_type(AGR("Evidence")) if view.node(node, AGR("onProperty")) == AGR("reportedAlias")
    ]
    (found,) = named
    start, end = (view.number(found, AGR(name)) or 0 for name in ("start", "end"))
    assert FA_WITH_NAME[start:end] == view.text(found, AGR("quote"))
    assert "Samarkand" in FA_WITH_NAME[start:end]


def test_a_judgement_joins_bodies_and_overrules_a_text() -> None:
    one, other = (body.value.removeprefix(BASE_IRI) for body in strangers(consolidated((FA, EN))))
    assert len(strangers(consolidated((FA, EN), (one, other, "same")))) == 1
    assert len(strangers(consolidated((FA_WITH_NAME, EN), (one, other, "different")))) == 2


@pytest.mark.parametrize("inner", ["سهامی عام", "2023", "ISO 9001", "SNCF", "in Tehran"])
def test_what_is_no_full_name_joins_nothing(inner: str) -> None:
    quads = graph(f"تفاهم‌نامه همکاری میان وزارت نیرو و بنیاد همکاری‌های نوین سمرقند ({inner}) در تهران امضا شد.")
    assert not [quad for quad in quads if quad.predicate == AGR("reportedAlias")]
