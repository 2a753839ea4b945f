"""What an export wrote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportReport:
    """One export in numbers.

    statements: triples or quads; nodes, edges: of a network; rows: of all tables; replaced: characters that XML
    forbids and that were replaced; files: names of the files written, sorted ("" for a stream).
    """

    format: str
    statements: int = 0
    nodes: int = 0
    edges: int = 0
    rows: int = 0
    replaced: int = 0
    files: tuple[str, ...] = ()
