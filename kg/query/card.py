"""A question that is asked often: a query text with the header that documents it.

The header is the file's leading lines that begin with ``#:``, each ``#: key: value``. Keys: ``title.fa``,
``title.en``, ``about.fa``, ``about.en``, ``param.NAME`` (TYPE [CLASS] required|optional|default VALUE),
``param.NAME.fa``, ``param.NAME.en``, ``columns``, ``order`` (columns by which the rows are sorted, ``-`` before
one that falls), ``example``, ``theme`` (what it is about, for a gallery).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError
from kg.query.checked import Checked
from kg.query.guard import check

TYPES: Final = ("iri", "text", "search", "integer", "date")
"""Types of a parameter; ``search`` is text that is folded before it is compared with agr:searchText."""

_LINE: Final = re.compile(r"#: ([a-z]+(?:\.[A-Za-z0-9_]+)*): (.*)")
_KIND: Final = re.compile(r"(iri [a-z-]+|text|search|integer|date) (required|optional|default (.+))")


Order = tuple[tuple[str, bool], ...]
"""Columns, the one that weighs most first, each with whether its largest value comes first."""


@dataclass(frozen=True, slots=True, order=True)
class Parameter:
    """One parameter.

    type: one of TYPES; of: what an IRI must name (institution, topic, any …); default: its text, or None;
    about_fa, about_en: what it means.
    """

    name: str
    type: str
    of: str
    required: bool
    default: str | None
    about_fa: str
    about_en: str


@dataclass(frozen=True, slots=True)
class Card:
    """A documented query.

    form: SELECT, ASK, CONSTRUCT or DESCRIBE; columns: as the header promises them; theme: what it is about, or "".
    order: columns by which the rows are sorted once they are there, each with whether it falls; () as the query says.
    """

    name: str
    title_fa: str
    title_en: str
    about_fa: str
    about_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    example: str
    query: Checked
    theme: str = ""
    order: Order = ()

    @property
    def text(self) -> str:
        """The query's text."""
        return self.query.text

    @property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT or DESCRIBE."""
        return self.query.form


def parse_card(name: str, text: str) -> Card:
    """Return the query with its header read. Raises QueryError if the header is wrong or the query not allowed."""
    try:
        query = check(text)
        header = _header(text)
        parameters = tuple(_parameter(key.split(".")[1], header) for key in header if _names_parameter(key))
        for parameter in parameters:
            if parameter.name not in query.variables:
                raise QueryError(f"the parameter {parameter.name} is no variable of the query")
        columns = tuple(header.get("columns", "").split())
        order = _order(header.get("order", ""), columns)
    except QueryError as error:
        raise QueryError(
            error.what, where=":".join(filter(None, (name, error.where))), expected=error.expected, todo=error.todo
        ) from error
    fields = (header.get(key, "") for key in ("title.fa", "title.en", "about.fa", "about.en"))
    title_fa, title_en, about_fa, about_en = fields
    example, theme = header.get("example", ""), header.get("theme", "")
    return Card(name, title_fa, title_en, about_fa, about_en, parameters, columns, example, query, theme, order)


def _order(text: str, columns: tuple[str, ...]) -> Order:
    order = tuple((word.removeprefix("-"), word.startswith("-")) for word in text.split())
    if unknown := [name for name, _ in order if name not in columns]:
        raise QueryError(f"the rows are to be sorted by {unknown[0]}, which is no column", expected=" ".join(columns))
    return order


def _header(text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#:"):
            break
        match = _LINE.fullmatch(line.rstrip())
        if match is None or match[1] in header:
            raise QueryError(
                f"this header line cannot be read: {line[:60]}", where=f"{number}:1", expected="#: key: value, once"
            )
        header[match[1]] = match[2].strip()
    return header


def _names_parameter(key: str) -> bool:
    return key.startswith("param.") and key.count(".") == 1


def _parameter(name: str, header: dict[str, str]) -> Parameter:
    kind = _KIND.fullmatch(header[f"param.{name}"])
    if kind is None:
        raise QueryError(
            f"the parameter {name} is declared as {header[f'param.{name}']!r}",
            expected=f"one of {', '.join(TYPES)} (iri with a class), then required, optional or default VALUE",
        )
    type_, _, of = kind[1].partition(" ")
    about = (header.get(f"param.{name}.{language}", "") for language in ("fa", "en"))
    return Parameter(name, type_, of, kind[2] == "required", kind[3], *about)
