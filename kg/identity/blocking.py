"""Which reports are compared at all: those that share a key. Keys are specific, so that comparisons stay few.

Whatever could lift two reports over the threshold gives a key of its own: two parties and a near time; two parties and
the years in which an agreement is renewed or ended, with a topic and without; two parties and a signatory; a signatory
and the day; bands of the text's signature. On a day, or near a time with a topic, a state stands for a body of
it, too. A block that has grown beyond the cap is not used and is reported by name; finer keys still join its reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise, product

from kg.identity.bodies import is_outside
from kg.identity.days import LATER, Days, days_of, published, stated
from kg.identity.keys import ReportKey
from kg.identity.minhash import bands
from kg.identity.signers import surname_codes

BLOCK_CAP = 200
"""Members of a block in use. The mean number of comparisons a report is bounded by the share of reports that stand in
blocks near the cap times the cap; measured on skewed keys (``tests/identity/test_blocking.py``)."""
WINDOW = 62
"""Days of a time block. Two grids, half a window apart, let any two times within 31 days meet."""
LOOK_BACK = 6
"""Years within which a later act looks for its agreement: terms of five years are the longest usual ones."""
MANY_PARTIES = 8
"""Up to so many parties every pair gives keys; of longer lists only neighbours in the order of ids do."""


def block_keys(report: ReportKey) -> tuple[str, ...]:
    """Return the sorted keys of a report; two reports are compared only if they share one."""
    codes = sorted({code for name in report.signatories for code in surname_codes(name)})
    found = {f"text|{band}" for band in bands(report.minhash)}
    found |= {f"day|{day}|{name}" for name in (*codes, *report.parties) for day in _days(report)}
    for pair in _pairs(report):
        found |= {f"{rest}|{pair}" for rest in (*_time_keys(report), *_life_keys(report))}
        found |= {f"hand|{code}|{pair}" for code in codes} | {f"pair|{pair}"}
    topics = [*(f"|{topic}" for topic in report.topics), *([""] if any(map(is_outside, report.parties)) else [])]
    for pair in _state_pairs(report):
        found |= {f"{time}{topic}|{pair}" for time in _time_keys(report) for topic in topics}
        found |= {f"day|{day}|{pair}" for day in _days(report)}
    return tuple(sorted(found))


def _pairs(report: ReportKey) -> Iterator[str]:
    above = dict(report.broader)
    for one, other in _close(report):
        for first in {one, above.get(one, one)}:
            for second in {other, above.get(other, other)}:
                yield "|".join(sorted((first, second)))


def _close(report: ReportKey) -> Iterator[tuple[str, str]]:
    parties = report.parties
    yield from combinations(parties, 2) if len(parties) <= MANY_PARTIES else pairwise(parties)


def _state_pairs(report: ReportKey) -> Iterator[str]:
    """Yield the pairs in which a state may stand for its body, in this report or in another."""
    states = dict(report.states)
    for one, other in _close(report):
        first, second = states.get(one, one), states.get(other, other)
        if first != second:
            for pair in product({one, first}, {other, second}):
                yield "|".join(sorted(pair))


def _times(report: ReportKey) -> list[Days]:
    """Return the short spans in which the report can meet another: its day, its publication, days of events."""
    named = [days_of(event.partition("@")[2]) for event in report.events if "@" in event]
    return [days for days in (stated(report), published(report), *named) if days and days.length <= 31]


def _days(report: ReportKey) -> set[str]:
    exact = (days for days in (stated(report), published(report)) if days and days.length == 1)
    return {date.fromordinal(days.first).isoformat() for days in exact}


def _time_keys(report: ReportKey) -> set[str]:
    edges = {edge for days in _times(report) for edge in (days.first, days.last)}
    keys = {
        f"near|{(edge + shift) // WINDOW}{grid}" for edge in edges for grid, shift in (("a", 0), ("b", WINDOW // 2))
    }
    return keys or {"near|never"}


def _life_keys(report: ReportKey) -> Iterator[str]:
    """Yield the years of a report; a later act also the years before it, in which its agreement may stand."""
    years = {
        date.fromordinal(day).year
        for days in (stated(report), published(report))
        if days
        for day in (days.first, days.last)
    }
    if report.status in LATER:
        years |= {year - back for year in years for back in range(1, LOOK_BACK + 1)}
    for year in sorted(years):
        yield f"year|{year}"
        yield from (f"topic|{topic}|{year}" for topic in report.topics)
