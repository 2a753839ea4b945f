"""Days and stages of reports: spans of days as numbers, what was early, done, or later in an agreement's life."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.identity.keys import ReportKey

EARLY = frozenset({"negotiated", "planned"})
LATER = frozenset({"exchanged", "ratified", "in-force", "extended", "suspended", "expired", "cancelled"})
"""Statuses of acts that follow the signing, each with a date of its own."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A span of days, first and last as ordinals."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Return how many days the span can mean."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """Return the days between two spans, 0 when they touch or overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=16384)
def days_of(first: str | None, last: str | None = None) -> Days | None:
    """Return the span from ISO dates of day, month or year precision; None without a date or for an impossible one."""
    try:
        return Days(_edge(first, last=False), _edge(last or first, last=True)) if first else None
    except ValueError:
        return None


def _edge(iso: str | None, *, last: bool) -> int:
    year, month, day = (*(int(part) for part in (iso or "").split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    day = day or (monthrange(year, month)[1] if last else 1)
    return date(year, month, day).toordinal()


def stated(report: ReportKey) -> Days | None:
    """Return the days that the report's own date can mean, or None."""
    return days_of(report.earliest, report.latest) if report.earliest and report.latest else None


def published(report: ReportKey) -> Days | None:
    """Return the day of publication (or its month or year), or None."""
    return days_of(report.published)


def told_at(report: ReportKey) -> Days | None:
    """Return the stated days, else the day of publication, else None."""
    return stated(report) or published(report)


def nearness(one: ReportKey, other: ReportKey) -> int | None:
    """Return the fewest days between the two reports, by their stated dates or by publication; None if unknown."""
    pairs = ((told_at(one), told_at(other)), (published(one), published(other)))
    gaps = [first.gap(second) for first, second in pairs if first and second]
    return min(gaps, default=None)


LONG_AFTER = 92
"""Days after which an article no longer reports an event as news but looks back on it."""


def looks_back(report: ReportKey) -> bool:
    """Say whether the article appeared long after the day it names."""
    named, told = stated(report), published(report)
    return named is not None and told is not None and told.first - named.last > LONG_AFTER


def told_later(one: ReportKey, other: ReportKey) -> bool:
    """Say whether one article looks back on what the other may have reported, or tells of a later stage of it."""
    mine, theirs = published(one), published(other)
    apart = mine is not None and theirs is not None and mine.gap(theirs) > LONG_AFTER
    return apart or looks_back(one) or looks_back(other) or (one.status in LATER) != (other.status in LATER)


def by_stage(one: ReportKey, other: ReportKey) -> tuple[ReportKey, ReportKey]:
    """Return the two with the one of the earlier stage of life first; among equals the one told earlier."""
    return (one, other) if _rank(one) <= _rank(other) else (other, one)


def _rank(report: ReportKey) -> tuple[int, int, str]:
    stage = 0 if report.status in EARLY else 2 if report.status in LATER else 1
    days = told_at(report)
    return stage, days.first if days else 0, report.report
