"""Reads the whole network out of a store in a few scans by property, into columns.

The same nodes and edges as ``kg.network.cooperation_network``, but for bodies without an edge of which no article says
anything: those above others, and former ones.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg.ontology.terms import AGR, RDFS
from kg.overview.network_values import KINDS, Edges, Facets, Nodes, Sets
from kg.overview.scans import Scans, numbered
from kg.store import Store

_PARTICIPATIONS = ("hasPartyParticipation", "hasHostParticipation", "hasWitnessParticipation",
                   "hasExecutorParticipation", "hasSupervisorParticipation")  # fmt: skip
_DATES = (("earliest", "latest"), ("date", "date"))
"""Properties of the first and the last day, the better first."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
Links = tuple[list[tuple[str, str, str]], ...]
"""For each relation (from, to, key), sorted."""


def read_network(store: Store) -> tuple[Facets, Nodes, Edges]:
    """Return facets, nodes and edges of a store."""
    scans = Scans(store)
    kinds = {name: kind for kind in reversed(range(len(KINDS))) for name in scans.members(KINDS[kind].capitalize())}
    links = _links(scans, kinds)
    linked = {end for found in links for one in found for end in one[:2]}
    ids = tuple(sorted(name for name in kinds if name in linked or scans.has("evidence", name)))
    number = {name: place for place, name in enumerate(ids)}
    edges = _edges(links, number)
    kind = array("i", (kinds[name] for name in ids))
    return _nodes(scans, number, kind, edges)


def _nodes(scans: Scans, number: dict[str, int], kind: array[int], edges: Edges) -> tuple[Facets, Nodes, Edges]:
    count = len(number)
    deals = _deals(edges, kind)
    topics, of_topics = numbered(_given(scans, number, "topic"), scans.concept)
    statuses, of_statuses = numbered(_given(scans, number, "status"), scans.concept)
    provinces, of_provinces = numbered(_provinces(scans, number), scans.concept)
    sets = tuple(_sets(pairs, count, deals) for pairs in (of_topics, of_provinces, of_statuses))
    first, last = _days(scans, number, deals)
    fa, en = _labels(scans, number)
    home = _home(of_provinces, count)
    nodes = Nodes(tuple(number), kind, fa, en, sets[0], sets[1], sets[2], home, first, last)
    return Facets(topics, provinces, statuses), nodes, edges


def _links(scans: Scans, kinds: Mapping[str, int]) -> Links:
    deals = {key: deal for deal, key in scans.pairs(*_PARTICIPATIONS)}
    participations = {(body, deals.get(key, ""), key) for key, body in scans.pairs("participant")}
    deals = {key: deal for deal, key in scans.pairs("hasSignature")}
    signatures = {(person, deals.get(key, ""), key) for key, person in scans.pairs("signedBy")}
    holders, bodies = {key: person for person, key in scans.pairs("hasTenure")}, dict(scans.pairs("postIn"))
    tenures = {(holders.get(key, ""), bodies.get(office, ""), key) for key, office in scans.pairs("tenureOf")}
    both = (participations, signatures, tenures)
    return tuple(sorted(one for one in found if one[0] in kinds and one[1] in kinds) for found in both)


def _edges(links: Links, number: Mapping[str, int]) -> Edges:
    return Edges(
        array("i", (number[one[0]] for found in links for one in found)),
        array("i", (number[one[1]] for found in links for one in found)),
        array("i", (relation for relation, found in enumerate(links) for _ in found)),
        tuple(one[2] for found in links for one in found),
    )


def _deals(edges: Edges, kind: array[int]) -> list[tuple[int, int]]:
    """Return pairs of an institution or official and an agreement it has part in."""
    return [(one, deal) for one, deal in zip(edges.source, edges.target, strict=True) if not kind[deal] and kind[one]]


def _given(scans: Scans, number: Mapping[str, int], *names: str) -> Iterator[tuple[int, str]]:
    return ((number[name], value) for name, value in scans.pairs(*names) if name in number)


def _provinces(scans: Scans, number: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Yield number of a node and province it lies in or speaks of; a city counts as its province."""
    known, above = set(scans.having("placeKind", "province")), dict(scans.pairs("partOf"))
    for node, place in _given(scans, number, "inProvince", "place", "placeConcerned"):
        at = place
        for _ in range(4):
            if at in known:
                yield node, at
                break
            at = above.get(at, "")


def _sets(pairs: Iterable[tuple[int, int]], count: int, deals: Iterable[tuple[int, int]]) -> Sets:
    """Return for each node the numbers of what it was given, with those of its agreements; equal ones are shared."""
    found: list[set[int]] = [set() for _ in range(count)]
    for node, one in pairs:
        found[node].add(one)
    for node, deal in deals:
        found[node] |= found[deal]
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    return tuple(shared.setdefault(key, key) for key in (tuple(sorted(one)) for one in found))


def _home(pairs: Iterable[tuple[int, int]], count: int) -> array[int]:
    """Return the least of what each node itself was given, -1 for nothing."""
    found = array("i", [-1]) * count
    for node, one in sorted(pairs, reverse=True):
        found[node] = one
    return found


def _days(scans: Scans, number: Mapping[str, int], deals: Iterable[tuple[int, int]]) -> tuple[array[int], array[int]]:
    """Return first and last day of each node: its own, with those of its agreements."""
    first, last = (array("i", bytes(4 * len(number))) for _ in range(2))
    for names in _DATES:
        known = bytes(1 if day else 0 for day in first)
        for days, name, best in ((first, names[0], min), (last, names[1], max)):
            for node, text in scans.texts(AGR(name), number):
                day = _day(text.value)
                if day and not known[node]:
                    days[node] = best(days[node] or day, day)
    for node, deal in deals:
        if first[deal]:
            first[node] = min(first[node] or first[deal], first[deal])
        last[node] = max(last[node], last[deal])
    return first, last


def _day(text: str) -> int:
    """Return a day as yyyymmdd, 0 for what is none.

    >>> _day("2021-10-04"), _day("2021-02-30"), _day("2021")
    (20211004, 0, 0)
    """
    found = _DAY.fullmatch(text)
    try:
        return int(date(*map(int, found.groups())).strftime("%Y%m%d").rjust(8, "0")) if found else 0
    except ValueError:
        return 0


def _labels(scans: Scans, number: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the least name in each language; one without a language counts as Persian."""
    fa, en = [""] * len(number), [""] * len(number)
    for node, text in scans.texts(RDFS("label"), number):
        if text.value:
            names = en if (text.language or "").startswith("en") else fa
            names[node] = min(names[node] or text.value, text.value)
    return tuple(fa), tuple(en)
