"""Agreements by province and city.

An agreement belongs to a place when it was concluded there, when it concerns it, or when a party belongs to it; and to
every place that this one lies in.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology.terms import AGR, GEO
from kg.overview.figure_values import City, Region, Regions
from kg.overview.survey import Survey, ordered

_CONCLUDED, _CONCERNED, _OF_PARTY = "concluded", "concerned", "party"


def regions(survey: Survey) -> Regions:
    """Return the agreements by place, provinces and cities each with most agreements first."""
    ties = _Ties(survey)
    found = {place: _region(survey, place, ties.of[place]) for place in ties.of}
    provinces = [found[place] for place in found if ties.kinds.get(place) == "province"]
    places = ties.coordinates()
    cities = [City(found[place], *places[place]) for place in found if place in places]
    somewhere = {number for region in provinces for number in ties.of[region.place]}
    return Regions(
        len(survey.ids),
        tuple(sorted(provinces, key=_largest)),
        tuple(sorted(cities, key=lambda city: _largest(city.region))),
        ordered(Counter(topic for number in somewhere for topic in survey.top_topics[number])),
        len(survey.ids) - len(somewhere),
    )


def _largest(region: Region) -> tuple[int, str]:
    return -region.count, region.place


def _region(survey: Survey, place: str, ties: dict[int, set[str]]) -> Region:
    kinds = Counter(kind for told in ties.values() for kind in told)
    topics = Counter(topic for number in ties for topic in survey.top_topics[number])
    return Region(place, len(ties), kinds[_CONCLUDED], kinds[_CONCERNED], kinds[_OF_PARTY], ordered(topics))


class _Ties:
    """What ties agreements to places. of: place -> agreement -> kinds of ties; kinds: place -> kind of place."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.above = {survey.local(one): survey.local(other) for one, other in sorted_pairs(survey, "partOf")}
        self.kinds = self._texts("placeKind")
        self.of: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, kind in (("place", _CONCLUDED), ("placeConcerned", _CONCERNED)):
            for number, place in survey.links(name):
                self._tie(number, place, kind)
        homes = {survey.local(one): survey.local(other) for one, other in sorted_pairs(survey, "inProvince")}
        for number, parties in enumerate(survey.parties):
            for home in {homes[party] for party in parties if party in homes}:
                self._tie(number, home, _OF_PARTY)

    def _tie(self, number: int, place: str, kind: str) -> None:
        seen: set[str] = set()
        while place and place not in seen:
            seen.add(place)
            self.of[place][number].add(kind)
            place = self.above.get(place, "")

    def _texts(self, name: str) -> dict[str, str]:
        quads = self.survey.store.quads(None, AGR(name), None, DefaultGraph())
        return {
            self.survey.local(quad.subject): quad.object.value for quad in quads if isinstance(quad.object, Literal)
        }

    def coordinates(self) -> dict[str, tuple[float, float]]:
        """Return place -> latitude, longitude, of those that have both."""
        north, east = (self._degrees(name, limit) for name, limit in (("lat", 90), ("long", 180)))
        return {place: (north[place], east[place]) for place in sorted(north) if place in east}

    def _degrees(self, name: str, limit: int) -> dict[str, float]:
        found: dict[str, float] = {}
        for quad in self.survey.store.quads(None, GEO(name), None, DefaultGraph()):
            value = _number(quad.object)
            if value is not None and abs(value) <= limit:
                place = self.survey.local(quad.subject)
                found[place] = min(value, found.get(place, value))
        return found


def sorted_pairs(survey: Survey, name: str) -> list[tuple[NamedNode, NamedNode]]:
    """Return (subject, object) of a property, in reverse order: of several objects a map keeps the least."""
    return sorted(survey.pairs(name), key=lambda pair: (pair[0].value, pair[1].value), reverse=True)


def _number(term: object) -> float | None:
    try:
        return float(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None
