"""The files of a folder that are new or changed since they were last read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.articles import Item, Skip
from kg.errors import UsageError
from kg.settings import Settings
from kg.sources import read_items, walk
from kg.watch.memory import Files

_SETTLED = 2.0
"""Seconds after which a change shows in a file's time of change on every file system (FAT counts in two seconds): a
file changed more recently is read again in the next round."""
_UNREAD = frozenset({"UNREADABLE", "CHANGED"})
"""Skips of a whole file that say nothing of its content: it is tried again each round."""


def changed_items(
    folder: Path,
    files: Files,
    settings: Settings,
    *,
    now: Callable[[], float],
    passed: Callable[[Path], bool],
) -> Iterator[Item]:
    """Yield what the new and changed files at or under a path hold, by size, time of change and inode.

    A skip of the walk is told once. Files that are read are noted in the memory, which counts when it is committed.
    now: seconds since 1970. passed: whether a path is passed over in silence (the store's own files).
    """
    for found in walk(folder):
        if isinstance(found, Skip):
            path, mark = found.source.encode("utf-8", "surrogatepass"), f"skip {found.code}"
            if not files.seen(path, mark) and not passed(Path(found.source)):
                files.read(path, mark)
                yield found
        elif not passed(found):
            yield from _changed(found, files, settings, now)


def _changed(path: Path, files: Files, settings: Settings, now: Callable[[], float]) -> Iterator[Item]:
    """Yield what one file holds if it has changed; the mark is taken before reading, so a later change shows."""
    name, mark = os.fsencode(path), _mark(path, now())
    if mark is None or (files.seen(name, mark) and mark):
        return
    unread = False
    try:
        for item in read_items([path], settings):
            unread = unread or (isinstance(item, Skip) and item.code in _UNREAD)
            yield item
    except UsageError:
        return  # it vanished since the walk saw it
    files.read(name, "" if unread else mark)


def _mark(path: Path, now: float) -> str | None:
    """Return what changes when a file does, None when it is gone, "" when it may be changing right now."""
    try:
        told = path.stat()
    except OSError:
        return None
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ino}" if now - told.st_mtime > _SETTLED else ""
