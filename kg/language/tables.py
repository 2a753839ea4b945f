"""The word and character tables that lie beside the code, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError

_HERE = Path(__file__).resolve().parent
#: Classes of code points in the fold: see the head of ``fold-v1.tsv``.
LETTER, PUNCT, SPACE, SOFT, MARK, INVISIBLE = "l", "p", " ", "z", "m", "i"
_CLASSES = {
    "letter": LETTER,
    "punct": PUNCT,
    "space": SPACE,
    "soft": SOFT,
    "mark": MARK,
    "invisible": INVISIBLE,
}


@dataclass(frozen=True, slots=True)
class FoldTable:
    """What each code point folds to, and its class; code points that are absent are letters folding to themselves."""

    folded: dict[int, str]
    classes: dict[int, str]

    def class_of(self, char: str) -> str:
        """Return the class of one character."""
        return self.classes.get(ord(char), LETTER)


def fold_file() -> bytes:
    """Return the file of ``key v1`` as it lies beside the code."""
    return (_HERE / "fold-v1.tsv").read_bytes()


@cache
def fold_table() -> FoldTable:
    """Return the table of ``key v1``."""
    folded: dict[int, str] = {}
    classes: dict[int, str] = {}
    for where, kind, to in _rows(_HERE / "fold-v1.tsv", 3):
        first, _, last = where.partition("-")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            classes[code] = _CLASSES[kind]
            if to != "=":
                folded[code] = "".join(chr(int(c, 16)) for c in to.split())
    return FoldTable(folded, classes)


@cache
def word_rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the word table ``data/<name>.tsv``, each with that many columns; ``#`` lines are remarks."""
    return tuple(_rows(_HERE / "data" / f"{name}.tsv", columns))


def _rows(path: Path, columns: int) -> list[tuple[str, ...]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != columns:
            raise DataError("wrong number of columns", where=f"{path.name}:{number}", expected=f"{columns}")
        rows.append(cells)
    return rows
