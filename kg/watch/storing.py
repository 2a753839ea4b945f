"""What a round found goes into the store, which is open for just so long."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from kg.articles import Article, Item, Page, Skip, read_page
from kg.errors import StoreLockedError
from kg.ingestion import RunReport, ingest
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.store import Store, ledgers_of, open_store

_TRY_AGAIN = 1.0
"""Seconds between two tries to open a store that another process is writing to."""


def store_items(
    store: Path,
    items: Iterable[Item],
    settings: Settings,
    *,
    sleep: Callable[[float], None],
    told: Callable[[str], None],
) -> RunReport:
    """Ingest items and return what happened; a store that another process writes to is waited for.

    sleep: waiting in seconds. told: is told once that the store is waited for. Raises StoreError and DataError.
    """
    lexicon = load_lexicon(settings.lexicon_dirs)
    with _opened(store, settings, sleep, told) as opened:
        taken = _Taken(items, settings)
        report = ingest(opened, taken, lexicon, ledgers=ledgers_of(store, settings))
    if not taken.ended:
        raise KeyboardInterrupt  # ingestion was stopped and has said so itself; what was left is not remembered
    return report


def begun(items: Iterator[Item]) -> tuple[Iterator[Item], bool]:
    """Return the items, and whether there is any but skips among them; no more is taken than tells that."""
    first: list[Item] = []
    for item in items:
        first.append(item)
        if not isinstance(item, Skip):
            break
    return chain(first, items), bool(first) and not isinstance(first[-1], Skip)


def identity(store: Path) -> str:
    """Return what tells one store folder from another that is made in its place, "" for none."""
    try:
        told = (store / "lock").stat()  # made with the store, never written to
    except OSError:
        return ""
    return f"{told.st_dev} {told.st_ino} {told.st_mtime_ns}" if (store / "meta.json").is_file() else ""


def own_files(store: Path) -> Callable[[Path], bool]:
    """Return whether a path belongs to the store: its folder, its ledgers, the memory of its watch."""
    folder = Path(os.path.realpath(store))

    def passed(path: Path) -> bool:
        real = Path(os.path.realpath(path.parent)) / path.name
        if not real.is_relative_to(folder.parent):
            return False
        top = real.relative_to(folder.parent).parts[0]
        return top in {folder.name, f"{folder.name}-ledgers"} or top.startswith(f"{folder.name}-watch.sqlite")

    return passed


def _opened(store: Path, settings: Settings, sleep: Callable[[float], None], told: Callable[[str], None]) -> Store:
    waits = False
    while True:
        try:
            return open_store(store, "write", settings)
        except StoreLockedError as error:
            if not waits:
                told(f"{error.where}: {error.what}; waiting for it to end")
            waits = True
            sleep(_TRY_AGAIN)


class _Taken:
    """The items as articles; ``ended`` once all were taken."""

    def __init__(self, items: Iterable[Item], settings: Settings) -> None:
        self._items, self._settings = items, settings
        self.ended = False

    def __iter__(self) -> Iterator[Article | Skip]:
        for item in self._items:
            yield read_page(item, self._settings) if isinstance(item, Page) else item
        self.ended = True
