"""What a round found goes into the store, which is open for just so long."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.articles import Item, Skip
from kg.errors import StoreLockedError
from kg.ingestion import RunReport, ingest, reading_crew
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.stopping import Stop
from kg.store import Location, Store, ledgers_of, local_folder, open_store

_TRY_AGAIN = 1.0
"""Seconds between two tries to open a store that another process is writing to."""
LISTED = 1_000
"""So many skips, and notices, a round lists; as many as ingestion does. The others are counted."""


@dataclass(frozen=True, slots=True)
class Target:
    """The store that is kept up to date, and how.

    stop: the wish to stop. jobs: worker processes, 0 for none. sleep: waiting in seconds. told: is told once that
    the store is waited for.
    """

    store: Location
    settings: Settings
    stop: Stop
    jobs: int = 0
    sleep: Callable[[float], None] = time.sleep
    told: Callable[[str], None] = lambda _: None

    def take(self, items: Iterable[Item]) -> RunReport:
        """Ingest items and return what happened; a store that another process writes to is waited for.

        Raises StoreError and DataError; KeyboardInterrupt when a stop was asked for before all items were taken.
        """
        with self.stop.at_once():
            lexicon = load_lexicon(self.settings.lexicon_dirs)
            opened = self._opened()
        taken = _Taken(items)
        with opened, reading_crew(self.jobs, lexicon, self.settings) as readers:
            ledgers = ledgers_of(self.store, self.settings)
            report = ingest(
                opened, taken, lexicon, settings=self.settings, ledgers=ledgers, readers=readers, stop=self.stop
            )
        if report.stopped or not taken.ended:
            raise KeyboardInterrupt
        return report

    def _opened(self) -> Store:
        waits = False
        while True:
            try:
                return open_store(self.store, "write", self.settings)
            except StoreLockedError as error:
                if not waits:
                    self.told(f"{error.where}: {error.what}; waiting for it to end")
                waits = True
                self.sleep(_TRY_AGAIN)


def begun(items: Iterator[Item]) -> tuple[Iterator[Item], bool]:
    """Return the items, and whether they are worth opening the store: an article among them, or a thousand skips."""
    first: list[Item] = []
    for item in items:
        first.append(item)
        if not isinstance(item, Skip) or len(first) >= LISTED:
            return chain(first, items), True
    return iter(first), False


def own_files(store: Location) -> Callable[[Path], bool]:
    """Return whether a path belongs to the store: its folder, its ledgers, the memory of its watch."""
    folder = Path(os.path.realpath(local_folder(store)))

    def passed(path: Path) -> bool:
        real = Path(os.path.realpath(path.parent)) / path.name
        if not real.is_relative_to(folder.parent):
            return False
        top = real.relative_to(folder.parent).parts[0]
        return top in {folder.name, f"{folder.name}-ledgers"} or top.startswith(f"{folder.name}-watch.sqlite")

    return passed


class _Taken:
    """The items; ``ended`` once all were taken."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items, self.ended = items, False

    def __iter__(self) -> Iterator[Item]:
        yield from self._items
        self.ended = True
