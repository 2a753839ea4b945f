"""Files appear whole or not at all: written beside their place, then moved into it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.drafts import fresh_draft
from kg.errors import OutputError


def write_file(target: Path | BinaryIO, write: Callable[[BinaryIO], None]) -> None:
    """Give ``write`` a stream for the target: a stream as it is, a path through a temporary sibling.

    Raises OutputError when the place cannot be written; what stood there before then still stands.
    """
    if not isinstance(target, Path):
        with _told("the stream"):
            write(target)
        return
    with _told(str(target)):
        draft = fresh_draft(target)
        if target.is_dir():
            raise OutputError("this is a folder", where=str(target), expected="a file name", todo="add a name")
        try:
            with draft.open("xb") as stream:
                write(stream)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def write_folder(target: Path, files: Mapping[str, bytes], known: frozenset[str]) -> None:
    """Write a folder of files; one that holds nothing but ``known`` names is replaced as a whole.

    Raises OutputError when the folder holds anything else, or cannot be written.
    """
    with _told(str(target)):
        old = fresh_draft(target, "old") if target.exists() else target.parent / f".{target.name}.{os.getpid()}.old"
        draft = fresh_draft(target)
        if target.exists() or target.is_symlink():
            _check_replaceable(target, known)
        try:
            draft.mkdir(parents=True)
            for name, content in sorted(files.items()):
                (draft / name).write_bytes(content)
            if target.exists():
                target.replace(old)
            draft.replace(target)
        finally:
            if old.exists() and not target.exists():
                old.replace(target)
            for leftover in (draft, old):
                shutil.rmtree(leftover, ignore_errors=True)


def _check_replaceable(target: Path, known: frozenset[str]) -> None:
    if not target.is_dir() or target.is_symlink():
        raise OutputError("this is not a folder", where=str(target), expected="a folder, or a new name")
    if other := sorted({path.name for path in target.iterdir()} - known):
        raise OutputError(
            f"the folder holds other files ({other[0]})", where=str(target), expected="an empty or new folder"
        )


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # the reader has gone, which is no failure of writing
    except OSError as error:
        raise OutputError(
            f"it cannot be written: {error.strerror or error}", where=where, todo="choose another --output"
        ) from error
