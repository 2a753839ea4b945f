"""Bytes from files, folders and standard input become articles, or a listed reason why not."""

from __future__ import annotations

from kg.articles.addresses import speaks_for
from kg.articles.article import Article, Page, Skip
from kg.articles.feeds import FeedLink, feed_links
from kg.articles.kinds import kind_of
from kg.articles.language import SUPPORTED, detect_language
from kg.articles.pages import read_page
from kg.articles.sources import Item, read_articles, read_bytes, read_items
from kg.articles.walking import walk

__all__ = [
    "SUPPORTED",
    "Article",
    "FeedLink",
    "Item",
    "Page",
    "Skip",
    "detect_language",
    "feed_links",
    "kind_of",
    "read_articles",
    "read_bytes",
    "read_items",
    "read_page",
    "speaks_for",
    "walk",
]
