"""What the tests of rounds share: a store, a memory, a clock and a site."""

from __future__ import annotations

from pathlib import Path

from feed_kit import text
from servers import Clock

from kg.ontology.terms import AGR
from kg.settings import Fetching, Settings
from kg.stopping import Stop
from kg.store import open_store
from kg.watch import Memory, Round, Target, Watcher, memory_path
from kg.web import Fetcher

MINUTE = 60.0


class Bench:
    """A store, a memory and a clock; ``round`` is one round of a fresh watcher, as after a restart."""

    def __init__(self, folder: Path, site) -> None:
        self.folder, self.site = folder, site
        self.store = folder / "kg-store"
        self.news = folder / "news"
        self.news.mkdir()
        self.clock = Clock()
        self.clock.now = 2_000_000_000.0  # after every time of change that the tests' files have
        self.feeds: list[str] = []
        self.fetcher: Fetcher | None = None
        self.opened = 0

    def watcher(self, memory: Memory) -> Watcher:
        settings = Settings(fetching=Fetching(allow_private=True, delay=0.0))
        fetcher = self.fetcher or Fetcher(settings.fetching)
        feeds = [f"{self.site.url}{path}" for path in self.feeds]
        folders = [self.news]
        target = Target(self.store, settings, Stop(), sleep=self.clock.sleep)
        return Watcher(target, feeds, folders, memory, fetcher, every=15 * MINUTE, now=self.clock)

    def round(self, *, fresh: bool = True) -> Round:
        memory = Memory(memory_path(self.store))
        try:
            return self.watcher(memory).round(fresh=fresh)
        finally:
            memory.close()

    def write(self, name: str, number: int) -> None:
        path = self.news / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(number), "utf-8")

    def texts(self) -> list[int]:
        with open_store(self.store) as store:
            words = [quad.object.value for quad in store.quads(None, AGR("text")) if "article/" in str(quad.subject)]
        return sorted(number for number in range(60) for word in words if text(number) in word)


def counts(done: Round) -> tuple[int, int, int]:
    return done.added, done.replaced, len(done.skipped)


def codes(done: Round) -> list[str]:
    return [skip.code for skip in done.skipped]
