"""Pairs of reports or mentions that may be one, as pairs of the things that they became."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology.terms import AGR
from kg.overview.figure_values import Counts, Pair
from kg.overview.survey import Survey, ordered
from kg.query import whereabouts


@dataclass(frozen=True, slots=True)
class Doubtful:
    """How many pairs there are by kind of their members, and the best of them."""

    kinds: Counts
    best: tuple[Pair, ...]


def doubtful(survey: Survey, most: int) -> Doubtful:
    """Return the doubtful pairs of a store; those with the highest score are given as what they became."""
    members: dict[str, set[str]] = defaultdict(set)
    for subject, term in survey.pairs("pairMember"):
        if (kind := survey.local(subject)).startswith("pair/"):
            members[kind].add(survey.local(term))
    scores = dict(_scores(survey))
    found = {pair: sorted(ends) for pair, ends in members.items() if len(ends) == 2}
    best = sorted(found, key=lambda pair: (-scores.get(pair, 0.0), found[pair]))[:most]
    kinds = Counter(ends[0].partition("/")[0] for ends in found.values())
    return Doubtful(ordered(kinds), tuple(_pair(survey, scores.get(pair, 0.0), found[pair]) for pair in best))


def _pair(survey: Survey, score: float, ends: list[str]) -> Pair:
    one, other = (_became(survey, end) for end in ends)
    return Pair(score, one, other)


def _scores(survey: Survey) -> Iterator[tuple[str, float]]:
    for quad in survey.store.quads(None, AGR("score"), None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            try:
                yield survey.local(quad.subject), float(quad.object.value)
            except ValueError:
                continue


def _became(survey: Survey, member: str) -> str:
    """Return the agreement of a report or the official of a mention; the member itself where it became none."""
    base = survey.store.base_iri
    kind, _, name = member.partition("/")
    if kind == "report":
        quads = survey.store.quads(None, AGR("reportedBy"), NamedNode(base + member), DefaultGraph())
        return min((survey.local(quad.subject) for quad in quads), default=member)
    if kind == "mention":
        official = NamedNode(f"{base}official/{name}")
        found = whereabouts(survey.store, official)
        if found.state == "here":
            return f"official/{name}"
        return min((survey.local(heir) for heir in found.heirs), default=member)
    return member
