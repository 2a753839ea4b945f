"""The files under a path, in a fixed order; whatever is passed over is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kg.articles.article import Skip


def shown(path: Path) -> str:
    """Return a path for messages, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def walk(path: Path) -> Iterator[Path | Skip]:
    """Yield the regular files at or under a path by name, and a skip for everything else.

    Hidden files and folders are not read, linked folders not followed (they may lead in circles).
    """
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield path
    else:
        yield Skip(shown(path), "UNREADABLE", "it is not a regular file")


def _folder(folder: Path) -> Iterator[Path | Skip]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Skip(shown(folder), "UNREADABLE", f"the folder cannot be read: {error.strerror}")
        return
    for entry in sorted(entries, key=lambda entry: entry.is_dir()):
        if entry.name.startswith("."):
            yield Skip(shown(entry), "HIDDEN", "hidden files and folders are not read")
        elif entry.is_symlink() and entry.is_dir():
            yield Skip(shown(entry), "LINKED_FOLDER", "linked folders are not followed")
        else:
            yield from walk(entry)
