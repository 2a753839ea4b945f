"""Cells become judgements and corrections, or a clear error with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kg.errors import DataError
from kg.ledgers.properties import CONCEPTS, PROPERTIES, Property, property_named
from kg.ledgers.sheets import HIDDEN
from kg.ledgers.values import ACTIONS, VERDICTS, Correction, Judgement, normalised
from kg.settings import Settings

JUDGEMENT_COLUMNS = ("one", "other", "verdict", "by", "on", "why")
CORRECTION_COLUMNS = (
    "article", "property", "value", "start", "end", "action", "replacement", "by", "on", "why",
)  # fmt: skip

_HASH = "[a-z2-7]{16}"
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NAMED = re.compile(f"(?:report|agreement|mention|official)/{_HASH}|institution/{_SLUG}")
_ARTICLE = re.compile(f"article/{_HASH}")
_ID_HINT = "with the id that kg review or kg show prints: 16 characters, each a–z or 2–7"
_OFFSET = re.compile("0|[1-9][0-9]{0,8}")
_FIRST_YEAR = 1900
"""No article is older; a smaller year is a Jalali one in the wrong place."""

_FORMS: Mapping[str, tuple[str, str]] = {
    "integer": ("0|[1-9][0-9]{0,8}", "a whole number in Latin digits"),
    "decimal": (r"[0-9]{1,30}(\.[0-9]{1,10})?", "a number in Latin digits"),
    "date": (r"(19|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?", "a Gregorian day, month or year such as 2026-05-31"),
    "duration": ("P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+D)?", "a duration such as P3Y or P18M"),
    "mention": (f"(mention|official)/{_HASH}|[^/]+", "an official's id, or the name as the article has it"),
    "institution": (f"institution/{_SLUG}|[^/]+", "institution/… or a name"),
    "place": (f"place/{_SLUG}|[^/]+", "place/… or a name"),
    "report": ("(?!)", "reject or confirm, for a report has no other in its place"),
    "currency": ("[A-Z]{3}", "a currency code such as IRR"),
    **dict.fromkeys(CONCEPTS, (_SLUG, "the last part of a concept's IRI, such as memorandum")),
}


class Cells:
    """The cells of one line, each checked for what every cell must be."""

    def __init__(self, cells: Mapping[str, str], where: str, settings: Settings) -> None:
        self._cells, self._where = cells, where
        for column, cell in cells.items():
            hidden = HIDDEN.search(cell)
            if hidden:
                raise self.fault(column, f"hidden character U+{ord(hidden[0]):04X}", "visible text", "delete it")
            if len(cell) > settings.ledger_cell:
                raise self.fault(column, f"{len(cell):,} characters", f"at most {settings.ledger_cell:,}", "shorten it")

    def fault(self, column: str, what: str, expected: str, todo: str = "correct the cell") -> DataError:
        """Return the error for one cell."""
        return DataError(what, where=f"{self._where}, column {column}", expected=expected, todo=todo)

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        if not self._cells[column]:
            raise self.fault(column, "the cell is empty", "a value")
        return self._cells[column]

    def free(self, column: str) -> str:
        """Return a cell that may be empty."""
        return self._cells[column]

    def matching(self, column: str, form: re.Pattern[str], expected: str) -> str:
        """Return a cell that must have a form."""
        cell = self.text(column)
        if not form.fullmatch(cell):
            raise self.fault(column, f"{cell!r} does not have the form of this column", expected)
        return cell

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """Return a cell that must be one of some words."""
        cell = self.text(column)
        if cell not in allowed:
            raise self.fault(column, f"unknown {column} {cell!r}", " | ".join(allowed))
        return cell

    def day(self, column: str) -> str:
        """Return a cell that must be a Gregorian day."""
        cell, expected = self.text(column), "a Gregorian day such as 2026-05-31"
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", cell) or not _exists(cell):
            raise self.fault(column, f"{cell!r} is no day", expected)
        if int(cell[:4]) < _FIRST_YEAR:
            raise self.fault(column, f"{cell} is no day of our time", expected, "turn the Jalali day into a Gregorian")
        return cell


def judgement(cells: Mapping[str, str], where: str, line: int, settings: Settings) -> Judgement:
    """Return the judgement of one line. Raises DataError."""
    row = Cells(cells, where, settings)
    expected = f"report/…, mention/…, agreement/… or official/… {_ID_HINT}; or institution/… with its name in the IRI"
    one, other = row.matching("one", _NAMED, expected), row.matching("other", _NAMED, expected)
    kinds = [normalised(name).partition("/")[0] for name in (one, other)]
    if kinds[0] != kinds[1]:
        raise row.fault("other", f"a {kinds[1]} cannot be compared with a {kinds[0]}", f"two {kinds[0]}s")
    if normalised(one) == normalised(other):
        raise row.fault("other", f"{other} stands for the same as {one}", "two different things")
    verdict = row.one_of("verdict", VERDICTS)
    return Judgement(one, other, verdict, row.text("by"), row.day("on"), row.text("why"), line)


def correction(cells: Mapping[str, str], where: str, line: int, settings: Settings) -> Correction:
    """Return the correction of one line. Raises DataError."""
    row = Cells(cells, where, settings)
    article = row.matching("article", _ARTICLE, f"article/… {_ID_HINT}")
    prop = property_named(row.text("property"))
    if prop is None:
        raise row.fault("property", f"unknown property {row.text('property')!r}", " | ".join(PROPERTIES))
    start, end = (int(row.matching(name, _OFFSET, "an offset in characters, 0 or more")) for name in ("start", "end"))
    if end <= start:
        raise row.fault("end", f"{end} is not behind start {start}", "start:end of the quote")
    action = row.one_of("action", ACTIONS)
    if action == "reject" and prop.needed:
        expected = f"replace, or to reject what has this {prop.name}"
        raise row.fault("action", f"a {prop.name} cannot be rejected alone", expected)
    replacement = _replacement(row, action, prop)
    decided = (row.text("by"), row.day("on"), row.text("why"))
    return Correction(article, prop.name, row.text("value"), start, end, action, replacement, *decided, line)


def _replacement(row: Cells, action: str, prop: Property) -> str:
    given = row.free("replacement")
    if action != "replace":
        if given:
            raise row.fault("replacement", f"{action!r} takes none", "an empty cell", "empty it, or write replace")
        return ""
    value = row.text("replacement")
    form, expected = _FORMS.get(prop.kind, ("(?s:.*)", ""))
    if not re.fullmatch(form, value) or (prop.kind == "date" and not _exists(_first_day(value))):
        raise row.fault("replacement", f"{value!r} does not fit {prop.name}", expected)
    return value


def _first_day(value: str) -> str:
    return value + "-01" * (2 - value.count("-"))


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
