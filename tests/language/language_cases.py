r"""Reading the case tables beside the tests: tab-separated, ``#`` lines are remarks, ``\n`` and ``\uXXXX`` escapes."""

from __future__ import annotations

import re
from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"
_ESCAPE = re.compile(r"\\(n|u[0-9a-fA-F]{4})")


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """Return the rows of a table, each filled up with empty cells to that many columns."""
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [tuple(map(unescaped, [*row, *[""] * columns][:columns])) for row in cells]


def unescaped(cell: str) -> str:
    """Return a cell with its escapes replaced."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else chr(int(found[1][1:], 16)), cell)


def listed(cell: str) -> list[str]:
    """Return the parts of a cell that lists several things."""
    return [part for part in cell.split(";") if part]
