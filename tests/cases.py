"""Cases that stand in tables: rows of tab-separated cells, and the bytes that a cell stands for."""

from __future__ import annotations

import csv
from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of cases; no cell is quoted."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def raw(written: str) -> bytes:
    r"""Return the bytes a cell stands for: \xNN, \n and \t are escapes, all else is UTF-8."""
    parts = written.replace("\\\\", "\x01").replace("\\n", "\n").replace("\\t", "\t").split("\\x")
    found = parts[0].encode()
    for part in parts[1:]:
        found += bytes([int(part[:2], 16)]) + part[2:].encode()
    return found.replace(b"\x01", b"\\")
