"""URLs become articles and pages: a page itself, a feed with what its items link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kg.articles import FAULTS, Article, Item, Page, Skip, failed
from kg.markup import FeedLink, feed_links, speaks_for
from kg.settings import Settings
from kg.sources import kind_of, read_bytes
from kg.streams import HEAD
from kg.web.fetcher import Fetcher
from kg.web.values import Fetched, NotModified

T = TypeVar("T")


def read_urls(urls: Iterable[str], fetcher: Fetcher, settings: Settings) -> Iterator[Item]:
    """Yield what the URLs hold: a page is a ``Page``, a feed its items, other kinds their articles.

    An item of a feed that has its full text is an article at once; else the page that it links to is fetched, each
    address once, unless ``settings.fetching.follow`` is off: then the item's own words are taken. Whatever cannot
    be had is a skip.
    """
    taken: set[str] = set()
    for url in urls:
        got = fetcher.fetch(url)
        if isinstance(got, Skip):
            yield got
        elif isinstance(got, Fetched):
            yield from _of_feed(got, fetcher, settings, taken) if is_feed(got, settings) else items_of(got, settings)


def is_feed(got: Fetched, settings: Settings) -> bool:
    """Say whether a body is a feed: by its first bytes, as ``read_bytes`` tells it."""
    return kind_of(got.data[:HEAD], settings, got.content_type, got.encoding) == "feed"


def items_of(got: Fetched, settings: Settings) -> Iterator[Item]:
    """Yield what one fetched body holds, under keys that are its own to give (see ``_own``)."""
    found = read_bytes(got.data, got.url, settings, url=got.url, content_type=got.content_type, encoding=got.encoding)
    yield from (_own(item, got.url) for item in _survived(found, got.url))


def links_of(got: Fetched, settings: Settings) -> Iterator[FeedLink | Skip]:
    """Yield the items of a fetched feed, articles under keys that are the feed's to give (see ``_own``)."""
    for link in _survived(feed_links(got.data, got.url, settings), got.url):
        own = _own(link.item, got.url) if isinstance(link, FeedLink) and link.item else None
        yield replace(link, item=own) if isinstance(link, FeedLink) and isinstance(own, Article) else link


def _own(item: Item, home: str) -> Item:
    """Return what a body from ``home`` holds under a key that only such bodies have, unless it speaks of its own site.

    Else whoever is fetched from could put words into the article of another site, for one key is one article.
    """
    if isinstance(item, Page):
        known = item.url is not None and speaks_for(home, item.url)
        return item if known else replace(item, url=f"{home}#{item.url or item.source}")
    if isinstance(item, Skip) or not (item.id or item.url) or speaks_for(home, item.key):
        return item
    return replace(item, id=f"{home}#{item.key}")


def _survived(found: Iterator[T], source: str) -> Iterator[T | Skip]:
    """Yield what is found; a body that no reader was made for ends as a listed skip, not as the end of all reading."""
    try:
        yield from found
    except FAULTS as error:
        yield failed(source, error)


def page_of(link: FeedLink, settings: Settings) -> str | None:
    """Return the page that is to be fetched for a feed's item, None when the item itself is what there is."""
    return link.url if settings.fetching.follow and not link.has_full_text else None


def item_of(link: FeedLink) -> Article | Skip:
    """Return what a feed's item itself holds."""
    return link.item or Skip(link.url, "NO_TEXT", "the item of the feed has no text of its own")


def linked_items(url: str, fetcher: Fetcher, settings: Settings) -> Iterator[Item]:
    """Yield what the page of a feed's item holds. A link that leads to a feed again is not followed further."""
    got = fetcher.fetch(url)
    if isinstance(got, Skip):
        yield got
    elif isinstance(got, NotModified) or is_feed(got, settings):
        yield Skip(url, "BAD_TYPE", "the item of a feed leads to a feed")
    else:
        yield from items_of(got, settings)


def _of_feed(got: Fetched, fetcher: Fetcher, settings: Settings, taken: set[str]) -> Iterator[Item]:
    for link in links_of(got, settings):
        if isinstance(link, Skip):
            yield link
        elif (url := page_of(link, settings)) is None:
            yield item_of(link)
        elif url not in taken:
            taken.add(url)
            yield from linked_items(url, fetcher, settings)
