"""Who is one official and who is not, as the table of cases says; judgements overrule and are undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from kg.articles import Article
from kg.consolidation import consolidated_quads
from kg.consolidation.people import NAMESAKES_CAP
from kg.extraction import Reading
from kg.extraction.reading import Evidence, OfficeHeld, OfficialMention
from kg.graph import View, article_quads
from kg.ledgers import Judgement, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDFS
from kg.settings import BASE_IRI

CASES = json.loads((Path(__file__).parent / "data" / "officials.json").read_text("utf-8"))


def graph(name: str, published: str, person: str, offices: str) -> tuple[Quad, ...]:
    """Return the graph of an article that names one person with offices (divided by a bar, or none)."""
    text, held = "", []
    for title in filter(None, offices.split(" | ")):
        body = load_lexicon().office(title)
        assert body is not None
        quote = Evidence(len(text), len(text) + len(title), title)
        held.append(OfficeHeld(title, body.name_fa, body.id, "holder", quote))
        text += f"{title} "
    named = OfficialMention(person, tuple(held), "test.mention", Evidence(len(text), len(text) + len(person), person))
    article = Article(text=text + person, id=name, published=published, language="fa")
    return article_quads(article, Reading("fa", officials=(named,)), BASE_IRI)


def told(case: dict[str, Any]) -> tuple[View, dict[str, str]]:
    """Return the consolidated facts of a case and the mention of each of its names."""
    graphs: dict[NamedNode, tuple[Quad, ...]] = {}
    mentions = {}
    for name, said in case["mentions"].items():
        quads = graph(name, *said)
        assert isinstance(quads[0].graph_name, NamedNode)
        graphs[quads[0].graph_name] = quads
        mentions[name] = View(quads).of_type(AGR("OfficialMention"))[0].value.removeprefix(BASE_IRI)
    lines = [
        Judgement(mentions[one], mentions[other], verdict, "آزمون", "2026-01-01", "آزمون")
        for one, other, verdict in case.get("judgements", ())
    ]
    facts = consolidated_quads(graphs, graphs.__getitem__, load_lexicon(), BASE_IRI, Ledgers(tuple(lines)))
    return View(facts), mentions


def official_of(view: View, mention: str) -> str:
    """Return the official that a mention's id stands for, following the redirect."""
    own = NamedNode(BASE_IRI + mention.replace("mention/", "official/"))
    target = view.node(own, NamedNode("http://purl.org/dc/terms/isReplacedBy"))
    return (target or own).value


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_officials(case: dict[str, Any]) -> None:
    view, mentions = told(case)
    found: dict[str, list[str]] = {}
    for name, mention in mentions.items():
        found.setdefault(official_of(view, mention), []).append(name)
    assert sorted(found.values()) == case["officials"]
    assert {NamedNode(iri) for iri in found} == set(view.of_type(AGR("Official")))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_doubtful_pairs_are_listed(case: dict[str, Any]) -> None:
    view, mentions = told(case)
    names = {mention: name for name, mention in mentions.items()}
    pairs = []
    for pair in view.of_type(AGR("DoubtfulPair")):
        members = [names[one.value.removeprefix(BASE_IRI)] for one in view.nodes(pair, AGR("pairMember"))]
        pairs.append(sorted(members))
        assert view.literals(pair, AGR("scoreReason"))
        assert view.nodes(pair, AGR("evidence"))
    assert sorted(pairs) == case.get("doubts", [])


@pytest.mark.parametrize("case", [case for case in CASES if "label" in case], ids=lambda case: case["case"])
def test_the_label_is_the_earliest_full_name(case: dict[str, Any]) -> None:
    view, mentions = told(case)
    for name, label in case["label"].items():
        assert view.text(NamedNode(official_of(view, mentions[name])), RDFS("label")) == label


@pytest.mark.parametrize("case", [case for case in CASES if "judgements" in case], ids=lambda case: case["case"])
def test_what_was_judged_is_told(case: dict[str, Any]) -> None:
    view, _ = told(case)
    (judgement,) = view.of_type(AGR("Judgement"))
    assert view.text(judgement, AGR("applied")) == "true"
    assert view.text(judgement, AGR("decidedBy")) == "آزمون"


@pytest.mark.parametrize(("officials", "listed"), [(NAMESAKES_CAP, False), (NAMESAKES_CAP + 1, True)])
def test_a_name_too_common_is_listed_instead_of_its_pairs(officials: int, listed: bool) -> None:
    titles = sorted({title for body in load_lexicon().institutions for title in body.heads_fa[:1]})[:officials]
    case = {"mentions": {str(n): ["2021-10-01", "نادر نمونه‌زاده", title] for n, title in enumerate(titles)}}
    view, _ = told(case)
    assert bool(view.of_type(AGR("UncomparedBlock"))) == listed
    assert bool(view.of_type(AGR("DoubtfulPair"))) != listed
    assert len(view.of_type(AGR("Official"))) == officials
