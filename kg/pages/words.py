"""The words of the interface, in Persian and English, from ``words.tsv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.pages.values import Label

_FILE = Path(__file__).with_name("words.tsv")
_LIVE = Path(__file__).with_name("live_words.tsv")


@cache
def words() -> dict[str, Label]:
    """Return key -> word of the pages. Raises DataError for a malformed line."""
    return read_words(_FILE)


@cache
def live_words() -> dict[str, Label]:
    """Return key -> word of what only pages on a server say; they need those of all pages too."""
    return read_words(_LIVE)


def read_words(file: Path) -> dict[str, Label]:
    """Return key -> word out of a file of ``key, fa, en`` with tabs. Raises DataError for a malformed line."""
    found: dict[str, Label] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3 or cells[0] in found:
                raise DataError("malformed line", where=f"{file.name}:{number}", expected="key, fa, en")
            found[cells[0]] = Label(cells[1], cells[2])
    return found
