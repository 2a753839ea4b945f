"""Dates as RDF: as precise as the text allows, with bounds, years in two calendars, never a guess."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Builder, integer, string
from kg.language import to_jalali
from kg.ontology.terms import AGR, XSD

_DAY = 10
_TYPES = {4: XSD("gYear"), 7: XSD("gYearMonth"), 10: XSD("date")}


@dataclass(frozen=True, slots=True, order=True)
class Bounds:
    """The first and last day, in ISO form, that an ISO date of day, month or year precision covers."""

    earliest: str
    latest: str


def date_literal(iso: str) -> Literal:
    """Return ``2021-10-04``, ``2021-10`` or ``2021`` with the XML Schema type that fits it."""
    return Literal(iso, datatype=_TYPES[len(iso)])


def bounds(iso: str) -> Bounds:
    """Return the days a date of any precision covers.

    >>> bounds("2021-02")
    Bounds(earliest='2021-02-01', latest='2021-02-28')
    """
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return Bounds(f"{iso}-01-01", f"{iso}-12-31")
    if len(rest) == 1:
        return Bounds(f"{iso}-01", f"{iso}-{monthrange(year, rest[0])[1]:02d}")
    return Bounds(iso, iso)


def shared(one: Bounds, other: Bounds) -> Bounds:
    """Return the days that two spans share, the first span where they share none.

    A Jalali and a Gregorian month may be named by one ISO month and begin on different days.
    """
    days = Bounds(max(one.earliest, other.earliest), min(one.latest, other.latest))
    return days if days.earliest <= days.latest else one


def jalali_year(days: Bounds) -> int | None:
    """Return the Jalali year when all the days lie in one, else None."""
    return _one(to_jalali(days.earliest)[:4], to_jalali(days.latest)[:4])


def gregorian_year(days: Bounds) -> int | None:
    """Return the Gregorian year when all the days lie in one, else None."""
    return _one(days.earliest[:4], days.latest[:4])


def _one(first: str, last: str) -> int | None:
    return int(first) if first == last else None


def add_date(out: Builder, node: NamedNode, iso: str, days: Bounds) -> None:
    """Write a date with the days it can mean and its years; the Jalali date only where the day is known."""
    out.add(node, AGR("date"), date_literal(iso))
    out.add(node, AGR("earliest"), date_literal(days.earliest))
    out.add(node, AGR("latest"), date_literal(days.latest))
    out.add(node, AGR("year"), integer(gregorian_year(days)))
    out.add(node, AGR("jalaliYear"), integer(jalali_year(days)))
    out.add(node, AGR("jalaliDate"), string(to_jalali(iso)) if len(iso) == _DAY else None)
