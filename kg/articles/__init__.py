"""Bytes from files, folders and standard input become articles, or a listed reason why not."""

from __future__ import annotations

from kg.articles.article import Article, Page, Skip
from kg.articles.language import SUPPORTED, detect_language
from kg.articles.sources import read_articles

__all__ = ["SUPPORTED", "Article", "Page", "Skip", "detect_language", "read_articles"]

read_items = read_articles


def read_page(page: Page, settings: object) -> Article | Skip:
    """Return the article of an HTML page: none yet, pages are still to come."""
    return Skip(page.source, "NOT_READ", "HTML pages cannot be read yet")
