"""Keeps the facts of a served store in step with its articles and ledgers, beside the answering of questions.

Those who answer read the store as it is. When somebody decided something in a ledger, or a process that was ingesting
died, a process of its own makes that good, as every command does before it reads.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.settings import Settings
from kg.store import is_behind, open_store
from kg.workers import Failure, Limits, Pool, Reply, run_apart

_LOG = logging.getLogger("kg.server")
EVERY = 5.0
"""Seconds between two looks."""


def answer_behind(location: Path, settings: Settings) -> Reply:
    """Say whether the store is behind: a question for a worker."""
    return Reply(b"1" if is_behind(location, settings) else b"0", "text/plain")


def mend(location: str) -> None:
    """Bring a store folder up to date: the whole life of a process."""
    open_store(Path(location)).close()


async def keep_up(location: Path, pool: Pool, version: Callable[[], str], every: float = EVERY) -> None:
    """Look again and again whether the store is behind, and mend it; ends when cancelled."""
    while True:
        await asyncio.sleep(every)
        with suppress(Failure):
            reply = await pool.submit("behind", _fields(version()), Limits())
            if reply.body == b"1":
                await _mend(location)


def _fields(version: str) -> Mapping[str, Any]:
    return {"version": version}


async def _mend(location: Path) -> None:
    try:
        await run_apart("kg.server.upkeep:mend", {"location": str(location)})
    except Failure:
        _LOG.exception("the store could not be brought up to date; kg doctor tells more")
