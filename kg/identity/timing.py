"""What the times of two reports say for or against one agreement."""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity.conflicts import follows
from kg.identity.days import EARLY, LATER, LONG_AFTER, Days, by_stage, days_of, looks_back, nearness, published, stated
from kg.identity.keys import ReportKey
from kg.identity.parts import Part, part

PRECISE = 3
"""Spans up to so many days count as a day: the second half of a visit, «two days ago» told on an unknown hour."""
_NEAR = ((3, "within three days"), (10, "within ten days"), (31, "within a month"), (92, "within three months"))
A_YEAR = 366
PLAN_WINDOW = 60
"""A planned signing that has not come within so many days was mostly another one, or none."""


def time_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    """Yield what speaks from the stated days, the days of events, and the days of publication."""
    mine, theirs = stated(one), stated(other)
    yield from _named_days(one, other)
    if mine and theirs:
        yield _stated_part(one, other, mine, theirs)
    else:
        yield from _near_part(one, other)


def _stated_part(one: ReportKey, other: ReportKey, mine: Days, theirs: Days) -> Part:
    gap, length = mine.gap(theirs), max(mine.length, theirs.length)
    if gap == 0:
        month = "names the month" if looks_back(one) or looks_back(other) else "same month"
        weight = "same day" if length <= PRECISE else month if length <= 31 else "same year"
        return part("date", weight)
    if gap <= PRECISE:
        return part("date", "days differ slightly", f"{gap} days apart")
    if follows(one, other) and _timely(one, other, gap):
        weight = "a later act" if gap <= A_YEAR else "a much later act"
        return part("date", weight, f"{by_stage(one, other)[1].status}, {gap} days later")
    return part("date", "days differ", f"{gap} days apart")


def _timely(one: ReportKey, other: ReportKey, gap: int) -> bool:
    return by_stage(one, other)[0].status not in EARLY or gap <= PLAN_WINDOW


def _near_part(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    gap = nearness(one, other)
    if gap is None:
        yield part("time", "no time known")
        return
    named = _older(one, other)
    if named:
        yield part("date", "days differ", f"an agreement {named} days older")
        return
    weight = next((name for most, name in _NEAR if gap <= most), "months apart")
    if gap > PLAN_WINDOW and follows(one, other) and _timely(one, other, gap):
        weight = "a later act"
    elif weight == "months apart" and not _news(by_stage(one, other)[1]):
        weight = "may look back"
    yield part("time", weight, f"{gap} days apart")


def _older(one: ReportKey, other: ReportKey) -> int:
    """Return by how many days the agreement to which something was done later is older than the signing in the news.

    0 where it is not: "they renewed their memorandum of 2016" does not tell of the one signed in 2018.
    """
    first, then = by_stage(one, other)
    named, told = stated(then), published(first)
    if then.status not in LATER or not looks_back(then) or named is None or told is None or named.last >= told.first:
        return 0
    gap = named.gap(told) if first.status == "signed" and first.signatories and stated(first) is None else 0
    return gap if gap > LONG_AFTER else 0


def _news(report: ReportKey) -> bool:
    """Say whether the report tells of the act itself, with its day or its signatories, and not of what came of it."""
    return stated(report) is not None or bool(report.signatories)


def _named_days(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    """Yield a point where one report names, among its events, the very day of the other."""
    mine, theirs = stated(one), stated(other)
    if mine and theirs and mine.gap(theirs) == 0:
        return
    if _names_day(one, other) or _names_day(other, one):
        yield part("event", "names the other's day")


def _names_day(one: ReportKey, other: ReportKey) -> bool:
    target = stated(other)
    named = (days_of(event.partition("@")[2]) for event in one.events if "@" in event)
    return target is not None and any(days and days.length <= 31 and days.gap(target) <= 1 for days in named)
