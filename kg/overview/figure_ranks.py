"""Who and what stands out: by partners, by growth, by topic, by signatures; and the bridges of a measured network."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.network import NodeMeasure
from kg.overview.figure_values import Bridge, Ranked, Rankings
from kg.overview.survey import Survey

MOST = 50
"""Lines of one ranking."""
SPAN = 3
"""Years of each of the two periods that growth compares (the project's own choice: one government's year is noise)."""
CHARTED = 15
"""Most years of the small charts; they begin with the first year that has an agreement, and show both periods."""
PAIRED = 40
"""Parties up to which an agreement counts for its pairs: of more, nobody is the partner of one other."""

_Tally = Counter[tuple[tuple[str, ...], int]]


def rankings(survey: Survey, standing: Iterable[NodeMeasure] | None = None, sample: int | None = None) -> Rankings:
    """Return the rankings; bridges only where the network was measured.

    standing: how nodes stand in the whole network, those at least by which most paths pass; sample: nodes that this
    was estimated from, None when exact.

    The last year is the last one with an agreement that is not after the newest article, so that a date that is
    misread moves no period.
    """
    years = charted_years(survey)
    parties = _by_year(survey, ((number, (one,)) for number, found in enumerate(survey.parties) for one in found))
    return Rankings(
        years=years,
        span=SPAN,
        connected=_connected(survey, years, parties),
        growing=_growing(years, parties),
        growing_pairs=_growing(years, _by_year(survey, _party_pairs(survey))),
        topics=_topics(survey, years),
        officials=_officials(survey, years),
        bridges=tuple(_bridges(standing or ())),
        measured=standing is not None,
        sample=sample,
    )


def charted_years(survey: Survey) -> tuple[int, ...]:
    """Return the years that the small charts show, none where no agreement has a year."""
    known = [year for year in survey.years["gregorian"] if year is not None]
    newest = max(
        (text[:4] for text in survey.published.values() if text[:4].isascii() and text[:4].isdigit()), default=""
    )
    believed = [year for year in known if not newest or year <= int(newest)] or known
    if not believed:
        return ()
    last = max(believed)
    first = min(year for year in believed if year > last - CHARTED)
    return tuple(range(min(first, last - 2 * SPAN + 1), last + 1))


def _by_year(survey: Survey, found: Iterable[tuple[int, tuple[str, ...]]]) -> _Tally:
    """Return how many agreements each has in each year; those without a year count under year 0 of no chart."""
    years = survey.years["gregorian"]
    return Counter((nodes, years[number] or 0) for number, nodes in found)


def _party_pairs(survey: Survey) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, parties in enumerate(survey.parties):
        if len(parties) <= PAIRED:
            yield from ((number, pair) for pair in combinations(parties, 2))


def _series(tally: _Tally, nodes: tuple[str, ...], years: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(tally[nodes, year] for year in years)


def _ranked(
    counts: Mapping[tuple[str, ...], tuple[int, int]], tally: _Tally, years: tuple[int, ...], first: int
) -> tuple[Ranked, ...]:
    """Return the lines with the largest numbers; first: which of the two numbers counts before the other."""
    order = sorted(counts, key=lambda nodes: (-counts[nodes][first], -counts[nodes][1 - first], nodes))
    return tuple(Ranked(nodes, *counts[nodes], _series(tally, nodes, years)) for nodes in order[:MOST])


def _totals(tally: _Tally) -> Counter[tuple[str, ...]]:
    totals: Counter[tuple[str, ...]] = Counter()
    for (nodes, _), count in tally.items():
        totals[nodes] += count
    return totals


def _connected(survey: Survey, years: tuple[int, ...], tally: _Tally) -> tuple[Ranked, ...]:
    partners: dict[str, set[str]] = defaultdict(set)
    for parties in survey.parties:
        for one in parties:
            partners[one].update(parties)
    totals = _totals(tally)
    counts = {nodes: (totals[nodes], len(partners[nodes[0]]) - 1) for nodes in totals}
    return _ranked(counts, tally, years, first=1)


def _growing(years: tuple[int, ...], tally: _Tally) -> tuple[Ranked, ...]:
    """Return those with more agreements in the last years than in as many before, the largest gain first."""
    recent, before = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    late, early = set(years[-SPAN:]), set(years[-2 * SPAN : -SPAN])
    for (nodes, year), count in tally.items():
        recent[nodes] += count if year in late else 0
        before[nodes] += count if year in early else 0
    grown = [nodes for nodes in recent if recent[nodes] > before[nodes]]
    grown.sort(key=lambda nodes: (before[nodes] - recent[nodes], before[nodes], nodes))
    return tuple(Ranked(nodes, recent[nodes], before[nodes], _series(tally, nodes, years)) for nodes in grown[:MOST])


def _topics(survey: Survey, years: tuple[int, ...]) -> tuple[Ranked, ...]:
    told = ((number, (topic,)) for number, found in enumerate(survey.topics) for topic in sorted(found))
    tally, objectives = _by_year(survey, told), Counter[tuple[str, ...]]()
    for found in survey.topics:
        for topic, count in found.items():
            objectives[topic,] += count
    totals = _totals(tally)
    return _ranked({nodes: (totals[nodes], objectives[nodes]) for nodes in totals}, tally, years, first=0)


def _officials(survey: Survey, years: tuple[int, ...]) -> tuple[Ranked, ...]:
    bodies: dict[str, set[str]] = defaultdict(set)
    signed = sorted(set(survey.links("signatory")))
    for number, official in signed:
        bodies[official].update(survey.parties[number])
    tally = _by_year(survey, ((number, (official,)) for number, official in signed))
    totals = _totals(tally)
    return _ranked({nodes: (totals[nodes], len(bodies[nodes[0]])) for nodes in totals}, tally, years, first=0)


def _bridges(standing: Iterable[NodeMeasure]) -> Iterator[Bridge]:
    ranked = sorted(standing, key=lambda item: (-item.betweenness, -item.degree, item.node))
    for item in ranked[:MOST]:
        if item.betweenness > 0:
            yield Bridge(item.node, item.betweenness, item.degree, item.neighbours)
