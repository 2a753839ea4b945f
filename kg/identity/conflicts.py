"""What two reports of one agreement can never differ in; only a judgement overrides it."""

from __future__ import annotations

from kg.identity.bodies import Shared, shared
from kg.identity.days import EARLY, LATER, by_stage, stated
from kg.identity.keys import ReportKey

FEW_DAYS = 5
"""Quoted days further apart are no slip: papers date a signing by the day of the report, or of the visit's end."""
RESOLVED_DAYS = 31
"""A date resolved from «دوشنبه» or «ماه گذشته» may miss by up to a month."""
_CLASHING = frozenset(
    frozenset(pair)
    for pair in (
        ("contract", "treaty"),
        ("contract", "statement"),
        ("contract", "letter-of-intent"),
        ("treaty", "statement"),
        ("treaty", "letter-of-intent"),
    )
)


def conflict(one: ReportKey, other: ReportKey, common: Shared | None = None) -> str:
    """Return why the two reports can not be of one agreement, or "" when nothing forbids it.

    common: the bodies that they share, where that is known.
    """
    if one.article_key == other.article_key:
        return "one article tells of both"
    if len(one.parties) > 1 and len(other.parties) > 1:
        common = common or shared(one, other)
        if common.known + common.unknown + common.state < 2 or not common.known + common.state:
            return "fewer than two parties shared"
    if frozenset((one.type, other.type)) in _CLASHING:
        return f"{one.type} and {other.type}" if one.type < other.type else f"{other.type} and {one.type}"
    return _date_conflict(one, other)


def _date_conflict(one: ReportKey, other: ReportKey) -> str:
    mine, theirs = stated(one), stated(other)
    if mine is None or theirs is None:
        return ""
    gap = mine.gap(theirs)
    resolved = "derived" in (one.date_basis, other.date_basis)
    if gap <= (RESOLVED_DAYS if resolved else FEW_DAYS) or follows(one, other):
        return ""
    return f"dates {gap} days apart"


def follows(one: ReportKey, other: ReportKey) -> bool:
    """Say whether one of the reports tells of a later stage, dated no earlier than the other's.

    The later act has its own date: the planned day is not the day of signing, nor this the day of ratification.
    """
    first, then = by_stage(one, other)
    if then.status not in LATER and first.status not in EARLY:
        return False
    before, after = stated(first), stated(then)
    return before is None or after is None or after.last >= before.first - FEW_DAYS
