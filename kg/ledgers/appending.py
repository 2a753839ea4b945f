"""One line more, or none: a ledger is written afresh beside itself and moved into its place, under a lock.

Two processes that append at once wait for each other, so neither loses a line; a crash leaves the old file.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from kg.drafts import fresh_draft
from kg.errors import OutputError
from kg.ledgers.checking import CORRECTION_COLUMNS, JUDGEMENT_COLUMNS, correction, judgement
from kg.ledgers.reading import CORRECTIONS, JUDGEMENTS, Check, Line, content_of, parsed
from kg.ledgers.sheets import delimiter_of, record
from kg.ledgers.values import Correction, Judgement
from kg.settings import Settings

_BOM = b"\xef\xbb\xbf"


def append_judgement(folder: Path, line: Judgement, settings: Settings | None = None) -> int:
    """Add a line to ``judgements.csv`` and return its number; the folder and the file are made when absent.

    Raises DataError when the line or the file is malformed, OutputError when it cannot be written.
    """
    return _append(folder / JUDGEMENTS, line, JUDGEMENT_COLUMNS, judgement, settings or Settings())


def append_correction(folder: Path, line: Correction, settings: Settings | None = None) -> int:
    """Add a line to ``corrections.csv`` and return its number; see ``append_judgement``."""
    return _append(folder / CORRECTIONS, line, CORRECTION_COLUMNS, correction, settings or Settings())


def checked_judgement(line: Judgement, settings: Settings | None = None) -> Judgement:
    """Return the line as it would be read from the file. Raises DataError when it could not be."""
    return judgement(_cells(line, JUDGEMENT_COLUMNS), f"new line of {JUDGEMENTS}", 0, settings or Settings())


def checked_correction(line: Correction, settings: Settings | None = None) -> Correction:
    """Return the line as it would be read from the file. Raises DataError when it could not be."""
    return correction(_cells(line, CORRECTION_COLUMNS), f"new line of {CORRECTIONS}", 0, settings or Settings())


def _cells(line: Judgement | Correction, columns: Sequence[str]) -> dict[str, str]:
    fields = asdict(line)
    return {name: str(fields[name]).strip() for name in columns}


def _append(path: Path, line: Line, columns: Sequence[str], check: Check[Line], settings: Settings) -> int:
    cells = _cells(line, columns)
    check(cells, f"new line of {path.name}", 0, settings)
    try:
        with _locked(path.parent):
            old = content_of(path)
            fresh = _lengthened(old, cells, columns)
            lines = parsed(path, fresh, columns, check, settings)
            _replace(path, fresh)
    except OSError as error:
        raise OutputError(
            "the ledger cannot be written: " + (error.strerror or str(error)).lower(),
            where=str(path),
            todo="check the folder and its rights, or pass --ledgers DIR",
        ) from error
    return lines[-1].line


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; wait while another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lengthened(old: bytes, cells: dict[str, str], columns: Sequence[str]) -> bytes:
    """Return the file with one record more, in the manner of the file: separator, order of columns, line ends."""
    if not old.strip(_BOM + b" \t\r\n"):
        header = record(columns, ",", "\r\n")
        return _BOM + (header + record([cells[name] for name in columns], ",", "\r\n")).encode()
    text = old.decode("utf-8", "replace").removeprefix("\ufeff")
    delimiter, end = delimiter_of(text), "\r\n" if "\r\n" in text else "\n"
    first = text.replace("\r", "\n").partition("\n")[0]
    order = [name.strip().strip('"').strip() for name in first.split(delimiter)]
    added = record([cells.get(name, "") for name in order], delimiter, end)
    gap = "" if text.endswith(("\n", "\r")) else end
    return old + (gap + added).encode()


def _replace(path: Path, content: bytes) -> None:
    target = path.resolve()
    draft = fresh_draft(target)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
