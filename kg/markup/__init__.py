"""One saved page, MHTML file or feed becomes articles, or a listed reason why not; bytes in, nothing is fetched."""

from __future__ import annotations

from kg.markup.addresses import speaks_for
from kg.markup.feeds import FeedLink, feed_links, open_feed
from kg.markup.mhtml import PAGE_TYPES, is_mhtml, open_mhtml
from kg.markup.pages import read_page

__all__ = ["PAGE_TYPES", "FeedLink", "feed_links", "is_mhtml", "open_feed", "open_mhtml", "read_page", "speaks_for"]
