"""What the figures need of all agreements, read by a few scans of one property each.

Agreements are numbers, in the order of their ids, so that a hundred thousand of them take some tens of megabytes.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology import ontology_quads
from kg.ontology.terms import AGR, RDF, SCHEMA, SKOS, TOPIC
from kg.overview.figure_values import MONTHS, Counts
from kg.store import Store

CALENDARS = {"jalali": ("jalaliYear", "jalaliDate"), "gregorian": ("year", "date")}
"""Calendar -> the properties that tell the year and the date in it."""
_MONTH = re.compile(r"-?\d{1,4}-(\d{2})(?:-\d{2})?\Z")


class Survey:
    """The agreements of a store, read property by property when first asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        base, kinds = store.base_iri, store.quads(None, RDF("type"), AGR("Agreement"), DefaultGraph())
        iris = sorted({quad.subject.value for quad in kinds if isinstance(quad.subject, NamedNode)})
        self.ids = tuple(iri.removeprefix(base) for iri in iris)
        self._number = {iri: number for number, iri in enumerate(iris)}
        self._by_year: dict[str, dict[int, list[int]]] = {name: {} for name in CALENDARS}

    def local(self, term: object) -> str:
        """Return an IRI without the store's base, "" for what is none."""
        return term.value.removeprefix(self.store.base_iri) if isinstance(term, NamedNode) else ""

    def pairs(self, name: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield (subject, object) of a property of the vocabulary that leads from node to node."""
        for quad in self.store.quads(None, AGR(name), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject, quad.object

    def links(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield (agreement, local id) of a property of agreements that leads to a node."""
        for subject, term in self.pairs(name):
            number = self._number.get(subject.value)
            if number is not None:
                yield number, sys.intern(self.local(term))

    def values(self, name: str) -> list[str]:
        """Return the least value of a property by agreement, "" for none: a text, or the last step of an IRI."""
        found = [""] * len(self.ids)
        for quad in self.store.quads(None, AGR(name), None, DefaultGraph()):
            number = self._number.get(quad.subject.value) if isinstance(quad.subject, NamedNode) else None
            if number is not None:
                value = _text(quad.object)
                found[number] = min(found[number], value) if found[number] else value
        return found

    def having(self, name: str) -> set[int]:
        """Return the agreements that have a property."""
        quads = self.store.quads(None, AGR(name), None, DefaultGraph())
        found = (self._number.get(quad.subject.value) for quad in quads if isinstance(quad.subject, NamedNode))
        return {number for number in found if number is not None}

    @cached_property
    def types(self) -> list[str]:
        """Slug of the kind of agreement, by agreement."""
        return self.values("agreementType")

    @cached_property
    def statuses(self) -> list[str]:
        """Slug of the status, by agreement."""
        return self.values("status")

    @cached_property
    def dates(self) -> dict[str, list[str]]:
        """Calendar -> date as precise as known ("" for none), by agreement."""
        return {name: self.values(date) for name, (_, date) in CALENDARS.items()}

    @cached_property
    def years(self) -> dict[str, list[int | None]]:
        """Calendar -> year (None for none), by agreement."""
        return {name: [_whole(text) for text in self.values(year)] for name, (year, _) in CALENDARS.items()}

    @cached_property
    def parties(self) -> list[tuple[str, ...]]:
        """Local ids of the parties, by agreement."""
        found: list[set[str]] = [set() for _ in self.ids]
        for number, party in self.links("party"):
            found[number].add(party)
        return [tuple(sorted(one)) for one in found]

    @cached_property
    def topics(self) -> list[Counter[str]]:
        """Topic (slug) -> objectives on it, by agreement."""
        found: list[Counter[str]] = [Counter() for _ in self.ids]
        objectives = {term.value: self._number.get(subject.value) for subject, term in self.pairs("hasObjective")}
        for subject, topic in self.pairs("topic"):
            number, slug = objectives.get(subject.value), TOPIC.local(topic)
            if number is not None and slug:
                found[number][sys.intern(slug)] += 1
        return found

    @cached_property
    def articles(self) -> frozenset[str]:
        """IRIs of the articles."""
        quads = self.store.quads(None, RDF("type"), AGR("Article"), None)
        return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))

    @cached_property
    def published(self) -> dict[str, str]:
        """IRI of an article -> its day of publication as told, the least of several."""
        found: dict[str, str] = {}
        for quad in self.store.quads(None, SCHEMA("datePublished"), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                article, day = quad.subject.value, quad.object.value
                found[article] = min(day, found.get(article, day))
        return found

    @cached_property
    def sources(self) -> dict[str, str]:
        """IRI of a report -> IRI of its article."""
        quads = self.store.quads(None, AGR("reportedIn"), None, None)
        return {
            quad.subject.value: quad.object.value
            for quad in quads
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
            if quad.subject.value.startswith(self.store.base_iri + "report/")
        }

    @property
    def told(self) -> set[str]:
        """IRIs of the articles that tell of an agreement."""
        return set(self.sources.values()) & self.articles

    def newest_articles(self) -> list[str]:
        """Return the latest day of publication of the articles that tell of it, "" for none, by agreement."""
        found = [""] * len(self.ids)
        for subject, report in self.pairs("reportedBy"):
            number = self._number.get(subject.value)
            if number is not None:
                found[number] = max(found[number], self.published.get(self.sources.get(report.value, ""), ""))
        return found

    def month(self, calendar: str, number: int) -> int:
        """Return the month of an agreement's date, 0 where it is not known."""
        found = _MONTH.match(self.dates[calendar][number])
        month = int(found[1]) if found else 0
        return month if month <= MONTHS else 0

    def of_year(self, calendar: str, year: int) -> list[int]:
        """Return the agreements of a year, latest month first, those without a known month last."""
        numbers = self._by_year[calendar].get(year)
        if numbers is None:
            numbers = [number for number, known in enumerate(self.years[calendar]) if known == year]
            numbers.sort(key=lambda number: (-self.month(calendar, number), *self._latest(calendar, number)))
            self._by_year[calendar][year] = numbers
        return numbers

    def latest_first(self, numbers: Iterable[int]) -> list[int]:
        """Return agreements in the order of their dates, latest first, those without any last."""
        return sorted(numbers, key=lambda number: self._latest("gregorian", number))

    def _latest(self, calendar: str, number: int) -> tuple[bool, tuple[int, ...], str]:
        date = self.dates[calendar][number]
        return not date, tuple(-ord(char) for char in date), self.ids[number]

    @cached_property
    def top_topics(self) -> list[tuple[str, ...]]:
        """Topics at the top of the scheme under which the objectives stand, by agreement."""
        return [tuple(sorted({top_of(topic) for topic in topics})) for topics in self.topics]


def counted(values: Iterable[str], most: int | None = None) -> Counts:
    """Return how often each value occurs, most often first, at most so many of them."""
    return ordered(Counter(values), most)


def ordered(counts: Counter[str], most: int | None = None) -> Counts:
    """Return counts, largest first, then by name."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])


def top_of(topic: str) -> str:
    """Return the topic at the top of the scheme above this one; an unknown topic is its own top."""
    broader, seen = _broader(), {topic}
    while (above := broader.get(topic, "")) and above not in seen:
        topic = above
        seen.add(topic)
    return topic


_BROADER: dict[str, str] = {}


def _broader() -> dict[str, str]:
    """Return topic -> the one above it, out of the shipped scheme."""
    if not _BROADER:
        pairs = (
            (TOPIC.local(q.subject), TOPIC.local(q.object)) for q in ontology_quads() if q.predicate == SKOS("broader")
        )
        _BROADER.update({one: above for one, above in pairs if one and above})
    return _BROADER


def _text(term: object) -> str:
    if isinstance(term, NamedNode):
        return sys.intern(term.value.rpartition("/")[2])
    return term.value if isinstance(term, Literal) else ""


def _whole(text: str) -> int | None:
    """Return a whole number of at most nine digits, None for anything else."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None
