"""The tables about names that lie beside the code, and the shipped lists of given names and forms of address.

A reader of Persian can edit each of them; what their columns mean stands in their first lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.language import skeleton_key
from kg.resources import shipped

_HERE = Path(__file__).resolve().parent / "data"
ANOTHER = 9
"""The cost of a sound that is taken for one it is never taken for: more than any name may cost."""
PERSIAN, LATIN, MIXED = "fa", "en", "mixed"


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike two names are: total between 0 and 1, whether they are taken for one name, and why."""

    total: float
    same: bool
    reasons: tuple[str, ...]


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table beside the code; lines that begin with ``#`` are remarks."""
    path = _HERE / f"{name}.tsv"
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != columns:
            raise DataError("wrong number of columns", where=f"{path.name}:{number}", expected=f"{columns}")
        found.append(cells)
    return tuple(found)


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """Return the skeleton keys of all words of a kind in a table of ``kind, words``."""
    return frozenset(skeleton_key(word) for one, all_ in rows(table, 2) if one == kind for word in all_.split("|"))


@cache
def name_rows() -> dict[str, str]:
    """Return skeleton key -> the row of given names or surnames that it stands in, by the row's first form."""
    found: dict[str, str] = {}
    for cells in (*rows("given-names", 2), *rows("surnames", 2)):
        for form in "|".join(cells).split("|"):
            found.setdefault(skeleton_key(form), skeleton_key(cells[0].partition("|")[0]))
    return found


@cache
def surname_endings() -> tuple[tuple[str, str], ...]:
    """Return each ending of surnames with the first form of its row, long ones first."""
    table = [
        (skeleton_key(form), _forms(cells)[0]) for _, *cells in rows("surname-endings", 3) for form in _forms(cells)
    ]
    return tuple(sorted(table, key=lambda ending: (-len(ending[0]), ending)))


@cache
def endings_apart(*marks: str) -> frozenset[str]:
    """Return the endings of surnames that may stand as words of their own: all, or those with these marks."""
    kept = marks or ("yes", "never")
    table = rows("surname-endings", 3)
    return frozenset(skeleton_key(form) for apart, *cells in table if apart in kept for form in _forms(cells))


def _forms(cells: list[str]) -> list[str]:
    return "|".join(cells).split("|")


@cache
def given_names() -> frozenset[str]:
    """Return the skeleton keys of all known given names, in both scripts."""
    return _shipped_list("given-names") | frozenset(_given_forms())


def _given_forms() -> list[str]:
    return [skeleton_key(form) for cells in rows("given-names", 2) for form in "|".join(cells).split("|")]


@cache
def titles() -> frozenset[str]:
    """Return the skeleton keys of forms of address, of one or several words."""
    return _shipped_list("honorifics") - words("name-words", "sayyid") | words("name-words", "title")


def _shipped_list(name: str) -> frozenset[str]:
    path = shipped("lexicons") / "words" / f"{name}.tsv"
    lines = path.read_text("utf-8").splitlines()[1:]
    return frozenset(filter(None, (skeleton_key(line.partition("\t")[0]) for line in lines)))
