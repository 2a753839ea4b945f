"""One round after another: what is new in feeds and folders goes into the store."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from kg.articles import Article, Item, Page, Skip
from kg.errors import UsageError
from kg.store import store_name
from kg.watch.folders import changed_items
from kg.watch.harvest import Harvest
from kg.watch.memory import Files, Memory
from kg.watch.outcome import Round, Tally
from kg.watch.storing import Target, begun, own_files
from kg.web import Fetcher

BATCH_BYTES = 64_000_000
"""Fetched bytes or characters that are held before they go into the store: those of one largest body."""


class Watcher:
    """Keeps one store up to date. Not for several threads; one at a time for each memory.

    every: seconds between two rounds, the unit of waiting after failures. now: seconds since 1970.
    """

    def __init__(  # noqa: PLR0913 - what is watched, with what, and what tests put in its place
        self,
        target: Target,
        feeds: Sequence[str],
        folders: Sequence[Path],
        memory: Memory,
        fetcher: Fetcher,
        *,
        every: float = 900.0,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Take what is watched. Raises UsageError for a folder that is not there and never was."""
        self._target, self._sources, self._folders = target, tuple(feeds), tuple(folders)
        self._memory, self._now = memory, now
        self._harvest = Harvest(memory, fetcher, target.settings, every=every, now=now)
        self._passed = own_files(target.store)
        for folder in self._folders:
            if not os.path.lexists(folder) and not memory.noted(_known(folder)):
                raise UsageError("there is no such file or folder", where=str(folder), todo="check the path")

    def has_more(self) -> bool:
        """Say whether pages wait that may be fetched now."""
        return bool(self._harvest.links.due(self._now(), 1))

    def round(self, *, fresh: bool = True) -> Round:
        """Carry out one round and return what it did.

        fresh: ask the feeds and walk the folders; else only fetch pages that wait. Raises StoreError and DataError
        when the store or its ledgers cannot be used, KeyboardInterrupt when a stop was asked for; what was not stored
        is then not remembered either.
        """
        tally = Tally()
        try:
            if self._memory.noted("store") != store_name(self._target.store):
                self._memory.forget()
            self._carry_out(tally, fresh=fresh)
        except BaseException:
            self._memory.rollback()
            raise
        return tally.outcome(self._harvest.links.waiting())

    def _carry_out(self, tally: Tally, *, fresh: bool) -> None:
        feeds = (self._harvest.of_feed(source, tally.gone.append) for source in self._sources if fresh)
        folders = (self._of_folder(folder, tally) for folder in self._folders if fresh)
        batch: list[Item] = []
        size = 0
        for item in self._target.stop.until_asked(chain(chain.from_iterable(feeds), self._harvest.of_links())):
            batch.append(item)
            size += _size(item)
            if size >= BATCH_BYTES:
                self._keep(batch, tally)
                batch, size = [], 0
        if self._target.stop.asked:
            raise KeyboardInterrupt
        self._keep(chain(batch, chain.from_iterable(folders)), tally)

    def _keep(self, found: Iterable[Item], tally: Tally) -> None:
        """Store items, then remember what led to them; a store that exists is not opened for skips alone."""
        with self._target.stop.at_once():
            items, any_articles = begun(iter(found))
        if any_articles or not store_name(self._target.store):
            tally.add(self._target.take(items))
            self._memory.note("store", store_name(self._target.store))
        else:
            skipped = [item for item in items if isinstance(item, Skip)]
            tally.list_skips(skipped, len(skipped))
        self._memory.commit()

    def _of_folder(self, folder: Path, tally: Tally) -> Iterator[Item]:
        """Yield what is new in a folder; one that is gone is told and stays on the list."""
        if not os.path.lexists(folder):
            tally.gone.append(str(folder))
            return
        self._memory.note(_known(folder), "yes")
        files = Files(self._memory, os.fsencode(folder))
        yield from changed_items(folder, files, self._target.settings, now=self._now, passed=self._passed)
        tally.removed += files.drop_unseen()


def _known(folder: Path) -> str:
    return f"known {os.fsencode(folder)!r}"


def _size(item: Item) -> int:
    if isinstance(item, Page):
        return len(item.data)
    return len(item.text) if isinstance(item, Article) else 1
