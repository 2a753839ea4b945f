"""What one article says stands in its own graph, every node with its exact quote."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from samples import ENERGY, PERSON, TEXT, article, reading

from kg.graph import article_quads
from kg.graph.dates import Bounds, bounds, gregorian_year, jalali_year
from kg.graph.view import View
from kg.ontology.terms import AGR, ATYPE, OA, ROLE
from kg.settings import BASE_IRI

NEEDS_EVIDENCE = (
    "OfficialMention",
    "ReportedEvent",
    "ReportedObjective",
    "ReportedOffice",
    "ReportedParticipation",
    "ReportedSignature",
    "ReportedStatement",
    "ReportedValue",
)
NEEDS_SUPPORT = ("reportedType", "reportedStatus", "reportedArticleCount", "reportedDate", "reportedPlace")


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    return article_quads(article(), reading(), BASE_IRI)


@pytest.fixture(scope="module")
def view(quads: tuple[Quad, ...]) -> View:
    return View(quads)


def test_all_quads_are_in_the_article_graph_and_sorted(quads: tuple[Quad, ...]) -> None:
    (graph,) = {quad.graph_name for quad in quads}
    assert isinstance(graph, NamedNode)
    assert graph.value.startswith(BASE_IRI + "graph/article/")
    assert list(quads) == sorted(quads, key=str)
    assert article_quads(article(), reading(), BASE_IRI) == quads


def test_every_quote_is_the_text_at_its_offsets(view: View) -> None:
    evidence = view.of_type(AGR("Evidence"))
    assert len(evidence) > 15
    for node in evidence:
        start, end = view.number(node, AGR("start")), view.number(node, AGR("end"))
        assert TEXT[start:end] == view.text(node, AGR("quote"))
        assert view.node(node, AGR("about")) is not None
        assert view.nodes(node, OA("hasSource")) == view.of_type(AGR("Article"))


@pytest.mark.parametrize("kind", NEEDS_EVIDENCE)
def test_every_node_has_its_rule_and_its_evidence(kind: str, view: View) -> None:
    nodes = view.of_type(AGR(kind))
    assert nodes
    for node in nodes:
        assert view.text(node, AGR("rule"))
        assert view.nodes(node, AGR("evidence"))


@pytest.mark.parametrize("name", NEEDS_SUPPORT)
def test_every_plain_value_has_evidence_that_names_it(name: str, view: View) -> None:
    (report,) = view.of_type(AGR("Report"))
    supported = [view.node(node, AGR("onProperty")) for node in view.nodes(report, AGR("evidence"))]
    assert AGR(name) in supported


def test_a_report_tells_type_parties_and_signatory(view: View) -> None:
    (report,) = view.of_type(AGR("Report"))
    assert view.node(report, AGR("reportedType")) == ATYPE("memorandum")
    assert NamedNode(BASE_IRI + ENERGY[1]) in view.nodes(report, AGR("reportedParty"))
    (signature,) = view.nodes(report, AGR("hasReportedSignature"))
    person = view.node(signature, AGR("reportedPerson"))
    assert person is not None
    assert view.text(person, AGR("reportedName")) == PERSON
    roles = [view.node(part, AGR("reportedRole")) for part in view.nodes(report, AGR("hasReportedParticipation"))]
    assert roles == [ROLE("party"), ROLE("party")]


def test_the_text_is_kept_exactly_and_what_was_left_is_listed(view: View) -> None:
    (node,) = view.of_type(AGR("Article"))
    assert view.text(node, AGR("text")) == TEXT
    (sentence,) = view.of_type(AGR("UnusedSentence"))
    assert view.text(sentence, AGR("quote")) == "هوا آفتابی بود."


def test_two_reports_with_the_same_parties_and_type_stay_two() -> None:
    twice = reading().reports * 2
    view = View(article_quads(article(), reading(reports=twice), BASE_IRI))
    assert len(view.of_type(AGR("Report"))) == 2


@pytest.mark.parametrize(
    ("iso", "earliest", "latest", "jalali", "gregorian"),
    [
        ("2021-10-04", "2021-10-04", "2021-10-04", 1400, 2021),
        ("2020-02", "2020-02-01", "2020-02-29", 1398, 2020),
        ("2021-03", "2021-03-01", "2021-03-31", None, 2021),
        ("2021", "2021-01-01", "2021-12-31", None, 2021),
    ],
)
def test_dates_are_as_wide_as_they_are_known(
    iso: str, earliest: str, latest: str, jalali: int | None, gregorian: int
) -> None:
    days = bounds(iso)
    assert (days.earliest, days.latest) == (earliest, latest)
    assert (jalali_year(days), gregorian_year(days)) == (jalali, gregorian)


def test_a_jalali_year_is_one_jalali_year_and_no_gregorian_one() -> None:
    days = Bounds("2019-03-21", "2020-03-19")
    assert (jalali_year(days), gregorian_year(days)) == (1398, None)


def test_hostile_strings_stay_literals() -> None:
    hostile = TEXT + "\u202e<script>alert(1)</script> \" ' \\ {{7*7}} \x0b"
    quads = article_quads(
        article(hostile, publisher='"><img src=x>', id="javascript:alert(1)\n"), reading(hostile), BASE_IRI
    )
    assert all(quad.subject.value.isascii() for quad in quads if isinstance(quad.subject, NamedNode))
    assert Literal(hostile) in {quad.object for quad in quads}
