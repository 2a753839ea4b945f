"""The words of a text as searching sees them, each with its place in the text as printed."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from kg.language.folding import search_text
from kg.language.tables import PUNCT, SPACE, fold_file, fold_table

_RUN = re.compile("[^ ]+")


def search_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of ``search_text(text)`` in their order, each with its start and end in the text as printed.

    >>> search_words("کتاب‌هاي «قم»")
    [('کتابهای', 0, 9), ('قم', 11, 13)]
    """
    runs = ((search_text(run[0]), run.start(), run.end()) for run in _RUN.finditer(_parted(text)))
    return [found for found in runs if found[0]]


def fold_version() -> str:
    """Return a short digest of the table by which texts are folded: what is folded by another is to be made anew."""
    return _fold_version()


def _parted(text: str) -> str:
    """Return the text with a space for every character that parts words; all others stay, so that offsets do."""
    return text.translate(_gaps())


@cache
def _gaps() -> dict[int, str]:
    return {code: " " for code, kind in fold_table().classes.items() if kind in (SPACE, PUNCT)}


@cache
def _fold_version() -> str:
    return sha256(fold_file()).hexdigest()[:12]
