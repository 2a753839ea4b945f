"""The whole network of a served store: computed in a process of its own and kept as files until the store has changed.

Whoever asks first sets it off and meanwhile gets a page that says so. A store that changes all the time is not computed
all the time: what was computed last is shown for ten times as long as it took, and for a minute at least.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from kg.overview import network_overview
from kg.pages import live_network
from kg.settings import Settings
from kg.store import snapshot
from kg.workers import Failure, run_apart

_LOG = logging.getLogger("kg.server")
SECONDS: Final = 1_800.0
MEMORY: Final = 4_000_000_000
"""What computing may take: the network of a million edges takes some minutes and a gigabyte."""
_RESTS, _LEAST = 10.0, 60.0
_PACKING: Final = 4
"""gzip's level, as for all answers."""


def compute(location: str, folder: str) -> None:
    """Write the page and data files of a store's network, packed, into a folder: the whole life of a process."""
    with snapshot(Path(location), Settings()) as store:
        overview = network_overview(store)
    for address, text in live_network(overview):
        path = Path(folder) / f"{address}.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text.encode("utf-8", "replace"), _PACKING, mtime=0))


class Overviews:
    """The computed network of one store. work: what computes (location, folder), for tests."""

    def __init__(
        self,
        location: Path,
        clock: Callable[[], float] = time.monotonic,
        work: str = "kg.server.overviews:compute",
    ) -> None:
        self._location, self._clock, self._work = location, clock, work
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._ready, self.version, self.failed = "", "", False
        self._tried, self._rest = "", 0.0
        self._task: asyncio.Task[None] | None = None

    async def file(self, version: str, address: str) -> bytes | None:
        """Return a file, packed with gzip; None while there is none. Sets off what has to be computed."""
        self._set_off(version)
        if not self._ready:
            return None
        path = Path(self._ready) / f"{address}.gz"
        try:
            return await asyncio.to_thread(path.read_bytes)
        except OSError:
            return None

    def _set_off(self, version: str) -> None:
        running = self._task is not None and not self._task.done()
        if running or not version or version == self._tried or self._clock() < self._rest:
            return
        self._task = asyncio.create_task(self._computed(version))

    async def _computed(self, version: str) -> None:
        self._home = self._home or tempfile.TemporaryDirectory(prefix="kg-network-")
        folder, began = Path(self._home.name) / version, self._clock()
        try:
            given: dict[str, Any] = {"location": str(self._location), "folder": str(folder)}
            await run_apart(self._work, given, SECONDS, MEMORY)
            before, self._ready, self.version, self.failed = self._ready, str(folder), version, False
            if before:
                await asyncio.to_thread(shutil.rmtree, before, ignore_errors=True)
        except (Failure, OSError) as failure:
            _LOG.error("the network of the whole store could not be computed: %s", failure)
            self.failed = not self._ready
        self._tried = version
        self._rest = self._clock() + max(_LEAST, _RESTS * (self._clock() - began)) if self._ready else 0.0

    async def close(self) -> None:
        """End what is being computed and remove all files."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._home is not None:
            self._home.cleanup()
