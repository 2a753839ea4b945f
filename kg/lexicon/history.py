"""Institutions and governments through time: who governed when, and which body came out of which.

Both tables are curated and every row names its source. A government's term begins with the Leader's endorsement of
the president (قانون انتخابات ریاست جمهوری اسلامی ایران, article 1) and ends the day before the next one begins,
unless the source says otherwise. A succession is dated by the law or decision that its source names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.language import jalali_span
from kg.lexicon.entries import Row
from kg.lexicon.tables import fault, flag, many, one_of, required, slug

SUCCESSION_KINDS = frozenset({"renamed", "merged", "split", "abolished"})
"""What became of a body: another name, a part of another body, several bodies, or its tasks given to another."""

ADMINISTRATION_COLUMNS = ("slug", "name_fa", "name_en", "head_fa", "head_en", "start", "end", "source", "licence")
SUCCESSION_COLUMNS = ("former", "successor", "kind", "date", "founding", "source", "licence")

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Administration:
    """A government of Iran. start, end: its first and last day (Gregorian ISO); end is "" while it is in office.

    head_fa, head_en: who led it, the earlier first where there were several.
    """

    start: str
    slug: str
    name_fa: str
    name_en: str
    head_fa: tuple[str, ...]
    head_en: tuple[str, ...]
    end: str
    source: str
    licence: str = ""

    @property
    def id(self) -> str:
        """Return the local identifier, ``administration/{slug}``."""
        return f"administration/{self.slug}"


@dataclass(frozen=True, slots=True, order=True)
class Succession:
    """One body became another, or a part of it. former, successor: slugs; kind: one of SUCCESSION_KINDS.

    date: Jalali year, month or day as the source gives it (``1390``, ``1390-03-31``); earliest, latest: the Gregorian
    ISO days it can mean; founding: whether the later body came to be by it, where it is not older.
    """

    former: str
    successor: str
    kind: str
    date: str
    earliest: str
    latest: str
    founding: bool
    source: str
    licence: str = ""


def administration(row: Row) -> Administration:
    """Return the government of a row of ``administrations.tsv``."""
    start, end = _day(row, "start"), _day(row, "end") if row.get("end") else ""
    if end and end < start:
        raise fault(row, "end", f"the end {end} lies before the start {start}", "a later day")
    return Administration(
        start=start,
        slug=slug(row),
        name_fa=required(row, "name_fa"),
        name_en=required(row, "name_en"),
        head_fa=many(row, "head_fa"),
        head_en=many(row, "head_en"),
        end=end,
        source=required(row, "source"),
        licence=row.get("licence"),
    )


def succession(row: Row) -> Succession:
    """Return the succession of a row of ``successions.tsv``."""
    written = required(row, "date")
    days = jalali_span(written)
    if days is None:
        raise fault(row, "date", f"bad date {written!r}", "a Jalali year, month or day such as 1390 or 1390-03-31")
    return Succession(
        former=slug(row, "former"),
        successor=slug(row, "successor"),
        kind=one_of(row, "kind", SUCCESSION_KINDS),
        date=written,
        earliest=days[0],
        latest=days[1],
        founding=flag(row, "founding"),
        source=required(row, "source"),
        licence=row.get("licence"),
    )


def pair_key(row: Row) -> str:
    """Return what makes a row of ``successions.tsv`` one of its kind."""
    return f"{row.get('former')} > {row.get('successor')}"


def check_terms(rows: Iterable[Row]) -> None:
    """Raise DataError where two governments hold office on one day."""
    governments = sorted((administration(row), row) for row in rows)
    for (earlier, _), (later, row) in pairwise(governments):
        if not earlier.end or earlier.end >= later.start:
            raise fault(
                row,
                "start",
                f"{earlier.slug!r} and {later.slug!r} are in office on {later.start} together",
                "governments one after the other",
                "correct the end of the earlier one",
            )


def check_heirs(rows: Iterable[Row]) -> None:
    """Raise DataError for the last succession that leads back to the body it begins with."""
    rows = list(rows)
    heirs: dict[str, list[str]] = {}
    for row in rows:
        heirs.setdefault(row["former"], []).append(row["successor"])
    for row in reversed(rows):
        seen: set[str] = set()
        waiting = [row["successor"]]
        while waiting:
            seen.add(at := waiting.pop())
            waiting += [heir for heir in heirs.get(at, ()) if heir not in seen]
        if row["former"] in seen:
            raise fault(row, "successor", f"{row['former']!r} becomes itself again", "no circle of successions")


def _day(row: Row, column: str) -> str:
    cell = required(row, column)
    try:
        return date.fromisoformat(cell).isoformat() if _ISO_DAY.fullmatch(cell) else _refuse(row, column, cell)
    except ValueError:
        return _refuse(row, column, cell)


def _refuse(row: Row, column: str, cell: str) -> str:
    raise fault(row, column, f"bad day {cell!r}", "a Gregorian day such as 2021-08-03")
