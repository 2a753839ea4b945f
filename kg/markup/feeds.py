"""RSS (0.9x, 1.0, 2.0) and Atom feeds: each item becomes an article of its text, or a link to one.

A feed is cut into items first (``cutting``); feedparser then reads some at a time, in a small document of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from kg.articles import Article, Decoded, Skip, decode, publication_date, record_article, too_large
from kg.errors import InputError
from kg.language import skeleton_key
from kg.markup.addresses import web_address
from kg.markup.cutting import Cut, count_items, cut_items, mended, open_cut
from kg.markup.trees import OverLimitError, clean, fragment_lines, one_line
from kg.settings import Settings

Parsed = Any
"""A dictionary of feedparser, which has no types."""

_AT_ONCE = 40
"""Items read with one call of feedparser; the call itself takes as long as reading a few."""
_MOST_ATTRIBUTES = 64
"""Attributes that an element may have: with so many feedparser takes 0.3 ms for it, with 10,000 it takes 6 s."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One item of a feed, for who follows its link.

    url: where the whole article is. published: ISO day. has_full_text: the feed carries the article's content, not
    only a summary. item: the article that can be made of what the feed carries, None when that is no text.
    """

    url: str
    title: str | None = None
    published: str | None = None
    has_full_text: bool = False
    item: Article | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item as read: where it stands, the article or the reason why there is none, its link and so on."""

    where: str
    result: Article | Skip
    url: str | None = None
    title: str | None = None
    published: str | None = None
    has_content: bool = False


def open_feed(data: bytes, source: str, settings: Settings, encoding: str = "") -> Iterator[Article | Skip]:
    """Yield an article or a skip for every item of a feed, in its order; never raises for a bad feed.

    encoding: the character set that was declared outside of the feed, "" for none.
    Skips: ``TOO_LARGE`` and ``BAD_FEED`` for the whole; ``TOO_MANY_ITEMS`` for those over the limit; ``NO_TEXT`` for
    an item that only links, ``BAD_ITEM``, ``TOO_LARGE``, ``TOO_COMPLEX`` and those of a record for single ones.
    """
    for entry in _entries(data, source, settings, encoding):
        yield entry.result if isinstance(entry, _Entry) else entry


def feed_links(data: bytes, source: str, settings: Settings, encoding: str = "") -> Iterator[FeedLink | Skip]:
    """Yield the link of every item of a feed, for who fetches what it leads to; a skip where there is none."""
    for entry in _entries(data, source, settings, encoding):
        if isinstance(entry, Skip):
            yield entry
        elif entry.url:
            item = entry.result if isinstance(entry.result, Article) else None
            yield FeedLink(entry.url, entry.title, entry.published, entry.has_content and item is not None, item)
        else:
            yield entry.result if isinstance(entry.result, Skip) else Skip(entry.where, "NO_LINK", "it has no link")


def _entries(data: bytes, source: str, settings: Settings, encoding: str) -> Iterator[_Entry | Skip]:
    if len(data) > settings.feed_bytes:
        yield too_large(source, settings.feed_bytes, "the feed")
        return
    decoded = decode(data, encoding)
    if decoded is None:
        yield Skip(source, "NOT_TEXT", "the feed is no text in any known character set")
        return
    try:
        cut = open_cut(clean(decoded.text)[0])
    except InputError as error:
        yield Skip(source, "BAD_FEED", str(error))
        return
    feed = _parsed(mended(cut.about))[0].feed
    publisher = one_line(" ".join(_lines(feed.get("title"))))
    yield from _Reader(source, settings, publisher, web_address(feed.get("link")), decoded).read(cut)


def _lines(markup: str | None) -> list[str]:
    """Return the lines of a short value that may be markup."""
    try:
        return fragment_lines(markup or "", 1_000)
    except OverLimitError:
        return []


def _parsed(document: str) -> tuple[Parsed, bool]:
    """Return what feedparser reads in a document, and whether that was well-formed.

    One that is not is made so first: feedparser's own way with broken documents takes time in the square of their size.
    """
    import feedparser  # noqa: PLC0415 - slow to import
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    root = etree.fromstring(document.encode("utf-8", "replace"), parser)
    for node in root.iter() if root is not None else ():
        _drop_attributes(node)
    whole = etree.tostring(root, encoding="utf-8", xml_declaration=True) if root is not None else b""
    found = feedparser.parse(whole, sanitize_html=False, resolve_relative_uris=False)
    return found, not parser.error_log


