"""What corrections make of an article's graph: cases in ``data/corrections.tsv``.

A line names a fact by property, value and the words of the text (``quote``); ``removed`` and ``added`` are what changed
in the graph, ``lost`` the pieces of evidence that went, ``reason`` why nothing changed.
"""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest
from correction_sample import PARVIN, TEXT, changes, sample
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg.graph import Outcome, View, article_local_id, article_quads, consolidated_quads, corrected
from kg.ledgers import Correction
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDF
from kg.settings import BASE_IRI

with (Path(__file__).parent / "data/corrections.tsv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
ARTICLE, READING = sample()
LOCAL = article_local_id(ARTICLE)
NODE = NamedNode(BASE_IRI + LOCAL)
VIEW = View(article_quads(ARTICLE, READING, BASE_IRI))
REPORT = VIEW.of_type(AGR("Report"))[0].value.removeprefix(BASE_IRI)
IDS = {"@report": REPORT, "@agreement": REPORT.replace("report/", "agreement/")}


def line(
    prop: str, value: str, quote: str, action: str = "reject", replacement: str = "", *, number: int = 0
) -> Correction:
    start = TEXT.index(quote)
    fact = (LOCAL, prop, IDS.get(value, value), start, start + len(quote))
    return Correction(*fact, action, replacement, "م. کاظمی", "2026-11-20", "آزمون", number)


def of(case: dict[str, str]) -> Correction:
    return line(*(case[name] for name in ("property", "value", "quote", "action", "replacement")))


def apply(*corrections: Correction, view: View = VIEW) -> tuple[View, tuple[Outcome, ...]]:
    return corrected(view, NODE, corrections, BASE_IRI, load_lexicon())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_correction_changes_what_it_names_and_nothing_else(case: dict[str, str]) -> None:
    before = set(VIEW.triples())
    view, (outcome,) = apply(of(case))
    assert (outcome.reason, outcome.applied) == (case["reason"], not case["reason"])
    assert bool(outcome.nodes) == outcome.applied
    assert changes(VIEW, view) == (case["removed"], case["added"], int(case["lost"]))
    assert set(VIEW.triples()) == before


def consolidated(view: View) -> set[Quad]:
    graph = NamedNode(f"{BASE_IRI}graph/{LOCAL}")
    quads = [Quad(*triple, graph) for triple in view.triples()]
    return set(consolidated_quads([graph], lambda _: quads, load_lexicon(), BASE_IRI))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_corrected_graph_is_whole_and_can_be_consolidated(case: dict[str, str]) -> None:
    view, (outcome,) = apply(of(case))
    known = {triple.subject for triple in view.triples() if triple.predicate == RDF("type")}
    own = tuple(f"{BASE_IRI}{kind}/" for kind in ("report", "mention", "reported", "evidence", "article"))
    for triple in view.triples():
        for node in (triple.subject, triple.object):
            assert not (isinstance(node, NamedNode) and node.value.startswith(own)) or node in known
    same = consolidated(view) == consolidated(VIEW)
    assert same == (not outcome.applied or case["action"] == "confirm")


def test_without_corrections_of_this_article_the_view_is_the_same() -> None:
    other = Correction("article/aaaaaaaaaaaaaaaa", "party", "x", 0, 5, "reject", "", "y", "2026-11-20", "z")
    assert apply() == apply(other) == (VIEW, ())


def test_the_last_line_about_a_fact_stands_and_the_earlier_one_says_so() -> None:
    first = line("articleCount", "5", "پنج ماده", "replace", "6", number=2)
    last = line("articleCount", "5", "پنج ماده", "confirm", number=9)
    view, outcomes = apply(first, last)
    assert [one.reason for one in outcomes] == ["line 9 has taken its place", ""]
    assert changes(VIEW, view) == ("", "Report correctedBy correction", 0)


def test_a_later_line_may_name_what_an_earlier_one_put_there() -> None:
    view, outcomes = apply(
        line("party", "وزارت نیرو", "وزارت نیرو", "replace", "وزارت کشور"),
        line("party", "وزارت کشور", "وزارت نیرو"),
    )
    assert all(one.applied for one in outcomes)
    assert len(view.nodes(NamedNode(BASE_IRI + REPORT), AGR("reportedParty"))) == 1


def test_an_id_that_a_body_had_before_the_lexicon_knew_it_still_names_it() -> None:
    known = load_lexicon().institution("وزارت نیرو")
    assert known is not None
    for former in load_lexicon().owned_ids(known):
        assert apply(line("party", former, "وزارت نیرو"))[1][0].applied


def test_an_official_is_named_by_mention_official_or_name() -> None:
    (mention,) = (
        node for node in VIEW.of_type(AGR("OfficialMention")) if VIEW.text(node, AGR("reportedName")) == PARVIN
    )
    local = mention.value.removeprefix(BASE_IRI)
    for name in (local, local.replace("mention/", "official/"), PARVIN):
        assert apply(line("signatory", name, PARVIN))[1][0].applied
        _, (outcome,) = apply(line("signatory", "نادر نمونه‌زاده", "نادر نمونه‌زاده", "replace", name))
        assert outcome.applied


APPLIED = [case for case in CASES if not case["reason"] and case["action"] == "reject"]


@given(st.lists(st.sampled_from(APPLIED), min_size=2, max_size=3, unique_by=lambda case: case["property"]))
def test_rejections_commute(cases: list[dict[str, str]]) -> None:
    ways = [set(apply(*order)[0].triples()) for order in permutations(map(of, cases))]
    unmarked = [{one for one in way if one.predicate != AGR("correctedBy")} for way in ways]
    assert all(way == unmarked[0] for way in unmarked)
