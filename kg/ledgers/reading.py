"""A folder with two CSV files → ledgers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from kg.errors import DataError
from kg.ledgers.checking import CORRECTION_COLUMNS, JUDGEMENT_COLUMNS, correction, judgement
from kg.ledgers.sheets import read_rows
from kg.ledgers.values import Correction, Judgement, Ledgers
from kg.settings import Settings

JUDGEMENTS, CORRECTIONS = "judgements.csv", "corrections.csv"

Line = TypeVar("Line", Judgement, Correction)
Check = Callable[[Mapping[str, str], str, int, Settings], Line]


def default_folder(store: Path) -> Path:
    """Return the folder of a store's ledgers where none is given: ``<store>-ledgers`` beside it."""
    named = store if store.name not in {"", ".."} else store.resolve()
    return named.with_name(f"{named.name}-ledgers")


def read_ledgers(folder: Path, settings: Settings | None = None) -> Ledgers:
    """Return the lines of both ledgers in the order of their files; a missing folder or file is an empty one.

    Raises DataError for a malformed line, with file, line and column.
    """
    limits = settings or Settings()
    judgements, corrections = folder / JUDGEMENTS, folder / CORRECTIONS
    return Ledgers(
        parsed(judgements, content_of(judgements), JUDGEMENT_COLUMNS, judgement, limits),
        parsed(corrections, content_of(corrections), CORRECTION_COLUMNS, correction, limits),
    )


def content_of(path: Path) -> bytes:
    """Return the bytes of a ledger, none when there is no such file. Raises DataError."""
    if path.exists() and not path.is_file():
        raise DataError(
            "the ledger cannot be read: it is no file", where=str(path), expected="a CSV file", todo="move it"
        )
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DataError(
            "the ledger cannot be read: " + (error.strerror or str(error)).lower(),
            where=str(path),
            expected="a CSV file",
            todo="check the file and its rights, or pass --ledgers DIR",
        ) from None


def parsed(
    path: Path, content: bytes, columns: Sequence[str], check: Check[Line], settings: Settings
) -> tuple[Line, ...]:
    """Return the lines of one ledger; an empty file has none."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return ()
    rows: Iterable[tuple[int, Mapping[str, str]]] = (
        (row.line, row.cells) for row in read_rows(path, content, columns, settings)
    )
    return tuple(check(cells, f"{path}:{line}", line, settings) for line, cells in rows)
