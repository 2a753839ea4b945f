"""The statuses of an agreement in the order in which they began, and where the reports do not agree on that order.

Order: an act whose days all lie before another's comes first; of two whose days overlap, the one earlier in the order
of a life. An act told without a date is known only by the day its first article appeared, an upper bound: it stands
after the dated acts it may follow by that day and by the order of a life, and among such acts by that day, then by the
order of a life. What was in force by a day had been signed by that day. The latest act's status is the agreement's.

Contradictions: two statuses that begin on one day by different voices; and a step back in life (a plan after the
signing, a signing after the end) that is told later and has no date of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key
from itertools import combinations

from pyoxigraph import NamedNode

from kg.graph.acts import Act
from kg.graph.choice import LIFE
from kg.graph.dates import Bounds
from kg.identity import EARLY

ALIVE = frozenset({"signed", "exchanged", "ratified", "in-force", "extended"})
_LEVELS = {"unknown": 0, **dict.fromkeys(EARLY, 1), **dict.fromkeys(ALIVE, 2), "suspended": 3}
_ENDED = 4


@dataclass(frozen=True, slots=True)
class Period:
    """A status from the day it begins.

    days: those it can begin on, None where only told_by, an upper bound, is known.
    """

    status: str
    days: Bounds | None
    told_by: str
    acts: tuple[Act, ...]

    @property
    def rank(self) -> int:
        """Return the place of the status in the order of a life."""
        return LIFE.index(self.status)

    @property
    def level(self) -> int:
        """Return the stage of life: before the signing, alive, suspended, ended."""
        return _LEVELS.get(self.status, _ENDED)

    @property
    def latest(self) -> str:
        """Return the last day on which it may have begun, "" if unknown."""
        return self.days.latest if self.days else self.told_by

    @property
    def evidence(self) -> list[NamedNode]:
        """Return the evidence of its acts."""
        return list(dict.fromkeys(node for act in self.acts for node in act.evidence))


def periods(acts: Iterable[Act]) -> tuple[Period, ...]:
    """Return the statuses in the order in which they began; the last one's is the agreement's status."""
    by_status: dict[str, list[Act]] = {}
    for act in acts:
        by_status.setdefault(act.status, []).append(act)
    if len(by_status) > 1:
        by_status.pop("unknown", None)
    dated = [period for status, found in by_status.items() for period in _dated(status, found)]
    known = {period.status for period in dated}
    undated = [_undated(status, found) for status, found in by_status.items() if status not in known]
    ordered = sorted(sorted(dated, key=_canonical), key=cmp_to_key(_compare))
    at = 0
    for period in sorted(_bounded(undated, dated), key=_canonical):
        at = max([at, *(number for number, one in enumerate(ordered, 1) if _may_follow(period, one))])
        ordered.insert(at, period)
        at += 1
    return tuple(ordered)


def in_conflict(ordered: Sequence[Period]) -> list[Period]:
    """Return the periods on whose order the reports do not agree, in their order."""
    found = [pair for pair in combinations(ordered, 2) if _tie(*pair) or _step_back(*pair) or _step_back(*pair[::-1])]
    return [period for period in ordered if any(period in pair for pair in found)]


def _dated(status: str, acts: Sequence[Act]) -> list[Period]:
    """Return a period for each group of dated tellings whose days overlap, with the days they share."""
    found: list[Period] = []
    dated = [(act.days, act) for act in acts if act.days is not None]
    for days, act in sorted(dated, key=lambda pair: pair[0]):
        last = found[-1] if found else None
        if last and last.days and days.earliest <= last.days.latest:
            shared = Bounds(max(days.earliest, last.days.earliest), min(days.latest, last.days.latest))
            found[-1] = replace(last, days=shared, acts=(*last.acts, act))
        else:
            found.append(Period(status, days, "", (act,)))
    return found


def _undated(status: str, acts: Sequence[Act]) -> Period:
    return Period(status, None, min((act.told_by for act in acts if act.told_by), default=""), tuple(acts))


def _bounded(undated: Iterable[Period], dated: Iterable[Period]) -> list[Period]:
    """Return the undated periods, each living status bounded by those that follow it in life."""
    undated = list(undated)
    alive = [one for one in (*undated, *dated) if one.status in ALIVE and one.latest]
    return [
        replace(one, told_by=min((other.latest for other in alive if other.rank >= one.rank), default=one.told_by))
        if one.status in ALIVE
        else one
        for one in undated
    ]


def _compare(one: Period, other: Period) -> int:
    if one.days and other.days:
        if one.days.latest < other.days.earliest:
            return -1
        if other.days.latest < one.days.earliest:
            return 1
    return one.rank - other.rank or (-1 if _canonical(one) < _canonical(other) else 1)


def _canonical(period: Period) -> tuple[str, int, str]:
    return period.latest, period.rank, period.days.earliest if period.days else ""


def _may_follow(undated: Period, dated: Period) -> bool:
    if dated.days is None or dated.rank > undated.rank:
        return False
    return not undated.told_by or dated.days.earliest <= undated.told_by


def _tie(one: Period, other: Period) -> bool:
    """Say whether different voices let two statuses begin on the same last day."""
    if one.status == other.status or not (one.days and other.days) or one.days.latest != other.days.latest:
        return False
    if EARLY & {one.status, other.status}:
        return False
    heard, also = ({act.told.voice for act in period.acts} for period in (one, other))
    return not heard & also


def _step_back(told: Period, before: Period) -> bool:
    """Say whether an undated status is told after one that lies further on in life, by no report that tells both."""
    if told.days is not None or not 0 < told.level < before.level or not "" < before.latest < told.told_by:
        return False
    return not {act.told.report for act in told.acts} & {act.told.report for act in before.acts}
