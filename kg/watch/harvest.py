"""What is new in feeds: articles that they hold, and pages that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.articles import Article, Item, Page, Skip
from kg.markup import FeedLink
from kg.settings import Settings
from kg.watch.links import Links
from kg.watch.memory import Feeds, Memory
from kg.web import RETRIED, Fetched, Fetcher, is_feed, item_of, items_of, linked_items, links_of, page_of

ROUND_LINKS = 500
ROUND_SECONDS = 300.0
"""Pages, and seconds of fetching them, in one round; the rest waits for the next, so that no feed starves another."""


class Harvest:
    """Asks feeds and fetches pages, politely, and notes in the memory what was taken and what failed.

    What is noted before an item is yielded belongs to that item and those before it: whoever stores them commits
    the memory afterwards. every: seconds between two rounds. now: seconds since 1970.
    """

    def __init__(
        self, memory: Memory, fetcher: Fetcher, settings: Settings, *, every: float, now: Callable[[], float]
    ) -> None:
        self._feeds, self.links = Feeds(memory), Links(memory)
        self._fetcher, self._settings = fetcher, settings
        self._every, self._now = every, now

    def of_feed(self, source: str, gone: Callable[[str], None]) -> Iterator[Item]:
        """Yield what is new in a feed itself and note the pages it leads to; a page stands for itself.

        gone: is told the source when it cannot be had, or failed before and is not yet due again.
        """
        if not self._feeds.is_due(source, self._now()):
            gone(source)
            return
        known = self._feeds.known(source)
        got = self._fetcher.fetch(source, known)
        if isinstance(got, Skip):
            self._feeds.failed(source, self._now(), self._every)
            gone(source)
            yield got
        elif isinstance(got, Fetched):
            yield from self._new_in(source, got)
            self.links.forget_old(source, self._now())
            self._feeds.had(source, got.validators)
        else:
            self._feeds.had(source, known)

    def _new_in(self, source: str, got: Fetched) -> Iterator[Item]:
        for found in links_of(got, self._settings) if is_feed(got, self._settings) else items_of(got, self._settings):
            if isinstance(found, FeedLink) and (page := page_of(found, self._settings)) is not None:
                mark = found.published or ""
                if self.links.is_new(source, page, mark, self._now()):
                    self.links.wait_for(source, page, mark, self._now())
            else:
                item = item_of(found) if isinstance(found, FeedLink) else found
                if isinstance(item, Skip) or self._is_new(source, item):
                    yield item

    def _is_new(self, source: str, item: Article | Page) -> bool:
        key = item.key if isinstance(item, Article) else item.url or item.source
        mark = f"{item.sha256} {item.published or ''}" if isinstance(item, Article) else item.sha256
        new = self.links.is_new(source, key, mark, self._now())
        if new:
            self.links.take(source, key, mark, self._now())
        return new

    def of_links(self) -> Iterator[Item]:
        """Yield what the pages hold that wait and are due, within the limits of a round."""
        until = self._now() + ROUND_SECONDS
        for link in self.links.due(self._now(), ROUND_LINKS):
            if self._now() >= until:
                return
            codes = []
            for item in linked_items(link, self._fetcher, self._settings):
                codes += [item.code] if isinstance(item, Skip) and item.source == link else []
                yield item
            self._note(link, codes[0] if codes else "")

    def _note(self, link: str, code: str) -> None:
        """Note how fetching a page went: what is not for another day is done with."""
        if code == "NOT_YET":
            self.links.later(link, self._now() + self._every)
        elif code in RETRIED:
            self.links.failed(link, self._now(), self._every)
        else:
            self.links.taken(link)
