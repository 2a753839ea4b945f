"""What the long and the short form of the storm share."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from served import Sample, Served, growth
from server_kit import made_store
from storm import Goods, Storm, Tally, mix_of

SECONDS = 2
"""Longest run of a query, so that runaway ones do not take the day."""

FRONT_GROWTH, REST_GROWTH = 24 << 20, 128 << 20
"""Bytes by which the resident memory in the last third of a storm may be above that in the third before: of the process that listens, which
answers everything, and of all others together, each of which may keep up to 128 MB from a large question until it is replaced."""


@dataclass(frozen=True, slots=True)
class Weathered:
    """A storm that is over: what was answered, how the server was before and after, what is left once it has ended."""

    tally: Tally
    before: Sample
    after: Sample
    samples: list[Sample]
    alive: bool
    left: set[int]


def sample_store(folder: Path) -> Path:
    """Return a store of the sample articles."""
    store = folder / "kg-store"
    made_store(store)
    return store


def weathered(store: Path, requests: int, seed: int) -> Weathered:
    """Serve a store, send a storm at it, and end it."""
    goods = Goods(store / "quads")
    with Served(store, ("--seconds", str(SECONDS), "--memory", "1000")) as server:
        asyncio.run(Storm(server.port, goods, seed + 1).run(mix_of(200)))
        before = server.steady()
        server.samples.clear()
        tally = asyncio.run(Storm(server.port, goods, seed).run(mix_of(requests)))
        after, alive = server.settled(before), server.alive()
    return Weathered(tally, before, after, server.samples, alive, server.left())


def calm(found: Weathered) -> None:
    """Assert that everything is as it should be."""
    statuses = sorted(found.tally.statuses.items())
    print(f"{found.tally.asked.total():,} requests; {statuses}; {found.before} {found.after}", file=sys.stderr)
    assert found.tally.wrong == []
    assert found.alive
    assert found.after.processes == found.before.processes
    assert found.after.descriptors <= found.before.descriptors
    assert found.left == set()
    assert growth([sample.front for sample in found.samples]) < FRONT_GROWTH
    assert growth([sample.rest for sample in found.samples]) < REST_GROWTH
