"""Files that commands write: complete or not at all, and never in place of what is not ours."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError

MARK = ".written-by-kg"
"""A file in every folder that was written whole by a command: such a folder may be replaced."""


@contextmanager
def output_file(path: Path | None) -> Iterator[BinaryIO]:
    """Give a binary stream for the result: a file put in place only when complete, or standard output.

    None and ``-`` are standard output; a device or pipe is written directly.
    Raises OutputError when the file cannot be written.
    """
    if path is None or str(path) == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise OutputError("this is a folder", where=str(path), expected="a file", todo="choose another -o")
    if path.exists() and not path.is_file():
        with _reported(path), path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()
    draft = _draft(path)
    try:
        with _reported(path):
            stream = draft.open("xb")
        with stream:
            yield stream
        with _reported(path):
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def output_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill; once complete it takes its place, replacing only what a command wrote.

    Raises OutputError when the place is taken by anything else or cannot be written.
    """
    if not _replaceable(path):
        raise OutputError(
            "the place is taken",
            where=str(path),
            expected="no folder, or one written by kg",
            todo="choose another -o",
        )
    draft, old = _draft(path), path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        with _reported(path):
            draft.mkdir()
            (draft / MARK).write_text("This folder is replaced as a whole by the next run.\n", encoding="utf-8")
        yield draft
        with _reported(path):
            if path.exists():
                path.rename(old)
            draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if path.exists():
            shutil.rmtree(old, ignore_errors=True)


def _replaceable(path: Path) -> bool:
    if not os.path.lexists(path):
        return True
    return path.is_dir() and not path.is_symlink() and ((path / MARK).is_file() or not any(path.iterdir()))


def _draft(path: Path) -> Path:
    """Return a hidden name beside the target, so that putting it in place is one rename."""
    if not path.name:
        raise OutputError("this is no name for an output", where=str(path), todo="choose another -o")
    with _reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn a failure of the file system into one line about the target."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"it cannot be written: {error.strerror}", where=str(path), todo="choose another -o"
        ) from error
