"""Bytes from files, folders and standard input become articles, or a listed reason why not."""

from __future__ import annotations

from kg.articles.article import Article, Page, Skip
from kg.articles.language import SUPPORTED, detect_language
from kg.articles.pages import read_page
from kg.articles.sources import Item, read_articles, read_bytes, read_items

__all__ = [
    "SUPPORTED",
    "Article",
    "Item",
    "Page",
    "Skip",
    "detect_language",
    "read_articles",
    "read_bytes",
    "read_items",
    "read_page",
]
