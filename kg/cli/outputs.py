"""Files that commands write: complete or not at all; what stood there before stays until then."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.drafts import fresh_draft
from kg.errors import OutputError


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
    spare_stores(path)
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


def spare_stores(path: Path) -> None:
    """Raise OutputError for an output that is a store or in one, links resolved: its own files would be lost."""
    target = path.resolve()
    for folder in (target, *target.parents):
        if (folder / "meta.json").is_file() and (folder / "quads").is_dir():
            raise OutputError(
                "this is inside a store, which only kg ingest and kg remove write",
                where=str(path),
                expected="a place outside it",
                todo="choose another -o",
            )


def _draft(path: Path) -> Path:
    """Return a hidden name beside the target, so that putting it in place is one rename."""
    if not path.name:
        raise OutputError("this is no name for an output", where=str(path), todo="choose another -o")
    with _reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        return fresh_draft(path)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn a failure of the file system into one line about the target."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader has gone, which is no failure of writing
    except OSError as error:
        raise OutputError(
            f"it cannot be written: {error.strerror}", where=str(path), todo="choose another -o"
        ) from error
