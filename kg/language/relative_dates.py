"""Reading the forms of dates that count from the day of publication."""

from __future__ import annotations

from dataclasses import replace

from kg.language.date_found import Found
from kg.language.dates import DAY, MONTH, WEEK, YEAR, DateHit

_UNITS = {"d": DAY, "k": WEEK, "m": MONTH, "y": YEAR}


def _ago(found: Found) -> DateHit | None:
    """«سه روز پیش», «سال قبل», "two months ago"; not «سه روز پیش از …», nor «روز قبل» (of what?)."""
    number, kind = found.number("n"), _UNITS[found.items["unit"].shape]
    value = number.value if number else 1
    if not isinstance(value, int) or not 0 < value <= 1000 or (number is None and kind == DAY):
        return None
    if found.folded.text.startswith("از", found.end):
        return None
    return replace(found.hit(found.own_calendar(), kind), relative=kind, offset=-value)


def _weekday(found: Found) -> DateHit | None:
    """«سه‌شنبه», «سه‌شنبه گذشته», "on Monday", "next Friday", «جمعه هفته گذشته»."""
    week, _, weeks = found.value("week").partition(":")
    if week:
        hit = replace(found.hit(found.own_calendar(), DAY), relative=WEEK, offset=int(weeks))
        return hit if week == WEEK else None
    shapes = {found.items[group].shape for group in ("before", "after") if group in found.items}
    offset = -1 if "L" in shapes else 1 if "X" in shapes else 0
    return replace(found.hit(found.own_calendar(), DAY), relative="weekday", offset=offset)


def _relative(found: Found) -> DateHit | None:
    """«امروز», «روز گذشته», «سال جاری», "last month"; «فردا، سه‌شنبه» is one date."""
    kind, _, offset = found.value("r").partition(":")
    if "w" in found.items and kind != DAY:
        return None
    return replace(found.hit(found.own_calendar(), kind), relative=kind, offset=int(offset))


READERS = {"ago": _ago, "weekday": _weekday, "relative": _relative}
