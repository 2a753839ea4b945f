"""Tallies: how many agreements share a trait, counted from the facts of each agreement by itself.

One agreement adds its *shares* to some tallies; a tally is the sum of the shares of all agreements. So a tally hangs
on the agreements alone, in whatever order they are counted, and one agreement that changes touches its own tallies.

A tally is named by its rule and what it counts by, in the order of ``BY``; a value that is missing is "".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Builder, Facts, integer, string
from kg.graph.ordering import rank_order
from kg.identity import hash_id
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, ATYPE, IKIND, STATUS, TOPIC

Name = tuple[str, ...]
"""A tally: its rule without ``tally.``, then what it counts by."""

Shares = Counter[tuple[Name, str]]
"""What one agreement adds, by tally and count (a property of the vocabulary)."""

_THING: Final = "thing"
_NUMBER: Final = "number"
BY: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "institution": (("talliedInstitution", _THING),),
    "parties": (("talliedTogether", _THING), ("talliedTogether", _THING)),
    "kinds": (("talliedKind", str(IKIND)), ("talliedOtherKind", str(IKIND))),
    "year": (("talliedYear", _NUMBER), ("talliedJalaliYear", _NUMBER)),
    "topic": (("talliedTopic", str(TOPIC)),),
    "place": (("talliedPlace", _THING),),
    "status": (("talliedType", str(ATYPE)), ("talliedStatus", str(STATUS))),
    "administration": (("talliedAdministration", _THING),),
}
"""By rule: the properties that say what is counted, each with how its value is written: a local id, a number, or the
namespace of a concept."""

COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "institution": ("agreementCount", "coPartyCount"),
    "topic": ("agreementCount", "objectiveCount"),
    "place": ("agreementCount", "concludedCount", "concernedCount", "ofPartyCount"),
    "administration": ("agreementCount", "uncertainCount"),
}
"""What a tally of a rule counts; the others count agreements only."""

AGREEMENTS: Final = ("agreementCount",)
_PLACES: Final = (("place", "concludedCount"), ("placeConcerned", "concernedCount"))


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts agreements. kind_of: the kind of an institution (local id), "" where none is known."""

    base_iri: str
    lexicon: Lexicon
    kind_of: Callable[[str], str]

    def shares(self, agreement: str, facts: Facts) -> Shares:
        """Return what an agreement (local id) adds to tallies, by its own facts."""
        node, found = NamedNode(self.base_iri + agreement), Shares()
        parties = sorted(self._local(facts, node, "party"))
        found.update((name, "agreementCount") for name in self._names(facts, node, parties))
        for topic, count in self._topics(facts, node).items():
            found[("topic", topic), "agreementCount"] += 1
            found[("topic", topic), "objectiveCount"] += count
        found.update(self._places(facts, node, parties))
        found.update(self._administrations(facts, node))
        return found

    def kinds(self, parties: Iterable[str]) -> set[Name]:
        """Return the pairs of kinds that are parties together; each agreement counts once for a pair."""
        known = sorted(kind for party in parties if (kind := self.kind_of(party)))
        return {("kinds", one, other) for one, other in combinations(known, 2)}

    def _names(self, facts: Facts, node: NamedNode, parties: list[str]) -> Iterator[Name]:
        """Yield the tallies that count the agreement once and nothing else of it."""
        yield from (("institution", party) for party in parties)
        yield from (("parties", one, other) for one, other in combinations(parties, 2))
        yield from sorted(self.kinds(parties))
        years = [self._text(facts, node, name) for name in ("year", "jalaliYear")]
        if any(years):
            yield ("year", *years)
        types = ATYPE.local(facts.value(node, AGR("agreementType")))
        status = STATUS.local(facts.value(node, AGR("status")))
        if types and status:
            yield ("status", types, status)

    def _topics(self, facts: Facts, node: NamedNode) -> Counter[str]:
        """Return how many objectives of the agreement are on each topic."""
        objectives = (one for one in facts.values(node, AGR("hasObjective")) if isinstance(one, NamedNode))
        found = (TOPIC.local(topic) for one in objectives for topic in facts.values(one, AGR("topic")))
        return Counter(slug for slug in found if slug)

    def _places(self, facts: Facts, node: NamedNode, parties: Iterable[str]) -> Iterator[tuple[Name, str]]:
        """Yield the places in which the agreement was concluded, which it concerns or in which its parties are."""
        told = {(place, count) for name, count in _PLACES for place in self._local(facts, node, name)}
        bodies = (self.lexicon.institution_by_id(party) for party in parties)
        told |= {(f"place/{body.province}", "ofPartyCount") for body in bodies if body and body.province}
        found = {(place, count) for inner, count in told for place in self._around(inner)}
        yield from ((("place", place), count) for place, count in found)
        yield from ((("place", place), "agreementCount") for place in {place for place, _ in found})

    def _around(self, place: str) -> Iterator[str]:
        """Yield a place and those that it lies in."""
        seen: set[str] = set()
        while place not in seen:
            seen.add(place)
            yield place
            known = self.lexicon.place_by_id(place)
            place = f"place/{known.parent}" if known and known.parent else place

    def _administrations(self, facts: Facts, node: NamedNode) -> Iterator[tuple[Name, str]]:
        """Yield the governments in whose days the agreement's date lies, wholly or in part."""
        first, last = (self._text(facts, node, name) for name in ("earliest", "latest"))
        for one in self.lexicon.administrations if first and last else ():
            until = one.end or "9999"
            if first >= one.start and last <= until:
                yield ("administration", one.id), "agreementCount"
            elif first <= until and last >= one.start:
                yield ("administration", one.id), "uncertainCount"

    def _local(self, facts: Facts, node: NamedNode, name: str) -> set[str]:
        values = facts.values(node, AGR(name))
        return {one.value.removeprefix(self.base_iri) for one in values if isinstance(one, NamedNode)}

    @staticmethod
    def _text(facts: Facts, node: NamedNode, name: str) -> str:
        value = facts.value(node, AGR(name))
        return value.value if isinstance(value, Literal) else ""


def tally_quads(base_iri: str, name: Name, counts: Mapping[str, int]) -> Facts:
    """Return one tally; nothing where it has come to nothing."""
    out = Builder(base_iri)
    if any(counts.values()):
        rule, *by = name
        node = out.node(hash_id("tally", *name))
        out.kind(node, AGR("Tally"))
        out.basis(node, "derived")
        out.add(node, AGR("rule"), string(f"tally.{rule}"))
        for (prop, form), value in zip(BY[rule], by, strict=True):
            out.add(node, AGR(prop), _value(out, form, value))
        for count in COUNTS.get(rule, AGREEMENTS):
            out.add(node, AGR(count), integer(counts.get(count, 0)))
        if rule == "institution":
            out.add(
                node,
                AGR("rankOrder"),
                integer(rank_order(counts.get("agreementCount", 0), counts.get("coPartyCount", 0), by[0])),
            )
    return out.facts()


def _value(out: Builder, form: str, value: str) -> NamedNode | Literal | None:
    if not value:
        return None
    if form == _NUMBER:
        return integer(value)
    return out.node(value) if form == _THING else NamedNode(form + value)
