"""The network, politely: a URL becomes bytes, and bytes become pages and articles, or a listed reason why not.

Nothing here runs unless a user asks for it (``kg ingest --fetch``, ``kg watch FEED``).
"""

from __future__ import annotations

from kg.web.fetcher import RETRIED, Fetcher
from kg.web.reading import is_feed, item_of, items_of, linked_items, links_of, page_of, read_urls
from kg.web.urls import looks_like_url
from kg.web.values import Fetched, NotModified, RefusedError, Validators

__all__ = [
    "RETRIED",
    "Fetched",
    "Fetcher",
    "NotModified",
    "RefusedError",
    "Validators",
    "is_feed",
    "item_of",
    "items_of",
    "linked_items",
    "links_of",
    "looks_like_url",
    "page_of",
    "read_urls",
]
