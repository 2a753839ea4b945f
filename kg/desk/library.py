"""The library of questions as plain values: what the gallery shows and what its forms ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.desk.asking import without_header
from kg.errors import DataError
from kg.pages import Label, fold_data, read_words
from kg.query import Card, Parameter, load_library

FIRST = (
    "agreements-of-institution", "co-parties", "agreements-per-year", "signatures", "agreements-between",
    "institution-ranking", "agreements-by-topic", "expiring",
)  # fmt: skip
"""The questions with which the gallery begins, whatever their theme."""
THEMES = ("first", "agreements", "partners", "people", "time", "promises", "evidence", "sources", "other")
"""The headings of the gallery, in their order; a question with none of these themes stands under the last."""

KINDS = ("measure", "unit", "year", "moment", "place", "code")
"""What the values of a column may be, see ``columns.tsv``; the part after a colon names another column."""
_COLUMNS = Path(__file__).with_name("columns.tsv")
_VALUES = Path(__file__).with_name("values.tsv")
_CALENDAR = re.compile(r"\s*\((?:میلادی|Gregorian)\)")
"""What a question says of the form of a day: on the page it is typed in either calendar."""
_NAME = re.compile(r"(?<![\w-])(?:--)?[a-z][A-Za-z]*(?:-[a-z]+)*(?![\w-])")
"""A parameter, a column or a code in a description."""


def library_values() -> dict[str, Any]:
    """Return the library as JSON values, the same on every call.

    ``themes``: id of each theme with its questions' names; ``questions``: by name, see ``_question``; ``columns``:
    name of a column -> its heading in fa and en; ``kinds``: name of a column -> what its values are; ``values``: code
    -> what it means, in fa and en; ``fold``: the table by which the page folds what is typed.
    """
    cards = {name: _told(card) for name, card in load_library().items()}
    return {
        "themes": [{"id": theme, "questions": [card.name for card in found]} for theme, found in by_theme()],
        "questions": {name: _question(card) for name, card in cards.items()},
        "columns": {name: [label.fa, label.en] for name, label in column_labels().items()},
        "kinds": dict(column_kinds()),
        "values": {code: [label.fa, label.en] for code, label in read_words(_VALUES).items()},
        "fold": fold_data(),
    }


@cache
def by_theme() -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return the themes that have questions, in order; questions that give triples stand last in theirs."""
    cards = {name: _told(card) for name, card in load_library().items()}
    found: dict[str, list[Card]] = {theme: [] for theme in THEMES}
    for card in [*(cards[name] for name in FIRST if name in cards), *sorted(cards.values(), key=_gives_triples)]:
        if card not in found[THEMES[0]]:
            found[_theme(card)].append(card)
    return tuple((theme, tuple(cards)) for theme, cards in found.items() if cards)


def _told(card: Card) -> Card:
    """Return a question as people are told of it: fields by their labels, in Persian columns and codes too."""
    labels, values = column_labels(), read_words(_VALUES)
    fa = {code: value.fa for code, value in values.items()} | {name: labels[name].fa for name in card.columns}
    fa |= {f"--{one.name}": _CALENDAR.sub("", one.about_fa) for one in card.parameters}
    en = {f"--{one.name}": _CALENDAR.sub("", one.about_en) for one in card.parameters}
    return replace(card, about_fa=_named(card.about_fa, fa), about_en=_named(card.about_en, en))


def _named(text: str, words: Mapping[str, str]) -> str:
    """Return a text with quoted words in the place of the names it holds."""
    return _NAME.sub(lambda found: f"«{words[found[0]]}»" if found[0] in words else found[0], text)


def _gives_triples(card: Card) -> bool:
    return card.form not in ("SELECT", "ASK")


def _theme(card: Card) -> str:
    if card.name in FIRST:
        return THEMES[0]
    return card.theme if card.theme in THEMES else THEMES[-1]


@cache
def _columns() -> tuple[tuple[str, Label, str], ...]:
    """Return name, heading and kind of each column. Raises DataError for a malformed line."""
    found = []
    for number, line in enumerate(_COLUMNS.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            name, fa, en, kind, *more = [*line.split("\t"), "", "", "", ""][: max(4, line.count("\t") + 1)]
            if not fa or not en or more or (kind and kind.partition(":")[0] not in KINDS):
                raise DataError("malformed line", where=f"{_COLUMNS.name}:{number}", expected="column, fa, en, kind")
            found.append((name, Label(fa, en), kind))
    return tuple(found)


def column_labels() -> dict[str, Label]:
    """Return the heading of each column that a question of the library gives."""
    return {name: label for name, label, _ in _columns()}


def column_kinds() -> dict[str, str]:
    """Return what the values of a column are, for those of which ``columns.tsv`` tells it."""
    return {name: kind for name, _, kind in _columns() if kind}


def _question(card: Card) -> dict[str, Any]:
    """Return one question: titles, what it is about, parameters, columns, form, example and SPARQL text."""
    return {
        "name": card.name,
        "title": [card.title_fa, card.title_en],
        "about": [card.about_fa, card.about_en],
        "theme": _theme(card),
        "form": card.form,
        "columns": list(card.columns),
        "example": card.example,
        "parameters": [_parameter(parameter) for parameter in card.parameters],
        "text": without_header(card.text),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    about = [parameter.about_fa, parameter.about_en]
    return {
        "name": parameter.name,
        "type": parameter.type,
        "of": parameter.of,
        "required": parameter.required,
        "default": parameter.default,
        "about": [_CALENDAR.sub("", text) for text in about] if parameter.type == "date" else about,
    }