def _drop_attributes(node: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Take the attributes from an element that has too many: feedparser takes time in the square of their number."""
    if len(node.attrib) > _MOST_ATTRIBUTES:
        node.attrib.clear()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the items of one feed. base: the address that links are relative to."""

    source: str
    settings: Settings
    publisher: str | None
    base: str | None
    decoded: Decoded

    def read(self, cut: Cut) -> Iterator[_Entry | Skip]:
        """Yield all items up to the limit, then a skip for the rest."""
        items = cut_items(cut)
        number = 0
        while number < self.settings.feed_items:
            portion = list(islice(items, min(_AT_ONCE, self.settings.feed_items - number)))
            if not portion:
                break
            yield from self._portion(cut, portion, number)
            number += len(portion)
        left = count_items(cut, number) if number >= self.settings.feed_items else 0
        if left:
            yield Skip(self.source, "TOO_MANY_ITEMS", f"{left} items after the first {number} are left out")
        if not number:
            yield Skip(self.source, "EMPTY", "the feed has no items")

    def _portion(self, cut: Cut, portion: list[str | None], first: int) -> Iterator[_Entry | Skip]:
        """Read some items at once, or one by one when one of them is broken, lest it break the others."""
        usable = [item for item in portion if item is not None and len(item) <= self.settings.record_bytes]
        found, sound = _parsed(cut.document(usable))
        together = iter(found.entries) if sound and len(found.entries) == len(usable) else None
        for number, item in enumerate(portion, start=first):
            where = f"{self.source}[{number}]"
            if item is None:
                yield Skip(where, "BAD_ITEM", "the feed breaks off in this item")
            elif len(item) > self.settings.record_bytes:
                yield Skip(where, "TOO_LARGE", f"the item is over {self.settings.record_bytes} characters")
            else:
                yield self._entry(next(together), where, "") if together else self._alone(cut, item, where)

    def _alone(self, cut: Cut, item: str, where: str) -> _Entry | Skip:
        found, sound = _parsed(cut.document([item]))
        if not found.entries:
            return Skip(where, "BAD_ITEM", "it cannot be read")
        return self._entry(found.entries[0], where, "" if sound else "it is not well-formed: read as far as it goes")

    def _entry(self, entry: Parsed, where: str, note: str) -> _Entry:
        content = max((one.get("value") or "" for one in entry.get("content", ())), key=len, default="")
        links = (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id"))
        url = next(filter(None, (web_address(link, self.base) for link in links if link)), None)
        title = one_line(" ".join(_lines(entry.get("title"))))
        written = one_line(entry.get("published") or entry.get("updated"))
        try:
            lines = fragment_lines(content or entry.get("summary") or "", self.settings.page_elements)
        except OverLimitError:
            return _Entry(
                where, Skip(where, "TOO_COMPLEX", "its markup is too deep or has too many elements"), url, title
            )
        if lines:
            record = {"text": "\n".join(_headed(title, lines)), "url": url, "title": title, "published": written}
            result = self._article({**record, **self._names(entry)}, where, note)
        else:
            reason = f"the item has no text, only the link {url}" if url else "the item has neither text nor link"
            result = Skip(where, "NO_TEXT", reason)
        return _Entry(where, result, url, title, publication_date(written), bool(content))

    def _names(self, entry: Parsed) -> dict[str, str | None]:
        origin = one_line((entry.get("source") or {}).get("title"))
        return {"author": one_line(entry.get("author")), "publisher": origin or self.publisher}

    def _article(self, record: dict[str, str | None], where: str, note: str) -> Article | Skip:
        article = record_article(record, where, self.settings)
        if isinstance(article, Skip):
            return article
        notes = tuple(one for one in (self.decoded.note, note, *article.notes) if one)
        return replace(article, encoding=self.decoded.encoding, notes=notes)


def _headed(title: str | None, lines: list[str]) -> Iterator[str]:
    """Yield the title, unless the text begins with it, and the text."""
    if title and not skeleton_key(lines[0]).startswith(skeleton_key(title)):
        yield title
    yield from lines
