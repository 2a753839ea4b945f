"""What is counted: years of any kind, places within places, growth, pairs, what is missing and what is odd."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from figure_kit import store_of
from pages_kit import sample_store
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology.terms import AGR
from kg.overview import FACTS, Survey, figures, quality, rankings, regions, timeline, without
from kg.store import open_store

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "years.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_years_and_months(case: dict[str, Any]) -> None:
    found = timeline(Survey(store_of(case["agreements"])))
    assert found.total == len(case["agreements"])
    for calendar in found.calendars:
        expected = case[calendar.name]
        shown = {
            str(year.year): [[number for number, count in enumerate(year.months, 1) if count], year.count]
            for year in calendar.years
        }
        assert shown == expected["years"], calendar.name
        assert calendar.undated == expected["undated"]


def test_a_year_is_divided_by_status_and_type() -> None:
    agreements = [
        {"id": "a", "year": 2020, "status": "signed", "agreementType": "contract"},
        {"id": "b", "year": 2020, "status": "signed", "agreementType": "treaty"},
        {"id": "c", "year": 2020, "status": "planned"},
    ]
    (year,) = timeline(Survey(store_of(agreements))).calendars[1].years
    assert year.statuses == (("signed", 2), ("planned", 1))
    assert year.types == (("", 1), ("contract", 1), ("treaty", 1))


def test_lists_of_a_year_begin_with_the_latest_month_and_end_with_unknown_ones() -> None:
    dates = {"a": "2020", "b": "2020-03", "c": "2020-03-09", "d": "2020-11-01", "e": "2020-03-01"}
    survey = Survey(store_of({"id": one, "year": 2020, "date": date} for one, date in dates.items()))
    assert [survey.ids[number][-1] for number in survey.of_year("gregorian", 2020)] == ["d", "b", "c", "e", "a"]
    assert survey.of_year("gregorian", 1999) == []


def test_places_count_as_the_tallies_of_the_store_do() -> None:
    store = sample_store()
    found = regions(Survey(store))
    counted = {region.place: region.count for region in (*found.provinces, *(city.region for city in found.cities))}
    tallied = {}
    for quad in store.quads(None, AGR("talliedPlace"), None, DefaultGraph()):
        (count,) = store.quads(quad.subject, AGR("agreementCount"), None, DefaultGraph())
        place, number = quad.object, count.object
        assert isinstance(place, NamedNode)
        assert isinstance(number, Literal)
        tallied[place.value.removeprefix(store.base_iri)] = int(number.value)
    assert counted == {place: count for place, count in tallied.items() if place in counted}
    assert set(tallied) - set(counted) <= {"place/iran"}


def test_an_agreement_counts_once_for_a_place_and_all_around_it() -> None:
    store = store_of(
        [
            {"id": "a", "place": ["place/rasht"], "placeConcerned": ["place/gilan"], "topics": ["energy", "energy"]},
            {"id": "b", "party": ["institution/x", "institution/y"]},
            {"id": "c"},
        ],
        [
            ("place/rasht", "partOf", "place/gilan"),
            ("place/gilan", "partOf", "place/rasht"),  # a circle ends nowhere
            ("place/gilan", "placeKind", Literal("province")),
            ("institution/x", "inProvince", "place/gilan"),
            ("institution/y", "inProvince", "place/gilan"),
            ("place/rasht", "lat", 37.28),
            ("place/rasht", "long", 49.58),
        ],
    )
    found = regions(Survey(store))
    (gilan,), (rasht,) = found.provinces, found.cities
    assert (gilan.count, gilan.concluded, gilan.concerned, gilan.of_party) == (2, 1, 1, 1)
    assert gilan.topics == (("energy", 1),)
    assert (rasht.region.place, rasht.latitude, rasht.longitude) == ("place/rasht", 37.28, 49.58)
    assert found.nowhere == 1


@pytest.mark.parametrize("value", ["north", "nan", "inf", "91.0"])
def test_a_place_with_impossible_degrees_is_no_point(value: str) -> None:
    facts = [("place/x", "lat", Literal(value)), ("place/x", "long", 50.0)]
    assert regions(Survey(store_of([{"id": "a", "place": ["place/x"]}], facts))).cities == ()


def grown(years: dict[str, list[int]], newest: str = "") -> Any:
    agreements = [
        {"id": f"{name}{number}", "year": year, "party": [f"institution/{end}" for end in name.split("+")]}
        for name, found in years.items()
        for number, year in enumerate(found)
    ]
    facts = [("article/n", "datePublished", Literal(newest))] if newest else []
    return rankings(Survey(store_of(agreements, facts)))


def test_growth_compares_the_last_years_with_as_many_before() -> None:
    found = grown({"a+b": [2024, 2023, 2022, 2020], "a+c": [2021, 2021, 2019, 2024], "d+e": [2010, 2011]})
    assert (found.span, found.years[-1]) == (3, 2024)
    assert [(line.nodes, line.count, line.other) for line in found.growing_pairs] == [
        (("institution/a", "institution/b"), 3, 1)
    ]
    assert [(line.nodes[0][-1], line.count, line.other) for line in found.growing] == [("b", 3, 1)]


def test_a_misread_year_moves_no_period() -> None:
    assert grown({"a+b": [2020, 9999]}, newest="2021-05-01").years[-1] == 2020
    assert grown({"a+b": [2020, 9999]}).years[-1] == 9999
    assert grown({"a+b": []}).years == ()


def test_the_most_connected_are_those_with_most_partners() -> None:
    found = grown({"a+b+c": [2020], "d+e": [2020, 2021, 2021]})
    assert [(line.nodes[0][-1], line.other, line.count) for line in found.connected] == [
        ("a", 2, 1), ("b", 2, 1), ("c", 2, 1), ("d", 1, 3), ("e", 1, 3),
    ]  # fmt: skip


def test_an_agreement_of_very_many_parties_makes_no_pairs() -> None:
    parties = "+".join(f"p{number}" for number in range(41))
    found = grown({parties: [2024]})
    assert found.growing_pairs == ()
    assert len(found.growing) == 41


def test_missing_facts_are_counted_and_listed() -> None:
    survey = Survey(store_of([{"id": "a", "date": "2020", "party": ["institution/x"]}, {"id": "b"}]))
    assert {missing.fact: missing.count for missing in quality(survey).missing} == {
        "date": 1, "party": 1, "secondParty": 1, "hasObjective": 2, "signatory": 2, "place": 2, "duration": 2, "value": 2,
    }  # fmt: skip
    assert [survey.ids[number] for number in without(survey, "secondParty")] == ["agreement/a"]
    assert set(FACTS) == {missing.fact for missing in quality(survey).missing}


@pytest.mark.parametrize(
    ("told", "published", "reason"),
    [
        ({"date": "2021-05-09", "status": "signed"}, "2021-05-10", ""),
        ({"date": "2021-05-11", "status": "signed"}, "2021-05-10", "late"),
        ({"date": "2021-05", "status": "signed"}, "2021-05-10", ""),
        ({"date": "2022", "status": "in-force"}, "2021-05-10", "late"),
        ({"date": "2022", "status": "planned"}, "2021-05-10", ""),
        ({"date": "2022", "status": "signed"}, "", ""),
        ({"date": "0000-01-01", "year": 0}, "2021-05-10", "year"),
        ({"date": "9999-12-31", "year": 9999, "status": "planned"}, "", "year"),
        ({"date": "-0500", "year": -500}, "", "year"),
        ({"year": 123456789}, "", "year"),
        ({"date": "soon"}, "", "year"),
        ({}, "2021-05-10", ""),
    ],
)
def test_implausible_dates(told: dict[str, Any], published: str, reason: str) -> None:
    facts: list[tuple[str, str, Any]] = [("report/r", "reportedIn", "article/n"), ("article/n", "type", "Article")]
    if published:
        facts.append(("article/n", "datePublished", Literal(published)))
    found = quality(Survey(store_of([{"id": "a", "reportedBy": ["report/r"], **told}], facts)))
    assert [one.reason for one in found.odd] == ([reason] if reason else [])


def test_an_empty_store_has_empty_figures() -> None:
    found = figures(Survey(open_store(None, "write")))
    assert found.timeline.total == found.quality.agreements == found.regions.total == 0
    assert found.rankings.years == ()
    assert all(missing.count == 0 for missing in found.quality.missing)
