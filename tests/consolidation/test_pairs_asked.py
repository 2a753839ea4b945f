"""What people are asked to judge: of two agreements that may be one, a single pair of reports, the one that says most."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, Quad
from told import articles, whole

from kg.ledgers import Judgement, Ledgers
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI

Pair = frozenset[str]


def values(quads: Iterable[Quad], name: str) -> list[tuple[str, str]]:
    """Return subjects and objects of a property, as local ids or texts."""
    return [
        (str(quad.subject.value).removeprefix(BASE_IRI), str(quad.object.value).removeprefix(BASE_IRI))
        for quad in quads
        if quad.predicate == AGR(name) and isinstance(quad.subject, NamedNode)
    ]


def doubts(quads: list[Quad]) -> dict[Pair, list[Pair]]:
    """Return for every two agreements the pairs of their reports about which a person is asked."""
    agreement = {report: one for one, report in values(quads, "reportedBy")}
    members: dict[str, set[str]] = {pair: set() for pair, _ in values(quads, "score")}
    for pair, member in values(quads, "pairMember"):
        if pair in members:  # and no judgement
            members[pair].add(member)
    found: dict[Pair, list[Pair]] = {}
    for both in members.values():
        if both and both <= agreement.keys():  # neither progress, which has a score too, nor officials
            found.setdefault(frozenset(agreement[one] for one in both), []).append(frozenset(both))
    return found


@cache
def asked() -> dict[Pair, list[Pair]]:
    return doubts(whole(articles()))


def judged(verdict: str, *pairs: Pair) -> Ledgers:
    return Ledgers(tuple(Judgement(*sorted(one), verdict, "test", "2026-01-01", "a test") for one in pairs))


def test_two_agreements_are_asked_about_once() -> None:
    assert len(asked()) > 5
    assert {len(pairs) for pairs in asked().values()} == {1}


def test_what_is_judged_different_is_asked_no_more() -> None:
    different = [pairs[0] for _, pairs in sorted(asked().items(), key=str)[::2]]
    left = doubts(whole(articles(), judged("different", *different)))
    assert left == {two: pairs for two, pairs in asked().items() if pairs[0] not in different}


def test_where_one_is_unsure_about_a_pair_the_next_of_the_same_agreements_is_asked() -> None:
    left = doubts(whole(articles(), judged("unsure", *(pairs[0] for pairs in asked().values()))))
    assert left
    assert all(len(pairs) == 1 and pairs != asked()[two] for two, pairs in left.items())
