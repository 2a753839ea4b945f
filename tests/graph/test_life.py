"""An agreement in time: the order of its statuses, its terms, and where reports disagree on both."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
import rdflib
from life_kit import agreement, cases, contradictions
from pyoxigraph import NamedNode
from rdflib.namespace import RDF

from kg.extraction import STATUS_AFTER
from kg.graph.choice import LIFE
from kg.graph.view import View
from kg.ontology import load_ontology
from kg.ontology.terms import AGR, BASIS, EKIND, STATUS

STATUSES, TERMS = cases("status.json"), cases("term.json")


def named(case: dict[str, Any]) -> str:
    return case["name"]


def periods(view: View, node: NamedNode) -> list[list[str | None]]:
    return [
        [
            STATUS.local(view.node(one, AGR("periodStatus"))),
            *(view.text(one, AGR(name)) for name in ("earliest", "latest")),
        ]
        for one in view.nodes(node, AGR("hasStatusPeriod"))
    ]


@pytest.mark.parametrize("case", STATUSES, ids=named)
def test_statuses_stand_in_the_order_of_their_acts(case: dict[str, Any]) -> None:
    view, node = agreement(case["tellings"])
    assert periods(view, node) == case["periods"]
    assert STATUS.local(view.node(node, AGR("status"))) == case["status"] == case["periods"][-1][0]


@pytest.mark.parametrize("case", STATUSES, ids=named)
def test_a_step_back_and_a_tie_are_contradictions(case: dict[str, Any]) -> None:
    view, _ = agreement(case["tellings"])
    found = contradictions(view).get("status")
    if "conflict" not in case:
        assert found is None
        return
    assert found is not None
    assert {value.value for value in view.literals(found, AGR("conflictingValue"))} == set(case["conflict"])
    assert view.text(found, AGR("chosenValue")) == case["status"]
    assert view.text(found, AGR("choiceRule")) == "latest-act"
    assert len(view.nodes(found, AGR("conflictingEvidence"))) >= 2


@pytest.mark.parametrize("case", STATUSES, ids=named)
def test_the_order_of_reading_changes_nothing(case: dict[str, Any]) -> None:
    tellings = [{"article": f"article-{number}", **one} for number, one in enumerate(case["tellings"])]
    found = {tuple(map(tuple, periods(*agreement(list(order))))) for order in permutations(tellings)}
    assert len(found) == 1


@pytest.mark.parametrize("case", TERMS, ids=named)
def test_terms_are_reckoned_from_what_is_stated(case: dict[str, Any]) -> None:
    view, node = agreement(case["tellings"])
    names = ("startsEarliest", "startsLatest", "expiresEarliest", "expiresLatest")
    assert [view.text(node, AGR(name)) for name in names] == case["agreement"]
    terms = view.nodes(node, AGR("hasTerm"))
    assert [view.text(one, AGR("rule")) for one in terms] == case["rules"]


@pytest.mark.parametrize("case", [*STATUSES, *TERMS], ids=named)
def test_every_period_and_term_is_derived_from_quotes(case: dict[str, Any]) -> None:
    view, _ = agreement(case["tellings"])
    made = [*view.of_type(AGR("StatusPeriod")), *view.of_type(AGR("Term"))]
    assert made
    for one in made:
        assert view.nodes(one, AGR("basis")) == [BASIS("derived")]
        assert view.nodes(one, AGR("evidence"))
        assert view.text(one, AGR("rule"))


def test_events_lead_to_statuses_as_the_scheme_says() -> None:
    ontology = load_ontology()
    leads = rdflib.URIRef(AGR("leadsToStatus").value)
    told = {
        EKIND.local(NamedNode(str(kind))): STATUS.local(NamedNode(str(status)))
        for kind, status in ontology.subject_objects(leads)
        if (kind, RDF.type, None) in ontology
    }
    assert told == STATUS_AFTER
    assert set(told.values()) <= set(LIFE)


def test_one_month_of_two_calendars_has_the_days_both_can_mean() -> None:
    one = {"published": "2021-11-05", "date": "2021-10", "events": ["signing@2021-10"]}
    view, node = agreement([one, {**one, "published": "2021-11-06", "days": ["2021-10-23", "2021-11-21"]}])
    (event,) = view.nodes(node, AGR("hasEvent"))
    assert [[day.value for day in view.literals(event, AGR(name))] for name in ("earliest", "latest")] == [
        ["2021-10-23"],
        ["2021-10-28"],
    ]
