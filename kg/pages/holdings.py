"""Offices held: by title, the one held last first, each with the days on which it was observed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kg.ontology.terms import AGR
from kg.pages.dates import when
from kg.pages.nodes import Node
from kg.pages.parts import first_concept
from kg.pages.reader import Reader
from kg.pages.recency import Order, latest
from kg.pages.values import Holding, Label, When


def held_in(reader: Reader, institution: str) -> list[tuple[str, str]]:
    """Return (tenure, official) of the offices of an institution: office by office, the one held last first."""
    return latest_held(
        reader,
        [
            (tenure, official)
            for office in reader.sources_of(AGR("postIn"), institution)
            for tenure in reader.sources_of(AGR("tenureOf"), office)
            for official in reader.sources_of(AGR("hasTenure"), tenure)
        ],
    )


def latest_held(reader: Reader, held: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return these tenures by title, in each the latest first; first the title that was held last."""
    titles: dict[str, list[tuple[Order, str, str]]] = {}
    for tenure, official in dict.fromkeys(held):
        node = reader.some(tenure, "tenureOf", "observedLatest")
        offices = [reader.local(term) for term in node.iris(AGR("tenureOf"))]
        title = reader.fact(offices[0], AGR("officeTitle")) if offices else ""
        when_last = latest(node.text(AGR("observedLatest")), reader.address("official", official))
        titles.setdefault(title, []).append((when_last, tenure, official))
    order = sorted((sorted(rows), title) for title, rows in titles.items())
    return [(tenure, official) for rows, _ in order for _, tenure, official in rows]


def reaching(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """Return these with how far each reaches among the days of all."""
    found = tuple(holdings)
    days = [[_number(day) for day in (one.first or one.last, one.last or one.first)] for one in found]
    known = [day for pair in days for day in pair if day]
    if len(found) < 2 or not known or max(known) == min(known):
        return found
    start, room = min(known), max(known) - min(known)
    placed = [
        (100 * (first - start) // room, max(1, 100 * (last - first) // room)) if first and last else None
        for first, last in days
    ]
    return tuple(replace(one, reach=reach) for one, reach in zip(found, placed, strict=True))


def _number(day: When | None) -> int:
    """Return the number of a day, 0 for none."""
    try:
        return date.fromisoformat(day.iso).toordinal() if day else 0
    except ValueError:
        return 0


def holding(reader: Reader, tenure: Node, official: str) -> Holding:
    """Return one office held by an official."""
    offices = [reader.node(reader.local(term)) for term in tenure.iris(AGR("tenureOf"))]
    office = offices[0] if offices else Node("", {})
    bodies = [reader.link("institution", reader.local(term)) for term in office.iris(AGR("postIn"))]
    return Holding(
        official=reader.link("official", official),
        institution=bodies[0] if bodies else None,
        title=Label(office.text(AGR("officeTitle"))),
        capacity=first_concept(reader, tenure, "capacity"),
        first=when(tenure.text(AGR("observedEarliest"))),
        last=when(tenure.text(AGR("observedLatest"))),
        quotes=reader.quotes(tenure),
        id=tenure.id,
    )
