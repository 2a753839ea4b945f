"""Identifiers that were given away once and stand for nothing of their own now: ``retired.csv``.

Columns ``slug_old,slug_new,since,reason``: ids as ``institution/SLUG``, ``place/SLUG`` or ``topic/SLUG``; several
rows for what was split, an empty ``slug_new`` for what is gone; ``since`` an ISO day. No slug is ever used again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kg.errors import DataError
from kg.lexicon.entries import Retired

COLUMNS = ("slug_old", "slug_new", "since", "reason")
FILE = "retired.csv"
_ID = re.compile(r"(institution|place|topic)/[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_retired(path: Path, content: bytes) -> tuple[Retired, ...]:
    """Return the retired identifiers of one file, by id. Raises DataError, with the line, for anything malformed."""
    found: dict[str, Retired] = {}
    for line, row in _rows(path, content):
        one = _checked(f"{path}:{line}", row)
        found[one.id] = _joined(found.get(one.id), one)
    return tuple(found[key] for key in sorted(found))


def check_retired(retired: Collection[Retired], living: Collection[str]) -> None:
    """Raise DataError where a retired id is in use, or leads to none that is, was or is retired itself."""
    ways: dict[str, Retired] = {}
    for one in retired:
        if (other := ways.setdefault(one.id, one)) is not one:
            raise _fault(
                one.where, f"{one.id} stands twice", f"one file an id (the other is {other.where})", "delete one"
            )
    for one in retired:
        if one.id in living:
            raise _fault(
                one.where, f"{one.id} is retired and in the lexicon", "a slug that is used once", "choose another"
            )
        for heir in one.heirs:
            if heir not in living and heir not in ways:
                raise _fault(one.where, f"unknown slug_new {heir!r}", "an id of the lexicon, or one retired here")
        if one.id in _reached(one.heirs, ways):
            raise _fault(one.where, f"{one.id} leads back to itself", "no circle of replacements")


def living_heirs(local_id: str, ways: Mapping[str, Retired]) -> tuple[str, ...]:
    """Return the ids in use to which a retired one leads, over as many steps as it takes; none when it is gone."""
    reached = {local_id} if local_id not in ways else _reached(ways[local_id].heirs, ways)
    return tuple(sorted(one for one in reached if one not in ways))


def _reached(start: Iterable[str], ways: Mapping[str, Retired]) -> set[str]:
    seen, rest = set[str](), list(start)
    while rest:
        one = rest.pop()
        if one not in seen:
            seen.add(one)
            rest += ways[one].heirs if one in ways else ()
    return seen


def _rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = content.decode("utf-8-sig").splitlines()
        reader = csv.reader(lines, strict=True)
        rows = [(reader.line_num, row) for row in reader if row]
    except UnicodeDecodeError as error:
        raise _fault(str(path), f"byte {error.start} is not UTF-8", "a UTF-8 file", "save it as UTF-8") from None
    except csv.Error as error:
        raise _fault(str(path), f"it is no CSV: {error}", "rows of " + ",".join(COLUMNS)) from None
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise _fault(f"{path}:1", "bad header row", ",".join(COLUMNS))
    yield from rows[1:]


def _checked(where: str, row: list[str]) -> Retired:
    if len(row) != len(COLUMNS):
        raise _fault(where, f"{len(row)} cells", f"{len(COLUMNS)}: {','.join(COLUMNS)}")
    old, new, since, reason = row
    for column, cell in (("slug_old", old), ("slug_new", new)):
        if not _ID.fullmatch(cell) and (column == "slug_old" or cell):
            raise _fault(f"{where}, column {column}", f"bad id {cell!r}", "institution/SLUG, place/SLUG or topic/SLUG")
    if new and old.partition("/")[0] != new.partition("/")[0]:
        raise _fault(where, f"{old} cannot become {new}", "two ids of one kind")
    if not _is_day(since):
        raise _fault(f"{where}, column since", f"bad day {since!r}", "an ISO day such as 2024-05-05")
    if not reason.strip():
        raise _fault(f"{where}, column reason", "the cell is empty", "why the id was retired")
    return Retired(old, (new,) if new else (), since, reason, where)


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _joined(earlier: Retired | None, one: Retired) -> Retired:
    """Add a further row of a split to what the rows before it say."""
    if earlier is None:
        return one
    if not one.heirs or not earlier.heirs or set(one.heirs) & set(earlier.heirs):
        raise _fault(
            one.where, f"{one.id} stands twice", f"one row an heir (the other is {earlier.where})", "delete one"
        )
    if (one.since, one.reason) != (earlier.since, earlier.reason):
        raise _fault(one.where, f"{one.id} is split twice", f"the day and reason of {earlier.where}")
    return Retired(one.id, tuple(sorted((*earlier.heirs, *one.heirs))), one.since, one.reason, earlier.where)


def _fault(where: str, what: str, expected: str, todo: str = "correct the row") -> DataError:
    return DataError(what, where=where, expected=expected, todo=todo)
