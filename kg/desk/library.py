"""The library of questions as plain values: what the gallery shows and what its forms ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kg.desk.asking import without_header
from kg.pages import Label, fold_data, read_words
from kg.query import Card, Parameter, load_library

THEMES = ("agreements", "partners", "people", "time", "promises", "evidence", "sources", "other")
"""The headings of the gallery, in their order; a question with none of these themes stands under the last."""

_COLUMNS = Path(__file__).with_name("columns.tsv")


def library_values() -> dict[str, Any]:
    """Return the library as JSON values, the same on every call.

    ``themes``: id of each theme with its questions' names; ``questions``: by name, see ``_question``; ``columns``:
    name of a column -> its heading in fa and en; ``fold``: the table by which the page folds what is typed.
    """
    cards = load_library()
    return {
        "themes": [{"id": theme, "questions": [card.name for card in found]} for theme, found in by_theme()],
        "questions": {name: _question(card) for name, card in cards.items()},
        "columns": {name: [label.fa, label.en] for name, label in column_labels().items()},
        "fold": fold_data(),
    }


@cache
def by_theme() -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return the themes that have questions, each with them in the order of their names."""
    found: dict[str, list[Card]] = {theme: [] for theme in THEMES}
    for card in load_library().values():
        found[card.theme if card.theme in found else THEMES[-1]].append(card)
    return tuple((theme, tuple(cards)) for theme, cards in found.items() if cards)


@cache
def column_labels() -> dict[str, Label]:
    """Return the heading of each column that a question of the library gives."""
    return read_words(_COLUMNS)


def _question(card: Card) -> dict[str, Any]:
    """Return one question: titles, what it is about, parameters, columns, form, example and SPARQL text."""
    return {
        "name": card.name,
        "title": [card.title_fa, card.title_en],
        "about": [card.about_fa, card.about_en],
        "theme": card.theme if card.theme in THEMES else THEMES[-1],
        "form": card.form,
        "columns": list(card.columns),
        "example": card.example,
        "parameters": [_parameter(parameter) for parameter in card.parameters],
        "text": without_header(card.text),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "of": parameter.of,
        "required": parameter.required,
        "default": parameter.default,
        "about": [parameter.about_fa, parameter.about_en],
    }
