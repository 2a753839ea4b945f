"""The files under a path, in a fixed order; whatever is passed over is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.articles import Skip, shown_path


def walk(path: Path) -> Iterator[Path | Skip]:
    """Yield the regular files at or under a path by name, and a skip for everything else.

    Stores, hidden files and folders are not read, linked folders not followed (they may lead in circles). Folders
    may lie in one another as deep as the system allows.
    """
    waiting = [path]
    while waiting:
        entry = waiting.pop()
        if entry is not path and entry.name.startswith("."):
            yield Skip(shown_path(entry), "HIDDEN", "hidden files and folders are not read")
        elif entry is not path and _is(entry.is_symlink) and _is(entry.is_dir):
            yield Skip(shown_path(entry), "LINKED_FOLDER", "linked folders are not followed")
        elif _is((entry / "meta.json").is_file) and _is((entry / "quads").is_dir):
            yield Skip(shown_path(entry), "STORE", "it is a store, not articles")
        elif _is(entry.is_dir):
            entries = _entries(entry)
            if isinstance(entries, Skip):
                yield entries
            else:
                waiting += reversed(entries)
        elif _is(entry.is_file):
            yield entry
        else:
            yield Skip(shown_path(entry), "UNREADABLE", "it is not a regular file")


def _entries(folder: Path) -> list[Path] | Skip:
    """Return what a folder holds: files by name, then folders by name."""
    try:
        return sorted(folder.iterdir(), key=lambda entry: (_is(entry.is_dir), entry))
    except OSError as error:
        return Skip(shown_path(folder), "UNREADABLE", f"the folder cannot be read: {error.strerror}")


def _is(test: Callable[[], bool]) -> bool:
    """Say whether a path is of a kind; one that cannot be asked (its name is too long, for one) is of none."""
    try:
        return test()
    except OSError:
        return False
